// SPDX-License-Identifier: MIT
#include "blueprint/arrival_rates.hpp"

#include <algorithm>
#include <cmath>

namespace throughline {
namespace {

constexpr double half_hour = 1800.0;

Schedule<double> rate_of(const Appointments& appointments) {
  const double open = appointments.to - appointments.from;
  const double slots = std::ceil(open / appointments.every);
  const double rate = slots * appointments.per_slot.mean() * (1.0 - appointments.no_show) / open;
  Schedule<double> schedule;
  schedule.period = seconds_per_week;
  const auto set = [&](double from, double value) {
    if (!schedule.levels.empty() && schedule.levels.back().from == from) schedule.levels.pop_back();
    if (from < seconds_per_week) schedule.levels.push_back({from, value});
  };
  for (int day = 0; day < 7; ++day) {
    if ((appointments.days >> static_cast<unsigned>(day) & 1U) == 0) continue;
    set(day * seconds_per_day + appointments.from, rate);
    set(day * seconds_per_day + appointments.to, 0.0);
  }
  // Before the first level of a week stands the last: 0, unless a day ends with the week.
  if (schedule.levels.front().from > 0.0) schedule.levels.insert(schedule.levels.begin(), {0.0, 0.0});
  return schedule;
}

Schedule<double> rate_of(const Replay& replay, double starts, double length) {
  Schedule<double> schedule;
  schedule.period = seconds_per_week;
  const double first = std::fmod(starts, seconds_per_week);
  for (double from = 0.0; from < seconds_per_week; from += half_hour) {
    // How much of the run falls into this half hour of the week.
    double covered = 0.0;
    for (double week = -seconds_per_week; week < length + seconds_per_week; week += seconds_per_week) {
      const double begin = week + from - first;
      covered += std::max(0.0, std::min(begin + half_hour, length) - std::max(begin, 0.0));
    }
    schedule.levels.push_back({from, covered > 0.0 ? 1.0 / covered : 0.0});
  }
  std::vector<double> counts(schedule.levels.size());
  for (const double time : replay.times) {
    if (time >= length) break;
    ++counts[static_cast<std::size_t>(std::fmod(first + time, seconds_per_week) / half_hour)];
  }
  for (std::size_t level = 0; level < counts.size(); ++level) schedule.levels[level].value *= counts[level];
  return schedule;
}

}  // namespace

Schedule<double> mean_rate(const ArrivalsSection& arrivals, double starts, double length) {
  Schedule<double> rate = 0.0;
  if (const auto* levels = std::get_if<Schedule<double>>(&arrivals.process)) rate = *levels;
  if (const auto* interval = std::get_if<Distribution>(&arrivals.process)) {
    rate = Schedule<double>(interval->mean() > 0.0 ? 1.0 / interval->mean() : 0.0);
  }
  if (const auto* appointments = std::get_if<Appointments>(&arrivals.process)) rate = rate_of(*appointments);
  if (const auto* replay = std::get_if<Replay>(&arrivals.process)) rate = rate_of(*replay, starts, length);
  if (const auto* population = std::get_if<Population>(&arrivals.process)) {
    rate = Schedule<double>(population->members / population->think.mean());
  }
  if (arrivals.batch) {
    for (Level<double>& level : rate.levels) level.value *= arrivals.batch->mean();
  }
  return rate;
}

bool arrives_on_the_dot(const ArrivalsSection& arrivals) {
  if (arrivals.batch || !arrivals.backlog.empty() || std::holds_alternative<Replay>(arrivals.process)) return true;
  if (const auto* interval = std::get_if<Distribution>(&arrivals.process)) return interval->has_atoms();
  if (const auto* appointments = std::get_if<Appointments>(&arrivals.process)) {
    return appointments->punctuality.has_atoms();
  }
  const auto* population = std::get_if<Population>(&arrivals.process);
  return population != nullptr && population->think.has_atoms();
}

}  // namespace throughline
