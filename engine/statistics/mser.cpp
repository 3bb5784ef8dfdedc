// SPDX-License-Identifier: MIT
#include "statistics/mser.hpp"

#include <limits>

namespace throughline {

Truncation mser_5(std::span<const double> series) {
  constexpr std::size_t taken_together = 5;
  constexpr std::size_t fewest = 10;
  const std::size_t means = series.size() / taken_together;
  if (means < fewest) return {0, false};

  // From the back, so that every truncation costs one step (Welford, 1962).
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  double mean = 0.0;
  double squares = 0.0;
  for (std::size_t left_out = means; left_out-- > 0;) {
    double value = 0.0;
    for (std::size_t index = 0; index < taken_together; ++index) value += series[left_out * taken_together + index];
    value /= static_cast<double>(taken_together);
    const auto kept = static_cast<double>(means - left_out);
    const double distance = value - mean;
    mean += distance / kept;
    squares += distance * (value - mean);
    const double error = squares / (kept * kept);
    if (4 * (means - left_out) < means || error > least) continue;
    least = error;
    best = left_out;
  }
  return {best * taken_together, 2 * best <= means};
}

}  // namespace throughline
