// SPDX-License-Identifier: MIT
#include "statistics/ratio.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace throughline {

Figure mean_of(std::span<const double> values, double confidence) {
  if (values.empty()) return Figure::absent("no replication");
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  if (values.size() == 1) return Figure::without_interval(mean, "one replication");
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return Figure::around(mean, student_t(n - 1.0, confidence) * std::sqrt(squares / (n - 1.0) / n));
}

Figure ratio_of_totals(std::span<const double> numerators, std::span<const double> denominators, double confidence) {
  assert(numerators.size() == denominators.size());
  const double denominator = std::accumulate(denominators.begin(), denominators.end(), 0.0);
  if (denominator == 0.0) return Figure::absent("no observation");
  const double ratio = std::accumulate(numerators.begin(), numerators.end(), 0.0) / denominator;
  if (numerators.size() == 1) return Figure::without_interval(ratio, "one replication");
  const auto n = static_cast<double>(numerators.size());
  double squares = 0.0;
  for (std::size_t index = 0; index < numerators.size(); ++index) {
    const double residual = numerators[index] - ratio * denominators[index];
    squares += residual * residual;
  }
  return Figure::around(ratio,
                        student_t(n - 1.0, confidence) * std::sqrt(n / (n - 1.0) * squares) / std::abs(denominator));
}

Figure share_of_totals(std::span<const double> successes, std::span<const double> trials, double confidence) {
  Figure share = ratio_of_totals(successes, trials, confidence);
  if (!share.low) return share;
  const double total = std::accumulate(trials.begin(), trials.end(), 0.0);
  const double unlikely = std::pow((1.0 - confidence) / 2.0, 1.0 / total);
  if (*share.value <= 0.0) return {0.0, 0.0, 1.0 - unlikely, {}};
  if (*share.value >= 1.0) return {1.0, unlikely, 1.0, {}};
  share.low = std::max(0.0, *share.low);
  share.high = std::min(1.0, *share.high);
  return share;
}

}  // namespace throughline
