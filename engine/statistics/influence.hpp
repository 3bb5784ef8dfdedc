// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "statistics/interval.hpp"

namespace throughline {

/// A figure, and how far leaving out each of the independent units that it rests on (replications, or sections of them)
/// moves it, to first order. Two figures of the same units differ by the difference of their moves, so luck that both
/// share cancels (jackknife: Tukey, 1958; Efron and Stein, 1981).
struct Influence {
  double value = 0.0;
  std::vector<double> moves;  ///< unit by unit; at least two
  double harmless = 0.0;      ///< squared skewness of the moves that is no reason for doubt

  bool operator==(const Influence&) const = default;
};

/// How a figure varies with its units.
struct Spread {
  double error = 0.0;     ///< standard error
  double skewness = 0.0;  ///< of what a unit adds to the figure
  double degrees = 0.0;   ///< of freedom
  double doubt = 0.0;     ///< squared skewness that the units may hide; all of it where nothing else is known
};

/// Requires at least two moves.
Spread spread_of(std::span<const double> moves);

/// The ends of Student's interval about a value with this spread, bent by the skewness of the units (Hall, 1992,
/// equation 3.6), so that it misses to both sides alike. A few units show less skewness than they have; so the interval
/// is wider by the term that the doubt adds to the second order of the expansion of Cornish and Fisher for a
/// studentized mean (Hall, 1983). `./dev study coverage` shows what it is needed for.
Figure interval_about(double value, const Spread& spread, double confidence);

/// Leaving out a unit moves a ratio of totals by its residual over the denominators of the others. Requires that no
/// unit holds the whole denominator.
std::vector<double> moves_of_ratio(std::span<const double> numerators, std::span<const double> denominators,
                                   double ratio, double denominator);

/// The same figure by sections of so many consecutive units: how far leaving out a whole section moves it.
Influence in_sections(const Influence& influence, std::span<const std::uint64_t> sizes);

/// One figure less the other. Requires: the same units, met by the same luck.
Influence difference(const Influence& one, const Influence& other);

/// What common luck bought: the variance that the difference would have with luck of its own for each figure, over the
/// variance that it has (Law, 2015, 11.2). Absent where the difference does not vary.
std::optional<double> variance_ratio(const Influence& one, const Influence& other);

}  // namespace throughline
