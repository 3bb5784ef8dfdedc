// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "throughline/result.hpp"

namespace throughline {

// Figures for people. Durations are shown in s, min, h or d, by their magnitude; shares in percent; money with its
// currency (made harmless here). No locale.

/// A figure with its interval, both rounded so that the half-width keeps two significant digits: `7.31 ± 0.04 min`;
/// where the interval is lopsided `0.20 (0.00 to 0.51) %`; without an interval `7.3 ± ? min`; `-` where there is no
/// value.
std::string figure(const Estimate& estimate, std::string_view currency);

/// How far an estimate is on the good side of a bound (`below`: the lower side), with the same interval, signed, in the
/// unit of the estimate (of shares: points).
std::string margin(const Estimate& estimate, double bound, bool below, std::string_view currency);

/// A value without uncertainty (a bound, a setting, a result of theory), to four significant digits at most.
std::string exact(double value, Unit unit, std::string_view currency);

/// A value for where there is no room for its interval, which must stand nearby: to two significant digits, whole
/// numbers whole.
std::string brief(double value, Unit unit, std::string_view currency);

/// The next number above that has two significant digits at the most: how many replications something takes, about.
/// Requires: 0 <= count < 10^15.
std::uint64_t rounded_up(double count);

/// A duration without uncertainty: `8 h`, `2.5 min`.
std::string exact_duration(double seconds);

}  // namespace throughline
