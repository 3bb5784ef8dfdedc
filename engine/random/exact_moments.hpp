// SPDX-License-Identifier: MIT
#pragma once

#include "throughline/distribution.hpp"

namespace throughline {

struct ExactMoments {
  double mean = 0.0;      ///< seconds
  double variance = 0.0;  ///< seconds squared
};

/// Of what is drawn: after truncation, shift and clamping. Closed forms; where a clamp cuts into a law, the integral of
/// its survival function, to a relative error of about 1e-12. The last bits come from the C library and may differ
/// between CPUs: nothing that reaches a simulated value may depend on them.
ExactMoments exact_moments(const Distribution& distribution);

/// P(X > x) of the law alone, before shift and clamping. Not for mixtures, whose parts have shifts and clamps of their
/// own.
double survival(const Distribution& distribution, double x);

}  // namespace throughline
