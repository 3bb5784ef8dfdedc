// SPDX-License-Identifier: MIT
#include "report/drawing_grid.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "report/drawing_order.hpp"

namespace throughline {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

bool leads_on(std::string_view kind) {
  return kind == "next" || kind == "fork" || kind == "join" || kind == "start";
}

std::size_t lane_number(std::string_view lane) {
  if (lane == "customer") return 0;
  if (lane == "backstage") return 2;
  return lane == "support" ? 3 : 1;
}

std::optional<GridEnd> end_named(std::string_view name) {
  if (name == "done") return GridEnd::done;
  if (name == "failed") return GridEnd::failed;
  if (name == "abandoned") return GridEnd::abandoned;
  return std::nullopt;
}

/// A route whose both ends are steps.
struct Link {
  std::size_t from = 0, to = 0;
  std::string_view kind;
  double flow = 0.0;
  bool handoff = false;
};

/// A route that ends the journey, or the branch of a fork.
struct WayOut {
  std::size_t from = 0;
  GridEnd end = GridEnd::done;
  double flow = 0.0;
};

class GridMaker {
 public:
  explicit GridMaker(const BlueprintSummary& blueprint) : blueprint_(blueprint), steps_(blueprint.steps.size()) {
    grid_.places.resize(steps_);
    read_routes();
    rank();
    part_journeys();
    find_actions();
    serve();
    number_columns();
    fill_cells();
    add_routes();
  }

  DrawingGrid grid() && { return std::move(grid_); }

 private:
  void read_routes() {
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (std::size_t step = 0; step < steps_; ++step) numbers.emplace(blueprint_.steps[step].key, step);
    std::vector<WayOut> ways_out;
    for (const RouteSummary& route : blueprint_.routes) {
      const auto from = numbers.find(route.from);
      if (from == numbers.end()) continue;
      const auto to = numbers.find(route.to);
      if (to != numbers.end()) {
        links_.push_back({from->second, to->second, route.kind, route.flow, route.handoff});
      } else if (const auto end = end_named(route.to)) {
        ways_out.push_back({from->second, *end, route.flow});
      }
    }
    lead_branches_on(ways_out);
    std::set<std::pair<std::size_t, GridEnd>> ends;
    for (const WayOut& way : ways_out) ends.emplace(way.from, way.end);
    grid_.ends.assign(ends.begin(), ends.end());
  }

  /// The steps of the branches of a fork; of forks within them where they meet, not their branches. Empty where a
  /// branch leads back to the fork or over where they meet: it is no branch then.
  static std::set<std::size_t> branches_of(const std::vector<std::vector<Link>>& leaving, std::size_t fork,
                                           std::size_t meeting) {
    std::set<std::size_t> reached;
    std::vector<std::size_t> open;
    for (const Link& link : leaving[fork]) {
      if (link.kind == "fork") open.push_back(link.to);
    }
    while (!open.empty()) {
      const std::size_t step = open.back();
      open.pop_back();
      if (step == fork || step == meeting) return {};
      if (!reached.insert(step).second) continue;
      for (const Link& link : leaving[step]) {
        if (link.kind != "fork" && link.kind != "start") open.push_back(link.to);
      }
    }
    return reached;
  }

  /// Branches end where they meet: draws them to there, instead of as ends and a route from the fork.
  void lead_branches_on(std::vector<WayOut>& ways_out) {
    std::vector<std::vector<Link>> leaving(steps_);
    std::vector<Link> joins;
    for (const Link& link : links_) {
      leaving[link.from].push_back(link);
      if (link.kind == "join") joins.push_back(link);
    }
    for (const Link& join : joins) {
      const std::set<std::size_t> branches = branches_of(leaving, join.from, join.to);
      const auto meets = [&branches](const WayOut& way) {
        return way.end == GridEnd::done && branches.count(way.from) > 0;
      };
      if (std::none_of(ways_out.begin(), ways_out.end(), meets)) continue;
      for (const WayOut& way : ways_out) {
        if (meets(way)) links_.push_back({way.from, join.to, "join", way.flow, false});
      }
      ways_out.erase(std::remove_if(ways_out.begin(), ways_out.end(), meets), ways_out.end());
      const auto is_join = [&join](const Link& link) {
        return link.kind == "join" && link.from == join.from && link.to == join.to;
      };
      links_.erase(std::remove_if(links_.begin(), links_.end(), is_join), links_.end());
    }
  }

  void rank() {
    std::vector<std::pair<std::size_t, std::size_t>> main_routes;
    std::vector<std::pair<std::size_t, std::size_t>> other_routes;
    for (const Link& link : links_) (leads_on(link.kind) ? main_routes : other_routes).emplace_back(link.from, link.to);
    const std::vector<std::size_t> ranks = journey_ranks(steps_, main_routes, other_routes);
    for (std::size_t step = 0; step < steps_; ++step) {
      grid_.places[step].rank = ranks[step];
      grid_.places[step].lane = lane_number(blueprint_.steps[step].lane);
    }
  }

  /// Steps that routes connect, whichever way they lead, have the same journey.
  void part_journeys() {
    std::vector<std::vector<std::size_t>> beside(steps_);
    for (const Link& link : links_) {
      beside[link.from].push_back(link.to);
      beside[link.to].push_back(link.from);
    }
    std::vector<bool> reached(steps_, false);
    for (std::size_t step = 0; step < steps_; ++step) {
      std::vector<std::size_t> open{step};
      while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        if (reached[at]) continue;
        reached[at] = true;
        grid_.places[at].journey = step;
        open.insert(open.end(), beside[at].begin(), beside[at].end());
      }
    }
  }

  void find_actions() {
    for (std::size_t step = 0; step < steps_; ++step) {
      if (grid_.places[step].lane == 0) acts_.emplace(blueprint_.steps[step].touchpoint, step);
    }
    grid_.is_action.assign(steps_, false);
    for (std::size_t step = 0; step < steps_; ++step) {
      const std::string& touchpoint = blueprint_.steps[step].touchpoint;
      const std::size_t lane = grid_.places[step].lane;
      grid_.is_action[step] = lane == 0 || (lane == 1 && !touchpoint.empty() && acts_.count(touchpoint) == 0);
    }
  }

  /// The nearest action of each step along the routes, and how far away it is.
  std::vector<std::pair<std::size_t, std::size_t>> nearest_actions(bool upstream) const {
    std::vector<std::vector<std::size_t>> neighbors(steps_);
    for (const Link& link : links_) {
      if (upstream) {
        neighbors[link.from].push_back(link.to);
      } else {
        neighbors[link.to].push_back(link.from);
      }
    }
    std::vector<std::pair<std::size_t, std::size_t>> nearest(steps_, {nowhere, nowhere});
    std::deque<std::size_t> reached;
    for (std::size_t step = 0; step < steps_; ++step) {
      if (!grid_.is_action[step]) continue;
      nearest[step] = {step, 0};
      reached.push_back(step);
    }
    while (!reached.empty()) {
      const std::size_t step = reached.front();
      reached.pop_front();
      for (const std::size_t other : neighbors[step]) {
        if (nearest[other].first != nowhere) continue;
        nearest[other] = {nearest[step].first, nearest[step].second + 1};
        reached.push_back(other);
      }
    }
    return nearest;
  }

  /// Finds the action that each step serves. Steps that are connected with none are actions of their own.
  void serve() {
    const auto before = nearest_actions(true);
    const auto behind = nearest_actions(false);
    served_.assign(steps_, nowhere);
    for (std::size_t step = 0; step < steps_; ++step) {
      const StepSummary& summary = blueprint_.steps[step];
      const auto shared = acts_.find(summary.touchpoint);
      if (grid_.is_action[step]) {
        served_[step] = step;
      } else if (!summary.touchpoint.empty() && shared != acts_.end()) {
        served_[step] = shared->second;
      } else {
        const bool same_phase =
            before[step].first != nowhere && !summary.phase.empty() &&
            blueprint_.steps[before[step].first].phase == summary.phase &&
            blueprint_.steps[behind[step].first == nowhere ? step : behind[step].first].phase != summary.phase;
        const std::size_t far_before = before[step].second;
        const std::size_t far_behind = behind[step].second;
        // What is as near to both serves the one that waits for it.
        const bool upstream = far_before < far_behind || (far_before == far_behind && same_phase);
        served_[step] = upstream ? before[step].first : behind[step].first;
      }
    }
    for (std::size_t step = 0; step < steps_; ++step) {
      if (served_[step] != nowhere) continue;
      served_[step] = step;
      grid_.is_action[step] = true;
    }
  }

  /// Branches of the same fork that stand in the same lane share a column: they go on at the same time.
  std::size_t first_branch(std::size_t step,
                           std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::size_t>& branches) const {
    if (forks_[step] == nowhere) return step;
    const GridPlace& place = grid_.places[step];
    return branches.emplace(std::tuple(forks_[step], place.rank, place.lane), step).first->second;
  }

  void number_columns() {
    forks_.assign(steps_, nowhere);
    for (const Link& link : links_) {
      if (link.kind == "fork" && forks_[link.to] == nowhere) forks_[link.to] = link.from;
    }
    std::vector<std::size_t> actions;
    std::set<std::size_t> pinned;
    for (std::size_t step = 0; step < steps_; ++step) {
      if (grid_.is_action[step]) actions.push_back(step);
      if (const auto& column = blueprint_.steps[step].column) pinned.insert(*column);
    }
    // Journeys that have no step in common stand one behind the other.
    std::stable_sort(actions.begin(), actions.end(), [this](std::size_t one, std::size_t other) {
      const GridPlace& first = grid_.places[one];
      const GridPlace& second = grid_.places[other];
      return std::tie(first.journey, first.rank) < std::tie(second.journey, second.rank);
    });
    std::vector<std::size_t> numbers(steps_, nowhere);
    std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::size_t> branches;
    std::size_t next = 1;
    for (const std::size_t step : actions) {
      const std::size_t leader = first_branch(step, branches);
      if (const auto& column = blueprint_.steps[step].column) {
        numbers[step] = *column;
      } else if (leader != step) {
        numbers[step] = numbers[leader];
      } else {
        while (pinned.count(next) > 0) ++next;
        numbers[step] = next++;
      }
    }
    for (std::size_t step = 0; step < steps_; ++step) {
      const auto& column = blueprint_.steps[step].column;
      if (!grid_.is_action[step]) numbers[step] = column ? *column : numbers[served_[step]];
    }
    const std::set<std::size_t> used(numbers.begin(), numbers.end());
    std::map<std::size_t, std::size_t> places;
    for (const std::size_t number : used) places.emplace(number, places.size());
    for (std::size_t step = 0; step < steps_; ++step) grid_.places[step].column = places.at(numbers[step]);
    grid_.columns = places.size();
  }

  void fill_cells() {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> stacks;  // by lane and column
    for (std::size_t step = 0; step < steps_; ++step)
      stacks[{grid_.places[step].lane, grid_.places[step].column}].push_back(step);
    std::array<std::size_t, DrawingGrid::lanes> heights{};
    for (auto& [place, stack] : stacks) heights[place.first] = std::max(heights[place.first], stack.size());
    grid_.first_row[0] = 0;
    for (std::size_t lane = 0; lane < heights.size(); ++lane)
      grid_.first_row[lane + 1] = grid_.first_row[lane] + heights[lane];
    grid_.in_row.resize(grid_.rows());
    grid_.in_column.resize(grid_.columns);
    for (auto& [place, stack] : stacks) {
      std::stable_sort(stack.begin(), stack.end(), [this](std::size_t one, std::size_t other) {
        return grid_.places[one].rank < grid_.places[other].rank;
      });
      for (std::size_t slot = 0; slot < stack.size(); ++slot) {
        const std::size_t row = grid_.first_row[place.first] + slot;
        grid_.places[stack[slot]].row = row;
        grid_.in_row[row].emplace(place.second, stack[slot]);
        grid_.in_column[place.second].emplace(row, stack[slot]);
      }
    }
  }

  RouteLook look_of(const Link& link) const {
    if (link.from == link.to || grid_.places[link.to].rank <= grid_.places[link.from].rank) return RouteLook::backward;
    return leads_on(link.kind) ? RouteLook::journey : RouteLook::exception;
  }

  void add_routes() {
    std::map<std::tuple<std::size_t, std::size_t, RouteLook>, std::size_t> known;
    for (const Link& link : links_) {
      const RouteLook look = look_of(link);
      const auto [place, is_new] = known.emplace(std::tuple(link.from, link.to, look), grid_.routes.size());
      if (is_new) grid_.routes.push_back({link.from, link.to, look, false, 0.0, {}});
      GridRoute& route = grid_.routes[place->second];
      route.flow += link.flow;
      route.handoff = route.handoff || link.handoff;
      if (route.kinds.find(link.kind) == std::string::npos)
        route.kinds.append(route.kinds.empty() ? "" : ", ").append(link.kind);
    }
  }

  const BlueprintSummary& blueprint_;
  std::size_t steps_;
  std::vector<Link> links_;
  std::map<std::string_view, std::size_t> acts_;  ///< touchpoints of the customer's own steps
  std::vector<std::size_t> served_;               ///< by step: an action
  std::vector<std::size_t> forks_;                ///< by step: the fork that it is a branch of, or nowhere
  DrawingGrid grid_;
};

}  // namespace

bool DrawingGrid::is_row_free(std::size_t row, std::size_t first, std::size_t last) const {
  const auto next = in_row[row].lower_bound(first);
  return next == in_row[row].end() || next->first > last;
}

bool DrawingGrid::is_column_free(std::size_t column, std::size_t first, std::size_t last) const {
  const auto next = in_column[column].lower_bound(first);
  return next == in_column[column].end() || next->first > last;
}

DrawingGrid make_grid(const BlueprintSummary& blueprint) {
  return GridMaker(blueprint).grid();
}

}  // namespace throughline
