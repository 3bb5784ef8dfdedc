// SPDX-License-Identifier: MIT
#include "blueprint/roster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "blueprint/calendar.hpp"

namespace throughline {
namespace {

std::vector<DutyLevel> levels_of_count(const Schedule<std::uint32_t>& count, double starts_clock, double length) {
  std::vector<DutyLevel> levels{{0.0, count.at(starts_clock)}};
  if (count.constant()) return levels;
  const double first_cycle = -std::fmod(starts_clock, count.period);
  for (double cycle = first_cycle; cycle < length; cycle += count.period) {
    for (const Level<std::uint32_t>& level : count.levels) {
      const double time = cycle + level.from;
      if (time > 0.0 && time < length && level.value != levels.back().count) levels.push_back({time, level.value});
    }
  }
  return levels;
}

/// The same with nobody there while it is closed. The first level stands at 0.
std::vector<DutyLevel> without_closed(const std::vector<DutyLevel>& levels, const std::vector<Span>& closed,
                                      double length) {
  std::vector<DutyLevel> kept;
  const auto change = [&kept](double time, std::uint32_t count) {
    if (kept.empty() || kept.back().count != count) kept.push_back({time, count});
  };
  std::size_t next = 0;
  for (const Span& span : closed) {
    for (; next < levels.size() && levels[next].time < span.from; ++next) change(levels[next].time, levels[next].count);
    change(span.from, 0);
    while (next < levels.size() && levels[next].time <= span.to) ++next;
    if (span.to < length) change(span.to, levels[next - 1].count);
  }
  for (; next < levels.size(); ++next) change(levels[next].time, levels[next].count);
  return kept;
}

std::vector<DutyLevel> levels_of_periods(const std::vector<DutyPeriod>& periods, double length) {
  std::map<double, std::int64_t> changes{{0.0, 0}};
  for (const DutyPeriod& period : periods) {
    changes[std::max(0.0, period.begin)] += period.count;
    if (period.end < length) changes[period.end] -= period.count;
  }
  std::vector<DutyLevel> levels;
  std::int64_t present = 0;
  for (const auto& [time, change] : changes) {
    present += change;
    const auto count = static_cast<std::uint32_t>(present);
    if (levels.empty() || levels.back().count != count) levels.push_back({time, count});
  }
  return levels;
}

}  // namespace

std::vector<DutyPeriod> duty_periods(const Staff& staff, double starts_clock, double length,
                                     const std::vector<ClosedDays>& closed) {
  std::vector<DutyPeriod> periods;
  const double first_midnight = -std::fmod(starts_clock, seconds_per_day);
  const auto first_weekday = static_cast<int>(std::floor(starts_clock / seconds_per_day)) % 7;
  std::array<std::vector<std::uint32_t>, 7> begin_on;
  for (std::uint32_t index = 0; index < staff.shifts.size(); ++index) {
    for (std::size_t weekday = 0; weekday < begin_on.size(); ++weekday) {
      const bool begins = ((staff.shifts[index].days >> weekday) & 1U) != 0 && staff.shifts[index].count > 0;
      if (begins) begin_on[weekday].push_back(index);
    }
  }
  // A shift lasts a day at most: whoever is there at the start began today or yesterday.
  for (int day = -1; first_midnight + day * seconds_per_day < length; ++day) {
    if (is_closed(closed, day)) continue;
    const auto weekday = static_cast<std::size_t>((first_weekday + day + 7) % 7);
    const double midnight = first_midnight + day * seconds_per_day;
    for (const std::uint32_t index : begin_on[weekday]) {
      const Shift& shift = staff.shifts[index];
      const double begin = midnight + shift.from;
      const double end = midnight + shift.to + (shift.to > shift.from ? 0.0 : seconds_per_day);
      if (begin < length && end > 0.0) periods.push_back({begin, end, index, shift.count});
    }
  }
  std::stable_sort(periods.begin(), periods.end(),
                   [](const DutyPeriod& one, const DutyPeriod& other) { return one.begin < other.begin; });
  return periods;
}

std::vector<DutyLevel> duty_levels(const Staff& staff, double starts_clock, double length,
                                   const std::vector<ClosedDays>& closed) {
  if (!staff.count) return levels_of_periods(duty_periods(staff, starts_clock, length, closed), length);
  std::vector<DutyLevel> levels = levels_of_count(*staff.count, starts_clock, length);
  if (staff.kind == StaffKind::place) return levels;
  return without_closed(levels, closed_spans(closed, starts_clock, length), length);
}

}  // namespace throughline
