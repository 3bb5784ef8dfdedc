// SPDX-License-Identifier: MIT
#include "blueprint/roster.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace throughline {
namespace {

void expand_shifts(const Staff& staff, double starts_clock, double length, Roster& roster) {
  const double first_midnight = -std::fmod(starts_clock, seconds_per_day);
  const auto first_weekday = static_cast<int>(std::floor(starts_clock / seconds_per_day)) % 7;
  // A shift lasts a day at most: whoever is there at the start began today or yesterday.
  for (int day = -1; first_midnight + day * seconds_per_day < length; ++day) {
    const int weekday = ((first_weekday + day) % 7 + 7) % 7;
    for (std::size_t index = 0; index < staff.shifts.size(); ++index) {
      const Shift& shift = staff.shifts[index];
      if (((shift.days >> weekday) & 1) == 0 || shift.count == 0) continue;
      const double midnight = first_midnight + day * seconds_per_day;
      const double begin = midnight + shift.from;
      const double end = midnight + shift.to + (shift.to > shift.from ? 0.0 : seconds_per_day);
      if (begin < length && end > 0.0) {
        roster.attendances.push_back({begin, end, static_cast<std::uint32_t>(index), shift.count});
      }
    }
  }
  std::stable_sort(roster.attendances.begin(), roster.attendances.end(),
                   [](const Attendance& one, const Attendance& other) {
                     return one.begin < other.begin || (one.begin == other.begin && one.shift < other.shift);
                   });
}

void expand_levels(const Schedule<std::uint32_t>& count, double starts_clock, double length, Roster& roster) {
  roster.levels.push_back({0.0, count.at(starts_clock)});
  if (count.constant()) return;
  const double first_cycle = -std::fmod(starts_clock, count.period);
  for (double cycle = first_cycle; cycle < length; cycle += count.period) {
    for (const Level<std::uint32_t>& level : count.levels) {
      const double time = cycle + level.from;
      if (time > 0.0 && time < length && level.value != roster.levels.back().count) {
        roster.levels.push_back({time, level.value});
      }
    }
  }
}

}  // namespace

Roster expand_roster(const Staff& staff, double starts_clock, double length) {
  Roster roster;
  if (staff.count) {
    expand_levels(*staff.count, starts_clock, length, roster);
  } else {
    expand_shifts(staff, starts_clock, length, roster);
  }
  return roster;
}

std::vector<StaffLevel> on_duty(const Roster& roster, double length) {
  if (!roster.levels.empty()) return roster.levels;
  std::map<double, std::int64_t> changes{{0.0, 0}};
  for (const Attendance& attendance : roster.attendances) {
    changes[std::max(0.0, attendance.begin)] += attendance.count;
    if (attendance.end < length) changes[attendance.end] -= attendance.count;
  }
  std::vector<StaffLevel> levels;
  std::int64_t present = 0;
  for (const auto& [time, change] : changes) {
    present += change;
    const auto count = static_cast<std::uint32_t>(present);
    if (levels.empty() || levels.back().count != count) levels.push_back({time, count});
  }
  return levels;
}

}  // namespace throughline
