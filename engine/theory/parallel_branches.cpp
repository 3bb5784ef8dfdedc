// SPDX-License-Identifier: MIT
#include "theory/parallel_branches.hpp"

#include <algorithm>
#include <bit>

#include "blueprint/reach.hpp"
#include "theory/obstacles.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;
using Edge = Blueprint::Graph::edge_descriptor;

double binomial(std::size_t n, std::size_t k) {
  double value = 1.0;
  for (std::size_t factor = 1; factor <= k; ++factor) {
    value *= static_cast<double>(n - k + factor) / static_cast<double>(factor);
  }
  return value;
}

const Behavior& behavior_at(const Blueprint& blueprint, Vertex step, SegmentId segment) {
  const Step& vertex = blueprint.graph[step];
  return vertex.behaviors[vertex.behavior_of_segment[static_cast<std::size_t>(segment)]];
}

std::vector<Edge> ways_out(const Blueprint& blueprint, Vertex step, SegmentId segment) {
  std::vector<Edge> ways;
  for (const Edge edge : boost::make_iterator_range(boost::out_edges(step, blueprint.graph))) {
    if (can_pass(blueprint, edge, segment, Passable::written)) ways.push_back(edge);
  }
  return ways;
}

/// One exponential time, then straight to where the branches meet, or to an end, which is as good.
bool is_plain_branch(const Blueprint& blueprint, Vertex step, Vertex join, SegmentId segment) {
  const Behavior& behavior = behavior_at(blueprint, step, segment);
  if (!behavior.time || obstacle_of(behavior) || behavior.failure || !behavior.becomes.empty() || behavior.patience ||
      behavior.wrap_up || !is_exponential(law_of(*behavior.time))) {
    return false;
  }
  const std::vector<Edge> ways = ways_out(blueprint, step, segment);
  if (ways.size() != 1) return false;
  const Vertex target = boost::target(ways.front(), blueprint.graph);
  if (target != join && target != blueprint.end) return false;
  const Route& route = blueprint.graph[ways.front()];
  return !obstacle_of(route) && !route.delay && route.loss == Share(0.0) && route.repeat == Share(0.0) &&
         boost::in_degree(step, blueprint.graph) == 1;
}

/// Whether a pool does nothing but serve one step, with one person.
bool serves_alone(const Blueprint& blueprint, StaffId pool, Vertex step) {
  const Staff& staff = blueprint.staff[static_cast<std::size_t>(pool)];
  if (obstacle_of(staff) || staff.sharing || staff.count->levels.front().value != 1) return false;
  for (Vertex other = 0; other < blueprint.step_count(); ++other) {
    for (const Behavior& behavior : blueprint.graph[other].behaviors) {
      if (other != step && behavior.staff && behavior.staff->uses(pool)) return false;
    }
  }
  return true;
}

bool leads_straight_out(const Blueprint& blueprint, Vertex step, SegmentId segment) {
  const std::vector<Edge> ways = ways_out(blueprint, step, segment);
  return !behavior_at(blueprint, step, segment).staff && std::all_of(ways.begin(), ways.end(), [&](const Edge edge) {
    return boost::target(edge, blueprint.graph) == blueprint.end;
  });
}

}  // namespace

double mean_of_shortest(std::size_t k, const std::vector<double>& rates) {
  const std::size_t count = rates.size();
  double mean = 0.0;
  for (std::size_t group = 1; group < (std::size_t{1} << count); ++group) {
    const auto size = static_cast<std::size_t>(std::popcount(group));
    if (size + k <= count) continue;
    double rate = 0.0;
    for (std::size_t one = 0; one < count; ++one) {
      if ((group >> one & 1U) != 0) rate += rates[one];
    }
    const std::size_t surplus = size + k - count - 1;
    mean += (surplus % 2 == 0 ? 1.0 : -1.0) * binomial(size - 1, count - k) / rate;
  }
  return mean;
}

double mean_of_two_queues(double arrival_rate, double service_rate) {
  return (12.0 - arrival_rate / service_rate) / 8.0 / (service_rate - arrival_rate);
}

std::optional<ParallelBranches> parallel_branches(const Blueprint& blueprint, Vertex step, SegmentId segment,
                                                  double arrival_rate) {
  const Behavior& behavior = behavior_at(blueprint, step, segment);
  Behavior rest = behavior;
  rest.fork.reset();
  if (!behavior.fork || rest.failure || !rest.becomes.empty() || obstacle_of(rest)) return std::nullopt;
  ParallelBranches found;
  found.arrival_rate = arrival_rate;
  std::optional<Vertex> join;
  const std::vector<Edge> ways = ways_out(blueprint, step, segment);
  for (const Edge edge : ways) {
    const Route& route = blueprint.graph[edge];
    if (route.kind == RouteKind::join) join = boost::target(edge, blueprint.graph);
    if (route.kind != RouteKind::fork) continue;
    if (route.probability != Share(1.0)) return std::nullopt;
    found.steps.push_back(boost::target(edge, blueprint.graph));
  }
  const std::size_t count = found.steps.size();
  if (!join || *join == blueprint.end || count == 0 || count > most_branches || ways.size() != count + 1)
    return std::nullopt;
  std::vector<double> rates;
  std::size_t staffed = 0;
  for (const Vertex branch : found.steps) {
    if (!is_plain_branch(blueprint, branch, *join, segment)) return std::nullopt;
    const Behavior& own = behavior_at(blueprint, branch, segment);
    rates.push_back(1.0 / law_of(*own.time).mean());
    if (own.staff && !serves_alone(blueprint, own.staff->pools.front(), branch)) return std::nullopt;
    staffed += own.staff ? 1 : 0;
  }
  const std::size_t needed = behavior.fork->wait_for == 0 ? count : behavior.fork->wait_for;
  if (staffed == 0) {
    found.time = mean_of_shortest(std::min(needed, count), rates);
    return found;
  }
  const bool alike = staffed == 2 && count == 2 && needed == 2 && rates[0] == rates[1] && arrival_rate < rates[0];
  if (!alike || !leads_straight_out(blueprint, *join, segment)) return std::nullopt;
  found.queue = true;
  found.time = mean_of_two_queues(arrival_rate, rates[0]);
  return found;
}

}  // namespace throughline
