// SPDX-License-Identifier: MIT
#include "throughline/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "random/distribution_moments.hpp"
#include "random/elementary.hpp"

namespace throughline {
namespace {

Distribution make(Family family, double a, double b = 0.0, double c = 0.0, double d = 0.0) {
  Distribution distribution;
  distribution.family = family;
  distribution.parameters = {a, b, c, d};
  return distribution;
}

std::size_t phases_of(const Distribution& law) {
  return static_cast<std::size_t>(std::lround((std::sqrt(1.0 + 4.0 * static_cast<double>(law.table.size())) - 1.0) / 2.0));
}

std::string seconds(double value) {
  if (value >= 3600.0) return fmt::format("{:.4g} h", value / 3600.0);
  return value >= 60.0 ? fmt::format("{:.4g} min", value / 60.0) : fmt::format("{:.4g} s", value);
}

}  // namespace

Distribution Distribution::constant(double value) { return make(Family::constant, value); }

Distribution Distribution::exponential(double mean) {
  assert(mean > 0.0);
  return make(Family::exponential, mean);
}

Distribution Distribution::uniform(double min, double max) {
  assert(min <= max);
  return make(Family::uniform, min, max);
}

Distribution Distribution::triangular(double min, double mode, double max) {
  assert(min <= mode && mode <= max);
  return make(Family::triangular, min, mode, max);
}

Distribution Distribution::normal(double mean, double standard_deviation) {
  assert(standard_deviation > 0.0);
  return make(Family::normal, mean, standard_deviation);
}

Distribution Distribution::lognormal_mean_cv(double mean, double cv) {
  assert(mean > 0.0 && cv > 0.0);
  const double variance = log_portable(1.0 + cv * cv);
  return make(Family::lognormal, log_portable(mean) - variance / 2.0, std::sqrt(variance));
}

Distribution Distribution::lognormal_median_p90(double median, double p90) {
  assert(median > 0.0 && p90 > median);
  constexpr double normal_p90 = 1.2815515655446004;
  return make(Family::lognormal, log_portable(median), log_portable(p90 / median) / normal_p90);
}

Distribution Distribution::gamma_mean_cv(double mean, double cv) {
  assert(mean > 0.0 && cv > 0.0);
  return make(Family::gamma, 1.0 / (cv * cv), mean * cv * cv);
}

Distribution Distribution::erlang(double mean, std::uint32_t phases) {
  assert(mean > 0.0 && phases > 0);
  return make(Family::erlang, phases, mean / phases);
}

Distribution Distribution::weibull(double shape, double scale) {
  assert(shape > 0.0 && scale > 0.0);
  return make(Family::weibull, shape, scale);
}

Distribution Distribution::hyperexponential(double mean, double cv) {
  assert(mean > 0.0 && cv >= 1.0);
  const double square = cv * cv;
  const double first = (1.0 + std::sqrt((square - 1.0) / (square + 1.0))) / 2.0;
  return make(Family::hyperexponential, first, mean / (2.0 * first), mean / (2.0 * (1.0 - first)));
}

Distribution Distribution::beta(double min, double max, double alpha, double beta) {
  assert(min <= max && alpha > 0.0 && beta > 0.0);
  return make(Family::beta, min, max, alpha, beta);
}

Distribution Distribution::pert(double min, double mode, double max) {
  assert(min <= mode && mode <= max);
  return make(Family::pert, min, mode, max);
}

Distribution Distribution::phase_type(std::vector<double> initial, const std::vector<std::vector<double>>& rates) {
  Distribution distribution = make(Family::phase_type, 0.0);
  distribution.table = std::move(initial);
  for (const std::vector<double>& row : rates) distribution.table.insert(distribution.table.end(), row.begin(), row.end());
  return distribution;
}

Distribution Distribution::empirical(std::vector<double> values) {
  assert(!values.empty());
  Distribution distribution = make(Family::empirical, 0.0);
  distribution.table = std::move(values);
  return distribution;
}

Distribution Distribution::mixture(std::vector<double> weights, std::vector<Distribution> parts) {
  assert(!parts.empty() && weights.size() == parts.size());
  Distribution distribution = make(Family::mixture, 0.0);
  distribution.weights = std::move(weights);
  distribution.parts = std::move(parts);
  return distribution;
}

double Distribution::mean() const { return moments_of(*this).mean; }

double Distribution::variance() const {
  const DrawnMoments moments = moments_of(*this);
  return std::max(0.0, moments.second - moments.mean * moments.mean);
}

double Distribution::lower_bound() const {
  double low = 0.0;
  switch (family) {
    case Family::constant:
    case Family::uniform:
    case Family::triangular:
    case Family::beta:
    case Family::pert:
      low = parameters[0];
      break;
    case Family::empirical:
      low = *std::min_element(table.begin(), table.end());
      break;
    case Family::mixture:
      low = std::numeric_limits<double>::infinity();
      for (const Distribution& part : parts) low = std::min(low, part.lower_bound());
      break;
    default:
      break;
  }
  return std::clamp(low + shift, minimum, std::max(minimum, maximum));
}

double Distribution::upper_bound() const {
  double high = std::numeric_limits<double>::infinity();
  switch (family) {
    case Family::constant:
      high = parameters[0];
      break;
    case Family::uniform:
    case Family::beta:
      high = parameters[1];
      break;
    case Family::triangular:
    case Family::pert:
      high = parameters[2];
      break;
    case Family::empirical:
      high = *std::max_element(table.begin(), table.end());
      break;
    case Family::mixture:
      high = -std::numeric_limits<double>::infinity();
      for (const Distribution& part : parts) high = std::max(high, part.upper_bound());
      break;
    default:
      break;
  }
  return std::clamp(high + shift, minimum, std::max(minimum, maximum));
}

bool Distribution::has_atoms() const {
  if (lower_bound() == upper_bound() || family == Family::empirical) return true;
  if (family == Family::mixture) {
    if (std::any_of(parts.begin(), parts.end(), [](const Distribution& part) { return part.has_atoms(); })) return true;
  }
  // Clamping gathers what lies beyond the limits on them.
  Distribution free = *this;
  free.minimum = -std::numeric_limits<double>::infinity();
  free.maximum = std::numeric_limits<double>::infinity();
  return free.lower_bound() < minimum || free.upper_bound() > maximum;
}

std::string Distribution::description() const {
  const auto& p = parameters;
  std::string text;
  switch (family) {
    case Family::constant:
      text = seconds(p[0]);
      break;
    case Family::exponential:
      text = fmt::format("exponential, mean {}", seconds(p[0]));
      break;
    case Family::uniform:
      text = fmt::format("uniform, {} to {}", seconds(p[0]), seconds(p[1]));
      break;
    case Family::triangular:
      text = fmt::format("triangular, {} to {}, mode {}", seconds(p[0]), seconds(p[2]), seconds(p[1]));
      break;
    case Family::normal:
      text = fmt::format("normal, mean {}, sd {}, above 0", seconds(p[0]), seconds(p[1]));
      break;
    case Family::lognormal:
      text = fmt::format("lognormal, mean {}, cv {:.4g}", seconds(std::exp(p[0] + p[1] * p[1] / 2.0)), std::sqrt(std::expm1(p[1] * p[1])));
      break;
    case Family::gamma:
      text = fmt::format("gamma, mean {}, cv {:.4g}", seconds(p[0] * p[1]), 1.0 / std::sqrt(p[0]));
      break;
    case Family::erlang:
      text = fmt::format("Erlang, mean {}, {} phases", seconds(p[0] * p[1]), p[0]);
      break;
    case Family::weibull:
      text = fmt::format("Weibull, shape {:.4g}, scale {}", p[0], seconds(p[1]));
      break;
    case Family::hyperexponential:
      text = fmt::format("hyperexponential, {:.4g} of mean {}, else of mean {}", p[0], seconds(p[1]), seconds(p[2]));
      break;
    case Family::beta:
      text = fmt::format("beta, {} to {}, alpha {:.4g}, beta {:.4g}", seconds(p[0]), seconds(p[1]), p[2], p[3]);
      break;
    case Family::pert:
      text = fmt::format("PERT, {} to {}, mode {}", seconds(p[0]), seconds(p[2]), seconds(p[1]));
      break;
    case Family::phase_type:
      text = fmt::format("phase type, {} phases", phases_of(*this));
      break;
    case Family::empirical:
      text = fmt::format("empirical, {} values", table.size());
      break;
    case Family::mixture:
      for (std::size_t part = 0; part < parts.size(); ++part) {
        text += fmt::format("{}{:.4g} of {}", part == 0 ? "mixture: " : ", ", weights[part], parts[part].description());
      }
      break;
  }
  if (shift != 0.0) text += fmt::format(", shifted by {}", seconds(shift));
  if (std::isfinite(minimum)) text += fmt::format(", at least {}", seconds(minimum));
  if (std::isfinite(maximum)) text += fmt::format(", at most {}", seconds(maximum));
  return text;
}

}  // namespace throughline
