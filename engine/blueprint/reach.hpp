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

/// What a step does with the customers of a segment.
const Behavior& behavior_of(const Blueprint& blueprint, Blueprint::Vertex step, SegmentId segment);

/// As whose customers those of a segment go on when such a service has ended, where it `becomes` another: themselves
/// last, unless nobody stays what he was.
std::vector<SegmentId> segments_after(const Behavior& behavior, SegmentId segment, Passable passable);

/// Whether anybody ever becomes a customer of another segment.
bool changes_segments(const Blueprint& blueprint);

/// As whose customers journeys go through the blueprint that arrive as those of a segment: that one first.
std::vector<SegmentId> segments_on_the_way(const Blueprint& blueprint, SegmentId segment);

/// One way on from a step, and as whose customer it is passed.
struct Onward {
  Blueprint::Graph::edge_descriptor edge;
  SegmentId segment{};
};

/// Every way on for the customers of a segment who come to a step.
std::vector<Onward> ways_on(const Blueprint& blueprint, Blueprint::Vertex step, SegmentId segment, Passable passable);

/// Whether customers of the segment can pass this edge once they stand before it.
bool can_pass(const Blueprint& blueprint, Blueprint::Graph::edge_descriptor edge, SegmentId segment, Passable passable);

/// By segment and step.
using Reach = std::vector<std::vector<bool>>;

/// Who comes where: those who begin at the start of a segment (be it that nobody ever arrives: `everybody`) or are
/// inside from the beginning, and who they become on the way.
enum class Beginning : std::uint8_t { everybody, who_comes };
Reach reached_steps(const Blueprint& blueprint, Passable passable, Beginning beginning = Beginning::everybody);

/// Where customers can ever end their journey, by any outcome.
Reach steps_with_way_out(const Blueprint& blueprint);

using Visit = std::function<void(std::size_t)>;

/// Marks everything that can be reached from `starts`, they themselves among it.
std::vector<bool> closure(std::size_t count, const std::vector<std::size_t>& starts,
                          const std::function<void(std::size_t at, const Visit& visit)>& successors);

/// Where journeys of a segment begin, or are when the run begins.
std::vector<Blueprint::Vertex> first_steps(const Segment& segment);

/// Whether anybody of the segment is ever inside, be it from the beginning.
bool anybody_of(const Segment& segment);

/// Whether anybody of the segment ever arrives from outside.
bool arrives(const Segment& segment);

}  // namespace throughline
