// SPDX-License-Identifier: MIT
#include "statistics/ratio.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace throughline {
namespace {

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// How a ratio of totals varies with its replications.
struct Spread {
  double error = 0.0;     ///< standard error
  double skewness = 0.0;  ///< of what a replication adds to the ratio
  double degrees = 0.0;   ///< of freedom
};

/// Leaving out a replication moves the ratio by its residual over the denominators of the others. Requires that no
/// replication holds the whole denominator.
Spread spread_of(std::span<const double> numerators, std::span<const double> denominators, double ratio,
                 double denominator) {
  const auto n = static_cast<double>(numerators.size());
  double squares = 0.0;
  double cubes = 0.0;
  for (std::size_t index = 0; index < numerators.size(); ++index) {
    const double move = (numerators[index] - ratio * denominators[index]) / (denominator - denominators[index]);
    squares += move * move;
    cubes += move * move * move;
  }
  Spread spread{std::sqrt((n - 1.0) / n * squares), 0.0, n - 1.0};
  // Two replications cannot tell skewness from a difference in size.
  if (squares > 0.0 && numerators.size() > 2) spread.skewness = cubes / n / (squares / n * std::sqrt(squares / n));
  return spread;
}

/// The quantile t of Student's law, for a studentized mean of n values of this skewness (Hall, 1992, equation 3.6):
/// solves cubic equations, so no skewness breaks it.
double bent(double t, double skewness, double n) {
  const double slope = skewness / std::sqrt(n);
  const double shifted = t - slope / 6.0;
  // Rounded, because the last bits of the C library's roots are nobody's promise.
  const double root = static_cast<float>(std::cbrt(1.0 + slope * shifted));
  return 3.0 * shifted / (root * root + root + 1.0);
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
  const Spread spread = spread_of(numerators, denominators, ratio, denominator);
  const double t = student_t(spread.degrees, confidence);
  const double n = spread.degrees + 1.0;
  const double low = ratio - spread.error * bent(t, spread.skewness, n);
  const double high = ratio - spread.error * bent(-t, spread.skewness, n);
  const bool positive = none_negative(numerators) && none_negative(denominators);
  return {ratio, positive ? std::max(0.0, low) : low, high, {}};
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
  const Spread spread = spread_of(successes, trials, share, total);
  const double variance = share * (1.0 - share);
  // An error that is rounding alone is none.
  const double effective = spread.error > 1e-12 && variance > 0.0 ? variance / (spread.error * spread.error) : total;
  const double t = student_t(spread.degrees, confidence);
  const double weight = t * t / effective;
  const double center = (share + weight / 2.0) / (1.0 + weight);
  const double half_width = std::sqrt(weight * (variance + weight / 4.0)) / (1.0 + weight);
  return {share, std::clamp(center - half_width, 0.0, share), std::clamp(center + half_width, share, 1.0), {}};
}

}  // namespace throughline
