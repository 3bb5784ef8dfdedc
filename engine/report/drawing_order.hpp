// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace throughline {

/// How far along the journey each of so many steps is: 0 where it begins, else one more than the farthest of those that
/// lead there. Routes that lead back, as a search from where journeys begin meets them, do not count. `main_routes`
/// (from, to) say where journeys begin; `other_routes` (failures, giving up) only follow them. Linear.
std::vector<std::size_t> journey_ranks(std::size_t steps,
                                       const std::vector<std::pair<std::size_t, std::size_t>>& main_routes,
                                       const std::vector<std::pair<std::size_t, std::size_t>>& other_routes);

}  // namespace throughline
