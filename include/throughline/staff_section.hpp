// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "throughline/absence.hpp"
#include "throughline/diagnostic.hpp"
#include "throughline/schedule.hpp"
#include "throughline/staffing.hpp"
#include "throughline/surge.hpp"

namespace throughline {

struct ShiftSection {
  Text key;
  double from = 0.0;        ///< seconds of the day
  double to = 0.0;          ///< seconds of the day, in (0, 86400]; not after `from`: ends on the next day
  std::uint8_t days = 127;  ///< bit 0 = Monday: days on which it begins
  std::uint32_t count = 0;
  std::vector<Break> breaks;
};

/// How fast the people of a pool are at a step: 2 takes half the time.
struct SpeedSection {
  Text step;
  double factor = 1.0;
};

/// A surge, and the pool it names.
struct SurgeSection {
  Surge surge;
  std::optional<Text> from;
};

struct StaffSection {
  Text key;
  std::string name;
  std::optional<Schedule<std::uint32_t>> count;
  std::vector<ShiftSection> shifts;
  double cost = 0.0;           ///< per second on duty
  std::vector<Text> priority;  ///< "segment.red", "step.review"
  StaffKind kind = StaffKind::person;
  Discipline discipline = Discipline::fifo;
  std::optional<TakesNext> takes_next;  ///< none: by priority where there is one
  std::vector<SpeedSection> speed;
  struct Preempt {
    std::vector<Text> by;  ///< entries of `priority`
    Again then = Again::resume;
  };
  std::optional<Preempt> preempt;
  double absence = 0.0;    ///< share of shifts
  double shrinkage = 0.0;  ///< share of paid time
  std::vector<Interruption> interruptions;
  std::optional<NewStaff> new_staff;
  std::optional<Again> interrupts;  ///< services at the end of a shift; none: they are finished
  std::vector<SurgeSection> surges;
  double hold_for_appointment = 0.0;  ///< seconds
  bool sharing = false;
};

}  // namespace throughline
