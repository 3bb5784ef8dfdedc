// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "blueprint/calendar.hpp"
#include "blueprint/roster.hpp"
#include "model/catalog.hpp"
#include "model/dispatch_compiler.hpp"
#include "model/program.hpp"
#include "model/step_compiler.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/model.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

/// Records are addressed with 24 bits; the rest is for wrap-ups.
constexpr std::uint64_t most_inside = 15'000'000;

void compile_run(const Blueprint& blueprint, Program& program) {
  program.length = blueprint.run.length;
  program.warm_up = blueprint.run.warm_up;
  program.ending = blueprint.run.ending;
  program.starts_clock = blueprint.about.starts;
  for (const Span& span : closed_spans(blueprint.closed, blueprint.about.starts, blueprint.run.length)) {
    program.closures.push_back({span.from, span.to});
  }
  program.seed = blueprint.run.seed;
  program.replications = blueprint.run.replications;
  program.confidence = blueprint.run.confidence;
  program.max_inside = std::min(blueprint.run.max_inside, most_inside);
}

void compile_segments(const Blueprint& blueprint, Program& program) {
  for (const Segment& segment : blueprint.segments) {
    SegmentTable table;
    table.address = address_of(segment.key);
    table.value = segment.value;
    if (segment.arrivals && std::holds_alternative<Schedule<double>>(*segment.arrivals)) {
      table.arrivals = SegmentTable::Arrivals::rate;
      table.rate = std::get<Schedule<double>>(*segment.arrivals);
    } else if (segment.arrivals) {
      table.arrivals = SegmentTable::Arrivals::interarrival;
      table.interval = program.samplers.add(std::get<Distribution>(*segment.arrivals));
    }
    program.segments.push_back(table);
  }
}

bool uses(const Step& step, std::size_t pool) {
  return std::any_of(step.behaviors.begin(), step.behaviors.end(), [pool](const Behavior& behavior) {
    return behavior.needs(StaffId{static_cast<std::uint32_t>(pool)});
  });
}

/// Every step from which a customer can still come to one of `steps`, those among them.
std::vector<std::uint32_t> upstream_of(const Blueprint& blueprint, const std::vector<std::uint32_t>& steps) {
  std::vector<bool> seen(boost::num_vertices(blueprint.graph));
  std::vector<std::uint32_t> found = steps;
  for (const std::uint32_t step : steps) seen[step] = true;
  for (std::size_t next = 0; next < found.size(); ++next) {
    for (const auto edge : boost::make_iterator_range(boost::in_edges(found[next], blueprint.graph))) {
      const auto before = static_cast<std::uint32_t>(boost::source(edge, blueprint.graph));
      if (!seen[before]) found.push_back(before);
      seen[before] = true;
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

void compile_roster(const Blueprint& blueprint, std::size_t pool, Program& program) {
  const Staff& staff = blueprint.staff[pool];
  PoolTable& table = program.pools[pool];
  const auto pool_id = static_cast<std::uint32_t>(pool);
  table.has_shifts = !staff.shifts.empty();
  for (const DutyPeriod& duty : duty_periods(staff, blueprint.about.starts, blueprint.run.length, blueprint.closed)) {
    const auto group = static_cast<std::uint32_t>(program.groups.size());
    program.groups.push_back({pool_id, table.people, duty.count});
    table.people += duty.count;
    program.roster.push_back({std::max(0.0, duty.begin), pool_id, RosterEvent::Kind::group_begins, group, duty.count});
    program.roster.push_back({duty.end, pool_id, RosterEvent::Kind::group_ends, group, duty.count});
  }
  if (table.has_shifts) return;
  std::uint32_t level = 0;
  for (const DutyLevel& change : duty_levels(staff, blueprint.about.starts, blueprint.run.length, blueprint.closed)) {
    if (change.count != level) {
      const auto kind = change.count > level ? RosterEvent::Kind::level_rises : RosterEvent::Kind::level_falls;
      program.roster.push_back({change.time, pool_id, kind, 0, change.count});
    }
    level = change.count;
  }
}

void compile_pools(const Blueprint& blueprint, Program& program) {
  program.pools.resize(blueprint.staff.size());
  std::vector<bool> served(blueprint.step_count());
  for (std::size_t pool = 0; pool < blueprint.staff.size(); ++pool) {
    PoolTable& table = program.pools[pool];
    table.address = address_of(blueprint.staff[pool].key);
    table.discipline = blueprint.staff[pool].discipline;
    table.cost = blueprint.staff[pool].cost;
    table.ranks = static_cast<std::uint32_t>(blueprint.staff[pool].priority.size()) + 1;
    for (std::uint32_t step = 0; step < blueprint.step_count(); ++step) {
      if (uses(blueprint.graph[step], pool)) table.steps.push_back(step);
    }
    for (const std::uint32_t step : table.steps) {
      if (served[step]) program.pools_share_steps = true;
      served[step] = true;
    }
    table.upstream = upstream_of(blueprint, table.steps);
    compile_roster(blueprint, pool, program);
  }
  std::stable_sort(program.roster.begin(), program.roster.end(), [](const RosterEvent& left, const RosterEvent& right) {
    return left.time != right.time ? left.time < right.time : left.begins() && !right.begins();
  });
}

void compile_ranks(const Blueprint& blueprint, const Step& step, std::uint32_t id, Program& program) {
  const bool ranked = std::any_of(step.behaviors.begin(), step.behaviors.end(), [&](const Behavior& behavior) {
    const auto pool = behavior.only_pool();
    return pool && !blueprint.staff[static_cast<std::size_t>(*pool)].priority.empty();
  });
  if (!ranked) {
    program.steps[id].first_rank = no_index;
    return;
  }
  program.steps[id].first_rank = static_cast<std::uint32_t>(program.ranks.size());
  for (std::uint32_t segment = 0; segment < blueprint.segments.size(); ++segment) {
    const auto pool = step.behaviors[step.behavior_of_segment[segment]].only_pool();
    program.ranks.push_back(pool ? rank_of(blueprint.staff[static_cast<std::size_t>(*pool)], id, segment) : 0);
  }
}

/// Whether equal times can happen by design: see Verb::yield. Continuous services end at different times, whatever else
/// is constant; so only constants of staffed services and of the gaps between arrivals count.
bool has_exact_ties(const Blueprint& blueprint) {
  const auto atomic = [](const TimeLaw& law) {
    return std::any_of(law.levels.begin(), law.levels.end(),
                       [](const Level<Distribution>& level) { return level.value.has_atoms(); });
  };
  for (const Segment& segment : blueprint.segments) {
    if (segment.arrivals && std::holds_alternative<Distribution>(*segment.arrivals) &&
        std::get<Distribution>(*segment.arrivals).has_atoms()) {
      return true;
    }
  }
  for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
    for (const Behavior& behavior : blueprint.graph[step].behaviors) {
      if (behavior.staff && behavior.time && atomic(*behavior.time)) return true;
    }
  }
  return false;
}

void compile_steps(const Blueprint& blueprint, Program& program) {
  for (std::uint32_t id = 0; id < blueprint.step_count(); ++id) {
    const Step& step = blueprint.graph[id];
    const Behavior& behavior = step.behaviors.front();
    StepTable table;
    table.address = address_of(step.key);
    table.pool = behavior.staff ? static_cast<std::uint32_t>(behavior.staff->pools.front()) : no_index;
    // Rounded: the last bits of a mean may differ between processors, and nothing that is summed may.
    table.service_center = behavior.time ? static_cast<float>(behavior.time->levels.front().value.mean()) : 0.0;
    program.steps.push_back(table);
    compile_ranks(blueprint, step, id, program);
    for (const Behavior& any : step.behaviors) program.has_timers = program.has_timers || any.patience;
  }
}

/// The limits t of every service_level(t) and within(t) that is reported: counted exactly while simulating.
void compile_limits(const Catalog& catalog, Program& program) {
  std::vector<std::set<double>> waits(program.steps.size());
  std::vector<std::set<double>> stages(program.stage_count);
  std::set<double> journeys;
  const auto add = [&](const MeasurePath& measure) {
    if (!measure.argument) return;
    if (measure.quantity == Quantity::service_level) {
      for (const std::uint32_t step : catalog.steps_of(measure)) waits[step].insert(*measure.argument);
    } else if (measure.scope == Scope::stage) {
      stages[measure.key].insert(*measure.argument);
    } else {
      journeys.insert(*measure.argument);
    }
  };
  for (const CatalogMeasure& measure : catalog.measures) add(measure.measure);
  for (const CatalogTarget& target : catalog.targets) add(target.measure);
  for (const std::set<double>& limits : waits) {
    program.wait_limit_first.push_back(static_cast<std::uint32_t>(program.wait_limits.size()));
    program.wait_limits.insert(program.wait_limits.end(), limits.begin(), limits.end());
  }
  program.wait_limit_first.push_back(static_cast<std::uint32_t>(program.wait_limits.size()));
  for (const std::set<double>& limits : stages) {
    program.stage_limit_first.push_back(static_cast<std::uint32_t>(program.stage_limits.size()));
    program.stage_limits.insert(program.stage_limits.end(), limits.begin(), limits.end());
  }
  program.stage_limit_first.push_back(static_cast<std::uint32_t>(program.stage_limits.size()));
  program.journey_limits.assign(journeys.begin(), journeys.end());
}

/// The largest number waiting at one step is counted anyway.
void compile_queue_groups(const Catalog& catalog, Program& program) {
  std::set<std::vector<std::uint32_t>> groups;
  for (const CatalogMeasure& measure : catalog.measures) {
    if (measure.measure.quantity != Quantity::queue || measure.measure.statistic != Statistic::max) continue;
    std::vector<std::uint32_t> steps = catalog.queues_of(measure.measure);
    if (steps.size() > 1) groups.insert(std::move(steps));
  }
  program.queue_groups.assign(groups.begin(), groups.end());
}

}  // namespace

Model compile(const Blueprint& blueprint) {
  return compile(blueprint, Dispatching::where_needed);
}

Model compile(const Blueprint& blueprint, Dispatching dispatching) {
  Program program;
  Catalog catalog = make_catalog(blueprint);
  compile_run(blueprint, program);
  compile_segments(blueprint, program);
  compile_pools(blueprint, program);
  compile_steps(blueprint, program);
  compile_dispatching(blueprint, dispatching, program);
  program.stage_count = static_cast<std::uint32_t>(blueprint.stages.size());
  program.exact_ties = has_exact_ties(blueprint);
  compile_limits(catalog, program);
  compile_queue_groups(catalog, program);
  StepCompiler(blueprint, program, catalog).compile();
  return Model(std::move(program), std::move(catalog));
}

Model::Model(Program program, Catalog catalog)
    : program_(std::make_shared<const Program>(std::move(program))),
      catalog_(std::make_shared<const Catalog>(std::move(catalog))) {}

bool Model::operator==(const Model& other) const noexcept {
  return program_ == other.program_ || *program_ == *other.program_;
}

}  // namespace throughline
