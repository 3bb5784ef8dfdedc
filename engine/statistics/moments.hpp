// SPDX-License-Identifier: MIT
#pragma once

namespace throughline {

/// Count, sum and sum of squares of observations; the squares about a center chosen beforehand near the mean, so that
/// no precision is lost where the spread is small. Faster than updating mean and variance, and adds up exactly as well.
struct Moments {
  double count = 0.0;
  double sum = 0.0;
  double squares = 0.0;  ///< of (x - center)
  double center = 0.0;

  void add(double x) noexcept {
    count += 1.0;
    sum += x;
    const double distance = x - center;
    squares += distance * distance;
  }

  /// Sum of (x - other)^2.
  double squares_about(double other) const noexcept {
    const double shift = center - other;
    return squares + 2.0 * shift * (sum - count * center) + count * shift * shift;
  }

  Moments& operator+=(const Moments& more) noexcept {
    if (count == 0.0) center = more.center;
    squares += more.squares_about(center);
    sum += more.sum;
    count += more.count;
    return *this;
  }

  /// What has been added since `earlier`.
  Moments since(const Moments& earlier) const noexcept {
    return {count - earlier.count, sum - earlier.sum, squares - earlier.squares_about(center), center};
  }

  bool operator==(const Moments&) const = default;
};

}  // namespace throughline
