// SPDX-License-Identifier: MIT
#include "statistics/input_variance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <vector>

namespace throughline {
namespace {

bool has_place(Scale scale, double value) {
  return scale == Scale::plain || (value > 0.0 && (scale == Scale::logarithm || value < 1.0));
}

/// The value that lies so far from this one on the scale.
double moved(Scale scale, double value, double distance) {
  if (scale == Scale::plain) return value + distance;
  // Rounded, because the last bits of the C library's exponentials are nobody's promise.
  const double factor = static_cast<float>(std::exp(distance));
  if (scale == Scale::logarithm) return value * factor;
  const double odds = value / (1.0 - value) * factor;
  return odds / (1.0 + odds);
}

}  // namespace

double input_variance(std::span<const double> figures) {
  assert(figures.size() >= 2);
  const auto count = static_cast<double>(figures.size());
  double sum = 0.0;
  for (const double figure : figures) sum += figure;
  double squares = 0.0;
  for (const double figure : figures) squares += (figure - sum / count) * (figure - sum / count);
  return squares / (count - 1.0);
}

double input_variance(std::span<const Influence> figures) {
  const auto count = static_cast<double>(figures.size());
  std::vector<double> values;
  std::vector<double> common(figures.front().moves.size());
  for (const Influence& figure : figures) {
    assert(figure.moves.size() == common.size());
    values.push_back(figure.value);
    for (std::size_t unit = 0; unit < common.size(); ++unit) common[unit] += figure.moves[unit] / count;
  }
  double luck = 0.0;
  std::vector<double> apart(common.size());
  for (const Influence& figure : figures) {
    for (std::size_t unit = 0; unit < common.size(); ++unit) apart[unit] = figure.moves[unit] - common[unit];
    const double error = spread_of(apart).error;
    luck += error * error / (count - 1.0);
  }
  return std::max(0.0, input_variance(std::span<const double>(values)) - luck);
}

Scale scale_for(std::span<const double> figures, bool are_shares) {
  const Scale scale = are_shares ? Scale::log_odds : Scale::logarithm;
  const bool fits =
      std::all_of(figures.begin(), figures.end(), [scale](double figure) { return has_place(scale, figure); });
  return fits ? scale : Scale::plain;
}

double on_scale(Scale scale, double value) {
  switch (scale) {
    case Scale::plain:
      break;
    case Scale::logarithm:
      return std::log(value);
    case Scale::log_odds:
      return std::log(value / (1.0 - value));
  }
  return value;
}

Influence on_scale(Scale scale, Influence figure) {
  const double value = figure.value;
  const double slope = scale == Scale::plain       ? 1.0
                       : scale == Scale::logarithm ? 1.0 / value
                                                   : 1.0 / (value * (1.0 - value));
  figure.value = on_scale(scale, value);
  for (double& move : figure.moves) move *= slope;
  return figure;
}

Figure widened(Figure figure, double half_width, Scale scale) {
  if (!figure.value || !figure.low || !figure.high) return figure;
  for (std::optional<double>* const end : {&figure.low, &figure.high}) {
    if (!has_place(scale, **end)) continue;
    const double distance = on_scale(scale, **end) - on_scale(scale, *figure.value);
    const double further = std::sqrt(distance * distance + half_width * half_width);
    const bool is_low = end == &figure.low;
    const double outer = moved(scale, *figure.value, is_low ? -further : further);
    *end = is_low ? std::min(**end, outer) : std::max(**end, outer);
  }
  return figure;
}

}  // namespace throughline
