// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/drawing_grid.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// A figure in a drawing: `brief` beside its mark, `full` with its interval in what a pointer shows.
struct DrawnFigure {
  std::string path;
  double value = 0.0;
  std::string brief;
  std::string full;
};

struct StepFigures {
  std::optional<DrawnFigure> wait;     ///< mean, where somebody waited
  std::optional<DrawnFigure> failure;  ///< share of services, where one failed
  std::optional<DrawnFigure> time;     ///< mean, from reaching the step to leaving it
  std::vector<DrawnFigure> occupancy;  ///< of each pool that serves there and has one
  double waiting_share = 0.0;          ///< of the time at the step, 0 to 1
};

/// Mean clock time along the longest way through a column, and to where it ends. What runs on beside the journey does
/// not count. The paths are of the means that each is the sum of; none of so many that nobody would read them.
struct ColumnTime {
  double within = 0.0;
  std::vector<std::string> within_paths;
  double so_far = 0.0;
  std::vector<std::string> so_far_paths;
};

struct DrawingFigures {
  bool are_known = false;  ///< something was simulated
  std::vector<StepFigures> steps;
  std::vector<ColumnTime> columns;
};

/// Adds to the ends of `grid` those that only figures tell: where customers give up or services fail for good, and no
/// route says where they go. A result without replications has no figures.
DrawingFigures drawing_figures(const ExperimentResult& result, DrawingGrid& grid);

/// The pools that a step is served by, of `a + b` and `a / b`.
std::vector<std::string> pools_of(const StepSummary& step);

}  // namespace throughline
