// SPDX-License-Identifier: MIT
#pragma once

#include "throughline/arrivals_section.hpp"
#include "throughline/schedule.hpp"

namespace throughline {

/// Customers per second over the clock, on average: every member of a batch counts, whoever does not show up does not.
/// Of a population, how many would come if journeys took no time. Recorded times are counted by half hour and folded
/// onto the week. `starts`: the clock when the run begins; `length` of the run, seconds.
Schedule<double> mean_rate(const ArrivalsSection& arrivals, double starts, double length);

/// Whether two customers can come at the same moment by design, or so that services end with arrivals.
bool arrives_on_the_dot(const ArrivalsSection& arrivals);

}  // namespace throughline
