// SPDX-License-Identifier: MIT
#include "statistics/screening.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace throughline {

Screening::Screening(std::size_t alternatives, double indifference, double confidence, Looking looking)
    : alternatives_(alternatives),
      indifference_(indifference),
      error_((1.0 - confidence) / static_cast<double>(alternatives - 1)),
      looking_(looking),
      left_(alternatives) {
  assert(alternatives >= 2 && indifference > 0.0);
  std::iota(left_.begin(), left_.end(), std::size_t{0});
}

void Screening::take_variances(std::span<const Influence> figures, double units) {
  const double degrees = static_cast<double>(figures.front().moves.size()) - 1.0;
  if (looking_ == Looking::once) {
    scale_ = student_t(degrees, 1.0 - 2.0 * error_);
  } else {
    // Kim and Nelson, 2001, with c = 1: h^2 = 2 eta (n0 - 1), eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2.
    // Rounded: the last bits of the C library's powers are nobody's promise.
    scale_ = static_cast<float>((std::pow(2.0 * error_, -2.0 / degrees) - 1.0) * degrees);
  }
  variances_.resize(alternatives_ * alternatives_);
  for (std::size_t one = 0; one < alternatives_; ++one) {
    for (std::size_t other = 0; other < one; ++other) {
      const double error = spread_of(difference(figures[one], figures[other]).moves).error;
      variances_[one * alternatives_ + other] = variances_[other * alternatives_ + one] = units * error * error;
    }
  }
}

double Screening::reach(std::size_t one, std::size_t other, double units) const {
  const double variance = this->variance(one, other);
  if (looking_ == Looking::once) return std::max(0.0, scale_ * std::sqrt(variance / units) - indifference_);
  return std::max(0.0, scale_ * variance / (2.0 * indifference_ * units) - indifference_ / 2.0);
}

void Screening::look(std::span<const Influence> figures, std::uint64_t units) {
  assert(figures.size() == alternatives_);
  const auto n = static_cast<double>(units);
  if (variances_.empty()) take_variances(figures, n);
  const auto is_beaten = [&](std::size_t one) {
    return std::any_of(left_.begin(), left_.end(), [&](std::size_t other) {
      if (one == other) return false;
      const double needed = reach(one, other, n);
      const double behind = figures[one].value - figures[other].value;
      // Where nothing is left to be learned, equals fall to the first named.
      return behind > needed || (needed == 0.0 && behind == 0.0 && other < one);
    });
  };
  std::vector<std::size_t> left;
  std::copy_if(left_.begin(), left_.end(), std::back_inserter(left), [&](std::size_t one) { return !is_beaten(one); });
  left_ = std::move(left);

  constexpr double beyond_reason = 1e15;
  double most = 0.0;
  for (const std::size_t one : left_) {
    for (const std::size_t other : left_) {
      if (one == other) continue;
      const double apart = std::abs(figures[one].value - figures[other].value) + indifference_;
      const double needed = looking_ == Looking::once ? scale_ * scale_ * variance(one, other) / (apart * apart)
                                                      : scale_ * variance(one, other) / (indifference_ * indifference_);
      most = std::max(most, needed);
    }
  }
  longest_ = static_cast<std::uint64_t>(std::min(beyond_reason, std::floor(most) + 1.0));
}

}  // namespace throughline
