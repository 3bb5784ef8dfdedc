// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "report/drawing_grid.hpp"
#include "report/drawing_routes.hpp"

namespace throughline {

// Fewer crossings of routes, by exchanging what is free to be exchanged as long as that helps (the greedy switch of
// Eades and Kelly, 1986). Deterministic: what is tried is counted, not timed. Never more crossings than before.

/// How often routes cross where they run as planned.
std::size_t count_crossings(const DrawingGrid& grid, const RoutePlans& plans);

/// Sets steps of a lane and column into other rows of it, in the order of the journey still.
void order_cells(DrawingGrid& grid);

/// Gives legs other tracks: free ones, or each other's.
void untangle(const DrawingGrid& grid, RoutePlans& plans);

}  // namespace throughline
