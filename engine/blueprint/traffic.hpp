// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// What one arriving journey brings to each step, by place: the step, and as whose customer it comes there.
struct Flow {
  std::vector<SegmentId> segments;     ///< that as which it arrives, and those that it can become
  std::size_t steps = 0;               ///< places: of the first segment by StepId, then of the second, ...
  std::vector<double> visits;          ///< expected comings, retries among them
  std::vector<double> repeat_seconds;  ///< expected service added by handoffs with repeat_time
  std::vector<double> lag;  ///< mean seconds from arrival to reaching the step, waits left out; 0 without visits

  std::size_t place_count() const { return visits.size(); }
  Blueprint::Vertex step_at(std::size_t place) const { return place % steps; }
  SegmentId segment_at(std::size_t place) const { return segments[place / steps]; }
};

/// Solves the traffic equations x = start + P'x (Jackson, 1957) of a segment, with every share at its mean over the
/// clock from `from` to `to`. Patience and full steps are ignored: this is what is offered, not what is
/// served. `attempts` bound each
/// coming by a route on its own. Cost: proportional to the routes; steps on a common loop are iterated (Gauss-Seidel)
/// to a relative change of 1e-13, loops that hardly ever end but by patience through a bounded number of sweeps.
/// A segment without a start has no flow.
Flow flow_of(const Blueprint& blueprint, SegmentId segment, double from, double to);

/// Branches of a fork are followed each by its own share, five forks deep; work that a step starts, as far as it goes.
/// The same for a journey that stands at `first`, and is followed until it comes there again or has left a step that is
/// the last for it; branches then count together as long as the one that is waited for.
Flow flow_from(const Blueprint& blueprint, SegmentId segment, double from, double to, StepId first,
               const std::function<bool(Blueprint::Vertex step, SegmentId segment)>& is_last);

/// Whether flow_of depends on the clock.
bool flow_follows_clock(const Blueprint& blueprint);

/// Journeys of the segment arriving per second, mean over the clock; of interarrival times the long-run rate.
double arrival_rate(const Segment& segment, double from, double to);

}  // namespace throughline
