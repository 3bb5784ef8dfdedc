// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "statistics/interval.hpp"
#include "statistics/moments.hpp"

namespace throughline {

/// Mean of the pooled observations of independent replications, as a ratio of totals.
Figure pooled_mean(std::span<const Moments> replications, double confidence);

/// Standard deviation of the pooled observations; interval by the delta method: the variance is a ratio of totals, of
/// squares about the pooled mean to observations, and its root follows (Casella and Berger, 2002, 5.5.4).
Figure pooled_standard_deviation(std::span<const Moments> replications, double confidence);

}  // namespace throughline
