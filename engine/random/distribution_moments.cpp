// SPDX-License-Identifier: MIT
#include "random/distribution_moments.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numeric>
#include <vector>

namespace throughline {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

DrawnMoments from_variance(double mean, double variance) { return {mean, variance + mean * mean}; }

/// A phase type as numbers: initial probabilities and the sub-generator, row by row.
struct Phases {
  std::size_t count;
  std::vector<double> initial;
  const double* rates;

  explicit Phases(const Distribution& law)
      : count(static_cast<std::size_t>(std::lround((std::sqrt(1.0 + 4.0 * static_cast<double>(law.table.size())) - 1.0) / 2.0))),
        initial(law.table.begin(), law.table.begin() + static_cast<std::ptrdiff_t>(count)),
        rates(law.table.data() + count) {}
};

/// Solves (-Q) x = b by elimination with partial pivoting; a handful of phases.
std::vector<double> solve_generator(const Phases& phases, std::vector<double> right) {
  const std::size_t n = phases.count;
  std::vector<double> matrix(n * n);
  for (std::size_t index = 0; index < n * n; ++index) matrix[index] = -phases.rates[index];
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < n; ++row) {
      if (std::abs(matrix[row * n + column]) > std::abs(matrix[pivot * n + column])) pivot = row;
    }
    for (std::size_t other = 0; other < n; ++other) std::swap(matrix[column * n + other], matrix[pivot * n + other]);
    std::swap(right[column], right[pivot]);
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = matrix[row * n + column] / matrix[column * n + column];
      for (std::size_t other = column; other < n; ++other) matrix[row * n + other] -= factor * matrix[column * n + other];
      right[row] -= factor * right[column];
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t other = row + 1; other < n; ++other) right[row] -= matrix[row * n + other] * right[other];
    right[row] /= matrix[row * n + row];
  }
  return right;
}

/// E[T^k] = k! initial (-Q)^-k 1 (Neuts, 1981).
DrawnMoments phase_type_moments(const Distribution& law) {
  const Phases phases(law);
  const std::vector<double> once = solve_generator(phases, std::vector<double>(phases.count, 1.0));
  const std::vector<double> twice = solve_generator(phases, once);
  return {std::inner_product(phases.initial.begin(), phases.initial.end(), once.begin(), 0.0),
          2.0 * std::inner_product(phases.initial.begin(), phases.initial.end(), twice.begin(), 0.0)};
}

/// By uniformization (Jensen, 1953).
double phase_type_survival(const Distribution& law, double x) {
  const Phases phases(law);
  const std::size_t n = phases.count;
  double rate = 0.0;
  for (std::size_t phase = 0; phase < n; ++phase) rate = std::max(rate, -phases.rates[phase * n + phase]);
  std::vector<double> place = phases.initial;
  // Poisson weights from the logarithm: far tails underflow to zero and are skipped.
  const double mean = rate * x;
  const auto terms = static_cast<std::size_t>(mean + 12.0 * std::sqrt(mean) + 40.0);
  double survival = 0.0;
  for (std::size_t step = 0; step <= terms; ++step) {
    const double weight = std::exp(static_cast<double>(step) * std::log(std::max(mean, 1e-300)) - mean - std::lgamma(static_cast<double>(step) + 1.0));
    survival += weight * std::accumulate(place.begin(), place.end(), 0.0);
    std::vector<double> next = place;
    for (std::size_t from = 0; from < n; ++from) {
      for (std::size_t to = 0; to < n; ++to) next[to] += place[from] * phases.rates[from * n + to] / rate;
    }
    place = std::move(next);
  }
  return std::clamp(survival, 0.0, 1.0);
}

double pert_shape(double part, double width) { return width > 0.0 ? 1.0 + 4.0 * part / width : 1.0; }

/// Of the law alone, before shift and clamping.
DrawnMoments law_moments(const Distribution& law) {
  const auto& p = law.parameters;
  switch (law.family) {
    case Family::constant:
      return {p[0], p[0] * p[0]};
    case Family::exponential:
      return {p[0], 2.0 * p[0] * p[0]};
    case Family::uniform:
      return from_variance((p[0] + p[1]) / 2.0, (p[1] - p[0]) * (p[1] - p[0]) / 12.0);
    case Family::triangular: {
      const double variance = (p[0] * p[0] + p[1] * p[1] + p[2] * p[2] - p[0] * p[1] - p[0] * p[2] - p[1] * p[2]) / 18.0;
      return from_variance((p[0] + p[1] + p[2]) / 3.0, variance);
    }
    case Family::normal: {
      // Truncated below 0 (Johnson, Kotz and Balakrishnan, 1994, 13.10).
      const boost::math::normal standard;
      const double alpha = -p[0] / p[1];
      const double hazard = boost::math::pdf(standard, alpha) / boost::math::cdf(boost::math::complement(standard, alpha));
      return from_variance(p[0] + p[1] * hazard, p[1] * p[1] * (1.0 + alpha * hazard - hazard * hazard));
    }
    case Family::lognormal:
      return {std::exp(p[0] + p[1] * p[1] / 2.0), std::exp(2.0 * p[0] + 2.0 * p[1] * p[1])};
    case Family::gamma:
    case Family::erlang:
      return from_variance(p[0] * p[1], p[0] * p[1] * p[1]);
    case Family::weibull:
      return {p[1] * std::tgamma(1.0 + 1.0 / p[0]), p[1] * p[1] * std::tgamma(1.0 + 2.0 / p[0])};
    case Family::hyperexponential:
      return {p[0] * p[1] + (1.0 - p[0]) * p[2], 2.0 * (p[0] * p[1] * p[1] + (1.0 - p[0]) * p[2] * p[2])};
    case Family::beta:
    case Family::pert: {
      const bool pert = law.family == Family::pert;
      const double low = p[0];
      const double width = (pert ? p[2] : p[1]) - low;
      const double alpha = pert ? pert_shape(p[1] - p[0], width) : p[2];
      const double beta = pert ? pert_shape(p[2] - p[1], width) : p[3];
      const double sum = alpha + beta;
      return from_variance(low + width * alpha / sum, width * width * alpha * beta / (sum * sum * (sum + 1.0)));
    }
    case Family::phase_type:
      return phase_type_moments(law);
    case Family::empirical: {
      DrawnMoments moments;
      for (const double value : law.table) {
        moments.mean += value / static_cast<double>(law.table.size());
        moments.second += value * value / static_cast<double>(law.table.size());
      }
      return moments;
    }
    case Family::mixture: {
      const double total = std::accumulate(law.weights.begin(), law.weights.end(), 0.0);
      DrawnMoments moments;
      for (std::size_t part = 0; part < law.parts.size(); ++part) {
        const DrawnMoments of_part = moments_of(law.parts[part]);
        moments.mean += law.weights[part] / total * of_part.mean;
        moments.second += law.weights[part] / total * of_part.second;
      }
      return moments;
    }
  }
  return {};
}

/// P(law <= x), before shift and clamping.
double law_function(const Distribution& law, double x) {
  const auto& p = law.parameters;
  if (law.family == Family::mixture) {
    const double total = std::accumulate(law.weights.begin(), law.weights.end(), 0.0);
    double sum = 0.0;
    for (std::size_t part = 0; part < law.parts.size(); ++part) {
      sum += law.weights[part] / total * distribution_function(law.parts[part], x);
    }
    return sum;
  }
  if (law.family == Family::empirical) {
    const auto below = std::count_if(law.table.begin(), law.table.end(), [x](double value) { return value <= x; });
    return static_cast<double>(below) / static_cast<double>(law.table.size());
  }
  if (law.family == Family::constant) return x >= p[0] ? 1.0 : 0.0;
  if (x <= 0.0 && p[0] >= 0.0) return 0.0;
  switch (law.family) {
    case Family::exponential:
      return -std::expm1(-x / p[0]);
    case Family::uniform:
      return p[1] > p[0] ? std::clamp((x - p[0]) / (p[1] - p[0]), 0.0, 1.0) : (x >= p[0] ? 1.0 : 0.0);
    case Family::triangular:
      if (x <= p[0]) return p[2] > p[0] || x < p[0] ? 0.0 : 1.0;
      if (x >= p[2]) return 1.0;
      return x < p[1] ? (x - p[0]) * (x - p[0]) / ((p[2] - p[0]) * (p[1] - p[0]))
                      : 1.0 - (p[2] - x) * (p[2] - x) / ((p[2] - p[0]) * (p[2] - p[1]));
    case Family::normal: {
      const boost::math::normal untruncated(p[0], p[1]);
      const double above_zero = boost::math::cdf(boost::math::complement(untruncated, 0.0));
      return x <= 0.0 ? 0.0 : 1.0 - boost::math::cdf(boost::math::complement(untruncated, x)) / above_zero;
    }
    case Family::lognormal:
      return x <= 0.0 ? 0.0 : boost::math::cdf(boost::math::normal(p[0], p[1]), std::log(x));
    case Family::gamma:
    case Family::erlang:
      return boost::math::gamma_p(p[0], x / p[1]);
    case Family::weibull:
      return -std::expm1(-std::pow(x / p[1], p[0]));
    case Family::hyperexponential:
      return 1.0 - p[0] * std::exp(-x / p[1]) - (1.0 - p[0]) * std::exp(-x / p[2]);
    case Family::beta:
    case Family::pert: {
      const bool pert = law.family == Family::pert;
      const double width = (pert ? p[2] : p[1]) - p[0];
      if (x <= p[0]) return width > 0.0 || x < p[0] ? 0.0 : 1.0;
      if (x >= p[0] + width) return 1.0;
      return pert ? boost::math::ibeta(pert_shape(p[1] - p[0], width), pert_shape(p[2] - p[1], width), (x - p[0]) / width)
                  : boost::math::ibeta(p[2], p[3], (x - p[0]) / width);
    }
    case Family::phase_type:
      return 1.0 - phase_type_survival(law, x);
    default:
      return 0.0;
  }
}

template <class Function>
double integral(Function function, double from, double to) {
  if (!(to > from)) return 0.0;
  return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(function, from, to, 15, 1e-12);
}

}  // namespace

double distribution_function(const Distribution& distribution, double x) {
  if (x < distribution.minimum) return 0.0;
  if (x >= distribution.maximum) return 1.0;
  return law_function(distribution, x - distribution.shift);
}

DrawnMoments moments_of(const Distribution& distribution) {
  const DrawnMoments law = law_moments(distribution);
  const double shift = distribution.shift;
  DrawnMoments moments{law.mean + shift, law.second + 2.0 * shift * law.mean + shift * shift};

  Distribution free = distribution;
  free.minimum = -infinite;
  free.maximum = infinite;
  const double low = free.lower_bound();
  const double high = free.upper_bound();
  const double from = distribution.minimum;
  const double to = distribution.maximum;
  if (from <= low && to >= high) return moments;

  if (distribution.family == Family::empirical) {
    moments = {};
    for (const double value : distribution.table) {
      const double drawn = std::min(std::max(value + shift, from), to);
      moments.mean += drawn / static_cast<double>(distribution.table.size());
      moments.second += drawn * drawn / static_cast<double>(distribution.table.size());
    }
    return moments;
  }
  if (distribution.lower_bound() == distribution.upper_bound()) {
    const double value = distribution.lower_bound();
    return {value, value * value};
  }
  const auto below = [&](double x) { return distribution_function(free, x); };
  if (to < high) {
    // E[Y] = a + integral of P(Y > y) from a to b, for Y between a and b; E[Y^2] = a^2 + integral of 2 y P(Y > y).
    const double start = std::max(low, from);
    moments.mean = start + integral([&](double y) { return 1.0 - below(y); }, start, to);
    moments.second = start * start + integral([&](double y) { return 2.0 * y * (1.0 - below(y)); }, start, to);
    return moments;
  }
  // Clamped below alone: what lies beneath is lifted.
  moments.mean += integral(below, low, from);
  moments.second += integral([&](double y) { return 2.0 * y * below(y); }, low, from);
  return moments;
}

}  // namespace throughline
