// SPDX-License-Identifier: MIT
#pragma once

#include "simulation/recorder.hpp"

namespace throughline {

/// The statistics of a run and what the time of journeys goes into, by Program::accounts_time: a policy of its own, so
/// that nobody else pays for it.
class TimeRecorder : public Recorder {
 public:
  static constexpr bool accounts_time = true;

  using Recorder::Recorder;
};

}  // namespace throughline
