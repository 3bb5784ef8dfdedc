// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "statistics/interval.hpp"

namespace throughline {

/// Mean of independent replications with Student's interval (Law, 2015, 4.5). Absent without values; no interval for
/// one.
Figure mean_of(std::span<const double> values, double confidence);

/// Ratio of totals over independent replications, interval by the delta method (Cochran, 1977, 6.4; Law, 2015, 9.5.2):
/// the residuals y - r x have mean zero, and their spread carries over to r.
Figure ratio_of_totals(std::span<const double> numerators, std::span<const double> denominators, double confidence);

/// A ratio of totals that counts successes among trials: the interval stays in [0, 1], and where no trial or every
/// trial succeeded, so that the replications show no spread, it is the exact one of that many trials (Clopper and
/// Pearson, 1934).
Figure share_of_totals(std::span<const double> successes, std::span<const double> trials, double confidence);

}  // namespace throughline
