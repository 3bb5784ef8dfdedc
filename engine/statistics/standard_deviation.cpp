// SPDX-License-Identifier: MIT
#include "statistics/standard_deviation.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "statistics/ratio.hpp"

namespace throughline {

Figure pooled_mean(std::span<const Moments> replications, double confidence) {
  std::vector<double> sums;
  std::vector<double> counts;
  for (const Moments& moments : replications) {
    sums.push_back(moments.sum);
    counts.push_back(moments.count);
  }
  return ratio_of_totals(sums, counts, confidence);
}

Figure pooled_standard_deviation(std::span<const Moments> replications, double confidence) {
  const Figure mean = pooled_mean(replications, confidence);
  if (!mean.value) return mean;
  std::vector<double> squares;
  std::vector<double> counts;
  for (const Moments& moments : replications) {
    squares.push_back(std::max(0.0, moments.squares_about(*mean.value)));
    counts.push_back(moments.count);
  }
  const Figure variance = ratio_of_totals(squares, counts, confidence);
  const double deviation = std::sqrt(*variance.value);
  if (!variance.high) return Figure::without_interval(deviation, variance.reason);
  return {deviation, std::sqrt(std::max(0.0, *variance.low)), std::sqrt(std::max(0.0, *variance.high)), {}};
}

}  // namespace throughline
