// SPDX-License-Identifier: MIT
// The ways out of a step: routes, handoffs, failures, abandonment, refusal, and what stands before them where customers
// are blocked or places are counted.
#include <algorithm>
#include <set>

#include "blueprint/schedule_arithmetic.hpp"
#include "model/step_compiler.hpp"
#include "model/time_kind.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

bool has_effects(const Route& route) {
  return route.delay || !route.loss.is_always(0.0) || !route.repeat.is_always(0.0);
}

}  // namespace

void StepCompiler::emit_refusal(Vertex step, const Way& way) {
  const auto id = static_cast<std::uint32_t>(step);
  if (is_escorted_to(step)) emit(Verb::take_over, id);
  if (way.divert) {
    const std::uint32_t target = target_of(*way.divert);
    emit(Verb::pass, id, target, route_number(*way.divert));
  } else {
    emit(Verb::jump, id, leave_[static_cast<std::size_t>(Exit::turned_away)]);
  }
}

bool StepCompiler::blocks(Vertex step) const {
  const auto id = static_cast<std::uint32_t>(step);
  const auto& steps = program_.blocking_steps;
  return std::find(steps.begin(), steps.end(), id) != steps.end();
}

std::vector<std::size_t> StepCompiler::ways_after(Vertex step, const Way& way) const {
  const auto own = static_cast<std::size_t>(&way - ways_.data());
  std::set<std::size_t> ways{own};
  for (const Becoming& becoming : blueprint_.graph[step].behaviors[way.behavior].becomes) {
    ways.insert(way_of_segment_[static_cast<std::size_t>(becoming.segment)]);
  }
  return {ways.begin(), ways.end()};
}

auto StepCompiler::departure_of(Vertex step, const Way& way, std::optional<std::uint32_t> need) -> Departure {
  const Behavior& behavior = blueprint_.graph[step].behaviors[way.behavior];
  Departure departure;
  departure.leaves_room = program_.steps[step].first_room != no_index;
  const auto leads_to_block = [this](Edge edge) { return blocks(boost::target(edge, blueprint_.graph)); };
  const std::vector<std::size_t> after = ways_after(step, way);
  const bool next_blocks = std::any_of(after.begin(), after.end(), [&](std::size_t index) {
    return std::any_of(ways_[index].next.begin(), ways_[index].next.end(), leads_to_block);
  });
  const bool warm = std::any_of(after.begin(), after.end(), [&](std::size_t index) {
    const std::vector<Edge>& next = ways_[index].next;
    return std::any_of(next.begin(), next.end(), [this](Edge edge) { return blueprint_.graph[edge].warm; });
  });
  departure.holds = need && !behavior.batch && (warm || next_blocks || (way.failure && leads_to_block(*way.failure)));
  departure.need = need.value_or(0);
  if (departure.holds && behavior.wrap_up) departure.wrap_up = laws_.law(*behavior.wrap_up);
  return departure;
}

std::uint32_t StepCompiler::departing(Edge edge) {
  return departing(boost::source(edge, blueprint_.graph), target_of(edge), boost::target(edge, blueprint_.graph), false,
                   blueprint_.graph[edge].warm);
}

bool StepCompiler::is_escorted_to(Vertex step) const {
  const auto edges = boost::make_iterator_range(boost::in_edges(step, blueprint_.graph));
  return std::any_of(edges.begin(), edges.end(), [this](const Edge edge) { return blueprint_.graph[edge].warm; });
}

std::uint32_t StepCompiler::departing(Vertex step, std::uint32_t target, std::optional<Vertex> to, bool stays,
                                      bool warm) {
  if (!departure_.leaves_room && !departure_.holds) return target;
  Stub stub{step, std::nullopt, stays && departure_.leaves_room, warm, target};
  if (to && blocks(*to) && !stays) stub.claimed = static_cast<std::uint32_t>(*to);
  stubs_.push_back(stub);
  return label(Place::stub, stub_entry_.size() + stubs_.size() - 1);
}

void StepCompiler::emit_departure(const Stub& stub) {
  const auto id = static_cast<std::uint32_t>(stub.step);
  if (stub.claimed) emit(Verb::claim, id, *stub.claimed);
  if (stub.warm) {
    emit(Verb::escort, id, departure_.wrap_up.value_or(no_index));
  } else if (departure_.wrap_up)
    emit(Verb::wrap_up_called, id, *departure_.wrap_up, wrapped_up_called_);
  if (departure_.holds) emit(Verb::end_step, id, departure_.need);
  if (departure_.leaves_room) emit(stub.stays ? Verb::stay : Verb::leave_room, id);
}

void StepCompiler::emit_stubs() {
  for (const Stub& stub : stubs_) {
    stub_entry_.push_back(here());
    emit_departure(stub);
    emit(Verb::jump, static_cast<std::uint32_t>(stub.step), stub.target);
  }
  stubs_.clear();
}

void StepCompiler::emit_failure(Vertex step, const Way& way, const Behavior& behavior) {
  if (!behavior.failure) return;
  Fallback fallback;
  fallback.then = behavior.failure->then;
  fallback.leave = departing(step, leave_[static_cast<std::size_t>(Exit::failed_service)], std::nullopt);
  fallback.attempts = std::min(behavior.failure->attempts, 0xFFFFU);
  if (fallback.then == FailureThen::retry) {
    fallback.target = departing(step, label(Place::step, step), step, true);
    fallback.route = add_route(step, step, "retry", false);
  } else if (fallback.then == FailureThen::step && way.failure) {
    fallback.target = departing(step, target_of(*way.failure), boost::target(*way.failure, blueprint_.graph));
    fallback.route = route_number(*way.failure);
  }
  const auto id = static_cast<std::uint32_t>(step);
  const auto number = static_cast<std::uint32_t>(program_.fallbacks.size());
  program_.fallbacks.push_back(fallback);
  emit(Verb::fail, id, laws_.share(behavior.failure->probability), number);
  if (behavior.failure->recovery) emit_recovery(id, *behavior.failure->recovery, program_.fallbacks[number]);
}

void StepCompiler::emit_recovery(std::uint32_t step, const Recovery& recovery, Fallback& fallback) {
  const std::size_t past = program_.code.size();
  emit(Verb::jump, step);  // past all of this, where nothing has failed
  const Fallback for_good = fallback;
  fallback.leave = here();
  if (fallback.then == FailureThen::step) fallback.then = FailureThen::leave;
  if (recovery.time) emit(Verb::recovery_time, step, laws_.law(*recovery.time));
  const std::size_t recovers = program_.code.size();
  emit(Verb::recover, step, laws_.share(recovery.probability));
  if (for_good.then == FailureThen::step) {
    emit(Verb::pass, step, for_good.target, for_good.route);
  } else {
    emit(Verb::jump, step, for_good.leave);
  }
  program_.code[past].a = program_.code[recovers].b = here();
}

void StepCompiler::emit_routes(Vertex step, const std::vector<Edge>& edges) {
  const auto id = static_cast<std::uint32_t>(step);
  if (edges.empty()) {
    emit_departure({step, std::nullopt, false, 0});
    if (program_.dispatches) emit(Verb::let_go, id);
    emit(Verb::leave, id, static_cast<std::uint32_t>(Exit::completed));
  } else if (blueprint_.graph[edges.front()].guard) {
    emit_open_choice(step, edges);
  } else if (blueprint_.graph[edges.front()].shortest) {
    emit_shortest(step, edges);
  } else if (edges.size() == 1) {
    const Edge edge = edges.front();
    emit(Verb::pass, id, departing(edge), route_number(edge));
  } else {
    emit_choice(step, edges);
  }
}

bool StepCompiler::is_join(Vertex step) const {
  const auto edges = boost::make_iterator_range(boost::in_edges(step, blueprint_.graph));
  return std::any_of(edges.begin(), edges.end(),
                     [this](const Edge edge) { return blueprint_.graph[edge].kind == RouteKind::join; });
}

void StepCompiler::add_deadlines(Vertex step) {
  if (std::none_of(ways_.begin(), ways_.end(), [](const Way& way) { return way.deadline.has_value(); })) return;
  std::vector<std::uint32_t> of_way;
  for (const Way& way : ways_) {
    of_way.push_back(way.deadline ? static_cast<std::uint32_t>(program_.deadlines.size()) : no_index);
    if (!way.deadline) continue;
    const double after = *blueprint_.graph[step].behaviors[way.behavior].deadline;
    program_.deadlines.push_back({after, target_of(*way.deadline), route_number(*way.deadline)});
  }
  program_.steps[step].first_deadline = static_cast<std::uint32_t>(program_.step_deadlines.size());
  for (const std::size_t way : way_of_segment_) program_.step_deadlines.push_back(of_way[way]);
  program_.has_deadlines = true;
}

std::uint64_t StepCompiler::address_of_part(Vertex from, Vertex first) const {
  return address_of(blueprint_.graph[from].key + " " + blueprint_.graph[first].key);
}

void StepCompiler::emit_onward_of_all(Vertex step, const Way& way) {
  const auto id = static_cast<std::uint32_t>(step);
  const Behavior& behavior = blueprint_.graph[step].behaviors[way.behavior];
  if (behavior.becomes.empty()) return emit_onward(step, way, behavior);
  ChangeTable change;
  std::vector<Share> shares;
  for (const Becoming& becoming : behavior.becomes) {
    shares.push_back(becoming.share);
    change.parts.push_back({laws_.share(becoming.share), static_cast<std::uint16_t>(becoming.segment)});
  }
  change.all_change = least(sum_of(shares)) >= 1.0 - share_tolerance;
  program_.routes.changes.push_back(std::move(change));
  emit(Verb::become, id, static_cast<std::uint32_t>(program_.routes.changes.size() - 1));
  const auto table = static_cast<std::uint32_t>(program_.segment_targets.size());
  program_.segment_targets.resize(table + way_of_segment_.size(), no_index);
  emit(Verb::by_segment, id, table);
  for (const std::size_t index : ways_after(step, way)) {
    for (std::size_t segment = 0; segment < way_of_segment_.size(); ++segment) {
      if (way_of_segment_[segment] == index) program_.segment_targets[table + segment] = here();
    }
    emit_onward(step, ways_[index], blueprint_.graph[step].behaviors[ways_[index].behavior]);
  }
}

void StepCompiler::emit_onward(Vertex step, const Way& way, const Behavior& behavior) {
  const auto id = static_cast<std::uint32_t>(step);
  for (const Edge edge : way.starts) {
    const Vertex target = boost::target(edge, blueprint_.graph);
    program_.starts.push_back({static_cast<std::uint32_t>(target), label(Place::step_at_once, target),
                               route_number(edge), address_of_part(step, target)});
    emit(Verb::start_case, id, static_cast<std::uint32_t>(program_.starts.size() - 1));
  }
  if (behavior.fork) return emit_fork(step, way, *behavior.fork);
  emit_routes(step, way.next);
}

void StepCompiler::emit_fork(Vertex step, const Way& way, const ForkRule& rule) {
  const auto id = static_cast<std::uint32_t>(step);
  const Vertex join = boost::target(*way.join, blueprint_.graph);
  ForkTable fork;
  fork.join = join == blueprint_.end ? no_index : static_cast<std::uint32_t>(join);
  fork.wait_for = rule.wait_for;
  fork.cancels = rule.cancels;
  for (const Edge edge : way.branches) {
    const Vertex target = boost::target(edge, blueprint_.graph);
    fork.branches.push_back({laws_.share(blueprint_.graph[edge].probability), label(Place::step_at_once, target),
                             route_number(edge), address_of_part(step, target)});
  }
  program_.forks.push_back(std::move(fork));
  emit_departure({step, std::nullopt, false, 0});
  emit(Verb::fork, id, static_cast<std::uint32_t>(program_.forks.size() - 1));
  emit(Verb::gather, id);
  emit(Verb::pass, id, target_of(*way.join), route_number(*way.join));
}

void StepCompiler::emit_choice(Vertex step, const std::vector<Edge>& edges) {
  const auto id = static_cast<std::uint32_t>(step);
  const auto size = static_cast<std::uint32_t>(edges.size());
  // The moments at which any of the shares changes.
  double period = 0.0;
  for (const Edge edge : edges) period = std::max(period, blueprint_.graph[edge].probability.period);
  if (period == 0.0) {
    const std::uint32_t first = add_choices(edges, 0.0);
    emit(Verb::choose, id, first, size);
    return;
  }
  std::set<double> moments{0.0};
  for (const Edge edge : edges) {
    const Share& share = blueprint_.graph[edge].probability;
    if (share.constant()) continue;
    for (double cycle = 0.0; cycle < period; cycle += share.period) {
      for (const Level<double>& level : share.levels) moments.insert(cycle + level.from);
    }
  }
  std::vector<ClockLevel> levels;
  for (const double moment : moments) levels.push_back({moment, 0.0, add_choices(edges, moment)});
  emit(Verb::choose_by_clock, id, laws_.clocked_choice(period, levels, size));
}

void StepCompiler::emit_open_choice(Vertex step, const std::vector<Edge>& edges) {
  const auto first = static_cast<std::uint32_t>(program_.routes.guarded.size());
  for (const Edge edge : edges) {
    const Guard& guard = *blueprint_.graph[edge].guard;
    GuardedChoice choice;
    if (guard.when) choice.when = guard.when->terms;
    if (guard.share) choice.share = laws_.share(*guard.share);
    choice.target = departing(edge);
    choice.route = route_number(edge);
    program_.routes.guarded.push_back(std::move(choice));
  }
  emit(Verb::choose_open, static_cast<std::uint32_t>(step), first, static_cast<std::uint32_t>(edges.size()));
}

void StepCompiler::emit_shortest(Vertex step, const std::vector<Edge>& edges) {
  const auto first = static_cast<std::uint32_t>(program_.routes.lines.size());
  for (const Edge edge : edges) {
    const Vertex target = boost::target(edge, blueprint_.graph);
    LineChoice line{
        static_cast<std::uint32_t>(target), departing(step, target_of(edge), target), route_number(edge), {}};
    const Step& vertex = blueprint_.graph[target];
    for (const std::uint32_t behavior : vertex.behavior_of_segment) {
      const auto pool = vertex.behaviors[behavior].only_pool();
      const bool plain = pool && !program_.pools[static_cast<std::size_t>(*pool)].dispatched;
      line.pools.push_back(plain ? static_cast<std::uint16_t>(*pool) : nobody_serves);
    }
    program_.routes.lines.push_back(std::move(line));
  }
  emit(Verb::choose_shortest, static_cast<std::uint32_t>(step), first, static_cast<std::uint32_t>(edges.size()));
}

std::uint32_t StepCompiler::add_choices(const std::vector<Edge>& edges, double clock) {
  const auto first = static_cast<std::uint32_t>(program_.choices.size());
  double named = 0.0;
  for (const Edge edge : edges) {
    const Route& route = blueprint_.graph[edge];
    if (!route.rest) named += route.probability.at(clock);
  }
  double threshold = 0.0;
  for (const Edge edge : edges) {
    const Route& route = blueprint_.graph[edge];
    threshold += route.rest ? std::max(0.0, 1.0 - named) : route.probability.at(clock);
    program_.choices.push_back({threshold, departing(edge), route_number(edge)});
  }
  // Behind the last way with a share above zero no draw may fall through to one without.
  for (std::size_t choice = program_.choices.size(); choice-- > first;) {
    const double before = choice == first ? 0.0 : program_.choices[choice - 1].threshold;
    const bool open = program_.choices[choice].threshold > before;
    program_.choices[choice].threshold = 1.0;
    if (open) break;
  }
  return first;
}

void StepCompiler::emit_abandonment(Vertex step, const Way& way, std::size_t seize) {
  const auto id = static_cast<std::uint32_t>(step);
  program_.code[seize].b = here();
  const std::uint32_t first_limit = program_.wait_limit_first[id];
  const std::uint32_t limits = program_.wait_limit_first[id + 1] - first_limit;
  if (is_escorted_to(step)) emit(Verb::take_over, id);
  if (limits > 0) emit(Verb::judge_abandonment, id, first_limit, limits);
  if (program_.has_due) emit(Verb::judge_due, id);
  if (program_.steps[id].first_room != no_index) emit(Verb::leave_room, id);
  const Behavior& behavior = blueprint_.graph[step].behaviors[way.behavior];
  if (behavior.retrial) {
    const Retrial& retrial = *behavior.retrial;
    program_.retrials.push_back({laws_.share(retrial.again), laws_.law(retrial.after), label(Place::step_at_once, step),
                                 program_.retrial_slots++, retrial.attempts});
    emit(Verb::try_again, id, static_cast<std::uint32_t>(program_.retrials.size() - 1));
  }
  if (way.abandon) {
    const std::uint32_t target = target_of(*way.abandon);
    emit(Verb::pass, id, target, route_number(*way.abandon));
  } else {
    emit(Verb::jump, id, leave_[static_cast<std::size_t>(Exit::abandoned)]);
  }
}

std::uint32_t StepCompiler::target_of(Edge edge) {
  if (has_effects(blueprint_.graph[edge])) {
    const auto same = [&](const Edge known) { return &blueprint_.graph[known] == &blueprint_.graph[edge]; };
    const auto index =
        static_cast<std::size_t>(std::find_if(handoffs_.begin(), handoffs_.end(), same) - handoffs_.begin());
    if (index == handoffs_.size()) handoffs_.push_back(edge);
    return label(Place::handoff, index);
  }
  const Vertex target = boost::target(edge, blueprint_.graph);
  return target == blueprint_.end ? leave_[static_cast<std::size_t>(Exit::completed)] : label(Place::step, target);
}

namespace {

/// Of several lines that a route crosses, the one nearest to the customer.
TimeKind handoff_of(const Route& route) {
  if (route.crosses_line_of_interaction) return TimeKind::handoff_interaction;
  if (route.crosses_line_of_visibility) return TimeKind::handoff_visibility;
  if (route.crosses_line_of_internal_interaction) return TimeKind::handoff_internal;
  return TimeKind::handoff;
}

}  // namespace

void StepCompiler::emit_handoffs() {
  for (const Edge edge : handoffs_) {
    const Route& route = blueprint_.graph[edge];
    const Vertex from = boost::source(edge, blueprint_.graph);
    const Vertex to = boost::target(edge, blueprint_.graph);
    const auto id = static_cast<std::uint32_t>(from);
    // Who comes by a delay comes in the order of the events already; who comes at once lets the ends of this instant go
    // first.
    const Place entry = route.delay ? Place::step_at_once : Place::step;
    handoff_entry_.push_back(here());
    if (route.delay) emit(Verb::delay, id, laws_.law(*route.delay), static_cast<std::uint32_t>(handoff_of(route)));
    if (!route.loss.is_always(0.0)) {
      program_.fallbacks.push_back(
          {FailureThen::leave, leave_[static_cast<std::size_t>(Exit::failed_handoff)], no_index, 0, 0});
      emit(Verb::lose, id, laws_.share(route.loss), static_cast<std::uint32_t>(program_.fallbacks.size() - 1));
    }
    if (!route.repeat.is_always(0.0) && route.repeat_time) {
      program_.has_repeat_time = true;
      const std::uint32_t law = laws_.law(*route.repeat_time);
      emit(Verb::repeat_time, id, laws_.share(route.repeat), law);
    } else if (!route.repeat.is_always(0.0)) {
      std::uint32_t back = label(entry, from);
      if (route.warm) {
        const std::uint32_t past = emit(Verb::jump, id);
        back = emit(Verb::take_over, id);
        emit(Verb::jump, id, label(entry, from));
        program_.code[past].a = here();
      }
      program_.fallbacks.push_back({FailureThen::step, back, add_route(from, from, "repeat", false), 0, 0});
      emit(Verb::repeat_visit, id, laws_.share(route.repeat),
           static_cast<std::uint32_t>(program_.fallbacks.size() - 1));
    }
    emit(Verb::jump, id, to == blueprint_.end ? leave_[static_cast<std::size_t>(Exit::completed)] : label(entry, to));
  }
}

}  // namespace throughline
