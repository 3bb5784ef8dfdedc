// SPDX-License-Identifier: MIT
#include "throughline/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "random/elementary.hpp"
#include "random/exact_moments.hpp"

namespace throughline {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double normal_p90 = 1.2815515655446004;

Distribution make(Family family, double p0 = 0.0, double p1 = 0.0, double p2 = 0.0, double p3 = 0.0) {
  Distribution distribution;
  distribution.family = family;
  distribution.parameters = {p0, p1, p2, p3};
  return distribution;
}

/// log(1 + x) without the cancellation of 1 + x for small x (Kahan).
double log_1_plus(double x) {
  const double sum = 1.0 + x;
  return sum == 1.0 ? x : log_portable(sum) * x / (sum - 1.0);
}

/// Ends of the law alone.
std::pair<double, double> support(const Distribution& law) {
  switch (law.family) {
    case Family::constant:
      return {law.parameters[0], law.parameters[0]};
    case Family::uniform:
    case Family::beta:
      return {law.parameters[0], law.parameters[1]};
    case Family::triangular:
    case Family::pert:
      return {law.parameters[0], law.parameters[2]};
    case Family::empirical: {
      const auto [low, high] = std::minmax_element(law.table.begin(), law.table.end());
      return {*low, *high};
    }
    case Family::mixture: {
      double low = infinity;
      double high = -infinity;
      for (const Distribution& part : law.parts) {
        low = std::min(low, part.lower_bound());
        high = std::max(high, part.upper_bound());
      }
      return {low, high};
    }
    default:
      return {0.0, infinity};
  }
}

std::string duration(double seconds) {
  if (seconds != 0.0) {
    if (std::fmod(seconds, 86'400.0) == 0.0) return fmt::format("{:.6g} d", seconds / 86'400.0);
    if (std::fmod(seconds, 3'600.0) == 0.0) return fmt::format("{:.6g} h", seconds / 3'600.0);
    if (std::fmod(seconds, 60.0) == 0.0 && seconds >= 120.0) return fmt::format("{:.6g} min", seconds / 60.0);
  }
  return fmt::format("{:.6g} s", seconds);
}

/// What people wrote, from what is kept: within the rounding of the way there and back.
std::string rounded_duration(double seconds) {
  return duration(std::stod(fmt::format("{:.10g}", seconds)));
}

std::string law_description(const Distribution& law) {
  const auto& [p0, p1, p2, p3] = law.parameters;
  switch (law.family) {
    case Family::constant:
      return fmt::format("constant {}", duration(p0));
    case Family::exponential:
      return fmt::format("exponential, mean {}", duration(p0));
    case Family::uniform:
      return fmt::format("uniform, {} to {}", duration(p0), duration(p1));
    case Family::triangular:
      return fmt::format("triangular, {} to {}, mode {}", duration(p0), duration(p2), duration(p1));
    case Family::normal:
      return fmt::format("normal above 0, mean {}, sd {} before truncation", duration(p0), duration(p1));
    case Family::lognormal: {
      const ExactMoments moments = exact_moments(make(Family::lognormal, p0, p1));
      return fmt::format("lognormal, mean {}, cv {:.6g}", rounded_duration(moments.mean),
                         std::sqrt(moments.variance) / moments.mean);
    }
    case Family::gamma:
      return fmt::format("gamma, mean {}, cv {:.6g}", rounded_duration(p0 * p1), 1.0 / std::sqrt(p0));
    case Family::erlang:
      return fmt::format("erlang, mean {}, {:.0f} phases", rounded_duration(p0 * p1), p0);
    case Family::weibull:
      return fmt::format("weibull, shape {:.6g}, scale {}", p0, duration(p1));
    case Family::hyperexponential: {
      const ExactMoments moments = exact_moments(make(Family::hyperexponential, p0, p1, p2));
      return fmt::format("hyperexponential, mean {}, cv {:.6g}", rounded_duration(moments.mean),
                         std::sqrt(moments.variance) / moments.mean);
    }
    case Family::beta:
      return fmt::format("beta, {} to {}, alpha {:.6g}, beta {:.6g}", duration(p0), duration(p1), p2, p3);
    case Family::pert:
      return fmt::format("pert, {} to {}, mode {}", duration(p0), duration(p2), duration(p1));
    case Family::phase_type:
      return fmt::format("phase type, {:.0f} phases", std::floor(std::sqrt(static_cast<double>(law.table.size()))));
    case Family::empirical:
      return fmt::format("empirical, {} values", law.table.size());
    case Family::mixture: {
      std::string text = "mixture of";
      for (std::size_t index = 0; index < law.parts.size(); ++index) {
        text += fmt::format("{} {:.6g} % {}", index == 0 ? "" : ";", 100.0 * law.weights[index],
                            law.parts[index].description());
      }
      return text;
    }
  }
  return {};
}

}  // namespace

Distribution Distribution::constant(double value) {
  return make(Family::constant, value);
}

Distribution Distribution::exponential(double mean) {
  assert(mean > 0.0);
  return make(Family::exponential, mean);
}

Distribution Distribution::uniform(double min, double max) {
  assert(min <= max);
  return min == max ? constant(min) : make(Family::uniform, min, max);
}

Distribution Distribution::triangular(double min, double mode, double max) {
  assert(min <= mode && mode <= max);
  return min == max ? constant(min) : make(Family::triangular, min, mode, max);
}

Distribution Distribution::normal(double mean, double standard_deviation) {
  assert(standard_deviation > 0.0);
  return make(Family::normal, mean, standard_deviation);
}

Distribution Distribution::lognormal_mean_cv(double mean, double cv) {
  assert(mean > 0.0 && cv > 0.0);
  const double variance = log_1_plus(cv * cv);
  return make(Family::lognormal, log_portable(mean) - 0.5 * variance, std::sqrt(variance));
}

Distribution Distribution::lognormal_median_p90(double median, double p90) {
  assert(median > 0.0 && p90 > median);
  const double location = log_portable(median);
  return make(Family::lognormal, location, (log_portable(p90) - location) / normal_p90);
}

Distribution Distribution::gamma_mean_cv(double mean, double cv) {
  assert(mean > 0.0 && cv > 0.0);
  return make(Family::gamma, 1.0 / (cv * cv), mean * cv * cv);
}

Distribution Distribution::erlang(double mean, std::uint32_t phases) {
  assert(mean > 0.0 && phases > 0);
  return make(Family::erlang, static_cast<double>(phases), mean / static_cast<double>(phases));
}

Distribution Distribution::weibull(double shape, double scale) {
  assert(shape > 0.0 && scale > 0.0);
  return make(Family::weibull, shape, scale);
}

Distribution Distribution::hyperexponential(double mean, double cv) {
  assert(mean > 0.0 && cv >= 1.0);
  if (cv == 1.0) return exponential(mean);
  const double square = cv * cv;
  const double first = 0.5 * (1.0 + std::sqrt((square - 1.0) / (square + 1.0)));
  return make(Family::hyperexponential, first, mean / (2.0 * first), mean / (2.0 * (1.0 - first)));
}

Distribution Distribution::beta(double min, double max, double alpha, double beta) {
  assert(min <= max && alpha > 0.0 && beta > 0.0);
  return min == max ? constant(min) : make(Family::beta, min, max, alpha, beta);
}

Distribution Distribution::pert(double min, double mode, double max) {
  assert(min <= mode && mode <= max);
  return min == max ? constant(min) : make(Family::pert, min, mode, max);
}

Distribution Distribution::phase_type(std::vector<double> initial, const std::vector<std::vector<double>>& rates) {
  assert(!initial.empty() && rates.size() == initial.size());
  Distribution distribution = make(Family::phase_type);
  double sum = 0.0;
  for (const double share : initial) sum += share;
  assert(sum > 0.0);
  distribution.table = std::move(initial);
  for (double& share : distribution.table) share /= sum;
  for (const std::vector<double>& row : rates) {
    assert(row.size() == rates.size());
    distribution.table.insert(distribution.table.end(), row.begin(), row.end());
  }
  return distribution;
}

Distribution Distribution::empirical(std::vector<double> values) {
  assert(!values.empty());
  Distribution distribution = make(Family::empirical);
  distribution.table = std::move(values);
  return distribution;
}

Distribution Distribution::mixture(std::vector<double> weights, std::vector<Distribution> parts) {
  assert(!parts.empty() && weights.size() == parts.size());
  double sum = 0.0;
  for (const double weight : weights) sum += weight;
  assert(sum > 0.0);
  Distribution distribution = make(Family::mixture);
  distribution.weights = std::move(weights);
  for (double& weight : distribution.weights) weight /= sum;
  distribution.parts = std::move(parts);
  return distribution;
}

double Distribution::mean() const {
  return exact_moments(*this).mean;
}

double Distribution::variance() const {
  return exact_moments(*this).variance;
}

double Distribution::lower_bound() const {
  return std::clamp(support(*this).first + shift, minimum, maximum);
}

double Distribution::upper_bound() const {
  return std::clamp(support(*this).second + shift, minimum, maximum);
}

bool Distribution::has_atoms() const {
  if (family == Family::constant || family == Family::empirical) return true;
  const auto [low, high] = support(*this);
  if (minimum > low + shift || maximum < high + shift) return true;
  return std::any_of(parts.begin(), parts.end(), [](const Distribution& part) { return part.has_atoms(); });
}

std::string Distribution::description() const {
  std::string text = law_description(*this);
  if (shift != 0.0) text += fmt::format(", shifted by {}", duration(shift));
  if (minimum != -infinity) text += fmt::format(", at least {}", duration(minimum));
  if (maximum != infinity) text += fmt::format(", at most {}", duration(maximum));
  return text;
}

}  // namespace throughline
