// SPDX-License-Identifier: MIT
#include "statistics/independent_difference.hpp"

#include <cmath>

namespace throughline {

Figure independent_difference(const Uncertain& one, const Uncertain& other, double confidence) {
  const double variance = one.error * one.error;
  const double other_variance = other.error * other.error;
  const double apart = one.value - other.value;
  const double sum = variance + other_variance;
  if (sum == 0.0) return Figure::around(apart, 0.0);
  // Welch (1947); as shares of the sum, whose squares a double holds.
  const double share = variance / sum;
  const double other_share = other_variance / sum;
  const double degrees = 1.0 / (share * share / one.degrees + other_share * other_share / other.degrees);
  return Figure::around(apart, student_t(degrees, confidence) * std::sqrt(sum));
}

Figure independent_difference_of_shares(const Figure& one, const Figure& other) {
  const double apart = *one.value - *other.value;
  return {apart,
          apart - std::hypot(*one.value - *one.low, *other.high - *other.value),
          apart + std::hypot(*one.high - *one.value, *other.value - *other.low),
          {}};
}

double error_of_interval(double low, double high, double degrees, double confidence) {
  return (high - low) / 2.0 / student_t(degrees, confidence);
}

}  // namespace throughline
