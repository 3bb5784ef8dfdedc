// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace throughline {

/// Why a text is not the value that was asked for: `expected a duration such as "90 s"`, and what would be right.
struct ValueError {
  std::string expected;  ///< to stand behind "expected"
  std::string hint;      ///< may be empty
};

/// A value, or why there is none.
template <class T>
class Parsed {
 public:
  explicit(false) Parsed(T value) : value_(std::move(value)) {}
  explicit(false) Parsed(ValueError error) : error_(std::move(error)) {}

  explicit operator bool() const noexcept { return value_.has_value(); }
  const T& operator*() const { return *value_; }
  const ValueError& error() const noexcept { return error_; }

 private:
  std::optional<T> value_;
  ValueError error_;
};

/// Largest magnitudes of a blueprint: what lies beyond is a slip of the pen or an attack.
inline constexpr double longest_duration = 1000.0 * 365.25 * 86'400.0;  ///< seconds
inline constexpr double highest_rate = 1e6;                             ///< per second
inline constexpr std::uint64_t largest_count = 1'000'000;
inline constexpr double largest_amount = 1e12;  ///< of money

// The grammar of the values of a blueprint, for files and command lines. None depends on the locale; none accepts nan,
// inf, hexadecimal, a leading plus, or anything behind the value.

/// A finite number in [low, high]: `0.5`, `-3`, `1e-3`.
Parsed<double> parse_number(std::string_view text, double low, double high);

/// Decimal digits alone, in [low, high].
Parsed<std::uint64_t> parse_whole_number(std::string_view text, std::uint64_t low, std::uint64_t high);

/// Seconds of one `ms`, `s`, `min`, `h` or `d` (or `second`, `minutes`, `hour`, `day` ...). None where it is no unit of
/// time.
std::optional<double> seconds_of_unit(std::string_view unit);

/// Seconds: `90 s`, `4 min`, `1 h 30 min`, `2 d`. A bare number counts in `bare_unit` (seconds), or is an error where
/// there is none.
Parsed<double> parse_duration(std::string_view text, std::optional<double> bare_unit = std::nullopt);

/// The same with an optional minus sign in front of the whole: a shift.
Parsed<double> parse_signed_duration(std::string_view text, std::optional<double> bare_unit = std::nullopt);

/// Per second: `12 per hour`, `12 / h`, `0.5 per min`. A bare number counts per `bare_unit` seconds.
Parsed<double> parse_rate(std::string_view text, std::optional<double> bare_unit = std::nullopt);

/// The same with an optional minus sign, and 0 without a unit: an entry of a rate matrix.
Parsed<double> parse_signed_rate(std::string_view text, std::optional<double> bare_unit = std::nullopt);

/// 0 to 1: `0.03`, `3 %`.
Parsed<double> parse_share(std::string_view text);

/// Money: an amount and the currency behind (or before) it, empty where none is named: `4.20`, `4.20 EUR`, `$4.20`.
struct Money {
  double amount = 0.0;
  std::string currency;
};
Parsed<Money> parse_money(std::string_view text);

/// Money per second: `19 per hour`, `19 EUR per hour`, `150 / day`.
Parsed<Money> parse_money_rate(std::string_view text);

}  // namespace throughline
