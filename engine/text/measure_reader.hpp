// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/field_reader.hpp"
#include "throughline/measure_text.hpp"

namespace throughline {

/// A comparison with a bound as it was written: "< 8 min", ">= 5 %", "<= 3.5".
struct WrittenBound {
  Comparison comparison = Comparison::less;
  double bound = 0.0;
  BoundKind written_as = BoundKind::number;
};

/// None where it is no comparison.
std::optional<WrittenBound> read_bound(std::string_view text);

/// The measure that a key in quotes names: `journey.time.p90`, `step.order.service_level(3 min)`,
/// `share_of_days(journey.time.mean > 8 min)`. None and a diagnostic where it is none.
std::optional<MeasureText> read_measure(const Text& written, const std::string& label, Reading& reading);

}  // namespace throughline
