// SPDX-License-Identifier: MIT
#include "report/drawing_routes.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <utility>

namespace throughline {
namespace {

constexpr std::size_t scale_of_box(std::size_t number) {
  return 2 * number + 1;
}
constexpr std::size_t scale_of_gutter(std::size_t number) {
  return 2 * number;
}

RouteLeg leg(LegKind kind, std::size_t place, std::size_t one, std::size_t other) {
  RouteLeg made;
  made.kind = kind;
  made.place = place;
  made.first = std::min(one, other);
  made.last = std::max(one, other);
  return made;
}

RouteLeg along_row(std::size_t row, std::size_t first, std::size_t last, int prefers) {
  RouteLeg made = leg(LegKind::along_row, row, first, last);
  made.prefers = prefers;
  return made;
}

RouteLeg along_column(std::size_t column, std::size_t first, std::size_t last, int prefers) {
  RouteLeg made = leg(LegKind::along_column, column, first, last);
  made.prefers = prefers;
  return made;
}

RouteLeg along_gutter(LegKind kind, std::size_t gutter, std::size_t one, std::size_t other, bool far_side) {
  RouteLeg made = leg(kind, gutter, one, other);
  made.far_side = far_side;
  return made;
}

constexpr auto vertical = LegKind::along_vertical_gutter;
constexpr auto horizontal = LegKind::along_horizontal_gutter;

/// Finds the way of one route.
class Planner {
 public:
  Planner(const DrawingGrid& grid, const GridPlace& from, const GridPlace& to) : grid_(grid), from_(from), to_(to) {}

  RoutePlan plan() const {
    if (from_.column == to_.column) return within_column();
    if (from_.row == to_.row) return within_row();
    return to_.column > from_.column ? to_the_right() : to_the_left();
  }

 private:
  RoutePlan within_column() const {
    const std::size_t column = from_.column;
    const std::size_t upper = std::min(from_.row, to_.row);
    const std::size_t lower = std::max(from_.row, to_.row);
    if (upper == lower) {  // to itself: a loop beside the box
      return {BoxSide::right,
              BoxSide::right,
              {along_row(upper, column + 1, column + 1, -1),
               along_gutter(vertical, column + 1, scale_of_box(upper), scale_of_box(upper), false),
               along_row(upper, column + 1, column + 1, -1)}};
    }
    const bool down = to_.row > from_.row;
    if (lower == upper + 1 || grid_.is_column_free(column, upper + 1, lower - 1)) {
      return {down ? BoxSide::bottom : BoxSide::top,
              down ? BoxSide::top : BoxSide::bottom,
              {along_column(column, upper + 1, lower, 0)}};
    }
    return {BoxSide::right,
            BoxSide::right,
            {along_row(from_.row, column + 1, column + 1, down ? 1 : -1),
             along_gutter(vertical, column + 1, scale_of_box(upper), scale_of_box(lower), false),
             along_row(to_.row, column + 1, column + 1, down ? -1 : 1)}};
  }

  RoutePlan within_row() const {
    const std::size_t row = from_.row;
    if (to_.column > from_.column) {
      if (is_row_free_between(row)) return {BoxSide::right, BoxSide::left, {straight(row)}};
      return around(row, BoxSide::top);
    }
    return around(row + 1, BoxSide::bottom);
  }

  /// Over (under) the boxes between two of the same row.
  RoutePlan around(std::size_t gutter, BoxSide side) const {
    const int towards = to_.column > from_.column ? 1 : -1;
    return {
        side,
        side,
        {along_column(from_.column, gutter, gutter, towards),
         along_gutter(horizontal, gutter, scale_of_box(from_.column), scale_of_box(to_.column), side == BoxSide::top),
         along_column(to_.column, gutter, gutter, -towards)}};
  }

  RoutePlan to_the_right() const {
    const bool down = to_.row > from_.row;
    const int towards = down ? 1 : -1;
    const std::size_t first = from_.column + 1;
    const std::size_t last = to_.column;
    if (is_row_free_between(to_.row)) {
      return {BoxSide::right,
              BoxSide::left,
              {along_row(from_.row, first, first, towards),
               along_gutter(vertical, first, scale_of_box(from_.row), scale_of_box(to_.row), false),
               along_row(to_.row, first, last, -towards)}};
    }
    if (is_row_free_between(from_.row)) {
      return {BoxSide::right,
              BoxSide::left,
              {along_row(from_.row, first, last, towards),
               along_gutter(vertical, last, scale_of_box(from_.row), scale_of_box(to_.row), true),
               along_row(to_.row, last, last, -towards)}};
    }
    return by_gutters(last, BoxSide::left, true);
  }

  RoutePlan to_the_left() const { return by_gutters(to_.column + 1, BoxSide::right, false); }

  /// Out above or below, along the row, and where the target is not in the next row along a vertical gutter beside it.
  RoutePlan by_gutters(std::size_t beside, BoxSide enters, bool far_side) const {
    const bool down = to_.row > from_.row;
    const std::size_t gutter = down ? from_.row + 1 : from_.row;
    const int towards = to_.column > from_.column ? 1 : -1;
    RoutePlan plan;
    plan.leaves = down ? BoxSide::bottom : BoxSide::top;
    plan.legs.push_back(along_column(from_.column, gutter, gutter, towards));
    const bool next_row = down ? to_.row == from_.row + 1 : to_.row + 1 == from_.row;
    if (next_row) {
      plan.enters = down ? BoxSide::top : BoxSide::bottom;
      plan.legs.push_back(
          along_gutter(horizontal, gutter, scale_of_box(from_.column), scale_of_box(to_.column), !down));
      plan.legs.push_back(along_column(to_.column, gutter, gutter, -towards));
      return plan;
    }
    plan.enters = enters;
    plan.legs.push_back(along_gutter(horizontal, gutter, scale_of_box(from_.column), scale_of_gutter(beside), !down));
    plan.legs.push_back(along_gutter(vertical, beside, scale_of_gutter(gutter), scale_of_box(to_.row), far_side));
    plan.legs.push_back(along_row(to_.row, beside, beside, down ? -1 : 1));
    return plan;
  }

  bool is_row_free_between(std::size_t row) const {
    return from_.column + 1 == to_.column || grid_.is_row_free(row, from_.column + 1, to_.column - 1);
  }

  RouteLeg straight(std::size_t row) const { return along_row(row, from_.column + 1, to_.column, 0); }

  const DrawingGrid& grid_;
  const GridPlace& from_;
  const GridPlace& to_;
};

/// What is taken of each track along one thing.
class TakenTracks {
 public:
  bool is_free(int track, std::size_t first, std::size_t last) const {
    const auto taken = tracks_.find(track);
    if (taken == tracks_.end()) return true;
    const auto behind = taken->second.upper_bound(last);
    return behind == taken->second.begin() || std::prev(behind)->second < first;
  }

  void take(int track, std::size_t first, std::size_t last) { tracks_[track].emplace(first, last); }

 private:
  std::map<int, std::map<std::size_t, std::size_t>> tracks_;  ///< by track: where it is taken, first and last
};

/// 0, 1, 2, ... below the middle; 0, -1, -2, ... above it; 0, 1, -1, 2, ... where nothing is preferred.
int nth_track(int n, int prefers) {
  if (prefers != 0) return n * prefers;
  return n % 2 == 0 ? -n / 2 : (n + 1) / 2;
}

int free_track(const TakenTracks& taken, const RouteLeg& leg, int prefers) {
  for (int n = 0;; ++n) {
    const int track = nth_track(n, prefers);
    if (taken.is_free(track, leg.first, leg.last)) return track;
  }
}

/// Gives tracks to legs that are along rows and columns.
void assign_middle_tracks(const std::vector<RouteLeg*>& legs, LegKind kind, std::vector<int>& reach) {
  std::vector<TakenTracks> taken(reach.size());
  for (RouteLeg* each : legs) {
    if (each->kind != kind) continue;
    each->track = free_track(taken[each->place], *each, each->prefers);
    taken[each->place].take(each->track, each->first, each->last);
    reach[each->place] = std::max(reach[each->place], std::abs(each->track));
  }
}

/// Gives tracks to legs along gutters, the short ones next to the boxes that they belong to.
void assign_gutter_tracks(const std::vector<RouteLeg*>& legs, LegKind kind, std::vector<GutterTracks>& gutters) {
  std::vector<RouteLeg*> sorted;
  std::copy_if(legs.begin(), legs.end(), std::back_inserter(sorted),
               [kind](const RouteLeg* each) { return each->kind == kind; });
  std::stable_sort(sorted.begin(), sorted.end(), [](const RouteLeg* one, const RouteLeg* other) {
    return one->last - one->first < other->last - other->first;
  });
  std::vector<TakenTracks> near(gutters.size());
  std::vector<TakenTracks> far(gutters.size());
  for (RouteLeg* each : sorted) {
    TakenTracks& taken = each->far_side ? far[each->place] : near[each->place];
    int& count = each->far_side ? gutters[each->place].far : gutters[each->place].near;
    each->track = free_track(taken, *each, 1);
    taken.take(each->track, each->first, each->last);
    count = std::max(count, each->track + 1);
  }
}

}  // namespace

RoutePlans plan_routes(const DrawingGrid& grid) {
  RoutePlans plans;
  plans.row_reach.assign(grid.rows(), 0);
  plans.column_reach.assign(grid.columns, 0);
  plans.vertical.assign(grid.columns + 1, {});
  plans.horizontal.assign(grid.rows() + 1, {});
  for (const GridRoute& route : grid.routes)
    plans.routes.push_back(Planner(grid, grid.places[route.from], grid.places[route.to]).plan());
  for (const auto& [step, end] : grid.ends) {
    const GridPlace& place = grid.places[step];
    plans.ends.push_back(along_row(place.row, place.column + 1, place.column + 1, 1));
  }
  // Straight routes first: they get the middle of their row or column.
  std::vector<RouteLeg*> legs;
  for (const bool straight : {true, false}) {
    for (RoutePlan& plan : plans.routes) {
      if ((plan.legs.size() == 1) != straight) continue;
      for (RouteLeg& each : plan.legs) legs.push_back(&each);
    }
  }
  for (RouteLeg& each : plans.ends) legs.push_back(&each);
  assign_middle_tracks(legs, LegKind::along_row, plans.row_reach);
  assign_middle_tracks(legs, LegKind::along_column, plans.column_reach);
  assign_gutter_tracks(legs, vertical, plans.vertical);
  assign_gutter_tracks(legs, horizontal, plans.horizontal);
  return plans;
}

}  // namespace throughline
