// SPDX-License-Identifier: MIT
#include "report/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/display_text.hpp"

namespace throughline {
namespace {

/// What a value is divided by to be shown, and what stands behind it.
struct Scale {
  double divisor = 1.0;
  std::string suffix;
};

Scale duration_scale(double seconds) {
  if (seconds < 90.0) return {1.0, " s"};
  if (seconds < 90.0 * 60.0) return {60.0, " min"};
  if (seconds < 36.0 * 3600.0) return {3600.0, " h"};
  return {86'400.0, " d"};
}

Scale scale_of(Unit unit, double magnitude, std::string_view currency) {
  switch (unit) {
    case Unit::seconds:
      return duration_scale(magnitude);
    case Unit::share:
      return {0.01, " %"};
    case Unit::money:
      return {1.0, currency.empty() ? "" : fmt::format(" {}", harmless(currency))};
    case Unit::per_hour:
      return {1.0, " per hour"};
    case Unit::points:
      return {0.01, " points"};
    case Unit::count:
      break;
  }
  return {1.0, ""};
}

Scale scale_of(const Estimate& estimate, std::string_view currency) {
  double magnitude = std::abs(*estimate.value);
  if (magnitude == 0.0 && estimate.high) magnitude = std::abs(*estimate.high);
  return scale_of(estimate.unit, magnitude, currency);
}

/// Decimals that show `digits` significant digits of a positive value; negative: to tens, hundreds.
int decimals_for(double value, int digits) {
  int decimals = digits - 1 - static_cast<int>(std::floor(std::log10(value)));
  // 0.0996 rounds up to 0.100: one digit more than was asked for.
  if (std::round(value * std::pow(10.0, decimals)) >= std::pow(10.0, digits)) --decimals;
  return std::clamp(decimals, -15, 12);
}

std::string rounded(double value, int decimals) {
  const double power = std::pow(10.0, std::max(0, -decimals));
  const double shown = decimals < 0 ? std::round(value / power) * power : value;
  std::string text = fmt::format("{:.{}f}", shown, std::max(0, decimals));
  // No figure is minus nothing.
  if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
  return text;
}

/// The value, a little more or less, to two significant digits of `detail`: an end of an interval stays outside of it.
std::string rounded_up(double value, double detail) {
  const int decimals = decimals_for(detail, 2);
  const double power = std::pow(10.0, decimals);
  return rounded(std::ceil(value * power - 1e-9) / power, decimals);
}

std::string rounded_down(double value, double detail) {
  const int decimals = decimals_for(detail, 2);
  const double power = std::pow(10.0, decimals);
  return rounded(std::floor(value * power + 1e-9) / power, decimals);
}

/// As many digits as the value has, six at most.
std::string plain(double value) {
  return fmt::format("{:.6g}", value);
}

bool is_lopsided(double value, double low, double high) {
  const double half = (high - low) / 2.0;
  return std::abs((high - value) - (value - low)) > 0.25 * half;
}

std::string with_sign(const std::string& text) {
  return fmt::format("{}{}", text.front() == '-' ? "" : "+", text);
}

}  // namespace

std::string figure(const Estimate& estimate, std::string_view currency) {
  if (!estimate.value) return "-";
  const Scale scale = scale_of(estimate, currency);
  const double value = *estimate.value / scale.divisor;
  if (!estimate.low || !estimate.high) {
    const std::string digits = value == 0.0 ? "0" : rounded(value, decimals_for(std::abs(value), 2));
    return fmt::format("{} ± ?{}", digits, scale.suffix);
  }
  const double low = *estimate.low / scale.divisor;
  const double high = *estimate.high / scale.divisor;
  const double half = (high - low) / 2.0;
  // What is left of an interval below this is the rounding of sums.
  if (half <= 1e-9 * std::abs(value)) return fmt::format("{} ± 0{}", plain(value), scale.suffix);
  if (value == 0.0 && low == 0.0) return fmt::format("below {}{}", rounded_up(high, high), scale.suffix);
  const bool always = estimate.unit == Unit::share && *estimate.value == 1.0 && *estimate.high == 1.0;
  if (always) return fmt::format("above {}{}", rounded_down(low, high - low), scale.suffix);
  const int decimals = decimals_for(half, 2);
  if (is_lopsided(value, low, high)) {
    return fmt::format("{} ({} to {}){}", rounded(value, decimals), rounded(low, decimals), rounded(high, decimals),
                       scale.suffix);
  }
  return fmt::format("{} ± {}{}", rounded(value, decimals), rounded(half, decimals), scale.suffix);
}

std::string margin(const Estimate& estimate, double bound, bool below, std::string_view currency) {
  if (!estimate.value) return "-";
  Scale scale = scale_of(estimate, currency);
  if (estimate.unit == Unit::share) scale.suffix = " points";
  const auto distance = [&](double value) { return (below ? bound - value : value - bound) / scale.divisor; };
  const double shown = distance(*estimate.value);
  if (!estimate.low || !estimate.high) {
    const std::string digits = shown == 0.0 ? "0" : rounded(shown, decimals_for(std::abs(shown), 2));
    return fmt::format("{} ± ?{}", with_sign(digits), scale.suffix);
  }
  const double low = distance(below ? *estimate.high : *estimate.low);
  const double high = distance(below ? *estimate.low : *estimate.high);
  const double half = (high - low) / 2.0;
  if (half <= 1e-9 * std::abs(*estimate.value / scale.divisor)) {
    return fmt::format("{} ± 0{}", with_sign(plain(shown)), scale.suffix);
  }
  const int decimals = decimals_for(half, 2);
  const auto ended = [decimals](double value) { return with_sign(rounded(value, decimals)); };
  if (is_lopsided(shown, low, high)) {
    return fmt::format("{} ({} to {}){}", ended(shown), ended(low), ended(high), scale.suffix);
  }
  return fmt::format("{} ± {}{}", ended(shown), rounded(half, decimals), scale.suffix);
}

std::string exact(double value, Unit unit, std::string_view currency) {
  const Scale scale = scale_of(unit, std::abs(value), currency);
  const double shown = value / scale.divisor;
  if (shown == 0.0) return "0" + scale.suffix;
  std::string text = rounded(shown, std::max(0, decimals_for(std::abs(shown), 4)));
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text + scale.suffix;
}

std::string brief(double value, Unit unit, std::string_view currency) {
  const Scale scale = scale_of(unit, std::abs(value), currency);
  const double shown = value / scale.divisor;
  if (shown == 0.0) return "0" + scale.suffix;
  return rounded(shown, std::max(0, decimals_for(std::abs(shown), 2))) + scale.suffix;
}

std::uint64_t rounded_up(double count) {
  const double power = std::pow(10.0, std::max(0.0, std::floor(std::log10(std::max(count, 1.0))) - 1.0));
  return static_cast<std::uint64_t>((std::floor(count / power) + 1.0) * power);
}

std::string exact_duration(double seconds) {
  return exact(seconds, Unit::seconds, {});
}

}  // namespace throughline
