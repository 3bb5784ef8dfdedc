// SPDX-License-Identifier: MIT
#include "statistics/standard_deviation.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "statistics/ratio.hpp"

namespace throughline {

namespace {

/// A ratio of totals, replication by replication.
struct Totals {
  std::vector<double> numerators;
  std::vector<double> denominators;
};

Totals sums_of(std::span<const Moments> replications) {
  Totals totals;
  for (const Moments& moments : replications) {
    totals.numerators.push_back(moments.sum);
    totals.denominators.push_back(moments.count);
  }
  return totals;
}

Totals squares_of(std::span<const Moments> replications, double mean) {
  Totals totals;
  for (const Moments& moments : replications) {
    totals.numerators.push_back(std::max(0.0, moments.squares_about(mean)));
    totals.denominators.push_back(moments.count);
  }
  return totals;
}

}  // namespace

Figure pooled_mean(std::span<const Moments> replications, double confidence) {
  const Totals sums = sums_of(replications);
  return ratio_of_totals(sums.numerators, sums.denominators, confidence);
}

std::optional<Influence> influence_of_mean(std::span<const Moments> replications) {
  const Totals sums = sums_of(replications);
  return influence_of_ratio(sums.numerators, sums.denominators);
}

Figure pooled_standard_deviation(std::span<const Moments> replications, double confidence) {
  const Figure mean = pooled_mean(replications, confidence);
  if (!mean.value) return mean;
  const Totals squares = squares_of(replications, *mean.value);
  const Figure variance = ratio_of_totals(squares.numerators, squares.denominators, confidence);
  const double deviation = std::sqrt(*variance.value);
  if (!variance.high) return Figure::without_interval(deviation, variance.reason);
  return {deviation, std::sqrt(std::max(0.0, *variance.low)), std::sqrt(std::max(0.0, *variance.high)), {}};
}

std::optional<Influence> influence_of_standard_deviation(std::span<const Moments> replications) {
  const std::optional<Influence> mean = influence_of_mean(replications);
  if (!mean) return std::nullopt;
  const Totals squares = squares_of(replications, mean->value);
  std::optional<Influence> influence = influence_of_ratio(squares.numerators, squares.denominators);
  influence->value = std::sqrt(influence->value);
  for (double& move : influence->moves) move = influence->value > 0.0 ? move / (2.0 * influence->value) : 0.0;
  return influence;
}

}  // namespace throughline
