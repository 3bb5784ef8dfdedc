// SPDX-License-Identifier: MIT
#include "blueprint/kept_cycles.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "blueprint/reach.hpp"
#include "blueprint/schedule_arithmetic.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;

/// A step, and as whose customer a journey is there: of the first segment of `segments_` by StepId, then of the second.
using Place = std::size_t;

/// Of which of two pools a journey keeps somebody.
struct Holding {
  bool one = false;
  bool other = false;
};

/// A call with somebody kept. Any of `calls` will do; all of them must be out of reach for ever.
struct Wait {
  StaffId keeps{};
  std::vector<StaffId> calls;
  StepId since{};
  StepId at{};
  bool warm = false;
};

bool holds(const std::vector<StaffId>& pools, StaffId pool) {
  return std::find(pools.begin(), pools.end(), pool) != pools.end();
}

class KeptCycles {
 public:
  explicit KeptCycles(const Blueprint& blueprint) : blueprint_(blueprint) {}

  std::vector<std::vector<KeptCall>> find() {
    if (!find_kept()) return {};
    reached_ = reached_steps(blueprint_, Passable::possible, Beginning::who_comes);
    for (std::uint32_t id = 0; id < blueprint_.segments.size(); ++id) {
      if (!anybody_of(blueprint_.segments[id])) continue;
      segments_ = segments_on_the_way(blueprint_, SegmentId{id});
      add_successors();
      for (const StaffId keeps : kept_) find_waits(keeps);
      find_waits_of_escorts();
    }
    drop_waits_that_end();
    return shortest_circles();
  }

 private:
  bool comes(SegmentId segment, Vertex step) const { return reached_[static_cast<std::size_t>(segment)][step]; }
  Vertex step_at(Place place) const { return place % blueprint_.step_count(); }
  SegmentId segment_at(Place place) const { return segments_[place / blueprint_.step_count()]; }
  StepId id_of(Place place) const { return StepId{static_cast<std::uint32_t>(step_at(place))}; }
  Place place_of(Vertex step, SegmentId segment) const {
    const auto found = std::find(segments_.begin(), segments_.end(), segment);
    return static_cast<std::size_t>(found - segments_.begin()) * blueprint_.step_count() + step;
  }
  const Behavior& behavior_at(Place place) const { return behavior_of(blueprint_, step_at(place), segment_at(place)); }

  /// Whether it is worth looking: two pools are kept, or one while branches or work go their ways or customers are
  /// served together; and not too many.
  bool find_kept() {
    constexpr double most_work = 1e8;
    std::set<StaffId> kept;
    for (Vertex step = 0; step < blueprint_.step_count(); ++step) {
      for (const Behavior& behavior : blueprint_.graph[step].behaviors) {
        kept.insert(behavior.keeps.begin(), behavior.keeps.end());
      }
    }
    bool escorts = false;
    for (const auto edge : boost::make_iterator_range(boost::edges(blueprint_.graph))) {
      if (!blueprint_.graph[edge].warm) continue;
      escorts = true;
      const Step& from = blueprint_.graph[boost::source(edge, blueprint_.graph)];
      const auto& staff = from.behaviors[blueprint_.graph[edge].behavior].staff;
      kept.insert(staff->pools.begin(), staff->pools.end());
    }
    kept_.assign(kept.begin(), kept.end());
    const double pools = static_cast<double>(kept_.size());
    const double routes = static_cast<double>(boost::num_edges(blueprint_.graph) + blueprint_.step_count());
    const auto edges = boost::make_iterator_range(boost::edges(blueprint_.graph));
    const bool has_parts = std::any_of(edges.begin(), edges.end(), [this](const auto edge) {
      const RouteKind kind = blueprint_.graph[edge].kind;
      return kind == RouteKind::fork || kind == RouteKind::start;
    });
    const bool one_is_enough = has_parts || escorts || has_batches();
    return pools > (one_is_enough ? 0.0 : 1.0) && pools * pools * routes * journeys_to_follow() <= most_work;
  }

  bool has_batches() const {
    for (Vertex step = 0; step < blueprint_.step_count(); ++step) {
      const std::vector<Behavior>& behaviors = blueprint_.graph[step].behaviors;
      if (std::any_of(behaviors.begin(), behaviors.end(), [](const auto& each) { return each.batch.has_value(); }))
        return true;
    }
    return false;
  }

  double journeys_to_follow() const {
    std::size_t journeys = 0;
    for (std::uint32_t id = 0; id < blueprint_.segments.size(); ++id) {
      journeys += segments_on_the_way(blueprint_, SegmentId{id}).size();
    }
    return static_cast<double>(journeys);
  }

  /// Where a journey may be next: after its service has ended, and after it gave up.
  struct Successors {
    std::vector<Place> served;
    std::vector<Place> gave_up;
    std::vector<Place> cut_short;  ///< out of a service, whose people are not released, or out of the line
  };

  void add_successors() {
    successors_.assign(segments_.size() * blueprint_.step_count(), {});
    for (Place place = 0; place < successors_.size(); ++place) {
      if (!comes(segment_at(place), step_at(place))) continue;
      Successors& next = successors_[place];
      const Behavior& behavior = behavior_at(place);
      if (behavior.failure && behavior.failure->then == FailureThen::retry &&
          greatest(behavior.failure->probability) > 0.0) {
        next.served.push_back(place);
      }
      for (const auto& [edge, as] : ways_on(blueprint_, step_at(place), segment_at(place), Passable::possible)) {
        const Route& route = blueprint_.graph[edge];
        if (!route.repeat_time && route.repeat != Share(0.0)) next.served.push_back(place_of(step_at(place), as));
        const Vertex target = boost::target(edge, blueprint_.graph);
        if (target == blueprint_.end || !comes(as, target)) continue;
        (route.kind == RouteKind::abandon    ? next.gave_up
         : route.kind == RouteKind::deadline ? next.cut_short
                                             : next.served)
            .push_back(place_of(target, as));
      }
    }
  }

  /// Every wait of a customer who keeps `keeps`.
  void find_waits(StaffId keeps) {
    std::map<Place, std::pair<std::vector<StaffId>, StepId>> waits;
    for (const StaffId calls : kept_) {
      for (const auto& [at, since] : calls_for(keeps, calls)) {
        waits.try_emplace(at, std::vector<StaffId>(), since).first->second.first.push_back(calls);
      }
    }
    for (const auto& [at, wait] : waits) add_waits(keeps, at, wait.first, wait.second);
    add_waits_for_parts(keeps);
  }

  /// Whoever stays with a customer on a warm handoff waits for those who serve at its target.
  void find_waits_of_escorts() {
    for (Place place = 0; place < successors_.size(); ++place) {
      if (!comes(segment_at(place), step_at(place))) continue;
      for (const auto& [edge, as] : ways_on(blueprint_, step_at(place), segment_at(place), Passable::possible)) {
        const Vertex target = boost::target(edge, blueprint_.graph);
        if (!blueprint_.graph[edge].warm || target == blueprint_.end) continue;
        const Behavior& behavior = behavior_of(blueprint_, target, as);
        if (!behavior.staff || behavior.patience) continue;
        std::vector<StaffId> called;
        for (const StaffId pool : kept_) {
          if (behavior.needs(pool)) called.push_back(pool);
        }
        if (called.empty()) continue;
        for (const StaffId keeps : behavior_at(place).staff->pools) {
          add_waits(keeps, place_of(target, as), called, id_of(place), true);
        }
      }
    }
  }

  /// The waits of branches and of awaited work, wherever a journey may keep somebody of a pool meanwhile.
  void add_waits_for_parts(StaffId keeps) {
    std::vector<bool> seen(2 * successors_.size());
    std::deque<std::pair<Place, bool>> open;
    const auto visit = [&](Place place, bool holding) {
      if (seen[2 * place + std::size_t{holding}]) return;
      seen[2 * place + std::size_t{holding}] = true;
      open.emplace_back(place, holding);
    };
    for (const Vertex first : first_steps(blueprint_.segments[static_cast<std::size_t>(segments_.front())])) {
      visit(first, false);
    };
    while (!open.empty()) {
      const auto [place, holding] = open.front();
      open.pop_front();
      const Behavior& behavior = behavior_at(place);
      if (holding) {
        std::vector<Place> work;
        for (const StepId begun : behavior.awaits) {
          // It may have been begun as a customer of another segment.
          for (const SegmentId as : segments_) {
            if (comes(as, static_cast<Vertex>(begun))) work.push_back(place_of(static_cast<Vertex>(begun), as));
          }
        }
        add_part_waits(keeps, place, std::move(work), std::nullopt);
      }
      for (const Place next : successors_[place].gave_up) visit(next, holding);
      for (const Place next : successors_[place].cut_short) {
        visit(next, holding);
        for (const Holding& kept : during(behavior, {holding, false}, keeps, keeps)) visit(next, kept.one);
      }
      for (const Holding& left : after(behavior, {holding, false}, keeps, keeps)) {
        if (left.one) add_branch_waits(keeps, place);
        for (const Place next : successors_[place].served) visit(next, left.one);
      }
    }
  }

  void add_branch_waits(StaffId keeps, Place fork) {
    std::map<SegmentId, std::pair<std::optional<Vertex>, std::vector<Place>>> forks;
    for (const auto& [edge, as] : ways_on(blueprint_, step_at(fork), segment_at(fork), Passable::possible)) {
      const Vertex target = boost::target(edge, blueprint_.graph);
      if (blueprint_.graph[edge].kind == RouteKind::join) forks[as].first = target;
      if (blueprint_.graph[edge].kind == RouteKind::fork) forks[as].second.push_back(place_of(target, as));
    }
    for (auto& [as, ways] : forks) add_part_waits(keeps, fork, std::move(ways.second), ways.first);
  }

  /// Branches and work can neither use nor release whom the journey keeps while it waits for them.
  void add_part_waits(StaffId keeps, Place since, std::vector<Place> open, std::optional<Vertex> join) {
    std::vector<bool> seen(successors_.size());
    while (!open.empty()) {
      const Place place = open.back();
      open.pop_back();
      if (step_at(place) == join || seen[place]) continue;
      seen[place] = true;
      for (const auto* const next :
           {&successors_[place].served, &successors_[place].gave_up, &successors_[place].cut_short}) {
        open.insert(open.end(), next->begin(), next->end());
      }
      const Behavior& behavior = behavior_at(place);
      if (!behavior.staff || behavior.patience) continue;
      std::vector<StaffId> called;
      for (const StaffId pool : kept_) {
        if (behavior.needs(pool)) called.push_back(pool);
      }
      if (!called.empty()) add_waits(keeps, place, called, id_of(since));
    }
  }

  /// What a journey may keep when it leaves a step.
  static std::vector<Holding> after(const Behavior& behavior, Holding holding, StaffId one, StaffId other) {
    std::vector<Holding> results = during(behavior, holding, one, other);
    for (Holding& taken : results) {
      taken.one = taken.one && !holds(behavior.releases, one);
      taken.other = taken.other && !holds(behavior.releases, other);
    }
    return results;
  }

  /// What it may keep while it is served; where any of several serve, there is no knowing whom it gets.
  static std::vector<Holding> during(const Behavior& behavior, Holding holding, StaffId one, StaffId other) {
    std::vector<Holding> results;
    const auto add = [&](const Holding& taken) { results.push_back(taken); };
    const bool gets_one = behavior.needs(one) && holds(behavior.keeps, one);
    const bool gets_other = behavior.needs(other) && holds(behavior.keeps, other);
    if (!behavior.staff || behavior.staff->kind == StaffingKind::all) {
      add({holding.one || gets_one, holding.other || gets_other});
      return results;
    }
    const bool has = (holding.one && behavior.needs(one)) || (holding.other && behavior.needs(other));
    if (!has && gets_one) add({true, holding.other});
    if (!has && gets_other) add({holding.one, true});
    const std::size_t known = std::size_t{gets_one} + std::size_t{gets_other};
    if (has || behavior.staff->pools.size() > known) add(holding);
    return results;
  }

  /// The steps at which `calls` is called for while `keeps` is kept and `calls` is not, and since when.
  std::map<Place, StepId> calls_for(StaffId keeps, StaffId calls) const {
    struct State {
      Place place = 0;
      Holding holding;
      StepId since{};
    };
    std::map<Place, StepId> found;
    std::vector<bool> seen(4 * successors_.size());
    std::deque<State> open;
    const auto visit = [&](const State& state) {
      const std::size_t index = 4 * state.place + 2 * std::size_t{state.holding.one} + std::size_t{state.holding.other};
      if (seen[index]) return;
      seen[index] = true;
      open.push_back(state);
    };
    for (const Vertex first : first_steps(blueprint_.segments[static_cast<std::size_t>(segments_.front())])) {
      visit({first, {}, {}});
    };
    while (!open.empty()) {
      const State state = open.front();
      open.pop_front();
      const Behavior& behavior = behavior_at(state.place);
      // Whom a customer keeps serves nobody together with him.
      const bool together = behavior.batch.has_value();
      const bool any = behavior.staff && behavior.staff->kind == StaffingKind::any_of;
      const bool answered = !together && behavior.needs(keeps) && (any || calls == keeps);
      const bool waits = behavior.needs(calls) && !behavior.patience && !answered;
      if (waits && state.holding.one && (together || !state.holding.other)) found.try_emplace(state.place, state.since);
      const auto go_on = [&](Place next, const Holding& holding) {
        const bool newly = holding.one && !state.holding.one;
        visit({next, holding, newly ? id_of(state.place) : state.since});
      };
      for (const Place next : successors_[state.place].gave_up) go_on(next, state.holding);
      for (const Place next : successors_[state.place].cut_short) {
        go_on(next, state.holding);
        for (const Holding& holding : during(behavior, state.holding, keeps, calls)) go_on(next, holding);
      }
      for (const Holding& holding : after(behavior, state.holding, keeps, calls)) {
        for (const Place next : successors_[state.place].served) go_on(next, holding);
      }
    }
    return found;
  }

  void add_waits(StaffId keeps, Place place, const std::vector<StaffId>& called, StepId since, bool warm = false) {
    const StepId at = id_of(place);
    const Staffing& staff = *behavior_at(place).staff;
    if (staff.kind != StaffingKind::any_of) {
      for (const StaffId calls : called) waits_.push_back({keeps, {calls}, since, at, warm});
    } else if (called.size() == staff.pools.size()) {
      // Of several who will do, one is enough that nobody keeps.
      waits_.push_back({keeps, called, since, at, warm});
    }
  }

  /// A pool that nobody keeps while waiting comes free in the end, and whoever waits for it with it.
  void drop_waits_that_end() {
    for (bool changed = true; changed;) {
      std::set<StaffId> stuck;
      for (const Wait& wait : waits_) stuck.insert(wait.keeps);
      changed = std::erase_if(waits_, [&stuck](const Wait& wait) {
                  return std::any_of(wait.calls.begin(), wait.calls.end(),
                                     [&stuck](StaffId pool) { return stuck.count(pool) == 0; });
                }) > 0;
    }
  }

  std::vector<std::vector<KeptCall>> shortest_circles() const {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph(blueprint_.staff.size());
    std::map<StaffId, std::vector<KeptCall>> calls;
    for (const Wait& wait : waits_) {
      for (const StaffId pool : wait.calls) {
        boost::add_edge(static_cast<std::size_t>(wait.keeps), static_cast<std::size_t>(pool), graph);
        calls[wait.keeps].push_back({wait.keeps, pool, wait.since, wait.at, wait.warm});
      }
    }
    std::vector<std::size_t> component(blueprint_.staff.size());
    boost::strong_components(
        graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
    std::vector<std::vector<KeptCall>> circles;
    std::set<std::size_t> told;
    for (const auto& [pool, from] : calls) {
      const std::size_t circle = component[static_cast<std::size_t>(pool)];
      if (told.count(circle) == 1) continue;
      std::vector<KeptCall> shortest = way_back(pool, calls);
      if (shortest.empty()) continue;
      circles.push_back(std::move(shortest));
      told.insert(circle);
    }
    return circles;
  }

  /// The fewest calls that lead from a pool to itself; none where none do.
  static std::vector<KeptCall> way_back(StaffId pool, const std::map<StaffId, std::vector<KeptCall>>& calls) {
    std::map<StaffId, KeptCall> reached_by;
    std::deque<StaffId> open{pool};
    while (!open.empty() && reached_by.count(pool) == 0) {
      const auto from = calls.find(open.front());
      open.pop_front();
      if (from == calls.end()) continue;
      for (const KeptCall& call : from->second) {
        if (reached_by.emplace(call.calls, call).second) open.push_back(call.calls);
      }
    }
    std::vector<KeptCall> way;
    if (reached_by.count(pool) == 0) return way;
    do {
      way.push_back(reached_by.at(way.empty() ? pool : way.back().keeps));
    } while (way.back().keeps != pool);
    std::reverse(way.begin(), way.end());
    return way;
  }

  const Blueprint& blueprint_;
  std::vector<StaffId> kept_;  ///< anywhere, in order
  Reach reached_;
  std::vector<SegmentId> segments_;     ///< of the journeys at hand
  std::vector<Successors> successors_;  ///< by place
  std::vector<Wait> waits_;
};

}  // namespace

std::vector<std::vector<KeptCall>> kept_cycles(const Blueprint& blueprint) {
  return KeptCycles(blueprint).find();
}

}  // namespace throughline
