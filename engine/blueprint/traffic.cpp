// SPDX-License-Identifier: MIT
#include "blueprint/traffic.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "blueprint/loops.hpp"
#include "blueprint/reach.hpp"
#include "blueprint/schedule_arithmetic.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;

/// A step, and as whose customer a journey is there, as in Flow.
using Place = std::size_t;

/// Of the comings to one place, this share goes on to the one that holds the arc, and gets there after so many seconds.
struct Arc {
  Place from = 0;
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
    std::optional<Place> first;                      ///< where journeys begin; none: at the segment's start
    bool comes_again = true;                         ///< to the step of `first`; else it is followed no further then
    std::function<bool(Vertex, SegmentId)> is_last;  ///< steps behind which it is not followed
    std::optional<Vertex> join;                      ///< where a branch ends
    /// Branches together take as long as the one that is waited for: of those who stay with the journey meanwhile.
    bool branches_as_one = false;
    int depth = 0;
  };

  /// The flows of branches by where they begin and end, and how deep: solved once each.
  using Branches = std::map<std::tuple<Place, std::optional<Vertex>, int>, Flow>;

  /// `segments`: as in Flow.
  Equations(const Blueprint& blueprint, std::vector<SegmentId> segments, Window window, Way way, Branches& known)
      : way_(std::move(way)),
        known_(known),
        blueprint_(blueprint),
        segments_(std::move(segments)),
        window_(window),
        arcs_(segments_.size() * blueprint.step_count()),
        back_(arcs_.size()),
        back_seconds_(arcs_.size()),
        services_(arcs_.size(), 1.0),
        is_reached_(arcs_.size()) {
    if (const auto start = first_place()) go_to(*start);
    while (!open_.empty()) {
      const Place place = open_.back();
      open_.pop_back();
      if (!way_.is_last || !way_.is_last(step_at(place), segment_at(place))) add_place(place);
    }
  }

  Flow flow() const;

 private:
  Vertex step_at(Place place) const { return place % blueprint_.step_count(); }
  SegmentId segment_at(Place place) const { return segments_[place / blueprint_.step_count()]; }
  Place place_of(Vertex step, SegmentId segment) const {
    const auto found = std::find(segments_.begin(), segments_.end(), segment);
    return static_cast<std::size_t>(found - segments_.begin()) * blueprint_.step_count() + step;
  }
  std::optional<Place> first_place() const {
    const auto& start = blueprint_.segments[static_cast<std::size_t>(segments_.front())].start;
    if (way_.first || !start) return way_.first;
    return static_cast<Place>(*start);
  }
  void go_to(Place place) {
    if (!is_reached_[place]) open_.push_back(place);
    is_reached_[place] = true;
  }
  /// As whom those go on who have been served at a place, and which share of them.
  std::vector<std::pair<SegmentId, double>> shares_after(Place place) const;
  void add_place(Place place);
  /// What follows a good service, as a customer of `segment`: of the comings to `from` so many, after so long there.
  void add_onward(Place from, SegmentId segment, double succeeding, double spent);
  /// Seconds until enough of its branches have ended, where they take constant times.
  double add_fork(Place from, SegmentId segment, const ForkRule& rule, double succeeding, double spent);
  double seconds_of(const Flow& flow) const;
  void add_branches(const std::vector<double>& comings, Flow& flow) const;
  void add_arc(Place from, Vertex to, SegmentId segment, double share, double seconds);
  std::vector<double> solve(const std::vector<double>& entering) const;
  double sweep(const std::vector<Place>& loop, const std::vector<double>& entering,
               std::vector<double>& solution) const;

  Way way_;
  Branches& known_;
  const Blueprint& blueprint_;
  std::vector<SegmentId> segments_;
  Window window_;
  std::vector<std::vector<Arc>> arcs_;  ///< by the place that they lead to
  std::vector<double> back_;            ///< share that comes straight back to the place
  std::vector<double> back_seconds_;    ///< that share times the seconds it takes
  std::vector<double> services_;        ///< expected services of one coming
  std::vector<bool> is_reached_;        ///< by place
  std::vector<Place> open_;             ///< reached and not looked at yet
  struct Extra {
    Place from = 0, to = 0;
    double seconds = 0.0;  ///< per coming to `from`
  };
  std::vector<Extra> extras_;
  struct Branch {
    Place from = 0;
    double share = 0.0;    ///< of the comings to `from`
    double seconds = 0.0;  ///< from there
    double scale = 1.0;    ///< of its visits
    Flow flow;             ///< of one journey that takes it
  };
  std::vector<Branch> branches_;
};

std::vector<std::pair<SegmentId, double>> Equations::shares_after(Place place) const {
  const SegmentId segment = segment_at(place);
  const Behavior& behavior = behavior_of(blueprint_, step_at(place), segment);
  std::vector<std::pair<SegmentId, double>> shares;
  double others = 0.0;
  for (const Becoming& becoming : behavior.becomes) {
    shares.emplace_back(becoming.segment, window_.mean(becoming.share));
    others += shares.back().second;
  }
  shares.emplace_back(segment, std::max(0.0, 1.0 - others));
  return shares;
}

void Equations::add_arc(Place from, Vertex to, SegmentId segment, double share, double seconds) {
  const bool ends = to == blueprint_.end || to == way_.join || (!way_.comes_again && to == step_at(*way_.first));
  if (ends || share <= 0.0) return;
  const Place place = place_of(to, segment);
  go_to(place);
  if (from == place) {
    back_[place] += share;
    back_seconds_[place] += share * seconds;
  } else {
    arcs_[place].push_back({from, share, seconds});
  }
}

void Equations::add_place(Place place) {
  const Vertex step = step_at(place);
  const SegmentId segment = segment_at(place);
  const Behavior& behavior = behavior_of(blueprint_, step, segment);
  double failing = behavior.failure ? window_.mean(behavior.failure->probability) : 0.0;
  double succeeding = 1.0 - failing;
  if (behavior.failure && behavior.failure->then == FailureThen::retry) {
    // A loop that only chance can leave is cut short of certainty, so that the sums stay finite.
    const double again = std::min(failing, 1.0 - 1e-9);
    const double lost = behavior.failure->attempts == 0 ? 0.0 : std::pow(again, behavior.failure->attempts);
    services_[place] = (1.0 - lost) / (1.0 - again);
    succeeding = 1.0 - lost;
  }
  double spent = services_[place] * window_.mean(behavior.time);
  if (behavior.failure && behavior.failure->recovery) {
    const Recovery& recovery = *behavior.failure->recovery;
    const double for_good = 1.0 - succeeding;
    const double saved = window_.mean(recovery.probability);
    succeeding += for_good * saved;
    failing *= 1.0 - saved;
    spent += for_good * window_.mean(recovery.time);
  }
  for (const auto edge : boost::make_iterator_range(boost::out_edges(step, blueprint_.graph))) {
    if (blueprint_.graph[edge].kind != RouteKind::failure) continue;
    if (!can_pass(blueprint_, edge, segment, Passable::written)) continue;
    add_arc(place, boost::target(edge, blueprint_.graph), segment, failing, spent);
  }
  for (const auto& [as, share] : shares_after(place)) {
    if (share > 0.0) add_onward(place, as, succeeding * share, spent);
  }
}

void Equations::add_onward(Place from, SegmentId segment, double succeeding, double spent) {
  const Vertex step = step_at(from);
  const auto& rule = behavior_of(blueprint_, step, segment).fork;
  const double until_join = rule ? add_fork(from, segment, *rule, succeeding, spent) : 0.0;
  for (const auto edge : boost::make_iterator_range(boost::out_edges(step, blueprint_.graph))) {
    const Route& route = blueprint_.graph[edge];
    const bool onward =
        route.kind == RouteKind::next || route.kind == RouteKind::join || route.kind == RouteKind::start;
    if (!onward || !can_pass(blueprint_, edge, segment, Passable::written)) continue;
    const Vertex target = boost::target(edge, blueprint_.graph);
    const double handed_over = succeeding * window_.mean(route.probability) * (1.0 - window_.mean(route.loss));
    const double repeating = window_.mean(route.repeat);
    const double seconds = spent + window_.mean(route.delay) + (route.kind == RouteKind::join ? until_join : 0.0);
    if (route.repeat_time) {
      const double extra = handed_over * repeating * window_.mean(route.repeat_time);
      if (target != blueprint_.end) extras_.push_back({from, place_of(target, segment), extra});
      add_arc(from, target, segment, handed_over, seconds);
    } else {
      add_arc(from, step, segment, handed_over * repeating, seconds);
      add_arc(from, target, segment, handed_over * (1.0 - repeating), seconds);
    }
  }
}

double Equations::add_fork(Place from, SegmentId segment, const ForkRule& rule, double succeeding, double spent) {
  if (way_.depth == deepest_fork) return 0.0;
  const auto edges = boost::make_iterator_range(boost::out_edges(step_at(from), blueprint_.graph));
  const auto applies = [&](const auto edge, RouteKind kind) {
    return blueprint_.graph[edge].kind == kind && can_pass(blueprint_, edge, segment, Passable::written);
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
    way.first = place_of(boost::target(edge, blueprint_.graph), segment);
    const double share = succeeding * window_.mean(blueprint_.graph[edge].probability);
    const auto [branch, is_new] = known_.try_emplace({*way.first, way.join, way.depth});
    // Whatever else is solved on the way stays where it is.
    if (is_new) branch->second = Equations(blueprint_, segments_, window_, way, known_).flow();
    branches_.push_back({from, share, spent, 1.0, branch->second});
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
  for (Place place = 0; place < flow.place_count(); ++place) {
    const Behavior& behavior = behavior_of(blueprint_, step_at(place), segment_at(place));
    seconds += flow.visits[place] * window_.mean(behavior.time) + flow.repeat_seconds[place];
  }
  return seconds;
}

void Equations::add_branches(const std::vector<double>& comings, Flow& flow) const {
  for (const Branch& branch : branches_) {
    const double taken = comings[branch.from] * branch.share;
    const double lag = flow.lag[branch.from] + branch.seconds;
    for (Place place = 0; place < flow.place_count(); ++place) {
      const double visits = taken * branch.scale * branch.flow.visits[place];
      if (visits == 0.0) continue;
      // Where a place is visited in several ways: the mean over its visits.
      flow.lag[place] = (flow.lag[place] * flow.visits[place] + (lag + branch.flow.lag[place]) * visits) /
                        (flow.visits[place] + visits);
      flow.visits[place] += visits;
      flow.repeat_seconds[place] += taken * branch.scale * branch.flow.repeat_seconds[place];
    }
  }
}

double Equations::sweep(const std::vector<Place>& loop, const std::vector<double>& entering,
                        std::vector<double>& solution) const {
  double largest_change = 0.0;
  for (const Place place : loop) {
    double total = entering[place];
    for (const Arc& arc : arcs_[place]) total += arc.share * solution[arc.from];
    total /= std::max(1.0 - back_[place], 1e-9);
    largest_change = std::max(largest_change, std::abs(total - solution[place]) / std::max(1.0, total));
    solution[place] = total;
  }
  return largest_change;
}

/// x = entering + P'x, upstream first.
std::vector<double> Equations::solve(const std::vector<double>& entering) const {
  constexpr double settled = 1e-13;
  constexpr std::size_t most_sweeps = 20'000;
  constexpr std::size_t most_updates = 5'000'000;
  std::vector<std::vector<Place>> sources(arcs_.size());
  for (Place place = 0; place < arcs_.size(); ++place) {
    for (const Arc& arc : arcs_[place]) sources[place].push_back(arc.from);
  }
  std::vector<double> solution(arcs_.size());
  std::size_t updates = 0;
  for (const std::vector<Place>& loop : loops_downstream(sources)) {
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
  if (const auto start = first_place()) entering[*start] = 1.0;
  const std::vector<double> comings = solve(entering);
  // Time since arrival adds up along the same arcs: every coming carries what its source had, and what the arc takes.
  std::vector<double> added(count);
  for (Place place = 0; place < count; ++place) {
    added[place] = back_seconds_[place] * comings[place];
    for (const Arc& arc : arcs_[place]) added[place] += arc.share * arc.seconds * comings[arc.from];
  }
  const std::vector<double> elapsed = solve(added);
  Flow flow{segments_, blueprint_.step_count(), std::vector<double>(count), std::vector<double>(count),
            std::vector<double>(count)};
  for (const Extra& extra : extras_) flow.repeat_seconds[extra.to] += comings[extra.from] * extra.seconds;
  for (Place place = 0; place < count; ++place) {
    flow.visits[place] = comings[place] * services_[place];
    flow.lag[place] = comings[place] > 0.0 ? elapsed[place] / comings[place] : 0.0;
  }
  add_branches(comings, flow);
  return flow;
}

}  // namespace

Flow flow_of(const Blueprint& blueprint, SegmentId segment, double from, double to) {
  Equations::Branches known;
  return Equations(blueprint, segments_on_the_way(blueprint, segment), {from, to}, {}, known).flow();
}

Flow flow_from(const Blueprint& blueprint, SegmentId segment, double from, double to, StepId first,
               const std::function<bool(Vertex, SegmentId)>& is_last) {
  Equations::Way way;
  way.first = static_cast<Place>(first);
  way.comes_again = false;
  way.is_last = is_last;
  way.branches_as_one = true;
  Equations::Branches known;
  return Equations(blueprint, segments_on_the_way(blueprint, segment), {from, to}, way, known).flow();
}

bool flow_follows_clock(const Blueprint& blueprint) {
  const auto& graph = blueprint.graph;
  for (Vertex step = 0; step < blueprint.step_count(); ++step) {
    for (const Behavior& behavior : graph[step].behaviors) {
      if (behavior.failure && !behavior.failure->probability.constant()) return true;
      const auto changes = [](const Becoming& becoming) { return !becoming.share.constant(); };
      if (std::any_of(behavior.becomes.begin(), behavior.becomes.end(), changes)) return true;
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
