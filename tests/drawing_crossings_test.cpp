// SPDX-License-Identifier: MIT
#include "report/drawing_crossings.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "random_drawing.hpp"
#include "report/drawing_layout.hpp"

namespace throughline {
namespace {

using testing::RandomDrawing;

/// How often routes cross where they are drawn.
std::size_t crossings_in(const DrawingLayout& layout) {
  struct Piece {
    std::size_t route;
    DrawingPoint from, to;
  };
  std::vector<Piece> across;
  std::vector<Piece> down;
  for (std::size_t route = 0; route < layout.routes.size(); ++route) {
    const auto& corners = layout.routes[route];
    for (std::size_t at = 1; at < corners.size(); ++at) {
      const bool is_across = std::abs(corners[at].y - corners[at - 1].y) < 1e-9;
      (is_across ? across : down).push_back({route, corners[at - 1], corners[at]});
    }
  }
  std::size_t count = 0;
  for (const Piece& one : across) {
    for (const Piece& other : down) {
      if (one.route == other.route) continue;
      const bool within_x = (one.from.x - other.from.x) * (one.to.x - other.from.x) < 0.0;
      const bool within_y = (other.from.y - one.from.y) * (other.to.y - one.from.y) < 0.0;
      count += within_x && within_y ? 1 : 0;
    }
  }
  return count;
}

struct Crossings {
  std::size_t before = 0, after = 0;
};

/// As planned, and untangled; what is counted of plans is what is seen.
Crossings crossings_of(const ExperimentResult& result) {
  DrawingGrid grid = make_grid(result.blueprint);
  const DrawingFigures figures = drawing_figures(result, grid);
  const RoutePlans planned = plan_routes(grid);
  Crossings found;
  found.before = crossings_in(lay_out(result.blueprint, grid, figures, planned));
  EXPECT_EQ(count_crossings(grid, planned), found.before);
  order_cells(grid);
  const DrawingFigures figures_then = drawing_figures(result, grid);
  RoutePlans plans = plan_routes(grid);
  untangle(grid, plans);
  found.after = crossings_in(lay_out(result.blueprint, grid, figures_then, plans));
  EXPECT_EQ(count_crossings(grid, plans), found.after);
  return found;
}

TEST(DrawingCrossings, AreNeverMoreThanBeforeAndFewerInAll) {
  Crossings all;
  for (std::uint64_t number = 0; number < testing::random_drawings; ++number) {
    const Crossings found = crossings_of(RandomDrawing(number).result());
    EXPECT_LE(found.after, found.before) << number;
    all.before += found.before;
    all.after += found.after;
  }
  RecordProperty("before", static_cast<int>(all.before));
  RecordProperty("after", static_cast<int>(all.after));
  EXPECT_LT(all.after, all.before * 9 / 10) << all.before << " before";
}

TEST(DrawingCrossings, AreUndoneWhereRowsOrTracksAreFree) {
  // Two branches whose ways cross as the file has them.
  ExperimentResult result;
  for (const char* key : {"fork", "up", "down", "low", "high"}) {
    StepSummary step;
    step.key = step.name = key;
    step.lane = "customer";
    result.blueprint.steps.push_back(step);
  }
  result.blueprint.routes = {{"fork", "up", "fork", 1.0, false},
                             {"fork", "down", "fork", 1.0, false},
                             {"up", "high", "next", 1.0, false},
                             {"down", "low", "next", 1.0, false}};
  const Crossings found = crossings_of(result);
  EXPECT_EQ(found.after, 0U) << found.before;
}

}  // namespace
}  // namespace throughline
