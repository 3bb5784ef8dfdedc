// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// One shift on one day: `count` people come and go as one. Seconds after the start of the run; `begin` is negative
/// where the shift began before the run, `end` may lie behind the length of the run.
struct DutyPeriod {
  double begin = 0.0;
  double end = 0.0;
  std::uint32_t shift = 0;  ///< index into Staff::shifts
  std::uint32_t count = 0;

  bool operator==(const DutyPeriod&) const = default;
};

/// From this second of the run on, so many people are on duty.
struct DutyLevel {
  double time = 0.0;
  std::uint32_t count = 0;

  bool operator==(const DutyLevel&) const = default;
};

/// Of a pool with shifts: every period that overlaps [0, length), by begin, then in the order of the shifts. Nobody
/// comes on duty at or after `length`, no shift begins on a closed day; one that began on the day before ends as usual.
/// `starts_clock`: seconds after Monday 00:00 at the start of the run.
std::vector<DutyPeriod> duty_periods(const Staff& staff, double starts_clock, double length,
                                     const std::vector<ClosedDays>& closed = {});

/// How many are on duty, of either kind of pool: the first level at 0, then each change in (0, length). Of a count
/// nobody is there on a closed day; places always are.
std::vector<DutyLevel> duty_levels(const Staff& staff, double starts_clock, double length,
                                   const std::vector<ClosedDays>& closed = {});

}  // namespace throughline
