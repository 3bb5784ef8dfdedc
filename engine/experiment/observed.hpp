// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "statistics/moments.hpp"
#include "throughline/measure.hpp"

namespace throughline {

/// What the replications say of a measure, one by one, before it is a figure.
struct Observed {
  enum class Kind : std::uint8_t {
    nothing,  ///< `reason` says why
    certain,  ///< one number, of which nothing tells how it varies: `reason` says why
    ratio,    ///< of totals; with denominators of 1 a mean over replications
    share,    ///< a ratio that counts successes among trials
    law       ///< of observations, of which a statistic is wanted
  };

  Unit unit = Unit::seconds;
  Kind kind = Kind::nothing;
  double observations = 0.0;
  std::vector<double> numerators, denominators;
  std::vector<Moments> moments;           ///< of a law
  Statistic statistic = Statistic::mean;  ///< of a law
  std::vector<std::uint32_t> histograms;  ///< of a law: where its quantiles are
  std::string reason;

  static Observed nothing(Unit unit, std::string reason) {
    Observed none;
    none.unit = unit;
    none.reason = std::move(reason);
    return none;
  }
};

}  // namespace throughline
