// SPDX-License-Identifier: MIT
#include "statistics/ratio.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

#include "statistics/influence.hpp"

namespace throughline {
namespace {

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

bool none_negative(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value >= 0.0; });
}

/// Why totals over these denominators have no interval; empty where they have one.
std::string obstacle(std::span<const double> denominators) {
  if (denominators.size() == 1) return "one replication";
  const auto used = std::count_if(denominators.begin(), denominators.end(), [](double value) { return value != 0.0; });
  return used == 1 ? "all observations in one replication" : "";
}

}  // namespace

Figure mean_of(std::span<const double> values, double confidence) {
  if (values.empty()) return Figure::absent("no replication");
  return ratio_of_totals(values, std::vector<double>(values.size(), 1.0), confidence);
}

Figure ratio_of_totals(std::span<const double> numerators, std::span<const double> denominators, double confidence) {
  assert(numerators.size() == denominators.size());
  const double denominator = sum_of(denominators);
  if (denominator == 0.0) return Figure::absent("no observation");
  const double ratio = sum_of(numerators) / denominator;
  std::string reason = obstacle(denominators);
  if (!reason.empty()) return Figure::without_interval(ratio, std::move(reason));
  const Spread spread = spread_of(moves_of_ratio(numerators, denominators, ratio, denominator));
  Figure figure = interval_about(ratio, spread, confidence);
  const bool positive = none_negative(numerators) && none_negative(denominators);
  if (positive) figure.low = std::max(0.0, *figure.low);
  return figure;
}

Figure share_of_totals(std::span<const double> successes, std::span<const double> trials, double confidence) {
  assert(successes.size() == trials.size());
  const double total = sum_of(trials);
  if (total == 0.0) return Figure::absent("no observation");
  // Rounding alone leads beyond.
  assert(std::abs(sum_of(successes) / total - 0.5) < 0.5 + 1e-9);
  const double share = std::clamp(sum_of(successes) / total, 0.0, 1.0);
  std::string reason = obstacle(trials);
  if (!reason.empty()) return Figure::without_interval(share, std::move(reason));
  const Spread spread = spread_of(moves_of_ratio(successes, trials, share, total));
  const double variance = share * (1.0 - share);
  // An error that is rounding alone is none.
  const double effective = spread.error > 1e-12 && variance > 0.0 ? variance / (spread.error * spread.error) : total;
  const double t = student_t(spread.degrees, confidence);
  const double weight = t * t / effective;
  const double center = (share + weight / 2.0) / (1.0 + weight);
  const double half_width = std::sqrt(weight * (variance + weight / 4.0)) / (1.0 + weight);
  return {share, std::clamp(center - half_width, 0.0, share), std::clamp(center + half_width, share, 1.0), {}};
}

std::optional<Influence> influence_of_ratio(std::span<const double> numerators, std::span<const double> denominators) {
  const double denominator = sum_of(denominators);
  if (denominator == 0.0 || !obstacle(denominators).empty()) return std::nullopt;
  const double ratio = sum_of(numerators) / denominator;
  return Influence{ratio, moves_of_ratio(numerators, denominators, ratio, denominator)};
}

}  // namespace throughline
