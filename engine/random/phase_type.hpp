// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "random/exact_moments.hpp"

namespace throughline {

/// The time to absorption of a Markov chain (Neuts, 1981), for its moments: initial probabilities and sub-generator T.
class PhaseType {
 public:
  /// As in Distribution::table: n initial probabilities, then the n x n sub-generator, row by row.
  explicit PhaseType(std::span<const double> table);

  /// E min(X, limit) and E min(X, limit)^2.
  struct Limited {
    double first = 0.0;
    double second = 0.0;
    ExactMoments central() const { return {first, second - first * first}; }
  };
  Limited limited(double limit) const;

  /// P(X > x).
  double survival(double x) const;

  /// Of min(X, to) - min(X, from).
  ExactMoments clamped(double from, double to) const;

 private:
  std::vector<double> survivals(double x) const;
  std::vector<double> solve(std::vector<double> right) const;
  double initially(const std::vector<double>& values) const;

  std::size_t count_;
  std::span<const double> initial_;
  std::span<const double> generator_;
};

}  // namespace throughline
