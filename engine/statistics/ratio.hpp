// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "statistics/influence.hpp"
#include "statistics/interval.hpp"

namespace throughline {

/// Mean of independent replications: the ratio of their total to their number, with the interval of ratio_of_totals.
/// Absent without values; no interval for one.
Figure mean_of(std::span<const double> values, double confidence);

/// Ratio of totals over independent replications. The spread is the jackknife's (Cochran, 1977, 6.4 and 6.17), the
/// interval Student's, bent by the skewness of the replications (Hall, 1992), so that it misses to both sides alike:
/// waits of busy days are skewed. Where no numerator and no denominator is negative the ratio cannot be, and the
/// interval begins at 0 or above. No interval where one replication holds all observations.
Figure ratio_of_totals(std::span<const double> numerators, std::span<const double> denominators, double confidence);

/// A ratio of totals that counts successes among trials. The interval is Wilson's (1927) for as many independent trials
/// as would have the spread that the replications show (Korn and Graubard, 1998): it stays within [0, 1] and holds for
/// rare events too. Where the replications show no spread, as where no trial or every trial succeeded, all trials
/// count.
Figure share_of_totals(std::span<const double> successes, std::span<const double> trials, double confidence);

/// How the replications move a ratio of totals; none where it has no interval.
std::optional<Influence> influence_of_ratio(std::span<const double> numerators, std::span<const double> denominators);

}  // namespace throughline
