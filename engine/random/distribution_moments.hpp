// SPDX-License-Identifier: MIT
#pragma once

#include "throughline/distribution.hpp"

namespace throughline {

/// First two moments of what is drawn: seconds and seconds squared.
struct DrawnMoments {
  double mean = 0.0;
  double second = 0.0;
};

/// After truncation, shift and clamping. Closed forms; clamped laws by integrating the distribution function up to the limits.
DrawnMoments moments_of(const Distribution& distribution);

/// P(draw <= x), shift and clamping included.
double distribution_function(const Distribution& distribution, double x);

}  // namespace throughline
