// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// What one arriving journey brings to each step, by StepId.
struct Flow {
  std::vector<double> visits;          ///< expected comings, retries among them
  std::vector<double> repeat_seconds;  ///< expected service added by handoffs with repeat_time
  std::vector<double> lag;  ///< mean seconds from arrival to reaching the step, waits left out; 0 without visits
};

/// Solves the traffic equations x = start + P'x (Jackson, 1957) of a segment, with every share at its mean over the
/// clock from `from` to `to`. Patience and full steps are ignored: this is what is offered, not what is
/// served. `attempts` bound each
/// coming by a route on its own. Cost: proportional to the routes; steps on a common loop are iterated (Gauss-Seidel)
/// to a relative change of 1e-13, loops that hardly ever end but by patience through a bounded number of sweeps.
/// A segment without a start has no flow.
Flow flow_of(const Blueprint& blueprint, SegmentId segment, double from, double to);

/// Branches of a fork are followed each by its own share, five forks deep; work that a step starts, as far as it goes.
/// The same for a journey that stands at `first`, and is followed until it comes there again or has left a step of
/// `last` (by StepId); branches then count together as long as the one that is waited for.
Flow flow_from(const Blueprint& blueprint, SegmentId segment, double from, double to, StepId first,
               const std::vector<bool>& last);

/// Whether flow_of depends on the clock.
bool flow_follows_clock(const Blueprint& blueprint);

/// Journeys of the segment arriving per second, mean over the clock; of interarrival times the long-run rate.
double arrival_rate(const Segment& segment, double from, double to);

}  // namespace throughline
