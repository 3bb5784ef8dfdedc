// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "report/drawing_figures.hpp"
#include "report/drawing_geometry.hpp"
#include "report/drawing_grid.hpp"
#include "report/drawing_routes.hpp"
#include "throughline/blueprint_summary.hpp"

namespace throughline {

/// Sizes of what is drawn, in the unit of the drawing: a pixel of a page at its own size.
struct DrawingSizes {
  static constexpr double margin = 16.0;
  static constexpr double head = 64.0;  ///< height of the title and what stands below it
  static constexpr double least_width = 760.0;
  static constexpr double lane_names = 132.0;  ///< width of the names of lanes and lines, at the left
  static constexpr double box_width = 150.0;   ///< at least
  static constexpr double box_padding = 8.0;
  static constexpr double name_font = 12.0, name_line = 15.0;
  static constexpr double small_font = 10.0, small_line = 13.0;
  static constexpr double badge_height = 15.0;
  static constexpr double bar_height = 5.0;
  static constexpr double ruler_height = 40.0;
  static constexpr double line_band = 30.0;  ///< of a line and its name
  static constexpr double end_radius = 5.0;
  static constexpr double row_spacing = 12.0, column_spacing = 10.0, gutter_spacing = 9.0;  ///< of tracks
};

struct LaidStep {
  DrawingRect box;
  std::vector<std::string> name;  ///< harmless, a line each
  std::string staff;              ///< harmless, one line; empty where nobody serves
};

struct LaidEvidence {
  std::size_t step = 0;
  DrawingRect box;
  std::vector<std::string> lines;
};

struct LaidPhase {
  std::string name;  ///< as the blueprint spells it
  DrawingRect box;
};

/// Where everything stands. Boxes never overlap, and no route passes through one: they stand in the cells of a grid,
/// routes run between them on tracks of their own.
struct DrawingLayout {
  double width = 0.0, height = 0.0;  ///< of all but the legend, which comes below
  std::vector<LaidStep> steps;
  std::vector<LaidEvidence> evidence;
  std::vector<LaidPhase> phases;
  std::vector<DrawingRect> columns;                    ///< from the first row to the last
  std::vector<std::vector<DrawingPoint>> routes;       ///< by route of the grid
  std::vector<DrawingPoint> ends;                      ///< by end of the grid: the middle of its mark
  std::vector<DrawingPoint> end_stubs;                 ///< where the line to each begins
  std::array<DrawingRect, DrawingGrid::lanes> lanes;   ///< height 0 where no step stands in it
  std::array<double, DrawingGrid::lanes - 1> lines{};  ///< of interaction, visibility, internal interaction
  DrawingRect evidence_row;                            ///< height 0 where there is none
  DrawingRect ruler;                                   ///< height 0 where there are no figures
};

/// Routes run as planned for the grid.
DrawingLayout lay_out(const BlueprintSummary& blueprint, const DrawingGrid& grid, const DrawingFigures& figures,
                      RoutePlans plans);

}  // namespace throughline
