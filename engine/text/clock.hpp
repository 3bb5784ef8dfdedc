// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "text/value.hpp"

namespace throughline {

/// A time on the clock, on every day or on one day of the week.
struct Clock {
  std::optional<int> day;  ///< 0 = Monday
  double seconds = 0.0;    ///< of the day, 0 to 86400

  double since_monday() const noexcept { return day.value_or(0) * 86'400.0 + seconds; }
};

/// `07:30`, `07:30:15`, `Mon 07:30`, `24:00`.
Parsed<Clock> parse_clock(std::string_view text);

/// Seconds after the Monday 00:00 at or before it: `2026-01-05 07:00`, `2026-01-05`, `Mon 07:00`, `07:00` (of a
/// Monday).
Parsed<double> parse_start(std::string_view text);

/// Days of the week, bit 0 = Monday: `Mon`, `Mon-Fri`, `Sat, Sun`, `Fri-Mon`.
Parsed<std::uint8_t> parse_days(std::string_view text);

}  // namespace throughline
