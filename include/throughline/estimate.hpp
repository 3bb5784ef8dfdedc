// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "throughline/measure.hpp"

namespace throughline {

/// A figure with its uncertainty. Seconds, shares of 1, counts, money, per hour. What could not be computed is absent,
/// and `reason` says why ("no journey completed", "one replication").
struct Estimate {
  Unit unit = Unit::seconds;
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  double confidence = 0.95;
  std::uint64_t replications = 0;
  std::uint64_t observations = 0;  ///< samples behind the figure, all replications together
  std::string reason;
  std::optional<double> input_share;  ///< of the squared half-width: what the data of laws leave open, not luck
};

}  // namespace throughline
