// SPDX-License-Identifier: MIT
#include "blueprint/load.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "blueprint/reach.hpp"
#include "blueprint/roster.hpp"
#include "blueprint/schedule_arithmetic.hpp"
#include "blueprint/traffic.hpp"

namespace throughline {
namespace {

constexpr double seconds_per_hour = 3600.0;

/// Mean busy time of one visit, service and wrap-up, at every clock time: by step and behavior.
using BusyTimes = std::vector<std::vector<Schedule<double>>>;

BusyTimes busy_times(const Blueprint& blueprint) {
  BusyTimes times;
  for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
    std::vector<Schedule<double>>& of_step = times.emplace_back();
    for (const Behavior& behavior : blueprint.graph[step].behaviors) {
      std::vector<Schedule<double>> parts;
      if (behavior.time) parts.push_back(mean_of(*behavior.time));
      if (behavior.wrap_up) parts.push_back(mean_of(*behavior.wrap_up));
      of_step.push_back(sum_of(parts));
    }
  }
  return times;
}

bool follows_clock(const BusyTimes& times) {
  return std::any_of(times.begin(), times.end(), [](const auto& of_step) {
    return std::any_of(of_step.begin(), of_step.end(), [](const auto& time) { return !time.constant(); });
  });
}

/// Work that one arriving journey of the segment brings to each pool, in seconds.
std::vector<double> work_of(const Blueprint& blueprint, const BusyTimes& times, SegmentId segment, double from,
                            double to) {
  const Flow flow = flow_of(blueprint, segment, from, to);
  std::vector<double> work(blueprint.staff.size());
  for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
    const std::uint32_t behavior = blueprint.graph[step].behavior_of_segment[static_cast<std::size_t>(segment)];
    const auto staff = blueprint.graph[step].behaviors[behavior].staff;
    if (!staff || flow.visits[step] == 0.0) continue;
    work[static_cast<std::size_t>(*staff)] +=
        flow.visits[step] * average(times[step][behavior], from, to) + flow.repeat_seconds[step];
  }
  return work;
}

double mean_on_duty(const std::vector<DutyLevel>& levels, double from, double to) {
  double area = 0.0;
  for (std::size_t index = 0; index < levels.size(); ++index) {
    const double until = index + 1 < levels.size() ? levels[index + 1].time : to;
    area += levels[index].count * std::max(0.0, std::min(until, to) - std::max(levels[index].time, from));
  }
  return area / (to - from);
}

double span_of_interest(const Blueprint& blueprint) {
  return std::min(blueprint.run.length, seconds_per_week);
}

std::vector<PoolLoad> empty_hours(const Blueprint& blueprint) {
  const double length = span_of_interest(blueprint);
  std::vector<PoolLoad> pools;
  for (std::uint32_t staff = 0; staff < blueprint.staff.size(); ++staff) {
    const auto levels = duty_levels(blueprint.staff[staff], blueprint.about.starts, length);
    PoolLoad& pool = pools.emplace_back();
    pool.staff = StaffId{staff};
    for (double from = 0.0; from < length; from += seconds_per_hour) {
      const double to = std::min(from + seconds_per_hour, length);
      pool.hours.push_back({from, to, 0.0, mean_on_duty(levels, from, to)});
    }
  }
  return pools;
}

/// Arrivals per second of everybody who can come to need this pool.
Schedule<double> rate_of_customers(const Blueprint& blueprint, StaffId staff) {
  std::vector<Schedule<double>> rates;
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    const Segment& segment = blueprint.segments[id];
    if (!arrives(segment)) continue;
    const std::vector<bool> reached = reached_steps(blueprint, SegmentId{id}, Passable::possible);
    bool needs = false;
    for (std::size_t step = 0; step < blueprint.step_count() && !needs; ++step) {
      const Step& vertex = blueprint.graph[step];
      needs = reached[step] && vertex.behaviors[vertex.behavior_of_segment[id]].staff == staff;
    }
    if (!needs) continue;
    const auto* interval = std::get_if<Distribution>(&*segment.arrivals);
    rates.push_back(interval != nullptr ? Schedule<double>(1.0 / interval->mean())
                                        : std::get<Schedule<double>>(*segment.arrivals));
  }
  return sum_of(rates);
}

}  // namespace

double HourLoad::load() const noexcept {
  if (offered == 0.0) return 0.0;
  return on_duty > 0.0 ? offered / on_duty : std::numeric_limits<double>::infinity();
}

const HourLoad& PoolLoad::worst() const {
  return *std::max_element(hours.begin(), hours.end(),
                           [](const HourLoad& one, const HourLoad& other) { return one.load() < other.load(); });
}

std::vector<PoolLoad> offered_load(const Blueprint& blueprint) {
  std::vector<PoolLoad> pools = empty_hours(blueprint);
  if (pools.empty()) return pools;
  const BusyTimes times = busy_times(blueprint);
  const bool by_hour = flow_follows_clock(blueprint) || follows_clock(times);
  const double start = blueprint.about.starts;
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    const Segment& segment = blueprint.segments[id];
    if (!arrives(segment)) continue;
    std::vector<double> work;
    for (std::size_t hour = 0; hour < pools.front().hours.size(); ++hour) {
      const double from = start + pools.front().hours[hour].from;
      const double to = start + pools.front().hours[hour].to;
      if (by_hour || work.empty()) work = work_of(blueprint, times, SegmentId{id}, from, to);
      const double rate = arrival_rate(segment, from, to);
      for (std::size_t pool = 0; pool < pools.size(); ++pool) pools[pool].hours[hour].offered += rate * work[pool];
    }
  }
  return pools;
}

std::vector<Span> unattended(const Blueprint& blueprint, StaffId staff) {
  const double length = span_of_interest(blueprint);
  const double start = blueprint.about.starts;
  const Schedule<double> rate = rate_of_customers(blueprint, staff);
  const auto levels = duty_levels(blueprint.staff[static_cast<std::size_t>(staff)], start, length);
  std::vector<Span> spans;
  for (std::size_t index = 0; index < levels.size(); ++index) {
    if (levels[index].count > 0) continue;
    const double end = index + 1 < levels.size() ? levels[index + 1].time : length;
    for (double from = levels[index].time; from < end;) {
      const double to = std::min(next_change(rate, start + from) - start, end);
      const bool somebody_comes = rate.at(start + from) > 0.0;
      if (somebody_comes && !spans.empty() && spans.back().to == from) {
        spans.back().to = to;
      } else if (somebody_comes) {
        spans.push_back({from, to});
      }
      from = std::max(to, std::nextafter(from, end));
    }
  }
  return spans;
}

}  // namespace throughline
