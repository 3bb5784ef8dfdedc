// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// One shift on one day: `count` people come and go as one. Seconds after the start of the run; `begin` is negative
/// where the shift began before the run, `end` may lie behind the length of the run.
struct Attendance {
  double begin = 0.0;
  double end = 0.0;
  std::uint32_t shift = 0;  ///< index into Staff::shifts
  std::uint32_t count = 0;

  bool operator==(const Attendance&) const = default;
};

/// From this second of the run on, so many people are on duty.
struct StaffLevel {
  double time = 0.0;
  std::uint32_t count = 0;

  bool operator==(const StaffLevel&) const = default;
};

/// Who is on duty when, over [0, length). A pool with shifts has attendances; a pool with a count has levels.
struct Roster {
  std::vector<Attendance> attendances;  ///< by begin, then in the order of the shifts; each overlaps [0, length)
  std::vector<StaffLevel> levels;       ///< the first at 0, then each change before `length`
};

/// `starts_clock`: seconds after Monday 00:00 at the start of the run. Nobody comes on duty at or after `length`.
Roster expand_roster(const Staff& staff, double starts_clock, double length);

/// How many are on duty, for both kinds of pool: the first level at 0, then each change in (0, length).
std::vector<StaffLevel> on_duty(const Roster& roster, double length);

}  // namespace throughline
