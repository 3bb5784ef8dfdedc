// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "throughline/diagnostic.hpp"
#include "throughline/distribution.hpp"

namespace throughline {

/// A pause in a shift. The k-th person of the shift goes k times `stagger` later; whoever serves then goes when the
/// service has ended, for the whole pause.
struct Break {
  Text key;
  double at = 0.0;       ///< seconds of the day
  double lasts = 0.0;    ///< seconds
  double stagger = 0.0;  ///< seconds
};

/// When the clock of an interruption runs.
enum class While : std::uint8_t {
  serving,   ///< while the person serves: the service is interrupted
  calendar,  ///< always: whatever happens is interrupted
  idle       ///< while the person is free: nothing is interrupted
};

/// Breakdowns of a place, vacations of a person: away for a time, again and again. An interrupted service goes on where
/// it was, with whoever is free first.
struct Interruption {
  Text key;
  While when = While::calendar;
  std::optional<Distribution> every;  ///< seconds until the next one; none, of idle ones: at once
  Distribution lasts;                 ///< seconds
};

/// The first people of a pool are new: slower, and failing more often. Both fade evenly until they have learned.
struct NewStaff {
  double share = 0.0;
  double speed = 1.0;               ///< at the start of the run
  double failure_factor = 1.0;      ///< on the probability of a failure, at the start of the run
  std::optional<double> learns_in;  ///< seconds; none: never
};

}  // namespace throughline
