// SPDX-License-Identifier: MIT
#include "statistics/influence.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace throughline {
namespace {

/// The quantile t of Student's law, for a studentized mean of n values of this skewness: solves cubic equations, so no
/// skewness breaks it.
double bent(double t, double skewness, double n) {
  const double slope = skewness / std::sqrt(n);
  const double shifted = t - slope / 6.0;
  // Rounded, because the last bits of the C library's roots are nobody's promise.
  const double root = static_cast<float>(std::cbrt(1.0 + slope * shifted));
  return 3.0 * shifted / (root * root + root + 1.0);
}

/// The quantile t of Student's law, further out by what squared skewness adds to it in n values: Hall, 1983.
double cautious(double t, double squared_skewness, double n) {
  return t + 5.0 * t * (4.0 * t * t - 1.0) / 72.0 * squared_skewness / n;
}

}  // namespace

Spread spread_of(std::span<const double> moves) {
  assert(moves.size() >= 2);
  const auto n = static_cast<double>(moves.size());
  double squares = 0.0;
  double cubes = 0.0;
  for (const double move : moves) {
    squares += move * move;
    cubes += move * move * move;
  }
  Spread spread{std::sqrt((n - 1.0) / n * squares), 0.0, n - 1.0, 0.0};
  // Two units cannot tell skewness from a difference in size.
  if (squares > 0.0 && moves.size() > 2) spread.skewness = cubes / n / (squares / n * std::sqrt(squares / n));
  spread.doubt = spread.skewness * spread.skewness;
  return spread;
}

Figure interval_about(double value, const Spread& spread, double confidence) {
  const double n = spread.degrees + 1.0;
  const double t = cautious(student_t(spread.degrees, confidence), spread.doubt, n);
  return {value,
          value - spread.error * bent(t, spread.skewness, n),
          value - spread.error * bent(-t, spread.skewness, n),
          {}};
}

std::vector<double> moves_of_ratio(std::span<const double> numerators, std::span<const double> denominators,
                                   double ratio, double denominator) {
  assert(numerators.size() == denominators.size());
  std::vector<double> moves(numerators.size());
  for (std::size_t index = 0; index < moves.size(); ++index) {
    moves[index] = (numerators[index] - ratio * denominators[index]) / (denominator - denominators[index]);
  }
  return moves;
}

Influence in_sections(const Influence& influence, std::span<const std::uint64_t> sizes) {
  const auto n = static_cast<double>(influence.moves.size());
  Influence result{influence.value, {}, influence.harmless};
  auto unit = influence.moves.begin();
  for (const std::uint64_t size : sizes) {
    double sum = 0.0;
    for (std::uint64_t each = 0; each < size; ++each) sum += *unit++;
    result.moves.push_back(sum * (n - 1.0) / (n - static_cast<double>(size)));
  }
  assert(unit == influence.moves.end());
  return result;
}

Influence difference(const Influence& one, const Influence& other) {
  assert(one.moves.size() == other.moves.size());
  Influence result{one.value - other.value, one.moves, std::max(one.harmless, other.harmless)};
  for (std::size_t index = 0; index < result.moves.size(); ++index) result.moves[index] -= other.moves[index];
  return result;
}

std::optional<double> variance_ratio(const Influence& one, const Influence& other) {
  const double apart = spread_of(one.moves).error;
  const double as_well = spread_of(other.moves).error;
  const double together = spread_of(difference(one, other).moves).error;
  // An error that is rounding alone is none.
  const double rounding = 1e-12 * (apart + as_well + std::abs(one.value) + std::abs(other.value));
  if (!(together > rounding)) return std::nullopt;
  return (apart * apart + as_well * as_well) / (together * together);
}

}  // namespace throughline
