// SPDX-License-Identifier: MIT
#include "blueprint/traffic.hpp"

#include <algorithm>
#include <cmath>

#include "blueprint/loops.hpp"
#include "blueprint/reach.hpp"
#include "blueprint/schedule_arithmetic.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;

/// Of the comings to one step, this share goes on to the step that holds the arc, and gets there after so many seconds.
struct Arc {
  Vertex from = 0;
  double share = 0.0;
  double seconds = 0.0;
};

struct Window {
  double from = 0.0;
  double to = 0.0;
  double mean(const Share& share) const { return average(share, from, to); }
  double mean(const std::optional<TimeLaw>& law) const { return law ? average(mean_of(*law), from, to) : 0.0; }
};

/// Forks within branches of forks are followed so deep.
constexpr int deepest_fork = 5;

/// The traffic equations of one segment: unknowns are comings by a route, which retries then multiply. Branches of a
/// fork are solved apart, for one journey that takes them.
class Equations {
 public:
  struct Way {
    std::optional<StepId> first;  ///< where journeys begin; none: at the segment's start
    bool comes_again = true;      ///< to `first`; else it is followed no further then
    std::vector<bool> last;       ///< steps behind which it is not followed
    std::optional<Vertex> join;   ///< where a branch ends
    /// Branches together take as long as the one that is waited for: of those who stay with the journey meanwhile.
    bool branches_as_one = false;
    int depth = 0;
  };

  Equations(const Blueprint& blueprint, SegmentId segment, Window window, Way way)
      : way_(std::move(way)),
        blueprint_(blueprint),
        segment_(segment),
        window_(window),
        arcs_(blueprint.step_count()),
        back_(blueprint.step_count()),
        back_seconds_(blueprint.step_count()),
        services_(blueprint.step_count(), 1.0) {
    for (Vertex step = 0; step < blueprint.step_count(); ++step) {
      if (way_.last.empty() || !way_.last[step]) add_step(step);
    }
  }

  Flow flow() const;

 private:
  void add_step(Vertex step);
  /// Seconds until enough of its branches have ended, where they take constant times.
  double add_fork(Vertex step, const ForkRule& rule, double succeeding, double spent);
  double seconds_of(const Flow& flow) const;
  void add_branches(const std::vector<double>& comings, Flow& flow) const;
  void add_arc(Vertex from, Vertex to, double share, double seconds);
  std::vector<double> solve(const std::vector<double>& entering) const;
  double sweep(const std::vector<Vertex>& loop, const std::vector<double>& entering,
               std::vector<double>& solution) const;

  Way way_;
  const Blueprint& blueprint_;
  SegmentId segment_;
  Window window_;
  std::vector<std::vector<Arc>> arcs_;  ///< by the step that they lead to
  std::vector<double> back_;            ///< share that comes straight back to the step
  std::vector<double> back_seconds_;    ///< that share times the seconds it takes
  std::vector<double> services_;        ///< expected services of one coming
  struct Extra {
    Vertex from = 0, to = 0;
    double seconds = 0.0;  ///< per coming to `from`
  };
  std::vector<Extra> extras_;
  struct Branch {
    Vertex from = 0;
    double share = 0.0;    ///< of the comings to `from`
    double seconds = 0.0;  ///< from there
    double scale = 1.0;    ///< of its visits
    Flow flow;             ///< of one journey that takes it
  };
  std::vector<Branch> branches_;
};

void Equations::add_arc(Vertex from, Vertex to, double share, double seconds) {
  const bool ends =
      to == blueprint_.end || to == way_.join || (!way_.comes_again && to == static_cast<Vertex>(*way_.first));
  if (ends || share <= 0.0) return;
  if (from == to) {
    back_[to] += share;
    back_seconds_[to] += share * seconds;
  } else {
    arcs_[to].push_back({from, share, seconds});
  }
}

void Equations::add_step(Vertex step) {
  const Step& vertex = blueprint_.graph[step];
  const Behavior& behavior = vertex.behaviors[vertex.behavior_of_segment[static_cast<std::size_t>(segment_)]];
  double failing = behavior.failure ? window_.mean(behavior.failure->probability) : 0.0;
  double succeeding = 1.0 - failing;
  if (behavior.failure && behavior.failure->then == FailureThen::retry) {
    // A loop that only chance can leave is cut short of certainty, so that the sums stay finite.
    const double again = std::min(failing, 1.0 - 1e-9);
    const double lost = behavior.failure->attempts == 0 ? 0.0 : std::pow(again, behavior.failure->attempts);
    services_[step] = (1.0 - lost) / (1.0 - again);
    succeeding = 1.0 - lost;
  }
  double spent = services_[step] * window_.mean(behavior.time);
  if (behavior.failure && behavior.failure->recovery) {
    const Recovery& recovery = *behavior.failure->recovery;
    const double for_good = 1.0 - succeeding;
    const double saved = window_.mean(recovery.probability);
    succeeding += for_good * saved;
    failing *= 1.0 - saved;
    spent += for_good * window_.mean(recovery.time);
  }
  const double until_join = behavior.fork ? add_fork(step, *behavior.fork, succeeding, spent) : 0.0;
  for (const auto edge : boost::make_iterator_range(boost::out_edges(step, blueprint_.graph))) {
    const Route& route = blueprint_.graph[edge];
    const bool aside = route.kind == RouteKind::abandon || route.kind == RouteKind::divert ||
                       route.kind == RouteKind::fork || route.kind == RouteKind::deadline;
    if (aside || !can_pass(blueprint_, edge, segment_, Passable::written)) continue;
    const Vertex target = boost::target(edge, blueprint_.graph);
    if (route.kind == RouteKind::failure) {
      add_arc(step, target, failing, spent);
      continue;
    }
    const double handed_over = succeeding * window_.mean(route.probability) * (1.0 - window_.mean(route.loss));
    const double repeating = window_.mean(route.repeat);
    const double seconds = spent + window_.mean(route.delay) + (route.kind == RouteKind::join ? until_join : 0.0);
    if (route.repeat_time) {
      const double extra = handed_over * repeating * window_.mean(route.repeat_time);
      if (target != blueprint_.end) extras_.push_back({step, target, extra});
      add_arc(step, target, handed_over, seconds);
    } else {
      add_arc(step, step, handed_over * repeating, seconds);
      add_arc(step, target, handed_over * (1.0 - repeating), seconds);
    }
  }
}

double Equations::add_fork(Vertex step, const ForkRule& rule, double succeeding, double spent) {
  if (way_.depth == deepest_fork) return 0.0;
  const auto edges = boost::make_iterator_range(boost::out_edges(step, blueprint_.graph));
  const auto applies = [&](const auto edge, RouteKind kind) {
    return blueprint_.graph[edge].kind == kind && can_pass(blueprint_, edge, segment_, Passable::written);
  };
  Way way;
  way.depth = way_.depth + 1;
  way.branches_as_one = way_.branches_as_one;
  for (const auto edge : edges) {
    if (applies(edge, RouteKind::join)) way.join = boost::target(edge, blueprint_.graph);
  }
  const std::size_t first = branches_.size();
  for (const auto edge : edges) {
    if (!applies(edge, RouteKind::fork)) continue;
    way.first = StepId{static_cast<std::uint32_t>(boost::target(edge, blueprint_.graph))};
    const double share = succeeding * window_.mean(blueprint_.graph[edge].probability);
    branches_.push_back({step, share, spent, 1.0, Equations(blueprint_, segment_, window_, way).flow()});
  }
  std::vector<std::pair<double, double>> ways;  // seconds and share
  double all = 0.0;
  for (std::size_t branch = first; branch < branches_.size(); ++branch) {
    const double seconds = seconds_of(branches_[branch].flow);
    const double share = succeeding > 0.0 ? branches_[branch].share / succeeding : 0.0;
    ways.emplace_back(seconds, share);
    all += seconds * share;
  }
  std::sort(ways.begin(), ways.end());
  if (rule.wait_for == 0) std::reverse(ways.begin(), ways.end());
  // The one that is waited for is the first of them that is taken.
  double waited = 0.0;
  double none_yet = 1.0;
  for (const auto& [seconds, share] : ways) {
    waited += none_yet * share * seconds;
    none_yet *= 1.0 - share;
  }
  for (std::size_t branch = first; way_.branches_as_one && all > 0.0 && branch < branches_.size(); ++branch) {
    branches_[branch].scale = waited / all;
  }
  return waited;
}

/// Of the steps that one journey visits, one after the other.
double Equations::seconds_of(const Flow& flow) const {
  double seconds = 0.0;
  for (Vertex step = 0; step < flow.visits.size(); ++step) {
    const Step& vertex = blueprint_.graph[step];
    const Behavior& behavior = vertex.behaviors[vertex.behavior_of_segment[static_cast<std::size_t>(segment_)]];
    seconds += flow.visits[step] * window_.mean(behavior.time) + flow.repeat_seconds[step];
  }
  return seconds;
}

void Equations::add_branches(const std::vector<double>& comings, Flow& flow) const {
  for (const Branch& branch : branches_) {
    const double taken = comings[branch.from] * branch.share;
    const double lag = flow.lag[branch.from] + branch.seconds;
    for (Vertex step = 0; step < flow.visits.size(); ++step) {
      const double visits = taken * branch.scale * branch.flow.visits[step];
      if (visits == 0.0) continue;
      // Where a step is visited in several ways: the mean over its visits.
      flow.lag[step] =
          (flow.lag[step] * flow.visits[step] + (lag + branch.flow.lag[step]) * visits) / (flow.visits[step] + visits);
      flow.visits[step] += visits;
      flow.repeat_seconds[step] += taken * branch.scale * branch.flow.repeat_seconds[step];
    }
  }
}

double Equations::sweep(const std::vector<Vertex>& loop, const std::vector<double>& entering,
                        std::vector<double>& solution) const {
  double largest_change = 0.0;
  for (const Vertex step : loop) {
    double total = entering[step];
    for (const Arc& arc : arcs_[step]) total += arc.share * solution[arc.from];
    total /= std::max(1.0 - back_[step], 1e-9);
    largest_change = std::max(largest_change, std::abs(total - solution[step]) / std::max(1.0, total));
    solution[step] = total;
  }
  return largest_change;
}

/// x = entering + P'x, upstream first.
std::vector<double> Equations::solve(const std::vector<double>& entering) const {
  constexpr double settled = 1e-13;
  constexpr std::size_t most_sweeps = 20'000;
  constexpr std::size_t most_updates = 5'000'000;
  std::vector<std::vector<Vertex>> sources(arcs_.size());
  for (Vertex step = 0; step < arcs_.size(); ++step) {
    for (const Arc& arc : arcs_[step]) sources[step].push_back(arc.from);
  }
  std::vector<double> solution(arcs_.size());
  std::size_t updates = 0;
  for (const std::vector<Vertex>& loop : loops_downstream(sources)) {
    double change = sweep(loop, entering, solution);
    if (loop.size() == 1) continue;
    for (std::size_t sweeps = 1; change > settled && sweeps < most_sweeps && updates < most_updates; ++sweeps) {
      change = sweep(loop, entering, solution);
      updates += loop.size();
    }
  }
  return solution;
}

Flow Equations::flow() const {
  const std::size_t count = arcs_.size();
  std::vector<double> entering(count);
  const auto start = way_.first ? way_.first : blueprint_.segments[static_cast<std::size_t>(segment_)].start;
  if (start) entering[static_cast<std::size_t>(*start)] = 1.0;
  const std::vector<double> comings = solve(entering);
  // Time since arrival adds up along the same arcs: every coming carries what its source had, and what the arc takes.
  std::vector<double> added(count);
  for (Vertex step = 0; step < count; ++step) {
    added[step] = back_seconds_[step] * comings[step];
    for (const Arc& arc : arcs_[step]) added[step] += arc.share * arc.seconds * comings[arc.from];
  }
  const std::vector<double> elapsed = solve(added);
  Flow flow{std::vector<double>(count), std::vector<double>(count), std::vector<double>(count)};
  for (const Extra& extra : extras_) flow.repeat_seconds[extra.to] += comings[extra.from] * extra.seconds;
  for (Vertex step = 0; step < count; ++step) {
    flow.visits[step] = comings[step] * services_[step];
    flow.lag[step] = comings[step] > 0.0 ? elapsed[step] / comings[step] : 0.0;
  }
  add_branches(comings, flow);
  return flow;
}

}  // namespace

Flow flow_of(const Blueprint& blueprint, SegmentId segment, double from, double to) {
  return Equations(blueprint, segment, {from, to}, {}).flow();
}

Flow flow_from(const Blueprint& blueprint, SegmentId segment, double from, double to, StepId first,
               const std::vector<bool>& last) {
  Equations::Way way;
  way.first = first;
  way.comes_again = false;
  way.last = last;
  way.branches_as_one = true;
  return Equations(blueprint, segment, {from, to}, way).flow();
}

bool flow_follows_clock(const Blueprint& blueprint) {
  const auto& graph = blueprint.graph;
  for (Vertex step = 0; step < blueprint.step_count(); ++step) {
    for (const Behavior& behavior : graph[step].behaviors) {
      if (behavior.failure && !behavior.failure->probability.constant()) return true;
    }
  }
  const auto edges = boost::make_iterator_range(boost::edges(graph));
  return std::any_of(edges.begin(), edges.end(), [&graph](const auto edge) {
    const Route& route = graph[edge];
    const bool constant = route.probability.constant() && route.loss.constant() && route.repeat.constant();
    return !constant || (route.repeat_time && !route.repeat_time->constant());
  });
}

double arrival_rate(const Segment& segment, double from, double to) {
  if (!arrives(segment)) return 0.0;
  return segment.mean_rate.constant() ? segment.mean_rate.levels.front().value : average(segment.mean_rate, from, to);
}

}  // namespace throughline
