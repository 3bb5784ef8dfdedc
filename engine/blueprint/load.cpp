// SPDX-License-Identifier: MIT
#include "blueprint/load.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

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
      // Of a person with full hands, at the pace that such a person keeps.
      const double slowed = behavior.pace.empty() ? 1.0 : 1.0 / behavior.pace.back();
      of_step.push_back(sum_of(parts));
      for (Level<double>& level : of_step.back().levels)
        level.value *= slowed * behavior.takes.of / behavior.takes.whole;
    }
  }
  return times;
}

bool follows_clock(const BusyTimes& times) {
  return std::any_of(times.begin(), times.end(), [](const auto& of_step) {
    return std::any_of(of_step.begin(), of_step.end(), [](const auto& time) { return !time.constant(); });
  });
}

const Schedule<double>& time_of(const Blueprint& blueprint, const BusyTimes& times, Blueprint::Vertex step,
                                SegmentId segment) {
  return times[step][blueprint.graph[step].behavior_of_segment[static_cast<std::size_t>(segment)]];
}

/// What one arriving journey brings to one step, and how long after its arrival.
struct Work {
  Staffing staff;
  double seconds = 0.0;
  double lag = 0.0;
  double lasts = 0.0;  ///< one visit
  double visits = 0.0;
  const Behavior* together = nullptr;  ///< where customers are served together, what they share
};

/// How long somebody who is kept at `step` stays with the journey behind it, waits left out; where the pool is needed
/// again is that step's own work.
double held_seconds(const Blueprint& blueprint, const BusyTimes& times, SegmentId segment, Span window, StepId step,
                    StaffId pool) {
  const auto releases = [&](Blueprint::Vertex other, SegmentId as) {
    const std::vector<StaffId>& released = behavior_of(blueprint, other, as).releases;
    return std::find(released.begin(), released.end(), pool) != released.end();
  };
  const Flow flow = flow_from(blueprint, segment, window.from, window.to, step, releases);
  double seconds = 0.0;
  for (std::size_t place = 0; place < flow.place_count(); ++place) {
    const Blueprint::Vertex other = flow.step_at(place);
    const SegmentId as = flow.segment_at(place);
    if (other == static_cast<std::size_t>(step) || behavior_of(blueprint, other, as).needs(pool)) continue;
    seconds += flow.visits[place] * average(time_of(blueprint, times, other, as), window.from, window.to) +
               flow.repeat_seconds[place];
  }
  return seconds;
}

/// How long the staff of a step stays with a customer on the way of a warm handoff; how long it waits there depends.
double escorted_seconds(const Blueprint& blueprint, Blueprint::Vertex step, SegmentId segment, Span window) {
  double seconds = 0.0;
  for (const auto& [edge, as] : ways_on(blueprint, step, segment, Passable::possible)) {
    const Route& route = blueprint.graph[edge];
    if (!route.warm || !route.delay) continue;
    seconds +=
        average(route.probability, window.from, window.to) * average(mean_of(*route.delay), window.from, window.to);
  }
  return seconds;
}

std::vector<Work> work_of(const Blueprint& blueprint, const BusyTimes& times, SegmentId segment, double from,
                          double to) {
  const Flow flow = flow_of(blueprint, segment, from, to);
  std::vector<Work> work;
  for (std::size_t place = 0; place < flow.place_count(); ++place) {
    const Blueprint::Vertex step = flow.step_at(place);
    const SegmentId as = flow.segment_at(place);
    const Behavior& behavior = behavior_of(blueprint, step, as);
    if (!behavior.staff || flow.visits[place] == 0.0) continue;
    const double seconds = flow.visits[place] * (average(time_of(blueprint, times, step, as), from, to) +
                                                 escorted_seconds(blueprint, step, as, {from, to})) +
                           flow.repeat_seconds[place];
    work.push_back({*behavior.staff, seconds, flow.lag[place], seconds / flow.visits[place], flow.visits[place],
                    behavior.batch ? &behavior : nullptr});
    for (const StaffId pool : behavior.keeps) {
      const double held =
          held_seconds(blueprint, times, as, {from, to}, StepId{static_cast<std::uint32_t>(step)}, pool);
      work.push_back({{StaffingKind::all, Choose::in_order, {pool}, std::nullopt},
                      flow.visits[place] * held,
                      flow.lag[place],
                      held,
                      flow.visits[place],
                      nullptr});
    }
  }
  return work;
}

double span_of_interest(const Blueprint& blueprint) {
  return std::min(blueprint.run.length, seconds_per_week);
}

/// When nobody of a segment arrives because it is closed: gaps between arrivals do not know of the calendar.
std::vector<Span> closed_to(const Segment& segment, const Blueprint& blueprint) {
  if (std::holds_alternative<Replay>(segment.arrivals->process)) return {};
  return closed_spans(blueprint.closed, blueprint.about.starts, span_of_interest(blueprint));
}

/// Journeys per second, mean over a stretch of the run that may lie before its start: nobody arrives there.
double rate_within(const Blueprint& blueprint, const Segment& segment, const std::vector<Span>& closed, double from,
                   double to) {
  const double begin = std::max(0.0, from);
  if (begin >= to) return 0.0;
  const double clock = blueprint.about.starts;
  double journeys = 0.0;
  for (const Span& open : without({{begin, to}}, closed)) {
    journeys += arrival_rate(segment, clock + open.from, clock + open.to) * (open.to - open.from);
  }
  return journeys / (to - from);
}

std::vector<DutyLevel> levels_of(const Blueprint& blueprint, StaffId pool, double length) {
  const Staff& staff = blueprint.staff[static_cast<std::size_t>(pool)];
  return duty_levels(staff, blueprint.about.starts, length, blueprint.closed);
}

double mean_on_duty(const std::vector<DutyLevel>& levels, double from, double to) {
  double area = 0.0;
  for (std::size_t index = 0; index < levels.size(); ++index) {
    const double until = index + 1 < levels.size() ? levels[index + 1].time : to;
    area += levels[index].count * std::max(0.0, std::min(until, to) - std::max(levels[index].time, from));
  }
  return area / (to - from);
}

/// How much of their time on duty people are there, over the long run: without breaks, absence, shrinkage, breakdowns.
double presence_of(const Staff& staff) {
  double shifts = 0.0;
  double breaks = 0.0;
  for (const Shift& shift : staff.shifts) {
    shifts += shift.count * shift.length();
    for (const Break& pause : shift.breaks) breaks += shift.count * std::min(pause.lasts, shift.length());
  }
  double presence = (1.0 - staff.absence) * (1.0 - staff.shrinkage) * (1.0 - (shifts > 0.0 ? breaks / shifts : 0.0));
  for (const Interruption& interruption : staff.interruptions) {
    // Of those that count only while somebody serves: what is left where everybody serves.
    if (interruption.when == While::idle) continue;
    presence *= interruption.every->mean() / (interruption.every->mean() + interruption.lasts.mean());
  }
  return std::max(0.0, presence);
}

std::vector<PoolLoad> empty_hours(const Blueprint& blueprint) {
  const double length = span_of_interest(blueprint);
  std::vector<PoolLoad> pools;
  for (std::uint32_t staff = 0; staff < blueprint.staff.size(); ++staff) {
    const auto levels = levels_of(blueprint, StaffId{staff}, length);
    PoolLoad& pool = pools.emplace_back();
    pool.staff = StaffId{staff};
    for (double from = 0.0; from < length; from += seconds_per_hour) {
      const double to = std::min(from + seconds_per_hour, length);
      pool.hours.push_back({from, to, 0.0, mean_on_duty(levels, from, to) * presence_of(blueprint.staff[staff])});
    }
  }
  return pools;
}

/// Everybody who is needed is busy with it; where any of several will do, they share it as they are on duty.
void offer(const Staffing& staff, std::size_t hour, double erlangs, std::vector<PoolLoad>& pools) {
  const auto of = [&](StaffId pool) -> HourLoad& { return pools[static_cast<std::size_t>(pool)].hours[hour]; };
  double on_duty = 0.0;
  for (const StaffId pool : staff.pools) on_duty += of(pool).on_duty;
  for (const StaffId pool : staff.pools) {
    const double share = staff.kind == StaffingKind::all ? 1.0
                         : on_duty > 0.0                 ? of(pool).on_duty / on_duty
                                                         : 1.0 / static_cast<double>(staff.pools.size());
    of(pool).offered += erlangs * share;
  }
}

/// How many are served together on average where they come by chance, so many per second: whoever comes within the
/// longest wait of the first, up to the size (Poisson).
double mean_size(const BatchRule& batch, double rate) {
  if (!batch.longest_wait) return batch.size;
  const double expected = rate * *batch.longest_wait;
  double exactly = std::exp(-expected);
  if (exactly == 0.0) return std::min<double>(batch.size, 1.0 + expected);
  double more = 1.0;  // probability of so many or more
  double size = 1.0;
  constexpr double negligible = 1e-12;
  for (std::uint32_t others = 1; others < batch.size && more > negligible; ++others) {
    more = std::max(0.0, more - exactly);
    exactly *= expected / others;
    size += more;
  }
  return size;
}

/// How many of some pools are on duty together.
std::vector<DutyLevel> duty_of_all(const Blueprint& blueprint, const std::vector<StaffId>& pools, double length) {
  std::vector<std::pair<double, std::int64_t>> changes;
  for (const StaffId pool : pools) {
    std::int64_t before = 0;
    for (const DutyLevel& level : levels_of(blueprint, pool, length)) {
      changes.emplace_back(level.time, static_cast<std::int64_t>(level.count) - before);
      before = level.count;
    }
  }
  std::sort(changes.begin(), changes.end());
  std::vector<DutyLevel> levels;
  std::int64_t count = 0;
  for (const auto& [time, change] : changes) {
    count += change;
    if (levels.empty() || levels.back().time < time) levels.push_back({time, 0});
    levels.back().count = static_cast<std::uint32_t>(std::max<std::int64_t>(count, 0));
  }
  return levels;
}

/// One way in which customers come to a pool: a segment, and how long after its arrival.
struct Stream {
  std::vector<StaffId> servers;  ///< any of whom will do
  Schedule<double> rate;         ///< of arrivals, per second
  double lag = 0.0;
  std::vector<Span> closed;  ///< when nobody of them reaches the pool
};

std::vector<Stream> streams_to(const Blueprint& blueprint, StaffId staff) {
  const double start = blueprint.about.starts;
  std::vector<Stream> streams;
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    const Segment& segment = blueprint.segments[id];
    if (!arrives(segment)) continue;
    const Flow flow = flow_of(blueprint, SegmentId{id}, start, start + span_of_interest(blueprint));
    for (std::size_t place = 0; place < flow.place_count(); ++place) {
      const Behavior& behavior = behavior_of(blueprint, flow.step_at(place), flow.segment_at(place));
      if (flow.visits[place] == 0.0 || !behavior.needs(staff)) continue;
      const bool alone = behavior.staff->kind == StaffingKind::all;
      streams.push_back({alone ? std::vector<StaffId>{staff} : behavior.staff->pools, segment.mean_rate,
                         flow.lag[place], closed_to(segment, blueprint)});
      for (Span& closed : streams.back().closed) {
        closed = {closed.from + flow.lag[place], closed.to + flow.lag[place]};
      }
    }
  }
  return streams;
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
  std::vector<std::vector<std::pair<Work, double>>> shared(pools.front().hours.size());  // by hour: work and its rate
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    const Segment& segment = blueprint.segments[id];
    if (!arrives(segment)) continue;
    const std::vector<Span> closed = closed_to(segment, blueprint);
    std::vector<Work> work;
    for (std::size_t hour = 0; hour < pools.front().hours.size(); ++hour) {
      const auto [from, to, offered, on_duty] = pools.front().hours[hour];
      if (by_hour || hour == 0) work = work_of(blueprint, times, SegmentId{id}, start + from, start + to);
      for (const Work& each : work) {
        // Whoever is busy with long work began it over all the time that it lasts.
        const double before = std::max(0.0, each.lasts - seconds_per_hour);
        const double rate = rate_within(blueprint, segment, closed, from - each.lag - before, to - each.lag);
        if (each.together != nullptr) {
          shared[hour].emplace_back(each, rate);
        } else {
          offer(each.staff, hour, rate * each.seconds, pools);
        }
      }
    }
  }
  for (std::size_t hour = 0; hour < shared.size(); ++hour) {
    std::map<const Behavior*, double> coming;
    for (const auto& [work, rate] : shared[hour]) coming[work.together] += rate * work.visits;
    for (const auto& [work, rate] : shared[hour]) {
      const double together = mean_size(*work.together->batch, coming[work.together]);
      offer(work.staff, hour, rate * work.seconds / together, pools);
    }
  }
  return pools;
}

std::vector<Span> unattended(const Blueprint& blueprint, StaffId staff) {
  const double length = span_of_interest(blueprint);
  const double start = blueprint.about.starts;
  std::vector<Span> spans;
  for (const Stream& stream : streams_to(blueprint, staff)) {
    const std::vector<DutyLevel> levels = duty_of_all(blueprint, stream.servers, length);
    std::vector<Span> needed;
    for (std::size_t index = 0; index < levels.size(); ++index) {
      if (levels[index].count > 0) continue;
      const double end = index + 1 < levels.size() ? levels[index + 1].time : length;
      for (double from = std::max(levels[index].time, stream.lag); from < end;) {
        const double arrived = start + from - stream.lag;
        const double to = std::min(next_change(stream.rate, arrived) - arrived + from, end);
        if (stream.rate.at(arrived) > 0.0) needed.push_back({from, to});
        from = std::max(to, std::nextafter(from, end));
      }
    }
    needed = without(merged(std::move(needed)), stream.closed);
    spans.insert(spans.end(), needed.begin(), needed.end());
  }
  return merged(std::move(spans));
}

}  // namespace throughline
