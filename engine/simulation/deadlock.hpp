// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "simulation/simulation_state.hpp"

namespace throughline {

/// The steps whose customers wait for each other in a circle, so that nobody at `step` can ever move on: each is
/// blocked by, or waits for people held by, those who cannot. `step` stands first; empty where somebody still can, or
/// where people may still come.
std::vector<std::uint32_t> steps_stuck_with(const SimulationState& state, std::uint32_t step);

}  // namespace throughline
