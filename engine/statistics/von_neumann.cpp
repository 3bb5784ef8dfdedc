// SPDX-License-Identifier: MIT
#include "statistics/von_neumann.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>

namespace throughline {

double von_neumann_score(std::span<const double> series) {
  if (series.size() < 3) return 0.0;
  const auto n = static_cast<double>(series.size());
  const double mean = std::accumulate(series.begin(), series.end(), 0.0) / n;
  double squares = 0.0;
  double differences = 0.0;
  for (std::size_t index = 0; index < series.size(); ++index) {
    squares += (series[index] - mean) * (series[index] - mean);
    if (index == 0) continue;
    const double difference = series[index] - series[index - 1];
    differences += difference * difference;
  }
  if (squares == 0.0) return 0.0;
  return (2.0 - differences / squares) / std::sqrt(4.0 * (n - 2.0) / (n * n - 1.0));
}

}  // namespace throughline
