// SPDX-License-Identifier: MIT
#include "blueprint/schedule_arithmetic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace throughline {
namespace {

bool by_value(const Level<double>& one, const Level<double>& other) {
  return one.value < other.value;
}

double area_under(const Schedule<double>& schedule, double from, double to) {
  double area = 0.0;
  for (double clock = from; clock < to;) {
    const double until = std::min(next_change(schedule, clock), to);
    area += schedule.at(clock) * (until - clock);
    clock = until;
  }
  return area;
}

}  // namespace

Schedule<double> sum_of(std::span<const Schedule<double>> schedules) {
  Schedule<double> sum(0.0);
  for (const Schedule<double>& schedule : schedules) sum.period = std::max(sum.period, schedule.period);
  std::set<double> changes;
  for (const Schedule<double>& schedule : schedules) {
    if (schedule.constant()) continue;
    for (double cycle = 0.0; cycle < sum.period; cycle += schedule.period) {
      for (const Level<double>& level : schedule.levels) changes.insert(cycle + level.from);
    }
  }
  if (changes.empty()) changes.insert(0.0);
  sum.levels.clear();
  for (const double change : changes) {
    double total = 0.0;
    for (const Schedule<double>& schedule : schedules) total += schedule.at(change);
    sum.levels.push_back({change, total});
  }
  return sum;
}

double next_change(const Schedule<double>& schedule, double clock) {
  if (schedule.constant()) return std::numeric_limits<double>::infinity();
  const double phase = std::fmod(clock, schedule.period);
  const double cycle = clock - phase;
  const auto begins_later = [phase](const Level<double>& level) { return level.from > phase; };
  const auto next = std::find_if(schedule.levels.begin(), schedule.levels.end(), begins_later);
  const double change =
      next == schedule.levels.end() ? cycle + schedule.period + schedule.levels.front().from : cycle + next->from;
  // Rounding of large clock times may find the same moment again; whoever walks along must get on.
  return change > clock ? change : std::nextafter(clock, std::numeric_limits<double>::infinity());
}

double average(const Schedule<double>& schedule, double from, double to) {
  if (schedule.constant()) return schedule.levels.front().value;
  const double cycles = std::floor((to - from) / schedule.period);
  const double rest = from + cycles * schedule.period;
  double area = rest < to ? area_under(schedule, rest, to) : 0.0;
  if (cycles > 0.0) area += cycles * area_under(schedule, from, from + schedule.period);
  return area / (to - from);
}

double least(const Schedule<double>& schedule) {
  return std::min_element(schedule.levels.begin(), schedule.levels.end(), by_value)->value;
}

double greatest(const Schedule<double>& schedule) {
  return std::max_element(schedule.levels.begin(), schedule.levels.end(), by_value)->value;
}

Schedule<double> mean_of(const TimeLaw& law) {
  Schedule<double> means;
  means.period = law.period;
  for (const Level<Distribution>& level : law.levels) means.levels.push_back({level.from, level.value.mean()});
  return means;
}

}  // namespace throughline
