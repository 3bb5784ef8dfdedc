// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "report/drawing_figures.hpp"
#include "report/drawing_grid.hpp"
#include "report/drawing_layout.hpp"
#include "report/drawing_pen.hpp"
#include "throughline/blueprint_summary.hpp"

namespace throughline {

// The parts of a drawing, from the ground up.

/// What all parts are drawn from.
struct DrawingScene {
  const BlueprintSummary& blueprint;
  const DrawingGrid& grid;
  const DrawingFigures& figures;
  const DrawingLayout& layout;
  bool tints_failure = false;  ///< boxes are filled by the share of failures instead of that of waiting
  std::string_view id;         ///< in front of every id
};

/// Lanes, phases, physical evidence, the three lines and the ruler of time.
void draw_scenery(const DrawingScene& scene, DrawingPen& pen);

/// Routes and the ends of journeys.
void draw_routes(const DrawingScene& scene, DrawingPen& pen);

void draw_steps(const DrawingScene& scene, DrawingPen& pen);

/// What the marks mean, below `top`; returns where it ends.
double draw_legend(const DrawingScene& scene, double top, DrawingPen& pen);

}  // namespace throughline
