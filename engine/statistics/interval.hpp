// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace throughline {

/// A figure and its interval; what is absent has a reason.
struct Figure {
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  std::string reason;

  static Figure absent(std::string reason) { return {std::nullopt, std::nullopt, std::nullopt, std::move(reason)}; }
  static Figure without_interval(double value, std::string reason) {
    return {value, std::nullopt, std::nullopt, std::move(reason)};
  }
  static Figure around(double value, double half_width) { return {value, value - half_width, value + half_width, {}}; }
};

/// The t with P(|T| <= t) = confidence, of Student's law (1908). Requires degrees >= 1, 0 < confidence < 1.
double student_t(double degrees, double confidence);

/// How far out a normal variable would be that is as unlikely as this t of Student's law; with the sign of t. Infinite
/// beyond what a double tells from certainty. Requires degrees >= 1.
double normal_score(double t, double degrees);

/// How likely a chi-squared variable is above this (Pearson, 1900). Requires degrees >= 1, value >= 0.
double chi_squared_beyond(double value, double degrees);

}  // namespace throughline
