// SPDX-License-Identifier: MIT
#include "model/step_compiler.hpp"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <limits>

namespace throughline {
namespace {

bool can_take_no_time(const std::optional<TimeLaw>& time) {
  return !time || std::any_of(time->levels.begin(), time->levels.end(),
                              [](const Level<Distribution>& level) { return level.value.upper_bound() <= 0.0; });
}

}  // namespace

StepCompiler::StepCompiler(const Blueprint& blueprint, Program& program, Catalog& catalog)
    : blueprint_(blueprint), program_(program), catalog_(catalog), laws_(program) {}

void StepCompiler::compile() {
  const std::size_t steps = blueprint_.step_count();
  entry_.resize(steps);
  entry_at_once_.resize(steps);
  number_routes();
  count_repeated_steps();
  // Whoever leaves lets go of whom it keeps.
  for (const Exit exit : {Exit::completed, Exit::failed_service, Exit::failed_handoff, Exit::abandoned,
                          Exit::turned_away, Exit::no_show}) {
    const bool can_happen = exit == Exit::turned_away ? !program_.rooms.empty()
                            : exit == Exit::no_show   ? program_.has_appointments
                                                      : true;
    leave_.push_back(can_happen ? here() : no_index);
    if (!can_happen) continue;
    if (program_.dispatches) emit(Verb::let_go, no_index);
    emit(Verb::leave, no_index, static_cast<std::uint32_t>(exit));
  }
  for (std::size_t pool = 0; pool < program_.pools.size(); ++pool) {
    wrapped_up_.push_back(wraps_up(pool) ? emit(Verb::wrapped_up, no_index, 0, 0, static_cast<std::uint16_t>(pool))
                                         : no_index);
  }
  if (program_.dispatches) wrapped_up_called_ = emit(Verb::wrapped_up_called, no_index);
  if (program_.has_absences) {
    program_.step_out = emit(Verb::step_out, no_index);
    program_.step_in = emit(Verb::step_in, no_index);
  }
  if (program_.has_cases) program_.called_off = emit(Verb::called_off, no_index);
  program_.exits = leave_;
  program_.wrapped_up_called = wrapped_up_called_;
  if (program_.has_surges) program_.surge = emit(Verb::surge, no_index);
  if (program_.has_holds) program_.hold = emit(Verb::hold, no_index);
  emit_segments();
  for (Vertex step = 0; step < steps; ++step) emit_step(step);
  emit_handoffs();
  resolve_labels();
  program_.route_count = static_cast<std::uint32_t>(catalog_.names.routes.size());
}

std::uint32_t StepCompiler::add_route(Vertex from, Vertex to, const char* kind, bool handoff) {
  RouteSummary summary;
  summary.from = blueprint_.graph[from].key;
  summary.to = to == blueprint_.end ? "done" : blueprint_.graph[to].key;
  summary.kind = kind;
  summary.handoff = handoff;
  catalog_.names.routes.push_back(std::move(summary));
  return static_cast<std::uint32_t>(catalog_.names.routes.size() - 1);
}

bool StepCompiler::wraps_up(std::size_t pool) const {
  for (Vertex step = 0; step < blueprint_.step_count(); ++step) {
    for (const Behavior& behavior : blueprint_.graph[step].behaviors) {
      if (behavior.wrap_up && behavior.only_pool() == StaffId{static_cast<std::uint32_t>(pool)}) return true;
    }
  }
  return false;
}

void StepCompiler::number_routes() {
  for (Vertex step = 0; step < blueprint_.step_count(); ++step) {
    for (const Edge edge : boost::make_iterator_range(boost::out_edges(step, blueprint_.graph))) {
      const Route& route = blueprint_.graph[edge];
      const char* kind = route.kind == RouteKind::next       ? "next"
                         : route.kind == RouteKind::abandon  ? "abandon"
                         : route.kind == RouteKind::divert   ? "divert"
                         : route.kind == RouteKind::fork     ? "fork"
                         : route.kind == RouteKind::join     ? "join"
                         : route.kind == RouteKind::start    ? "start"
                         : route.kind == RouteKind::deadline ? "deadline"
                                                             : "failure";
      route_numbers_[&route] = add_route(step, boost::target(edge, blueprint_.graph), kind, route.handoff);
    }
  }
}

void StepCompiler::count_repeated_steps() {
  const auto& graph = blueprint_.graph;
  std::vector<int> component(boost::num_vertices(graph));
  const int components = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<int> sizes(static_cast<std::size_t>(components));
  for (const int of_vertex : component) ++sizes[static_cast<std::size_t>(of_vertex)];
  visit_slots_.assign(blueprint_.step_count(), no_index);
  for (Vertex step = 0; step < blueprint_.step_count(); ++step) {
    bool again = sizes[static_cast<std::size_t>(component[step])] > 1;
    for (const Behavior& behavior : graph[step].behaviors) {
      again = again || behavior.retrial || (behavior.failure && behavior.failure->then == FailureThen::retry);
    }
    for (const Edge edge : boost::make_iterator_range(boost::out_edges(step, graph))) {
      const Route& route = graph[edge];
      again = again || boost::target(edge, graph) == step || (!route.repeat.is_always(0.0) && !route.repeat_time);
    }
    if (again) visit_slots_[step] = program_.counted_steps++;
  }
}

auto StepCompiler::way_of(Vertex step, std::uint32_t segment) const -> Way {
  Way way;
  way.behavior = blueprint_.graph[step].behavior_of_segment[segment];
  for (const Edge edge : boost::make_iterator_range(boost::out_edges(step, blueprint_.graph))) {
    const Route& route = blueprint_.graph[edge];
    if (route.behavior != way.behavior) continue;
    if (route.kind == RouteKind::abandon) way.abandon = edge;
    if (route.kind == RouteKind::failure) way.failure = edge;
    if (route.kind == RouteKind::divert) way.divert = edge;
    if (route.kind == RouteKind::fork) way.branches.push_back(edge);
    if (route.kind == RouteKind::join) way.join = edge;
    if (route.kind == RouteKind::deadline) way.deadline = edge;
    if (route.kind == RouteKind::start) way.starts.push_back(edge);
    const auto& only = route.segments;
    if (route.kind == RouteKind::next &&
        (only.empty() || std::find(only.begin(), only.end(), SegmentId{segment}) != only.end())) {
      way.next.push_back(edge);
    }
  }
  return way;
}

std::vector<std::uint32_t> StepCompiler::identity_of(const Way& way) const {
  std::vector<std::uint32_t> identity{way.behavior};
  for (const Edge edge : way.next) identity.push_back(route_number(edge));
  return identity;
}

std::uint32_t StepCompiler::emit(Verb verb, std::uint32_t step, std::uint32_t a, std::uint32_t b, std::uint16_t pool) {
  program_.code.push_back({verb, pool, step, a, b});
  return here() - 1;
}

void StepCompiler::emit_segments() {
  for (std::size_t segment = 0; segment < blueprint_.segments.size(); ++segment) {
    const auto& start = blueprint_.segments[segment].start;
    const std::uint32_t target = start ? label(Place::step_at_once, static_cast<std::size_t>(*start))
                                       : leave_[static_cast<std::size_t>(Exit::completed)];
    SegmentTable& table = program_.segments[segment];
    table.entry = emit_entry(target, table.arrivals == SegmentTable::Arrivals::population);
    table.no_show = leave_[static_cast<std::size_t>(Exit::no_show)];
    for (const auto& [step, count] : blueprint_.segments[segment].backlog) {
      const auto first = static_cast<std::size_t>(step);
      table.backlog.push_back({emit_entry(label(Place::step_at_once, first), false), count});
    }
  }
}

std::uint32_t StepCompiler::emit_entry(std::uint32_t target, bool comes_again) {
  const std::uint32_t entry = here();
  if (comes_again) emit(Verb::come, no_index);
  emit_marks(StagePoint::Event::arrival, std::nullopt);
  if (entry == here()) return target;
  emit(Verb::jump, no_index, target);
  return entry;
}

void StepCompiler::emit_step(Vertex step) {
  const auto id = static_cast<std::uint32_t>(step);
  std::vector<std::vector<std::uint32_t>> identities;
  ways_.clear();
  way_of_segment_.clear();
  for (std::uint32_t segment = 0; segment < blueprint_.segments.size(); ++segment) {
    Way way = way_of(step, segment);
    const std::vector<std::uint32_t> identity = identity_of(way);
    const auto known = std::find(identities.begin(), identities.end(), identity);
    way_of_segment_.push_back(static_cast<std::size_t>(known - identities.begin()));
    if (known != identities.end()) continue;
    identities.push_back(identity);
    ways_.push_back(std::move(way));
  }

  add_deadlines(step);
  entry_[step] = here();
  if (program_.exact_ties) emit(Verb::yield, id);
  entry_at_once_[step] = here();
  if (is_join(step)) emit(Verb::join, id);
  const auto table = static_cast<std::uint32_t>(program_.segment_targets.size());
  program_.segment_targets.resize(table + (ways_.size() > 1 ? way_of_segment_.size() : 0));
  if (ways_.size() > 1) emit(Verb::by_segment, id, table);
  std::vector<std::uint32_t> entries;
  for (const Way& way : ways_) {
    entries.push_back(here());
    emit_way(step, way);
  }
  for (std::size_t segment = 0; ways_.size() > 1 && segment < way_of_segment_.size(); ++segment) {
    program_.segment_targets[table + segment] = entries[way_of_segment_[segment]];
  }
}

void StepCompiler::emit_way(Vertex step, const Way& way) {
  const auto id = static_cast<std::uint32_t>(step);
  const Behavior& behavior = blueprint_.graph[step].behaviors[way.behavior];
  for (const StepId awaited : behavior.awaits) emit(Verb::await, id, static_cast<std::uint32_t>(awaited));
  emit(Verb::reach, id, visit_slots_[step]);
  emit_marks(StagePoint::Event::reached, StepId{id});
  const bool counted = program_.steps[id].first_room != no_index;
  const auto only = behavior.only_pool();
  const std::uint32_t enter =
      counted ? emit(Verb::enter, id, 0, 0, only ? static_cast<std::uint16_t>(*only) : nobody_serves) : no_index;
  const bool gives_up_at_once = behavior.patience && way.abandon && can_take_no_time(behavior.patience);
  if (visit_slots_[step] != no_index && (can_take_no_time(behavior.time) || gives_up_at_once)) emit(Verb::guard, id);
  emit_service(step, way, behavior);
  if (!counted) return;
  program_.code[enter].b = here();
  emit_refusal(step, way);
}

void StepCompiler::emit_service(Vertex step, const Way& way, const Behavior& behavior) {
  const auto id = static_cast<std::uint32_t>(step);
  const std::uint32_t first_limit = program_.wait_limit_first[id];
  const std::uint32_t limits = program_.wait_limit_first[id + 1] - first_limit;
  const bool longer = can_lengthen(step);
  const std::uint32_t law = behavior.time ? laws_.law(*behavior.time) : laws_.sampler(Distribution::constant(0.0));
  const auto only = behavior.only_pool();
  const auto pool = static_cast<std::uint16_t>(only ? static_cast<std::uint32_t>(*only) : 0);
  const bool shared = only && program_.pools[pool].shared;
  const std::optional<std::uint32_t> need = shared ? std::nullopt : need_of(step, way.behavior);
  departure_ = departure_of(step, way, need);
  if (behavior.batch) return emit_service_of_batch(step, way, behavior, need);
  if (need) return emit_called_service(step, way, behavior, *need);
  std::uint32_t seize = no_index;
  const auto emit_take_over = [&] {
    if (is_escorted_to(step)) emit(Verb::take_over, id);
  };
  if (shared) {
    emit_take_over();
    if (limits > 0) emit(Verb::judge_wait, id, first_limit, limits);
    if (program_.has_due) emit(Verb::judge_due, id);
    emit_marks(StagePoint::Event::start, StepId{id});
    emit(Verb::serve_shared, id, law, longer ? 1 : 0, pool);
  } else if (behavior.staff) {
    seize = behavior.patience ? emit(Verb::seize_patient, id, laws_.law(*behavior.patience), 0, pool)
                              : emit(Verb::seize, id, 0, 0, pool);
    emit_take_over();
    if (limits > 0) emit(Verb::judge_wait, id, first_limit, limits);
    if (program_.has_due) emit(Verb::judge_due, id);
    emit_marks(StagePoint::Event::start, StepId{id});
    emit(longer ? Verb::serve_longer : Verb::serve, id, law, 0, pool);
  } else {
    emit_take_over();
    emit_marks(StagePoint::Event::start, StepId{id});
    const bool takes_none = !longer && (!behavior.time || *behavior.time == TimeLaw(Distribution::constant(0.0)));
    emit(takes_none ? Verb::take_none : longer ? Verb::take_longer : Verb::take_time, id, law);
  }
  if (shared) {
    emit(Verb::leave_shared, id, 0, 0, pool);
  } else if (behavior.staff && behavior.wrap_up) {
    emit(Verb::wrap_up, id, laws_.law(*behavior.wrap_up), wrapped_up_[pool], pool);
  } else if (behavior.staff) {
    emit(Verb::release, id, 0, 0, pool);
  } else {
    emit(Verb::finish, id);
  }
  emit_marks(StagePoint::Event::finish, StepId{id});
  emit_failure(step, way, behavior);
  emit_onward_of_all(step, way);
  emit_stubs();
  if (behavior.patience && seize != no_index) emit_abandonment(step, way, seize);
}

std::optional<std::uint32_t> StepCompiler::need_of(Vertex step, std::uint32_t behavior) const {
  const std::uint32_t first = program_.steps[step].first_line;
  const auto& behaviors = blueprint_.graph[step].behavior_of_segment;
  const auto segment = std::find(behaviors.begin(), behaviors.end(), behavior);
  if (first == no_index || segment == behaviors.end()) return std::nullopt;
  return program_.lines[program_.step_lines[first + static_cast<std::size_t>(segment - behaviors.begin())]].need;
}

void StepCompiler::emit_called_service(Vertex step, const Way& way, const Behavior& behavior, std::uint32_t need) {
  const auto id = static_cast<std::uint32_t>(step);
  const std::uint32_t first_limit = program_.wait_limit_first[id];
  const std::uint32_t limits = program_.wait_limit_first[id + 1] - first_limit;
  const std::uint32_t law = behavior.time ? laws_.law(*behavior.time) : laws_.sampler(Distribution::constant(0.0));
  std::uint32_t call = no_index;
  if (behavior.staff) {
    const std::uint32_t patience = behavior.patience ? laws_.law(*behavior.patience) : no_index;
    const bool waits_so_long = behavior.patience || behavior.deadline || behavior.relief;
    call = waits_so_long ? emit(Verb::call_patient, id, patience) : emit(Verb::call, id);
    if (is_escorted_to(step)) emit(Verb::take_over, id);
    if (limits > 0) emit(Verb::judge_wait, id, first_limit, limits);
    if (program_.has_due) emit(Verb::judge_due, id);
    emit_marks(StagePoint::Event::start, StepId{id});
    emit(Verb::serve_called, id, law, can_lengthen(step) ? 1 : 0);
    emit(Verb::served, id);
    if (behavior.wrap_up && !departure_.holds)
      emit(Verb::wrap_up_called, id, laws_.law(*behavior.wrap_up), wrapped_up_called_);
  } else {
    if (is_escorted_to(step)) emit(Verb::take_over, id);
    emit_marks(StagePoint::Event::start, StepId{id});
    emit(can_lengthen(step) ? Verb::take_longer : Verb::take_time, id, law);
    emit(Verb::finish, id);
  }
  if (!departure_.holds) emit(Verb::end_step, id, need);
  emit_marks(StagePoint::Event::finish, StepId{id});
  emit_failure(step, way, behavior);
  emit_onward_of_all(step, way);
  emit_stubs();
  if (behavior.patience && call != no_index) emit_abandonment(step, way, call);
}

std::uint32_t StepCompiler::batch_of(Vertex step, std::uint32_t behavior) {
  const auto number = static_cast<std::uint32_t>(program_.batches.size());
  const auto [place, is_new] = batches_.try_emplace({step, behavior}, number);
  if (is_new) {
    const BatchRule& rule = *blueprint_.graph[step].behaviors[behavior].batch;
    constexpr double for_ever = std::numeric_limits<double>::infinity();
    program_.batches.push_back({static_cast<std::uint32_t>(step), rule.size, rule.longest_wait.value_or(for_ever)});
  }
  return place->second;
}

void StepCompiler::emit_service_of_batch(Vertex step, const Way& way, const Behavior& behavior,
                                         std::optional<std::uint32_t> need) {
  const auto id = static_cast<std::uint32_t>(step);
  const std::uint32_t first_limit = program_.wait_limit_first[id];
  const std::uint32_t limits = program_.wait_limit_first[id + 1] - first_limit;
  const std::uint32_t law = behavior.time ? laws_.law(*behavior.time) : laws_.sampler(Distribution::constant(0.0));
  const std::uint32_t staffed = behavior.staff ? 1 : 0;
  const std::uint32_t batch = batch_of(step, way.behavior);
  const std::uint32_t assemble = emit(Verb::assemble, id, batch);
  // What the carrier executes.
  emit(Verb::set_off, id, batch);
  if (behavior.staff) behavior.relief ? emit(Verb::call_patient, id, no_index) : emit(Verb::call, id);
  emit(Verb::board, id);
  if (behavior.staff) {
    emit(Verb::serve_called, id, law, can_lengthen(step) ? 1 : 0);
    emit(Verb::served, id);
    if (behavior.wrap_up) emit(Verb::wrap_up_called, id, laws_.law(*behavior.wrap_up), wrapped_up_called_);
  } else {
    emit(Verb::take_together, id, law);
  }
  if (need) emit(Verb::end_step, id, *need);
  emit(Verb::disband, id);
  // What each of those executes whom it carries.
  program_.code[assemble].b = here();
  if (is_escorted_to(step)) emit(Verb::take_over, id);
  if (behavior.staff && limits > 0) emit(Verb::judge_wait, id, first_limit, limits);
  if (behavior.staff && program_.has_due) emit(Verb::judge_due, id);
  emit_marks(StagePoint::Event::start, StepId{id});
  emit(Verb::ride, id, staffed);
  emit(Verb::alight, id, staffed);
  emit_marks(StagePoint::Event::finish, StepId{id});
  emit_failure(step, way, behavior);
  emit_onward_of_all(step, way);
  emit_stubs();
}

void StepCompiler::emit_marks(StagePoint::Event event, std::optional<StepId> step) {
  const auto matches = [&](const StagePoint& point) { return point.event == event && point.step == step; };
  for (std::size_t stage = 0; stage < blueprint_.stages.size(); ++stage) {
    const Stage& span = blueprint_.stages[stage];
    const auto id = step ? static_cast<std::uint32_t>(*step) : no_index;
    if (std::any_of(span.to.begin(), span.to.end(), matches))
      emit(Verb::mark_to, id, static_cast<std::uint32_t>(stage));
    if (matches(span.from)) emit(Verb::mark_from, id, static_cast<std::uint32_t>(stage));
  }
}

bool StepCompiler::can_lengthen(Vertex step) const {
  const auto edges = boost::make_iterator_range(boost::in_edges(step, blueprint_.graph));
  return std::any_of(edges.begin(), edges.end(), [&](const Edge edge) {
    return blueprint_.graph[edge].repeat_time && !blueprint_.graph[edge].repeat.is_always(0.0);
  });
}

std::uint32_t StepCompiler::label(Place place, std::size_t index) {
  labels_.emplace_back(place, static_cast<std::uint32_t>(index));
  return static_cast<std::uint32_t>(labels_.size() - 1) | label_bit;
}

void StepCompiler::resolve(std::uint32_t& target) const {
  if ((target & label_bit) == 0) return;
  const auto [place, index] = labels_[target & ~label_bit];
  target = place == Place::step           ? entry_[index]
           : place == Place::step_at_once ? entry_at_once_[index]
           : place == Place::stub         ? stub_entry_[index]
                                          : handoff_entry_[index];
}

void StepCompiler::resolve_labels() {
  for (Instruction& instruction : program_.code) {
    if (instruction.verb == Verb::pass || instruction.verb == Verb::jump) resolve(instruction.a);
  }
  for (Choice& choice : program_.choices) resolve(choice.target);
  for (GuardedChoice& choice : program_.routes.guarded) resolve(choice.target);
  for (LineChoice& line : program_.routes.lines) resolve(line.target);
  for (Fallback& fallback : program_.fallbacks) {
    resolve(fallback.target);
    resolve(fallback.leave);
  }
  for (RetrialTable& retrial : program_.retrials) resolve(retrial.target);
  for (DeadlineTable& deadline : program_.deadlines) resolve(deadline.target);
  for (StartTable& start : program_.starts) resolve(start.target);
  for (ForkTable& fork : program_.forks) {
    for (BranchTable& branch : fork.branches) resolve(branch.target);
  }
  for (SegmentTable& segment : program_.segments) {
    resolve(segment.entry);
    for (SegmentTable::Backlog& backlog : segment.backlog) resolve(backlog.entry);
  }
}

}  // namespace throughline
