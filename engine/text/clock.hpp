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

/// When a run begins.
struct Start {
  double clock = 0.0;                ///< seconds after the Monday 00:00 at or before it
  std::optional<std::int64_t> date;  ///< days after 1970-01-01
};

/// `2026-01-05 07:00`, `2026-01-05`, `Mon 07:00`, `07:00` (of a Monday).
Parsed<Start> parse_start(std::string_view text);

/// From one date to another, both among them: days after 1970-01-01.
struct Dates {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

/// `2026-01-06`, `2026-12-24..2026-12-26`.
Parsed<Dates> parse_dates(std::string_view text);

/// Days of the week, bit 0 = Monday: `Mon`, `Mon-Fri`, `Sat, Sun`, `Fri-Mon`.
Parsed<std::uint8_t> parse_days(std::string_view text);

}  // namespace throughline
