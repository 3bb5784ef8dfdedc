// SPDX-License-Identifier: MIT
#include "theory/recognition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "blueprint/calendar.hpp"
#include "blueprint/loops.hpp"
#include "blueprint/reach.hpp"
#include "blueprint/traffic.hpp"
#include "theory/obstacles.hpp"
#include "theory/parallel_branches.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;

const std::optional<ExperienceSection::BrokenWindows> no_broken_windows;

/// The blueprint as a network: a node for every pool, all of its steps together, and for every step without staff.
/// Node s is a step, node step_count + p a pool.
class Network {
 public:
  explicit Network(const Blueprint& blueprint)
      : blueprint_(blueprint),
        count_(blueprint.step_count()),
        nodes_(count_ + blueprint.staff.size()),
        classes_(count_),
        origins_(blueprint.segments.size()),
        flows_(blueprint.segments.size()),
        sources_(nodes_),
        obstacles_(nodes_),
        populations_(nodes_, nullptr),
        groups_(nodes_),
        passes_on_(nodes_) {
    add_classes();
    for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) add_segment(SegmentId{id});
    place_steps();
    find_forks();
    for (std::size_t pool = 0; pool < blueprint.staff.size(); ++pool) {
      const Staff& staff = blueprint.staff[pool];
      if (const auto found = obstacle_of(staff)) hinder(count_ + pool, *found);
      for (const Surge& surge : staff.surges) {
        if (surge.from) hinder(count_ + static_cast<std::size_t>(*surge.from), "people who are lent");
      }
    }
    for (Vertex step = 0; step < count_; ++step) inspect(step);
  }

  Recognition recognize();

 private:
  void add_classes();
  CustomerClass* find_class(Vertex step, SegmentId segment);  ///< null: nobody of it comes there
  void add_segment(SegmentId id);
  void add_routes(Vertex step, SegmentId id, const Behavior& behavior);
  void find_forks();
  /// What stands in the way of theory, where it does not know the branches that begin there.
  std::optional<std::string> obstacle_at(Vertex step, const Behavior& behavior) const;
  /// Somebody has been somewhere before, be it there.
  bool may_come_dissatisfied(Vertex step, const Behavior& behavior) const;
  void inspect(Vertex step);
  void hinder(std::size_t node, const std::string& reason) {
    if (!obstacles_[node]) obstacles_[node] = reason;
  }
  bool is_pool(std::size_t node) const { return node >= count_; }
  void place_steps();
  std::size_t node_of(Vertex step) const { return node_of_[step]; }
  std::string name_of(std::size_t node) const;
  ServiceStation station_of(std::size_t node) const;
  bool goes_straight_out(std::size_t node) const;
  void answer(const std::vector<std::size_t>& group);
  void answer_journeys();
  std::optional<double> mean_journey(SegmentId segment);
  std::optional<double> mean_delay(Vertex step, SegmentId segment) const;

  const Blueprint& blueprint_;
  std::size_t count_;
  std::size_t nodes_;
  std::vector<std::vector<CustomerClass>> classes_;  ///< by step: those who come, by segment
  std::vector<std::vector<SegmentId>> origins_;      ///< by segment: as which its customers may have arrived
  std::vector<std::size_t> node_of_;                 ///< by step
  std::vector<std::vector<Vertex>> steps_of_;        ///< by node: those that somebody comes to
  std::vector<Flow> flows_;                          ///< by segment; none: of nobody
  std::vector<std::vector<std::size_t>> sources_;    ///< nodes that lead to a node, itself where it is come to again
  std::vector<std::optional<std::string>> obstacles_;
  std::vector<const Population*> populations_;  ///< that begin at a node
  std::vector<std::size_t> groups_;             ///< the loop that a node is on
  std::vector<bool> passes_on_;                 ///< whether what leaves a node is Poisson
  std::map<std::pair<StepId, SegmentId>, double> times_;
  std::map<Vertex, ParallelBranches> forks_;
  std::vector<bool> in_branch_;  ///< by step
  Recognition found_;
};

void Network::place_steps() {
  node_of_.resize(count_);
  steps_of_.resize(nodes_);
  for (Vertex step = 0; step < count_; ++step) {
    node_of_[step] = step;
    for (const CustomerClass& each : classes_[step]) {
      if (!each.behavior->staff) continue;
      node_of_[step] = count_ + static_cast<std::size_t>(each.behavior->staff->pools.front());
      break;
    }
    if (!classes_[step].empty()) steps_of_[node_of_[step]].push_back(step);
  }
}

std::string Network::name_of(std::size_t node) const {
  return is_pool(node) ? fmt::format("staff \"{}\"", blueprint_.staff[node - count_].key)
                       : fmt::format("step \"{}\"", blueprint_.graph[node].key);
}

void Network::add_classes() {
  // Flow leaves out those who gave up elsewhere; where they may come, the step is theirs too, and has no answer.
  const Reach reached = reached_steps(blueprint_, Passable::possible, Beginning::who_comes);
  for (Vertex step = 0; step < count_; ++step) {
    for (std::uint32_t id = 0; id < reached.size(); ++id) {
      if (!reached[id][step]) continue;
      const SegmentId segment{id};
      classes_[step].push_back(
          {StepId{static_cast<std::uint32_t>(step)}, segment, &behavior_of(blueprint_, step, segment), 0.0, 0, 0});
    }
  }
}

CustomerClass* Network::find_class(Vertex step, SegmentId segment) {
  const auto found =
      std::lower_bound(classes_[step].begin(), classes_[step].end(), segment,
                       [](const CustomerClass& each, SegmentId wanted) { return each.segment < wanted; });
  return found != classes_[step].end() && found->segment == segment ? &*found : nullptr;
}

void Network::add_segment(SegmentId id) {
  const Segment& segment = blueprint_.segments[static_cast<std::size_t>(id)];
  for (const SegmentId as : segments_on_the_way(blueprint_, id)) origins_[static_cast<std::size_t>(as)].push_back(id);
  if (!anybody_of(segment)) return;
  const double start = blueprint_.about.starts;
  const double end = start + blueprint_.run.length;
  Flow& flow = flows_[static_cast<std::size_t>(id)];
  flow = flow_of(blueprint_, id, start, end);
  const double arrivals = arrival_rate(segment, start, end);
  for (std::size_t place = 0; place < flow.place_count(); ++place) {
    CustomerClass* const own = find_class(flow.step_at(place), flow.segment_at(place));
    if (own != nullptr) own->rate += arrivals * flow.visits[place];
  }
}

void Network::find_forks() {
  in_branch_.resize(count_);
  for (Vertex step = 0; step < count_; ++step) {
    // Several segments would meet in the branches.
    if (classes_[step].size() != 1 || !classes_[step].front().behavior->fork) continue;
    const CustomerClass& only = classes_[step].front();
    auto branches = parallel_branches(blueprint_, step, only.segment, only.rate);
    const auto shared = [this](Vertex branch) { return classes_[branch].size() != 1; };
    if (!branches || std::any_of(branches->steps.begin(), branches->steps.end(), shared)) continue;
    for (const Vertex branch : branches->steps) in_branch_[branch] = true;
    forks_.emplace(step, std::move(*branches));
  }
}

std::optional<std::string> Network::obstacle_at(Vertex step, const Behavior& behavior) const {
  if (forks_.count(step) == 0) return obstacle_of(behavior);
  Behavior rest = behavior;
  rest.fork.reset();
  return obstacle_of(rest);
}

void Network::add_routes(Vertex step, SegmentId id, const Behavior& behavior) {
  const std::size_t node = node_of(step);
  if (behavior.failure && behavior.failure->then == FailureThen::retry) sources_[node].push_back(node);
  for (const auto& [edge, as] : ways_on(blueprint_, step, id, Passable::possible)) {
    const Route& route = blueprint_.graph[edge];
    const Vertex target = boost::target(edge, blueprint_.graph);
    const bool repeats = route.repeat != Share(0.0);
    const bool known = (route.kind == RouteKind::fork || route.kind == RouteKind::join) && forks_.count(step) != 0;
    const auto found = known ? std::nullopt : obstacle_of(route);
    if (found) hinder(node, *found);
    if (repeats && !route.repeat_time) sources_[node].push_back(node);
    if (target == blueprint_.end) continue;
    if (behavior_of(blueprint_, target, as).room.blocks()) hinder(node, "blocking by what comes next");
    sources_[node_of(target)].push_back(node);
    if (repeats && route.repeat_time) hinder(node_of(target), "services that a handoff makes longer");
  }
}

bool Network::may_come_dissatisfied(Vertex step, const Behavior& behavior) const {
  const auto comes_back = [this](const auto edge) {
    const Route& route = blueprint_.graph[edge];
    return route.repeat != Share(0.0) && !route.repeat_time;
  };
  const auto onward = boost::make_iterator_range(boost::out_edges(step, blueprint_.graph));
  return boost::in_degree(step, blueprint_.graph) > 0 ||
         (behavior.failure && behavior.failure->then == FailureThen::retry) ||
         std::any_of(onward.begin(), onward.end(), comes_back);
}

/// What stands in the way of the node of a step.
void Network::inspect(Vertex step) {
  const std::vector<CustomerClass>& classes = classes_[step];
  if (classes.empty()) return;
  const std::size_t node = node_of(step);
  const auto& windows = blueprint_.experience ? blueprint_.experience->broken_windows : no_broken_windows;
  for (const CustomerClass& each : classes) {
    const Segment& segment = blueprint_.segments[static_cast<std::size_t>(each.segment)];
    const bool begins = segment.start && static_cast<Vertex>(*segment.start) == step;
    if (segment.arrivals && begins) {
      if (!closed_spans(blueprint_.closed, blueprint_.about.starts, blueprint_.run.length).empty())
        hinder(node, "closed dates");
      if (const auto found = obstacle_of(*segment.arrivals)) hinder(node, *found);
      if (const auto* population = std::get_if<Population>(&segment.arrivals->process)) populations_[node] = population;
    }
    for (const SegmentId origin : origins_[static_cast<std::size_t>(each.segment)]) {
      if (!blueprint_.segments[static_cast<std::size_t>(origin)].backlog.empty()) hinder(node, "a backlog");
    }
    const auto found = obstacle_at(step, *each.behavior);
    if (found) hinder(node, *found);
    if (windows && may_come_dissatisfied(step, *each.behavior)) {
      if (const auto changed = obstacle_of(*windows, *each.behavior)) hinder(node, *changed);
    }
    if (is_pool(node) && !each.behavior->staff) hinder(node, "a step that needs it of some segments only");
    if (is_pool(node) && each.rate <= 0.0) hinder(node, "customers who come only where others give up or find no room");
    if (each.behavior->staff) {
      for (const StaffId pool : each.behavior->staff->pools) {
        const std::size_t other = count_ + static_cast<std::size_t>(pool);
        if (other == node) continue;
        const std::string reason = found.value_or("a step where segments need different pools");
        hinder(node, reason);
        hinder(other, reason);
      }
    }
    add_routes(step, each.segment, *each.behavior);
  }
}

ServiceStation Network::station_of(std::size_t node) const {
  ServiceStation station;
  station.blueprint = &blueprint_;
  station.pool = StaffId{static_cast<std::uint32_t>(node - count_)};
  const Staff& staff = station.staff();
  station.servers = staff.count->levels.front().value;
  station.population = populations_[node];
  std::vector<std::uint32_t> ranks;
  for (const Vertex step : steps_of_[node]) {
    for (CustomerClass each : classes_[step]) {
      const auto matches = [&each](const PriorityEntry& entry) {
        return (!entry.segment || *entry.segment == each.segment) && (!entry.step || *entry.step == each.step);
      };
      const auto entry = std::find_if(staff.priority.begin(), staff.priority.end(), matches);
      each.entry = static_cast<std::uint32_t>(entry - staff.priority.begin());
      ranks.push_back(each.entry);
      station.classes.push_back(each);
    }
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  for (CustomerClass& each : station.classes) {
    each.rank = static_cast<std::uint32_t>(std::lower_bound(ranks.begin(), ranks.end(), each.entry) - ranks.begin());
  }
  return station;
}

/// Whether whoever is done there is done, at once.
bool Network::goes_straight_out(std::size_t node) const {
  for (const Vertex step : steps_of_[node]) {
    for (const auto edge : boost::make_iterator_range(boost::out_edges(step, blueprint_.graph))) {
      const Route& route = blueprint_.graph[edge];
      if (boost::target(edge, blueprint_.graph) != blueprint_.end || route.delay) return false;
    }
  }
  return true;
}

/// The nodes on a common loop, most of them alone; whatever leads to them has been answered.
void Network::answer(const std::vector<std::size_t>& group) {
  bool circles = group.size() > 1;
  std::optional<std::string> shared;  // what no node of the group can do without
  for (const std::size_t node : group) {
    for (const std::size_t source : sources_[node]) {
      const bool inside = groups_[source] == groups_[node];
      circles = circles || inside;
      if (!inside && !passes_on_[source] && !shared)
        shared = fmt::format("customers from {} are no Poisson stream", name_of(source));
    }
  }
  std::vector<std::optional<QueueModel>> models(group.size());
  std::vector<std::optional<std::string>> reasons(group.size());
  bool all_keep = true;
  std::optional<std::size_t> culprit;
  for (std::size_t place = 0; place < group.size(); ++place) {
    const std::size_t node = group[place];
    reasons[place] = obstacles_[node];
    if (!reasons[place] && is_pool(node) && steps_of_[node].empty()) reasons[place] = "nobody comes";
    if (!reasons[place] && populations_[node] != nullptr && (!is_pool(node) || circles || !goes_straight_out(node)))
      reasons[place] = "a population that does more than wait for one service";
    if (!reasons[place]) reasons[place] = shared;
    if (!reasons[place] && is_pool(node)) {
      auto model = model_of(station_of(node));
      if (auto* known = std::get_if<QueueModel>(&model)) models[place] = std::move(*known);
      if (auto* reason = std::get_if<std::string>(&model)) reasons[place] = std::move(*reason);
    }
    const bool keeps = !reasons[place] && (!is_pool(node) || models[place]->keeps_poisson);
    if (!keeps && !culprit) culprit = place;
    all_keep = all_keep && keeps;
  }
  for (std::size_t place = 0; place < group.size(); ++place) {
    const std::size_t node = group[place];
    passes_on_[node] = all_keep;
    const bool overloaded = models[place] && !models[place]->stable;
    if (!reasons[place] && circles && !all_keep && !overloaded) {
      reasons[place] = *culprit == place
                           ? "customers who come again to a queue that is not M/M/c"
                           : fmt::format("a loop over {}, which theory does not answer for", name_of(group[*culprit]));
    }
    if (!is_pool(node)) continue;
    const StaffId pool{static_cast<std::uint32_t>(node - count_)};
    if (reasons[place]) {
      found_.unanswered.push_back({pool, *reasons[place]});
      continue;
    }
    const ServiceStation station = station_of(node);
    QueueModel& model = *models[place];
    for (std::size_t index = 0; index < model.times.size(); ++index) {
      times_[{station.classes[index].step, station.classes[index].segment}] = model.times[index];
    }
    if (model.stable) {
      for (const StepId step : station.steps()) found_.known[static_cast<std::size_t>(step)] = true;
    }
    found_.queues.push_back({pool, station.steps(), station.rate(), std::move(model)});
  }
  for (const std::size_t node : group) {
    if (!is_pool(node) && all_keep && !steps_of_[node].empty()) found_.known[node] = true;
  }
}

/// Mean seconds on the way from a step, of those who go on for good; none where some do not.
std::optional<double> Network::mean_delay(Vertex step, SegmentId segment) const {
  double delay = 0.0;
  for (const auto& [edge, as] : ways_on(blueprint_, step, segment, Passable::possible)) {
    const Route& route = blueprint_.graph[edge];
    if (route.loss != Share(0.0)) return std::nullopt;
    if (route.kind == RouteKind::next && route.delay)
      delay += route.probability.levels.front().value * law_of(*route.delay).mean();
  }
  return delay;
}

/// None where a queue on the way has no answer, somebody does not complete, or there is one queue only and no fork.
std::optional<double> Network::mean_journey(SegmentId segment) {
  const Flow& flow = flows_[static_cast<std::size_t>(segment)];
  double total = 0.0;
  double queue_visits = 0.0;
  bool forks = false;
  for (Vertex step = 0; step < count_; ++step) {
    const CustomerClass* const own = find_class(step, segment);
    if (own == nullptr) continue;
    const Behavior& behavior = *own->behavior;
    const auto& failure = behavior.failure;
    const bool goes_on = !failure || failure->probability == Share(0.0) || failure->then == FailureThen::step ||
                         (failure->then == FailureThen::retry && failure->attempts == 0);
    const auto delay = mean_delay(step, segment);
    if (!found_.known[step] || !goes_on || !delay) return std::nullopt;
    if (in_branch_[step]) continue;  // the fork knows
    double time = behavior.time ? law_of(*behavior.time).mean() : 0.0;
    if (const auto fork = forks_.find(step); fork != forks_.end()) {
      time += fork->second.time;
      forks = true;
    }
    if (behavior.staff) {
      const auto known = times_.find({own->step, segment});
      if (known == times_.end()) return std::nullopt;
      time = known->second;
      queue_visits += flow.visits[step];
    }
    const double succeeding = failure ? 1.0 - failure->probability.levels.front().value : 1.0;
    total += flow.visits[step] * (time + succeeding * *delay);
  }
  return forks || queue_visits > 1.0 + 1e-9 ? std::optional(total) : std::nullopt;
}

void Network::answer_journeys() {
  const bool several = blueprint_.segments.size() > 1;
  for (std::uint32_t id = 0; id < blueprint_.segments.size(); ++id) {
    const Segment& segment = blueprint_.segments[id];
    if (!arrives(segment) || std::holds_alternative<Population>(segment.arrivals->process)) continue;
    // A journey counts for the segment that it ends in.
    if (flows_[id].segments.size() > 1 || origins_[id].size() > 1) continue;
    const auto mean = mean_journey(SegmentId{id});
    if (!mean) continue;
    MeasurePath path{several ? std::optional(SegmentId{id}) : std::nullopt,
                     Scope::journey,
                     0,
                     Quantity::time,
                     Statistic::mean,
                     std::nullopt};
    const double start = blueprint_.about.starts;
    found_.journeys.push_back({path, *mean, arrival_rate(segment, start, start + blueprint_.run.length)});
  }
}

Recognition Network::recognize() {
  found_.known.resize(count_);
  const std::vector<std::vector<std::size_t>> in_order = loops_downstream(sources_);
  for (std::size_t group = 0; group < in_order.size(); ++group) {
    for (const std::size_t node : in_order[group]) groups_[node] = group;
  }
  for (const std::vector<std::size_t>& group : in_order) answer(group);
  answer_journeys();
  if (!forks_.empty()) found_.network = "Network with parallel branches";
  std::sort(found_.queues.begin(), found_.queues.end(),
            [](const RecognizedQueue& one, const RecognizedQueue& other) { return one.steps < other.steps; });
  std::sort(found_.unanswered.begin(), found_.unanswered.end(),
            [](const UnansweredPool& one, const UnansweredPool& other) { return one.pool < other.pool; });
  return std::move(found_);
}

}  // namespace

Recognition recognize(const Blueprint& blueprint) {
  return Network(blueprint).recognize();
}

}  // namespace throughline
