// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "throughline/blueprint_summary.hpp"

namespace throughline {

/// How a route is drawn.
enum class RouteLook : std::uint8_t {
  journey,    ///< the way on
  exception,  ///< where failures, giving up, full rooms and deadlines lead
  backward,   ///< to where the journey has been
};

/// Routes between the same two steps that look alike, drawn as one.
struct GridRoute {
  std::size_t from = 0, to = 0;  ///< steps
  RouteLook look = RouteLook::journey;
  bool handoff = false;
  double flow = 0.0;  ///< of all of them
  std::string kinds;  ///< "next", "failure, retry"
};

enum class GridEnd : std::uint8_t { done, failed, abandoned };

/// As results spell it.
constexpr std::string_view name_of(GridEnd end) noexcept {
  constexpr std::array<std::string_view, 3> names{"done", "failed", "abandoned"};
  return names[static_cast<std::size_t>(end)];
}

struct GridPlace {
  std::size_t column = 0;
  std::size_t row = 0;      ///< from the top, over all lanes
  std::size_t lane = 0;     ///< 0 customer, 1 frontstage, 2 backstage, 3 support
  std::size_t rank = 0;     ///< how far along the journey
  std::size_t journey = 0;  ///< the first step of the file that routes connect it with, whichever way
};

/// Where the steps of a blueprint stand: a column for each action of the customer in the order of the journey (steps of
/// the lane customer, and of frontstage those that are touchpoints of their own), every other step in the column of the
/// action that it serves, a row or more for each lane. No two steps stand in the same cell.
struct DrawingGrid {
  static constexpr std::size_t lanes = 4;

  std::vector<GridPlace> places;                 ///< by step
  std::vector<bool> is_action;                   ///< by step: of the customer
  std::array<std::size_t, lanes + 1> first_row;  ///< of each lane; the last: how many rows there are
  std::size_t columns = 0;
  std::vector<GridRoute> routes;                              ///< in the order of the blueprint
  std::vector<std::pair<std::size_t, GridEnd>> ends;          ///< where journeys end: step and outcome
  std::vector<std::map<std::size_t, std::size_t>> in_row;     ///< by row: its steps by column
  std::vector<std::map<std::size_t, std::size_t>> in_column;  ///< by column: its steps by row

  std::size_t rows() const noexcept { return first_row.back(); }
  /// Whether no step stands in a row from one column to another, both included; true for none.
  bool is_row_free(std::size_t row, std::size_t first, std::size_t last) const;
  bool is_column_free(std::size_t column, std::size_t first, std::size_t last) const;
};

/// Pure; ties follow the order of the file. Steps that a route names and the blueprint lacks are ignored.
DrawingGrid make_grid(const BlueprintSummary& blueprint);

}  // namespace throughline
