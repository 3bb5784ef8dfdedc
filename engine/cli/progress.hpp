// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "throughline/experiment.hpp"

namespace throughline {

/// What a line of progress says: `120 of 400 replications, about 12 s left`. `elapsed` in seconds since the start.
std::string progress_line(const ExperimentProgress& progress, double elapsed, std::string_view unit = "replications");

/// Shows on standard error how far an experiment is: on a terminal in one line that is gone at the end, elsewhere line
/// by line. A few times a second at most.
class Progress {
 public:
  enum class Manner { hidden, one_line, lines };

  /// `unit`: what is counted.
  explicit Progress(Manner manner, std::string_view unit = "replications") : manner_(manner), unit_(unit) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const ExperimentProgress& progress);

  /// Wipes the line, so that something else can be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  Manner manner_;
  std::string_view unit_;
  Clock::time_point begun_ = Clock::now();
  std::optional<Clock::time_point> shown_;
  std::size_t columns_ = 0;  ///< of what stands in the line
};

}  // namespace throughline
