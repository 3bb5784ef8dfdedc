// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "throughline/distribution.hpp"

namespace throughline::testing {

struct Law {
  std::string name;
  Distribution distribution;
};

inline Distribution with(Distribution distribution, double shift, double minimum, double maximum) {
  distribution.shift = shift;
  distribution.minimum = minimum;
  distribution.maximum = maximum;
  return distribution;
}

/// Every family, and every way in which one is drawn.
inline std::vector<Law> every_law() {
  const double infinity = std::numeric_limits<double>::infinity();
  const Distribution mixture = Distribution::mixture(
      {0.2, 0.5, 0.3},
      {Distribution::exponential(3.0), Distribution::uniform(10.0, 12.0), Distribution::lognormal_mean_cv(5.0, 1.0)});
  return {
      {"constant", Distribution::constant(30.0)},
      {"exponential", Distribution::exponential(2.0)},
      {"uniform", Distribution::uniform(3.0, 7.0)},
      {"triangular", Distribution::triangular(1.0, 2.0, 6.0)},
      {"triangular, mode at the lower end", Distribution::triangular(1.0, 1.0, 6.0)},
      {"triangular, mode at the upper end", Distribution::triangular(1.0, 6.0, 6.0)},
      {"normal", Distribution::normal(10.0, 2.0)},
      {"normal, cut deeply", Distribution::normal(1.0, 2.0)},
      {"normal, tail alone", Distribution::normal(-6.0, 2.0)},
      {"lognormal", Distribution::lognormal_mean_cv(45.0, 0.6)},
      {"lognormal by median", Distribution::lognormal_median_p90(45.0, 90.0)},
      {"gamma", Distribution::gamma_mean_cv(70.0, 0.5)},
      {"gamma, cv above 1", Distribution::gamma_mean_cv(70.0, 2.0)},
      {"erlang, summed", Distribution::erlang(12.0, 3)},
      {"erlang, many phases", Distribution::erlang(12.0, 30)},
      {"weibull", Distribution::weibull(1.5, 20.0)},
      {"weibull, decreasing", Distribution::weibull(0.7, 20.0)},
      {"hyperexponential", Distribution::hyperexponential(10.0, 2.0)},
      {"beta", Distribution::beta(2.0, 10.0, 2.0, 3.0)},
      {"beta, two modes", Distribution::beta(2.0, 10.0, 0.4, 0.3)},
      {"pert", Distribution::pert(2.0, 3.0, 10.0)},
      {"phase type", Distribution::phase_type({0.6, 0.4, 0.0}, {{-2.0, 1.0, 0.5}, {0.0, -1.0, 0.8}, {0.2, 0.0, -0.5}})},
      {"empirical", Distribution::empirical({4.0, 8.0, 15.0, 16.0, 23.0, 42.0})},
      {"mixture", mixture},
      {"exponential, shifted", with(Distribution::exponential(2.0), 5.0, -infinity, infinity)},
      {"exponential, at most", with(Distribution::exponential(2.0), 0.0, -infinity, 3.0)},
      {"exponential, at least", with(Distribution::exponential(2.0), 0.0, 1.0, infinity)},
      {"uniform, shifted and clamped", with(Distribution::uniform(3.0, 7.0), 1.0, 5.0, 7.5)},
      {"triangular, clamped", with(Distribution::triangular(1.0, 2.0, 6.0), 0.5, 2.0, 4.0)},
      {"normal, clamped", with(Distribution::normal(10.0, 4.0), -2.0, 4.0, 12.0)},
      {"normal tail, clamped", with(Distribution::normal(-6.0, 2.0), 0.0, 0.1, 1.0)},
      {"lognormal, clamped", with(Distribution::lognormal_mean_cv(45.0, 0.6), 0.0, 20.0, 100.0)},
      {"gamma, clamped", with(Distribution::gamma_mean_cv(70.0, 0.5), 0.0, 40.0, 120.0)},
      {"weibull, clamped", with(Distribution::weibull(0.7, 20.0), 0.0, 1.0, 60.0)},
      {"hyperexponential, at most", with(Distribution::hyperexponential(10.0, 2.0), 0.0, -infinity, 40.0)},
      {"beta, clamped", with(Distribution::beta(2.0, 10.0, 0.4, 0.3), 0.0, 3.0, 9.0)},
      {"phase type, clamped", with(Distribution::phase_type({1.0, 0.0}, {{-1.0, 0.5}, {0.0, -0.25}}), 0.0, 0.5, 6.0)},
      {"empirical, clamped", with(Distribution::empirical({4.0, 8.0, 15.0, 16.0, 23.0, 42.0}), 1.0, 6.0, 20.0)},
      {"mixture, clamped", with(mixture, 1.0, 2.5, 12.0)},
  };
}

}  // namespace throughline::testing
