// SPDX-License-Identifier: MIT
#include "blueprint/reach.hpp"

#include <algorithm>
#include <set>

#include "blueprint/schedule_arithmetic.hpp"

namespace throughline {
namespace {

using Edge = Blueprint::Graph::edge_descriptor;

bool applies(const Blueprint& blueprint, Edge edge, SegmentId segment) {
  const Route& route = blueprint.graph[edge];
  const Step& source = blueprint.graph[boost::source(edge, blueprint.graph)];
  if (route.behavior != source.behavior_of_segment[static_cast<std::size_t>(segment)]) return false;
  return route.segments.empty() ||
         std::find(route.segments.begin(), route.segments.end(), segment) != route.segments.end();
}

/// Before the service has ended, or without it.
bool is_aside(RouteKind kind) {
  return kind == RouteKind::abandon || kind == RouteKind::divert || kind == RouteKind::deadline ||
         kind == RouteKind::failure;
}

bool is_possible(const Blueprint& blueprint, Edge edge, SegmentId segment) {
  const Route& route = blueprint.graph[edge];
  const Behavior& behavior = behavior_of(blueprint, boost::source(edge, blueprint.graph), segment);
  switch (route.kind) {
    case RouteKind::abandon:
      return behavior.patience.has_value();
    case RouteKind::divert:
    case RouteKind::deadline:
      return true;
    case RouteKind::failure:
      return behavior.failure && greatest(behavior.failure->probability) > 0.0;
    case RouteKind::fork:
    case RouteKind::join:
    case RouteKind::start:
    case RouteKind::next:
      return greatest(route.probability) > 0.0;
  }
  return false;
}

bool ever_succeeds(const Behavior& behavior) {
  const bool recovers =
      behavior.failure && behavior.failure->recovery && greatest(behavior.failure->recovery->probability) > 0.0;
  return !behavior.failure || recovers || least(behavior.failure->probability) < 1.0;
}

/// Whether what is handed over can arrive at the target.
bool arrives_at_target(const Route& route) {
  return least(route.loss) < 1.0 && (route.repeat_time || least(route.repeat) < 1.0);
}

/// Whether a journey can end at the step itself: not by a route, but by a failure, by lost patience, or on the way.
bool ends_here(const Blueprint& blueprint, std::size_t step, SegmentId segment) {
  const Behavior& behavior = behavior_of(blueprint, step, segment);
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
  const std::vector<Onward> ways = ways_on(blueprint, step, segment, Passable::possible);
  return std::any_of(ways.begin(), ways.end(),
                     [&](const Onward& way) { return greatest(blueprint.graph[way.edge].loss) > 0.0; });
}

}  // namespace

const Behavior& behavior_of(const Blueprint& blueprint, Blueprint::Vertex step, SegmentId segment) {
  const Step& vertex = blueprint.graph[step];
  return vertex.behaviors[vertex.behavior_of_segment[static_cast<std::size_t>(segment)]];
}

std::vector<SegmentId> segments_after(const Behavior& behavior, SegmentId segment, Passable passable) {
  std::vector<SegmentId> segments;
  std::vector<Share> shares;
  for (const Becoming& becoming : behavior.becomes) {
    shares.push_back(becoming.share);
    const bool counts = passable == Passable::written || greatest(becoming.share) > 0.0;
    if (counts && becoming.segment != segment) segments.push_back(becoming.segment);
  }
  const bool itself = std::any_of(behavior.becomes.begin(), behavior.becomes.end(),
                                  [segment](const Becoming& becoming) { return becoming.segment == segment; });
  if (itself || shares.empty() || least(sum_of(shares)) < 1.0 - share_tolerance) segments.push_back(segment);
  return segments;
}

bool changes_segments(const Blueprint& blueprint) {
  for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
    const std::vector<Behavior>& behaviors = blueprint.graph[step].behaviors;
    const auto changes = [](const Behavior& behavior) { return !behavior.becomes.empty(); };
    if (std::any_of(behaviors.begin(), behaviors.end(), changes)) return true;
  }
  return false;
}

std::vector<SegmentId> segments_on_the_way(const Blueprint& blueprint, SegmentId segment) {
  std::vector<SegmentId> segments{segment};
  if (!changes_segments(blueprint)) return segments;
  std::vector<bool> known(blueprint.segments.size());
  known[static_cast<std::size_t>(segment)] = true;
  std::set<const Behavior*> looked_at;
  for (std::size_t place = 0; place < segments.size(); ++place) {
    for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
      const Behavior& behavior = behavior_of(blueprint, step, segments[place]);
      if (behavior.becomes.empty() || !looked_at.insert(&behavior).second) continue;
      for (const Becoming& becoming : behavior.becomes) {
        const auto index = static_cast<std::size_t>(becoming.segment);
        if (!known[index]) segments.push_back(becoming.segment);
        known[index] = true;
      }
    }
  }
  return segments;
}

std::vector<Onward> ways_on(const Blueprint& blueprint, Blueprint::Vertex step, SegmentId segment, Passable passable) {
  const Behavior& behavior = behavior_of(blueprint, step, segment);
  const auto edges = boost::make_iterator_range(boost::out_edges(step, blueprint.graph));
  std::vector<Onward> ways;
  const auto add = [&](SegmentId as, bool aside) {
    for (const Edge edge : edges) {
      const bool fits = is_aside(blueprint.graph[edge].kind) == aside;
      if (fits && can_pass(blueprint, edge, as, passable)) ways.push_back({edge, as});
    }
  };
  add(segment, true);
  if (passable == Passable::possible && !ever_succeeds(behavior)) return ways;
  for (const SegmentId as : segments_after(behavior, segment, passable)) add(as, false);
  return ways;
}

bool can_pass(const Blueprint& blueprint, Edge edge, SegmentId segment, Passable passable) {
  return applies(blueprint, edge, segment) && (passable == Passable::written || is_possible(blueprint, edge, segment));
}

std::vector<bool> closure(std::size_t count, const std::vector<std::size_t>& starts,
                          const std::function<void(std::size_t, const Visit&)>& successors) {
  std::vector<bool> reached(count);
  std::vector<std::size_t> open;
  const auto visit = [&](std::size_t next) {
    if (!reached[next]) open.push_back(next);
    reached[next] = true;
  };
  for (const std::size_t start : starts) visit(start);
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    successors(at, visit);
  }
  return reached;
}

namespace {

/// A segment at a vertex, as one number.
std::size_t place_of(const Blueprint& blueprint, SegmentId segment, std::size_t vertex) {
  return static_cast<std::size_t>(segment) * boost::num_vertices(blueprint.graph) + vertex;
}

Reach reach_of(const Blueprint& blueprint, const std::vector<bool>& places) {
  Reach reach;
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    const auto first = places.begin() + static_cast<std::ptrdiff_t>(place_of(blueprint, SegmentId{id}, 0));
    reach.emplace_back(first, first + static_cast<std::ptrdiff_t>(blueprint.step_count()));
  }
  return reach;
}

}  // namespace

Reach reached_steps(const Blueprint& blueprint, Passable passable, Beginning beginning) {
  const std::size_t vertices = boost::num_vertices(blueprint.graph);
  std::vector<std::size_t> starts;
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    if (beginning == Beginning::who_comes && !anybody_of(blueprint.segments[id])) continue;
    for (const auto step : first_steps(blueprint.segments[id])) {
      starts.push_back(place_of(blueprint, SegmentId{id}, step));
    }
  }
  const auto successors = [&](std::size_t at, const Visit& visit) {
    const std::size_t step = at % vertices;
    if (step == blueprint.end) return;
    for (const Onward& way : ways_on(blueprint, step, SegmentId{static_cast<std::uint32_t>(at / vertices)}, passable)) {
      const bool gets_there = passable == Passable::written || arrives_at_target(blueprint.graph[way.edge]);
      if (gets_there) visit(place_of(blueprint, way.segment, boost::target(way.edge, blueprint.graph)));
    }
  };
  return reach_of(blueprint, closure(blueprint.segments.size() * vertices, starts, successors));
}

Reach steps_with_way_out(const Blueprint& blueprint) {
  const std::size_t vertices = boost::num_vertices(blueprint.graph);
  std::vector<std::vector<std::size_t>> predecessors(blueprint.segments.size() * vertices);
  std::vector<std::size_t> ends;
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    const SegmentId segment{id};
    ends.push_back(place_of(blueprint, segment, blueprint.end));
    for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
      const std::size_t place = place_of(blueprint, segment, step);
      if (ends_here(blueprint, step, segment)) ends.push_back(place);
      for (const Onward& way : ways_on(blueprint, step, segment, Passable::possible)) {
        if (!arrives_at_target(blueprint.graph[way.edge])) continue;
        predecessors[place_of(blueprint, way.segment, boost::target(way.edge, blueprint.graph))].push_back(place);
      }
    }
  }
  return reach_of(blueprint, closure(predecessors.size(), ends, [&](std::size_t at, const Visit& visit) {
                    for (const std::size_t place : predecessors[at]) visit(place);
                  }));
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
