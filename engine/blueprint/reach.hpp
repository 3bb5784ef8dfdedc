// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// Which routes a journey is thought to take.
enum class Passable : std::uint8_t {
  written,  ///< every route that is written down for its segment
  possible  ///< only those whose chance is above zero at some time of the clock
};

/// True where the customers of this segment can pass this edge.
bool can_pass(const Blueprint& blueprint, Blueprint::Graph::edge_descriptor edge, SegmentId segment, Passable passable);

/// By step: whether journeys of the segment come there that begin at its start or are inside from the beginning.
std::vector<bool> reached_steps(const Blueprint& blueprint, SegmentId segment, Passable passable);

/// By step: whether a journey of the segment at this step can ever end, by any outcome.
std::vector<bool> steps_with_way_out(const Blueprint& blueprint, SegmentId segment);

/// Marks everything that can be reached from `start`, itself among it.
std::vector<bool> closure(
    std::size_t count, std::size_t start,
    const std::function<void(std::size_t at, const std::function<void(std::size_t)>& visit)>& successors);

/// Where journeys of a segment begin, or are when the run begins.
std::vector<Blueprint::Vertex> first_steps(const Segment& segment);

/// Whether anybody of the segment is ever inside, be it from the beginning.
bool anybody_of(const Segment& segment);

/// Whether anybody of the segment ever arrives from outside.
bool arrives(const Segment& segment);

}  // namespace throughline
