// SPDX-License-Identifier: MIT
#include "blueprint/reach.hpp"

#include <algorithm>

#include "blueprint/schedule_arithmetic.hpp"

namespace throughline {
namespace {

using Edge = Blueprint::Graph::edge_descriptor;

const Behavior& behavior_at(const Blueprint& blueprint, std::size_t step, SegmentId segment) {
  const Step& vertex = blueprint.graph[step];
  return vertex.behaviors[vertex.behavior_of_segment[static_cast<std::size_t>(segment)]];
}

bool applies(const Blueprint& blueprint, Edge edge, SegmentId segment) {
  const Route& route = blueprint.graph[edge];
  const Step& source = blueprint.graph[boost::source(edge, blueprint.graph)];
  if (route.behavior != source.behavior_of_segment[static_cast<std::size_t>(segment)]) return false;
  return route.segments.empty() ||
         std::find(route.segments.begin(), route.segments.end(), segment) != route.segments.end();
}

bool is_possible(const Blueprint& blueprint, Edge edge, SegmentId segment) {
  const Route& route = blueprint.graph[edge];
  const Behavior& behavior = behavior_at(blueprint, boost::source(edge, blueprint.graph), segment);
  switch (route.kind) {
    case RouteKind::abandon:
      return behavior.patience.has_value();
    case RouteKind::divert:
    case RouteKind::deadline:
      return true;
    case RouteKind::fork:
    case RouteKind::join:
    case RouteKind::start:
    case RouteKind::next:
      break;
    case RouteKind::failure:
      return behavior.failure && greatest(behavior.failure->probability) > 0.0;
  }
  const bool recovers =
      behavior.failure && behavior.failure->recovery && greatest(behavior.failure->recovery->probability) > 0.0;
  const bool ever_succeeds = !behavior.failure || recovers || least(behavior.failure->probability) < 1.0;
  return ever_succeeds && greatest(route.probability) > 0.0;
}

/// Whether what is handed over can arrive at the target.
bool arrives_at_target(const Route& route) {
  return least(route.loss) < 1.0 && (route.repeat_time || least(route.repeat) < 1.0);
}

/// Whether a journey can end at the step itself: not by a route, but by a failure, by lost patience, or on the way.
bool ends_here(const Blueprint& blueprint, std::size_t step, SegmentId segment) {
  const Behavior& behavior = behavior_at(blueprint, step, segment);
  const auto edges = boost::make_iterator_range(boost::out_edges(step, blueprint.graph));
  if (behavior.failure && greatest(behavior.failure->probability) > 0.0) {
    if (behavior.failure->then == FailureThen::leave) return true;
    if (behavior.failure->then == FailureThen::retry && behavior.failure->attempts > 0) return true;
  }
  if (behavior.room.turns_away() && behavior.room.when_full != WhenFull::divert) return true;
  const auto leads_on = [&](Edge edge) {
    return blueprint.graph[edge].kind == RouteKind::abandon && applies(blueprint, edge, segment);
  };
  if (behavior.patience && std::none_of(edges.begin(), edges.end(), leads_on)) return true;
  return std::any_of(edges.begin(), edges.end(), [&](Edge edge) {
    return can_pass(blueprint, edge, segment, Passable::possible) && greatest(blueprint.graph[edge].loss) > 0.0;
  });
}

}  // namespace

bool can_pass(const Blueprint& blueprint, Edge edge, SegmentId segment, Passable passable) {
  return applies(blueprint, edge, segment) && (passable == Passable::written || is_possible(blueprint, edge, segment));
}

std::vector<bool> closure(std::size_t count, std::size_t start,
                          const std::function<void(std::size_t, const std::function<void(std::size_t)>&)>& successors) {
  std::vector<bool> reached(count);
  std::vector<std::size_t> open{start};
  reached[start] = true;
  const auto visit = [&](std::size_t next) {
    if (!reached[next]) open.push_back(next);
    reached[next] = true;
  };
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    successors(at, visit);
  }
  return reached;
}

std::vector<bool> reached_steps(const Blueprint& blueprint, SegmentId segment, Passable passable) {
  const auto successors = [&](std::size_t at, const std::function<void(std::size_t)>& visit) {
    for (const Edge edge : boost::make_iterator_range(boost::out_edges(at, blueprint.graph))) {
      const bool gets_there = passable == Passable::written || arrives_at_target(blueprint.graph[edge]);
      if (gets_there && can_pass(blueprint, edge, segment, passable)) visit(boost::target(edge, blueprint.graph));
    }
  };
  std::vector<bool> reached(blueprint.step_count());
  for (const std::size_t source : first_steps(blueprint.segments[static_cast<std::size_t>(segment)])) {
    const std::vector<bool> more = closure(boost::num_vertices(blueprint.graph), source, successors);
    for (std::size_t step = 0; step < reached.size(); ++step) reached[step] = reached[step] || more[step];
  }
  return reached;
}

std::vector<bool> steps_with_way_out(const Blueprint& blueprint, SegmentId segment) {
  const auto predecessors = [&](std::size_t at, const std::function<void(std::size_t)>& visit) {
    for (const Edge edge : boost::make_iterator_range(boost::in_edges(at, blueprint.graph))) {
      const bool gets_there = arrives_at_target(blueprint.graph[edge]);
      if (gets_there && can_pass(blueprint, edge, segment, Passable::possible)) {
        visit(boost::source(edge, blueprint.graph));
      }
    }
    if (at != blueprint.end) return;
    // Whoever ends at a step might as well have gone to the end from there.
    for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
      if (ends_here(blueprint, step, segment)) visit(step);
    }
  };
  std::vector<bool> out = closure(boost::num_vertices(blueprint.graph), blueprint.end, predecessors);
  out.resize(blueprint.step_count());
  return out;
}

std::vector<Blueprint::Vertex> first_steps(const Segment& segment) {
  std::vector<Blueprint::Vertex> steps;
  if (segment.start) steps.push_back(static_cast<Blueprint::Vertex>(*segment.start));
  for (const auto& [step, count] : segment.backlog) steps.push_back(static_cast<Blueprint::Vertex>(step));
  return steps;
}

bool anybody_of(const Segment& segment) {
  return arrives(segment) || !segment.backlog.empty();
}

bool arrives(const Segment& segment) {
  if (!segment.start || !segment.arrivals) return false;
  return greatest(segment.mean_rate) > 0.0;
}

}  // namespace throughline
