// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace throughline {

// How long a queue remembers its beginning: the time in which the distance to the steady state shrinks by a factor e,
// or a bound of it. Any unit of time, the same throughout. Every one is at least a mean service.

/// M/M/c: 1 / (sqrt(c mu) - sqrt(lambda))^2 (Morse, 1955; Karlin and McGregor, 1958). Requires a load below 1.
double queue_relaxation(double arrival_rate, double service_rate, std::uint32_t servers);

/// The same for a queue of at most `places` who wait (Takacs, 1962); any load.
double queue_relaxation(double arrival_rate, double service_rate, std::uint32_t servers, double places);

/// One server of any law: that of M/M/1, longer as the spread of services is wider (Whitt, 1989). `cv2`: variance over
/// squared mean. Requires a load below 1.
double general_relaxation(double arrival_rate, double mean_service, double cv2);

/// Whoever comes and goes by rates that differ, between neighboring numbers of customers, by `least_rate` at least
/// (birth and death; Granovsky and Zeifman, 1997): patience, populations, losses.
double death_relaxation(double service_rate, double least_rate);

}  // namespace throughline
