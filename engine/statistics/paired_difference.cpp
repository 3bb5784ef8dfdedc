// SPDX-License-Identifier: MIT
#include "statistics/paired_difference.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace throughline {
namespace {

double correlation(const Influence& one, const Influence& other) {
  double products = 0.0;
  double squares = 0.0;
  double other_squares = 0.0;
  for (std::size_t index = 0; index < one.moves.size(); ++index) {
    products += one.moves[index] * other.moves[index];
    squares += one.moves[index] * one.moves[index];
    other_squares += other.moves[index] * other.moves[index];
  }
  const double scale = std::sqrt(squares * other_squares);
  return scale > 0.0 ? products / scale : 0.0;
}

bool varies(const Influence& influence) {
  return spread_of(influence.moves).error > 1e-12;
}

}  // namespace

Figure paired_difference(const Influence& one, const Influence& other, double confidence) {
  const Influence apart = difference(one, other);
  Spread spread = spread_of(apart.moves);
  // An error that is rounding alone is none.
  if (spread.error <= 1e-13 * (std::abs(one.value) + std::abs(other.value)))
    return {apart.value, apart.value, apart.value, {}};
  spread.doubt = std::max(0.0, spread.doubt - apart.harmless);
  return interval_about(apart.value, spread, confidence);
}

Figure paired_difference_of_shares(const Influence& one, const Figure& one_figure, const Influence& other,
                                   const Figure& other_figure, double confidence) {
  if (varies(one) && varies(other)) return paired_difference(one, other, confidence);
  if (!one_figure.low || !one_figure.high || !other_figure.low || !other_figure.high)
    return Figure::without_interval(one.value - other.value, "no interval");
  const double phi = correlation(one, other);
  const auto reach = [phi](double left, double right) {
    return std::sqrt(std::max(0.0, left * left - 2.0 * phi * left * right + right * right));
  };
  const double apart = one.value - other.value;
  return {apart,
          apart - reach(one.value - *one_figure.low, *other_figure.high - other.value),
          apart + reach(*one_figure.high - one.value, other.value - *other_figure.low),
          {}};
}

Figure ratio_of_changes(const Influence& effect, const Influence& change, double confidence) {
  assert(change.value != 0.0 && effect.moves.size() == change.moves.size());
  const double ratio = effect.value / change.value;
  std::vector<double> moves(effect.moves);
  for (std::size_t index = 0; index < moves.size(); ++index) {
    moves[index] = (moves[index] - ratio * change.moves[index]) / change.value;
  }
  return interval_about(ratio, spread_of(moves), confidence);
}

}  // namespace throughline
