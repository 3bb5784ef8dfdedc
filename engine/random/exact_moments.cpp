// SPDX-License-Identifier: MIT
#include "random/exact_moments.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include "random/phase_type.hpp"

namespace throughline {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double pi = 3.141592653589793;

double square(double x) {
  return x * x;
}

/// lambda(a) - a for the inverse Mills ratio lambda = density / tail of the standard normal at a > 0, by Laplace's
/// continued fraction: no cancellation however far out.
double mills_excess(double a) {
  double fraction = a;
  for (int n = 80; n >= 2; --n) fraction = a + static_cast<double>(n) / fraction;
  return 1.0 / fraction;
}

/// Beyond this many standard deviations right of the mean, tails are taken from the continued fraction.
constexpr double far_truncation = 2.0;

double normal_tail_area(double z) {
  return 0.5 * std::erfc(z / std::sqrt(2.0));
}

ExactMoments truncated_normal(double mean, double deviation) {
  const double bound = -mean / deviation;
  if (bound > far_truncation) {
    const double excess = mills_excess(bound);
    return {deviation * excess, square(deviation) * (1.0 - (bound + excess) * excess)};
  }
  const double lambda = std::exp(-0.5 * square(bound)) / std::sqrt(2.0 * pi) / normal_tail_area(bound);
  return {mean + deviation * lambda, square(deviation) * (1.0 - lambda * (lambda - bound))};
}

double truncated_normal_survival(double mean, double deviation, double x) {
  const double bound = -mean / deviation;
  const double z = bound + x / deviation;
  if (bound <= far_truncation) return normal_tail_area(z) / normal_tail_area(bound);
  const double step = x / deviation;
  return std::exp(-step * (bound + 0.5 * step)) * (bound + mills_excess(bound)) / (z + mills_excess(z));
}

ExactMoments of_beta(double min, double max, double alpha, double beta) {
  const double sum = alpha + beta;
  return {min + (max - min) * alpha / sum, square((max - min) / sum) * alpha * beta / (sum + 1.0)};
}

struct PertShape {
  double alpha, beta;
};

PertShape pert_shape(double min, double mode, double max) {
  return {1.0 + 4.0 * (mode - min) / (max - min), 1.0 + 4.0 * (max - mode) / (max - min)};
}

/// Of the law alone. Not for constants, tables and mixtures.
ExactMoments law_moments(const Distribution& law) {
  const auto& [p0, p1, p2, p3] = law.parameters;
  switch (law.family) {
    case Family::exponential:
      return {p0, square(p0)};
    case Family::uniform:
      return {0.5 * (p0 + p1), square(p1 - p0) / 12.0};
    case Family::triangular:
      return {(p0 + p1 + p2) / 3.0, (square(p1 - p0) + square(p2 - p1) + (p1 - p0) * (p2 - p1)) / 18.0};
    case Family::normal:
      return truncated_normal(p0, p1);
    case Family::lognormal: {
      const double mean = std::exp(p0 + 0.5 * square(p1));
      return {mean, square(mean) * std::expm1(square(p1))};
    }
    case Family::gamma:
    case Family::erlang:
      return {p0 * p1, p0 * square(p1)};
    case Family::weibull: {
      const double mean = p1 * std::tgamma(1.0 + 1.0 / p0);
      return {mean, square(p1) * std::tgamma(1.0 + 2.0 / p0) - square(mean)};
    }
    case Family::hyperexponential: {
      const double mean = p0 * p1 + (1.0 - p0) * p2;
      return {mean, 2.0 * (p0 * square(p1) + (1.0 - p0) * square(p2)) - square(mean)};
    }
    case Family::beta:
      return of_beta(p0, p1, p2, p3);
    case Family::pert: {
      const PertShape shape = pert_shape(p0, p1, p2);
      return of_beta(p0, p2, shape.alpha, shape.beta);
    }
    case Family::phase_type:
      return PhaseType(law.table).limited(infinity).central();
    case Family::constant:
    case Family::empirical:
    case Family::mixture:
      break;
  }
  assert(false);
  return {};
}

/// Where the law, given that it exceeds `from`, does so with probability `share`; at most `to`.
double conditional_quantile(const Distribution& law, double from, double to, double share) {
  const double target = share * survival(law, from);
  double low = from;
  double high = from + 1.0;
  while (high < to && survival(law, high) > target) {
    low = high;
    high = from + 2.0 * (high - from);
  }
  high = std::min(high, to);
  for (int step = 0; step < 16; ++step) {  // only a place to cut
    const double middle = 0.5 * (low + high);
    (survival(law, middle) > target ? low : high) = middle;
  }
  return high;
}

/// The law alone, clamped to [from, to], as moments of what it exceeds `from` by: integrals of its survival function,
/// piece by piece between quantiles, so that no piece hides a cliff.
ExactMoments clamped(const Distribution& law, double from, double to) {
  using boost::math::quadrature::gauss_kronrod;
  std::vector<double> cuts{from};
  for (const double share : {0.999, 0.9, 0.5, 0.1, 1e-2, 1e-4, 1e-8, 1e-16, 1e-32, 1e-64, 1e-128, 1e-256}) {
    const double cut = conditional_quantile(law, from, to, share);
    if (cut > cuts.back()) cuts.push_back(cut);
  }
  // Kinks: of the triangular law at its mode.
  const double end = cuts.back();
  if (law.family == Family::triangular && law.parameters[1] > from && law.parameters[1] < end) {
    cuts.push_back(law.parameters[1]);
    std::sort(cuts.begin(), cuts.end());
  }
  double first = 0.0;
  double second = 0.0;
  const auto tail = [&](double x) { return survival(law, x); };
  const auto weighted = [&](double x) { return 2.0 * (x - from) * survival(law, x); };
  for (std::size_t piece = 0; piece + 1 < cuts.size(); ++piece) {
    first += gauss_kronrod<double, 31>::integrate(tail, cuts[piece], cuts[piece + 1], 8, 1e-9);
    second += gauss_kronrod<double, 31>::integrate(weighted, cuts[piece], cuts[piece + 1], 8, 1e-9);
  }
  return {first, std::max(0.0, second - square(first))};
}

ExactMoments of_values(const std::vector<double>& values, double shift, double minimum, double maximum) {
  const auto count = static_cast<double>(values.size());
  ExactMoments moments;
  for (const double value : values) moments.mean += std::clamp(value + shift, minimum, maximum) / count;
  for (const double value : values) {
    moments.variance += square(std::clamp(value + shift, minimum, maximum) - moments.mean) / count;
  }
  return moments;
}

/// A clamp of a clamp is a clamp: the part as the mixture's shift and clamp leave it.
ExactMoments of_mixture(const Distribution& mixture) {
  std::vector<ExactMoments> parts;
  ExactMoments moments;
  for (std::size_t index = 0; index < mixture.parts.size(); ++index) {
    Distribution part = mixture.parts[index];
    part.shift += mixture.shift;
    part.minimum = std::clamp(part.minimum + mixture.shift, mixture.minimum, mixture.maximum);
    part.maximum = std::clamp(part.maximum + mixture.shift, mixture.minimum, mixture.maximum);
    parts.push_back(exact_moments(part));
    moments.mean += mixture.weights[index] * parts.back().mean;
  }
  for (std::size_t index = 0; index < parts.size(); ++index) {
    moments.variance += mixture.weights[index] * (parts[index].variance + square(parts[index].mean - moments.mean));
  }
  return moments;
}

}  // namespace

double survival(const Distribution& law, double x) {
  const auto& [p0, p1, p2, p3] = law.parameters;
  const auto bounded = [&](double min, double max, double alpha, double beta) {
    if (x <= min) return 1.0;
    return x >= max ? 0.0 : boost::math::ibetac(alpha, beta, (x - min) / (max - min));
  };
  switch (law.family) {
    case Family::constant:
      return x < p0 ? 1.0 : 0.0;
    case Family::empirical:
      return static_cast<double>(std::count_if(law.table.begin(), law.table.end(), [x](double y) { return y > x; })) /
             static_cast<double>(law.table.size());
    case Family::uniform:
      return std::clamp((p1 - x) / (p1 - p0), 0.0, 1.0);
    case Family::triangular:
      if (x <= p0) return 1.0;
      if (x >= p2) return 0.0;
      return x < p1 ? 1.0 - square(x - p0) / ((p2 - p0) * (p1 - p0)) : square(p2 - x) / ((p2 - p0) * (p2 - p1));
    case Family::beta:
      return bounded(p0, p1, p2, p3);
    case Family::pert: {
      const PertShape shape = pert_shape(p0, p1, p2);
      return bounded(p0, p2, shape.alpha, shape.beta);
    }
    default:
      break;
  }
  if (x <= 0.0) return 1.0;
  if (x == infinity) return 0.0;
  switch (law.family) {
    case Family::exponential:
      return std::exp(-x / p0);
    case Family::normal:
      return truncated_normal_survival(p0, p1, x);
    case Family::lognormal:
      return normal_tail_area((std::log(x) - p0) / p1);
    case Family::gamma:
    case Family::erlang:
      return boost::math::gamma_q(p0, x / p1);
    case Family::weibull:
      return std::exp(-std::pow(x / p1, p0));
    case Family::hyperexponential:
      return p0 * std::exp(-x / p1) + (1.0 - p0) * std::exp(-x / p2);
    case Family::phase_type:
      return PhaseType(law.table).survival(x);
    default:
      assert(false);
      return 0.0;
  }
}

ExactMoments exact_moments(const Distribution& law) {
  if (law.family == Family::constant) return {std::clamp(law.parameters[0] + law.shift, law.minimum, law.maximum), 0.0};
  if (law.family == Family::empirical) return of_values(law.table, law.shift, law.minimum, law.maximum);
  if (law.family == Family::mixture) return of_mixture(law);

  Distribution bare = law;
  bare.shift = 0.0;
  bare.minimum = -infinity;
  bare.maximum = infinity;
  const double lowest = bare.lower_bound();
  const double highest = bare.upper_bound();
  const double from = std::max(law.minimum - law.shift, lowest);
  const double to = std::min(law.maximum - law.shift, highest);
  // All on one side of the clamp: a constant.
  if (from >= highest) return {law.minimum, 0.0};
  if (to <= lowest) return {law.maximum, 0.0};
  if (from == lowest && to == highest) {
    const ExactMoments moments = law_moments(bare);
    return {moments.mean + law.shift, moments.variance};
  }
  if (from >= to) return {law.minimum, 0.0};
  const ExactMoments excess =
      law.family == Family::phase_type ? PhaseType(law.table).clamped(from, to) : clamped(bare, from, to);
  return {from + law.shift + excess.mean, excess.variance};
}

}  // namespace throughline
