// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "statistics/influence.hpp"
#include "statistics/interval.hpp"
#include "statistics/moments.hpp"

namespace throughline {

/// Mean of the pooled observations of independent replications, as a ratio of totals.
Figure pooled_mean(std::span<const Moments> replications, double confidence);

/// Standard deviation of the pooled observations. Their variance is a ratio of totals, of squares about the pooled mean
/// to observations (the mean's own error does not move it to first order); the interval is the root of the variance's.
Figure pooled_standard_deviation(std::span<const Moments> replications, double confidence);

/// How the replications move the one and the other; none where it has no interval.
std::optional<Influence> influence_of_mean(std::span<const Moments> replications);
std::optional<Influence> influence_of_standard_deviation(std::span<const Moments> replications);

}  // namespace throughline
