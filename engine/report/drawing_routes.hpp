// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "report/drawing_geometry.hpp"
#include "report/drawing_grid.hpp"

namespace throughline {

// Which way routes take between the boxes of a drawing, in whole numbers. Gutter n lies in front of column (row) n, the
// last one behind all of them. Row n, column n stand at 2 n + 1 of a scale on which gutter n stands at 2 n.

enum class BoxSide : std::uint8_t { left, right, top, bottom };

enum class LegKind : std::uint8_t {
  along_row,                ///< through gutters and free cells of a row
  along_column,             ///< the same of a column
  along_vertical_gutter,    ///< between two columns
  along_horizontal_gutter,  ///< between two rows
};

/// A straight piece of a route. Two that are `along` the same thing and have something of it in common have different
/// tracks, so they never touch.
struct RouteLeg {
  LegKind kind = LegKind::along_row;
  std::size_t place = 0;  ///< number of the row, column or gutter
  /// What it fills, both included: gutters where it is along a row or column, else points of the scale.
  std::size_t first = 0, last = 0;
  bool far_side = false;  ///< of a gutter: on its side towards the next column or row
  int prefers = 0;        ///< of a row or column: -1 tracks above (left of) the middle, 1 below (right), 0 any
  int track = 0;          ///< of a row or column: 0 is the middle, above (left of) it negative; of a gutter: from 0

  bool is_horizontal() const noexcept { return kind == LegKind::along_row || kind == LegKind::along_horizontal_gutter; }
};

/// Legs in turn horizontal and vertical, from a side of one box to a side of another.
struct RoutePlan {
  BoxSide leaves = BoxSide::right, enters = BoxSide::left;
  std::vector<RouteLeg> legs;
};

struct GutterTracks {
  int near = 0, far = 0;  ///< how many on each side
};

struct RoutePlans {
  std::vector<RoutePlan> routes;         ///< by route of the grid
  std::vector<RouteLeg> ends;            ///< by end of the grid: along the row, right of its step
  std::vector<int> row_reach;            ///< by row: the largest track, without its sign
  std::vector<int> column_reach;         ///< by column
  std::vector<GutterTracks> vertical;    ///< by gutter
  std::vector<GutterTracks> horizontal;  ///< by gutter
};

RoutePlans plan_routes(const DrawingGrid& grid);

/// Where a route turns, from the side of one box to that of another; `place_of` says where each leg runs: y of a
/// horizontal one, x of a vertical one.
template <class PlaceOf>
std::vector<DrawingPoint> corners_of(const RoutePlan& plan, const DrawingRect& from, const DrawingRect& to,
                                     const PlaceOf& place_of) {
  const auto port = [&](const DrawingRect& box, BoxSide side, const RouteLeg& leg) -> DrawingPoint {
    const double at = place_of(leg);
    switch (side) {
      case BoxSide::left:
        return {box.x, at};
      case BoxSide::right:
        return {box.right(), at};
      case BoxSide::top:
        return {at, box.y};
      case BoxSide::bottom:
        break;
    }
    return {at, box.bottom()};
  };
  std::vector<DrawingPoint> corners{port(from, plan.leaves, plan.legs.front())};
  for (std::size_t leg = 1; leg < plan.legs.size(); ++leg) {
    const double before = place_of(plan.legs[leg - 1]);
    const double here = place_of(plan.legs[leg]);
    corners.push_back(plan.legs[leg].is_horizontal() ? DrawingPoint{before, here} : DrawingPoint{here, before});
  }
  corners.push_back(port(to, plan.enters, plan.legs.back()));
  return corners;
}

}  // namespace throughline
