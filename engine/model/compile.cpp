// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "blueprint/arrival_rates.hpp"
#include "blueprint/calendar.hpp"
#include "blueprint/roster.hpp"
#include "model/catalog.hpp"
#include "model/dispatch_compiler.hpp"
#include "model/experience_compiler.hpp"
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
  program.finds_warm_up = blueprint.run.finds_warm_up;
  program.method = blueprint.run.method;
  program.ending = blueprint.run.ending;
  program.starts_clock = blueprint.about.starts;
  for (const Span& span : closed_spans(blueprint.closed, blueprint.about.starts, blueprint.run.length)) {
    program.closures.push_back({span.from, span.to});
  }
  program.seed = blueprint.run.seed;
  program.replications = blueprint.run.replications;
  program.max_replications = blueprint.run.max_replications;
  program.max_events = blueprint.run.max_events;
  program.resamples = blueprint.run.resamples;
  program.confidence = blueprint.run.confidence;
  program.max_inside = std::min(blueprint.run.max_inside, most_inside);
}

void compile_arrivals(const ArrivalsSection& arrivals, SegmentTable& table, Program& program) {
  using Way = SegmentTable::Arrivals;
  if (const auto* rate = std::get_if<Schedule<double>>(&arrivals.process)) {
    table.arrivals = Way::rate;
    table.rate = *rate;
  } else if (const auto* interval = std::get_if<Distribution>(&arrivals.process)) {
    table.arrivals = Way::interarrival;
    table.interval = program.samplers.add(*interval);
  } else if (const auto* appointments = std::get_if<Appointments>(&arrivals.process)) {
    table.arrivals = Way::appointments;
    table.appointments = *appointments;
    table.interval = program.samplers.add(appointments->punctuality);
    program.has_appointments = true;
  } else if (const auto* replay = std::get_if<Replay>(&arrivals.process)) {
    table.arrivals = Way::replay;
    table.times = replay->times;
  } else if (const auto* population = std::get_if<Population>(&arrivals.process)) {
    table.arrivals = Way::population;
    table.members = population->members;
    table.interval = program.samplers.add(population->think);
    program.leaves_traces = true;
  }
  table.batch = arrivals.batch;
  table.limit = arrivals.limit.value_or(table.limit);
  if (arrivals.uncertainty) {
    table.day_factor = program.samplers.add(Distribution::gamma_mean_cv(1.0, arrivals.uncertainty->cv));
    table.day_address = arrivals.uncertainty->common ? address_of("common uncertainty of days") : table.address;
  }
}

void compile_segments(const Blueprint& blueprint, Program& program) {
  for (const Segment& segment : blueprint.segments) {
    SegmentTable table;
    table.address = address_of(segment.key);
    table.value = segment.value;
    if (segment.arrivals) compile_arrivals(*segment.arrivals, table, program);
    program.segments.push_back(std::move(table));
  }
}

AttributeTable compile_attribute(const Attribute& attribute, const std::optional<AttributeSection>& section,
                                 Program& program) {
  AttributeTable table;
  table.kind = attribute.kind;
  table.address = address_of(attribute.key);
  if (!section) return table;
  table.there = true;
  if (const auto* share = std::get_if<double>(&section->law)) {
    table.share = *share;
  } else if (const auto* law = std::get_if<Distribution>(&section->law)) {
    table.sampler = program.samplers.add(*law);
  } else {
    double below = 0.0;
    for (const AttributeSection::Option& option : std::get<AttributeSection::Options>(section->law)) {
      if (option.probability <= 0.0) continue;
      below += option.probability;
      const auto word = std::find(attribute.words.begin(), attribute.words.end(), option.word);
      table.words.emplace_back(below, static_cast<double>(word - attribute.words.begin()));
    }
  }
  return table;
}

/// Only what some condition asks about costs anything.
void compile_attributes(const Blueprint& blueprint, Program& program) {
  const auto edges = boost::make_iterator_range(boost::edges(blueprint.graph));
  const bool asked = std::any_of(edges.begin(), edges.end(), [&](const auto edge) {
    const auto& guard = blueprint.graph[edge].guard;
    return guard && guard->when &&
           std::any_of(guard->when->terms.begin(), guard->when->terms.end(), [](const Condition::Term& term) {
             return term.kind == ConditionSection::Term::Kind::test &&
                    term.test.subject == ConditionTest::Subject::attribute;
           });
  });
  if (!asked) return;
  program.routes.attributes = static_cast<std::uint32_t>(blueprint.attributes.size());
  for (const Segment& segment : blueprint.segments) {
    for (std::size_t id = 0; id < blueprint.attributes.size(); ++id) {
      program.routes.attribute_of.push_back(
          compile_attribute(blueprint.attributes[id], segment.attributes[id], program));
    }
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
    const Shift& shift = staff.shifts[duty.shift];
    program.groups.push_back({pool_id, table.people, duty.count, duty.begin,
                              static_cast<std::uint32_t>(program.breaks.size()),
                              static_cast<std::uint32_t>(shift.breaks.size())});
    for (const Break& pause : shift.breaks) {
      program.breaks.push_back({shift.offset(pause.at), pause.lasts, pause.stagger});
    }
    program.has_absences = program.has_absences || !shift.breaks.empty();
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

void compile_absences(const Staff& staff, PoolTable& table, Program& program) {
  table.absence = staff.absence;
  table.shrinkage = staff.shrinkage;
  for (const Interruption& interruption : staff.interruptions) {
    InterruptionTable entry{interruption.when, address_of(interruption.key.value), std::nullopt,
                            program.samplers.add(interruption.lasts)};
    if (interruption.every) entry.every = program.samplers.add(*interruption.every);
    table.interruptions.push_back(entry);
    program.has_idle_absences = program.has_idle_absences || entry.when == While::idle;
  }
  program.has_absences =
      program.has_absences || table.absence > 0.0 || table.shrinkage > 0.0 || !table.interruptions.empty();
}

/// Requires: how many people there are is known.
void compile_beginners(const Blueprint& blueprint, Program& program) {
  for (std::size_t pool = 0; pool < blueprint.staff.size(); ++pool) {
    const std::optional<NewStaff>& beginners = blueprint.staff[pool].new_staff;
    if (!beginners) continue;
    PoolTable& table = program.pools[pool];
    const auto count = static_cast<std::uint32_t>(std::lround(beginners->share * (table.people - table.reserve)));
    table.beginners = BeginnersTable{count, beginners->speed, beginners->failure_factor,
                                     beginners->learns_in.value_or(std::numeric_limits<double>::infinity())};
    program.has_beginners = true;
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
    table.shared = blueprint.staff[pool].sharing;
    program.has_timers = program.has_timers || table.shared;
    program.has_sharing = program.has_sharing || table.shared;
    compile_absences(blueprint.staff[pool], table, program);
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
    if (segment.arrivals && arrives_on_the_dot(*segment.arrivals)) return true;
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
    for (const Behavior& any : step.behaviors) {
      program.has_timers = program.has_timers || any.patience || (any.batch && any.batch->longest_wait);
    }
  }
}

void compile_rooms(const Blueprint& blueprint, Program& program) {
  for (std::uint32_t id = 0; id < blueprint.step_count(); ++id) {
    const Step& step = blueprint.graph[id];
    const auto matters = [](const Behavior& behavior) { return behavior.room.matters(); };
    if (std::none_of(step.behaviors.begin(), step.behaviors.end(), matters)) continue;
    program.steps[id].first_room = static_cast<std::uint32_t>(program.step_rooms.size());
    bool blocks = false;
    for (const std::uint32_t behavior : step.behavior_of_segment) {
      const Room& room = step.behaviors[behavior].room;
      auto known = std::find(program.rooms.begin(), program.rooms.end(), room);
      if (known == program.rooms.end()) known = program.rooms.insert(known, room);
      program.step_rooms.push_back(static_cast<std::uint32_t>(known - program.rooms.begin()));
      blocks = blocks || room.blocks();
    }
    if (blocks) program.blocking_steps.push_back(id);
  }
  program.blocks = !program.blocking_steps.empty();
}

void compile_costs(const Blueprint& blueprint, Program& program) {
  const auto by_cell = [&blueprint](auto cost_of) {
    std::vector<double> costs;
    for (std::uint32_t id = 0; id < blueprint.step_count(); ++id) {
      const Step& step = blueprint.graph[id];
      for (const std::uint32_t behavior : step.behavior_of_segment) costs.push_back(cost_of(step.behaviors[behavior]));
    }
    const bool any = std::any_of(costs.begin(), costs.end(), [](double cost) { return cost > 0.0; });
    return any ? costs : std::vector<double>();
  };
  program.service_costs = by_cell([](const Behavior& behavior) { return behavior.cost; });
  program.recovery_costs = by_cell([](const Behavior& behavior) {
    return behavior.failure && behavior.failure->recovery ? behavior.failure->recovery->cost : 0.0;
  });
}

void compile_callbacks(const Blueprint& blueprint, Program& program) {
  for (std::uint32_t id = 0; id < blueprint.step_count(); ++id) {
    const Step& step = blueprint.graph[id];
    const auto offers = [](const Behavior& behavior) { return behavior.callback.has_value(); };
    if (std::none_of(step.behaviors.begin(), step.behaviors.end(), offers)) continue;
    program.steps[id].first_callback = static_cast<std::uint32_t>(program.step_callbacks.size());
    for (const std::uint32_t behavior : step.behavior_of_segment) {
      const Behavior& of_segment = step.behaviors[behavior];
      program.step_callbacks.push_back(of_segment.callback ? static_cast<std::uint32_t>(program.callbacks.size())
                                                           : no_index);
      if (!of_segment.callback) continue;
      const Callback& callback = *of_segment.callback;
      // Rounded, as service_center is: what is decided by it must not depend on last bits.
      const double service = static_cast<float>(of_segment.time->levels.front().value.mean());
      CallbackTable table{callback.expected_wait, callback.accept, callback.within, service, {}};
      for (const StaffId pool : of_segment.staff->pools) table.pools.push_back(static_cast<std::uint32_t>(pool));
      if (of_segment.staff->kind == StaffingKind::all) table.pools.resize(1);
      program.callbacks.push_back(std::move(table));
    }
  }
}

/// The limits t of every service_level(t) and within(t) that is reported: counted exactly while simulating.
void compile_limits(const Catalog& catalog, Program& program) {
  std::vector<std::set<double>> waits(program.steps.size());
  std::vector<std::set<double>> stages(program.stage_count);
  std::set<double> journeys;
  const auto add = [&](const MeasurePath& measure) {
    program.has_due = program.has_due || measure.quantity == Quantity::wait_due;
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
  compile_attributes(blueprint, program);
  compile_pools(blueprint, program);
  compile_steps(blueprint, program);
  compile_rooms(blueprint, program);
  compile_costs(blueprint, program);
  compile_callbacks(blueprint, program);
  compile_dispatching(blueprint, dispatching, program);
  compile_beginners(blueprint, program);
  program.stage_count = static_cast<std::uint32_t>(blueprint.stages.size());
  program.exact_ties = has_exact_ties(blueprint);
  compile_limits(catalog, program);
  compile_queue_groups(catalog, program);
  program.tells_days = !catalog.of_days.empty();
  program.accounts_time = std::any_of(catalog.measures.begin(), catalog.measures.end(),
                                      [](const auto& measure) { return is_time_share(measure.measure.quantity); });
  const auto edges = boost::make_iterator_range(boost::edges(blueprint.graph));
  program.has_cases = std::any_of(edges.begin(), edges.end(), [&blueprint](const auto edge) {
    const RouteKind kind = blueprint.graph[edge].kind;
    return kind == RouteKind::fork || kind == RouteKind::start;
  });
  program.has_escorts =
      std::any_of(edges.begin(), edges.end(), [&blueprint](const auto edge) { return blueprint.graph[edge].warm; });
  program.leaves_traces =
      program.has_cases || program.has_escorts || program.leaves_traces || program.blocks || program.has_holds;
  StepCompiler(blueprint, program, catalog).compile();
  compile_experience(blueprint, catalog, program);
  program.accounts_time = program.accounts_time || program.experience;
  return Model(std::move(program), std::move(catalog));
}

Model::Model(Program program, Catalog catalog)
    : program_(std::make_shared<const Program>(std::move(program))),
      catalog_(std::make_shared<const Catalog>(std::move(catalog))) {}

Model with_warm_up(const Model& model, double seconds) {
  Program program = model.program();
  program.warm_up = seconds;
  program.finds_warm_up = false;
  return {std::move(program), model.catalog()};
}

Model with_resampled_data(const Model& model, std::uint64_t seed, std::uint64_t resample) {
  Program program = model.program();
  program.samplers = program.samplers.with_resampled_data(seed, resample);
  return {std::move(program), model.catalog()};
}

Model with_replications(const Model& model, std::uint64_t count) {
  Program program = model.program();
  program.replications = count;
  return {std::move(program), model.catalog()};
}

bool Model::operator==(const Model& other) const noexcept {
  return program_ == other.program_ || *program_ == *other.program_;
}

}  // namespace throughline
