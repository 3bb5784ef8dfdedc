// SPDX-License-Identifier: MIT
#pragma once

#include "statistics/interval.hpp"

namespace throughline {

/// A figure and how far it may be from the truth.
struct Uncertain {
  double value = 0.0;
  double error = 0.0;    ///< standard error, at least 0
  double degrees = 1.0;  ///< of freedom, at least 1
};

/// One figure less another that has luck of its own, with Student's interval; its degrees of freedom are those of Welch
/// (1947).
Figure independent_difference(const Uncertain& one, const Uncertain& other, double confidence);

/// The same of two shares by their own intervals, which must be there: square-and-add (Newcombe, 1998, method 10).
Figure independent_difference_of_shares(const Figure& one, const Figure& other);

/// The standard error that Student's interval of this width speaks of. Requires degrees >= 1, 0 < confidence < 1.
double error_of_interval(double low, double high, double degrees, double confidence);

}  // namespace throughline
