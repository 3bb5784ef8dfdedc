// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "throughline/absence.hpp"
#include "throughline/measure.hpp"
#include "throughline/schedule.hpp"
#include "throughline/staffing.hpp"
#include "throughline/surge.hpp"

namespace throughline {

/// A group of people who come and go as one, on some days.
struct Shift {
  std::string key;
  double from = 0.0, to = 0.0;
  std::uint8_t days = 127;
  std::uint32_t count = 0;
  std::vector<Break> breaks;

  /// Seconds from its beginning to its end.
  double length() const noexcept { return to > from ? to - from : to - from + seconds_per_day; }
  /// Seconds from its beginning to some time of the day.
  double offset(double time) const noexcept { return time >= from ? time - from : time - from + seconds_per_day; }
};

/// First named first: rank of a waiting customer = index of the first entry that matches, else one past the last.
struct PriorityEntry {
  std::optional<SegmentId> segment;
  std::optional<StepId> step;
};

/// A pool of interchangeable people or places, resolved.
struct Staff {
  std::string key, name;
  std::optional<Schedule<std::uint32_t>> count;
  std::vector<Shift> shifts;
  double cost = 0.0;
  std::vector<PriorityEntry> priority;
  StaffKind kind = StaffKind::person;
  Discipline discipline = Discipline::fifo;
  TakesNext takes_next = TakesNext::priority;
  std::vector<std::pair<StepId, double>> speed;
  struct Preempt {
    std::vector<std::uint32_t> by;  ///< entries of `priority`, by index
    Again then = Again::resume;
  };
  std::optional<Preempt> preempt;
  double absence = 0.0;
  double shrinkage = 0.0;
  std::vector<Interruption> interruptions;
  std::optional<NewStaff> new_staff;
  std::optional<Again> interrupts;  ///< services at the end of a shift; none: they are finished
  std::vector<Surge> surges;
  /// Seconds. Whoever has no appointment is served only while more people are free than appointments begin within this
  /// time. Each counts until the customer is served here or gone; or has not come when it begins, or is not here as
  /// long after that.
  double hold_for_appointment = 0.0;
  /// Everybody who is there is served at once; `count` people share their work evenly, at most one to a customer
  /// (processor sharing).
  bool sharing = false;
};

}  // namespace throughline
