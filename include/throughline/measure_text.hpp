// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "throughline/comparison.hpp"
#include "throughline/diagnostic.hpp"

namespace throughline {

/// What kind of number a bound was written as: "8 min", "5 %", "3.5".
enum class BoundKind : std::uint8_t { number, duration, share };

/// Of `share_of_days(MEASURE > BOUND)` what stands behind the measure.
struct DayConditionText {
  Comparison comparison = Comparison::less;
  double bound = 0.0;
  BoundKind written_as = BoundKind::number;
  std::string expression;  ///< ">= 80 %"
};

/// A measure as written: `segment.app.step.order.service_level(3 min)`.
struct MeasureText {
  Text text;
  std::vector<std::string> parts;        ///< split at dots: segment, app, step, order, service_level
  std::optional<double> argument;        ///< of the last part: 180
  std::optional<DayConditionText> days;  ///< the share of days on which that holds
};

}  // namespace throughline
