// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "theory/recognition.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {

/// What theory and a simulation of the steady state can be compared by: the recognized part of a blueprint alone, with
/// its own arrivals, but run long enough to forget that it began empty.
///
/// The rule: relaxation = the longest of the queues' relaxations and of the mean ways from arrival to a step; warm-up =
/// 20 relaxations; counted time = 20 warm-ups, or as long as the queue with the fewest visits needs for 10,000 of them,
/// as far as 20 million visits in all allow; 100 replications, fewer (20 at least) where they would be more visits than
/// that; times rounded up to two digits. Journeys that are counted are followed to their end. A queue that would need
/// more than 400 million visits is left out, with those behind it; so is a figure that fewer than 1,000 visits would
/// decide, such as waits that hardly ever happen.
struct SteadyState {
  Blueprint blueprint;      ///< the recognized steps; its targets ask for what is expected
  Recognition recognition;  ///< what is compared; its overloaded queues and those left out are unanswered
  double relaxation = 0.0;  ///< seconds; warm-up and length stand in the blueprint
};

/// Requires that `recognition` is that of the blueprint. `replications`: instead of those of the rule.
SteadyState steady_state(const Blueprint& blueprint, Recognition recognition,
                         std::optional<std::uint64_t> replications = {});

}  // namespace throughline
