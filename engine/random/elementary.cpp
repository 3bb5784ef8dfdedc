// SPDX-License-Identifier: MIT
#include "random/elementary.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "random/series.hpp"

namespace throughline {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// log 2 in two parts; the first has 21 trailing zeros, so its product with any exponent is exact.
constexpr double log_2_high = 0x1.62e42feep-1;
constexpr double log_2_low = 0x1.a39ef35793c76p-33;
struct Split {
  double high = 0.0;
  double low = 0.0;
};

constexpr int exp_steps = 64;

// 2^(j/64)
constexpr auto exp_table = [] {
  std::array<Split, exp_steps> table{};
  for (int j = 0; j < exp_steps; ++j) {
    const long double exact = series_exp(log_2 * static_cast<long double>(j) / exp_steps);
    const double high = static_cast<double>(exact);
    table[static_cast<std::size_t>(j)] = {high, static_cast<double>(exact - static_cast<long double>(high))};
  }
  return table;
}();

constexpr int log_steps = 128;

// log(1 + j/128) for mantissas that count as [1, sqrt 2), log((1 + j/128) / 2) for the others
constexpr int log_wrap = 53;
constexpr auto log_table = [] {
  std::array<Split, log_steps + 1> table{};
  for (int j = 0; j <= log_steps; ++j) {
    const long double center = 1.0L + static_cast<long double>(j) / log_steps;
    const long double exact = series_log(j < log_wrap ? center : center / 2.0L);
    const double high = static_cast<double>(exact);
    table[static_cast<std::size_t>(j)] = {high, static_cast<double>(exact - static_cast<long double>(high))};
  }
  return table;
}();

}  // namespace

// x = (64 k + j) log(2)/64 + r, |r| <= log(2)/128 (Tang, 1989).
double exp_portable(double x) noexcept {
  if (!(x < 709.79)) return x > 709.0 ? infinity : x;
  if (x < -707.8) return 0.0;
  // Adding and subtracting 1.5 * 2^52 rounds to the nearest integer.
  const double whole = (x * (exp_steps / 0.6931471805599453) + 0x1.8p52) - 0x1.8p52;
  const double rest = (x - whole * (log_2_high / exp_steps)) - whole * (log_2_low / exp_steps);
  const auto step = static_cast<std::int32_t>(whole);
  const Split& power = exp_table[static_cast<std::size_t>(step & (exp_steps - 1))];
  const double square = rest * rest;
  const double series = rest + square * ((0.5 + rest * (1.0 / 6.0)) +
                                         square * ((1.0 / 24.0 + rest * (1.0 / 120.0)) + square * (1.0 / 720.0)));
  const double mantissa = power.high + (power.low + power.high * series);
  const std::int32_t exponent = step >> 6;
  // Two factors: 2^1024 is no double.
  const double scale = std::bit_cast<double>(static_cast<std::uint64_t>(exponent / 2 + 1023) << 52);
  const double other = std::bit_cast<double>(static_cast<std::uint64_t>(exponent - exponent / 2 + 1023) << 52);
  return mantissa * scale * other;
}

// x = 2^k F (1 + s) / (1 - s) with F = 1 + j/128 near the mantissa: log x = k log 2 + log F + 2 artanh s (Tang, 1990).
double log_portable(double x) noexcept {
  std::int64_t exponent = 0;
  if (!(x >= std::numeric_limits<double>::min())) {
    if (x == 0.0) return -infinity;
    if (!(x > 0.0)) return std::numeric_limits<double>::quiet_NaN();
    x *= 0x1p54;
    exponent = -54;
  }
  if (x == infinity) return x;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  exponent += static_cast<std::int64_t>(bits >> 52) - 1023;
  const double mantissa = std::bit_cast<double>((bits & 0x000f'ffff'ffff'ffff) | 0x3ff0'0000'0000'0000);
  // Rounded to the nearest of 129 centers.
  const auto step = static_cast<std::size_t>(((bits & 0x000f'ffff'ffff'ffff) + 0x0000'1000'0000'0000) >> 45);
  const double center = 1.0 + static_cast<double>(step) / log_steps;
  exponent += step >= log_wrap ? 1 : 0;
  const double ratio = (mantissa - center) / (mantissa + center);
  const double square = ratio * ratio;
  const double tail = 2.0 * ratio * square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0)));
  const Split& part = log_table[step];
  const auto octaves = static_cast<double>(exponent);
  return (octaves * log_2_high + part.high) + (2.0 * ratio + (tail + (part.low + octaves * log_2_low)));
}

double pow_portable(double base, double exponent) noexcept {
  if (exponent == 0.0) return 1.0;
  return exp_portable(exponent * log_portable(base));
}

}  // namespace throughline
