// SPDX-License-Identifier: MIT
#pragma once

namespace throughline {

/// Exponential and logarithm at compile time, to the precision of long double: what tables are made from.
constexpr long double series_exp(long double x) {
  // By halving until the series is short, and squaring back.
  int halvings = 0;
  while (x > 0.5L || x < -0.5L) {
    x /= 2.0L;
    ++halvings;
  }
  long double sum = 1.0L;
  long double term = 1.0L;
  for (int n = 1; n < 30; ++n) {
    term *= x / static_cast<long double>(n);
    sum += term;
  }
  for (; halvings > 0; --halvings) sum *= sum;
  return sum;
}

inline constexpr long double log_2 = 0.693147180559945309417232121458176568L;

/// Requires x > 0.
constexpr long double series_log(long double x) {
  int octaves = 0;
  for (; x > 1.5L; x /= 2.0L) ++octaves;
  for (; x < 0.75L; x *= 2.0L) --octaves;
  // log x = 2 artanh((x - 1) / (x + 1))
  const long double ratio = (x - 1.0L) / (x + 1.0L);
  long double sum = 0.0L;
  long double power = ratio;
  for (int n = 1; n < 40; n += 2) {
    sum += power / static_cast<long double>(n);
    power *= ratio * ratio;
  }
  return 2.0L * sum + static_cast<long double>(octaves) * log_2;
}

/// Requires x > 0.
constexpr long double series_sqrt(long double x) {
  long double root = series_exp(series_log(x) / 2.0L);
  for (int n = 0; n < 3; ++n) root = (root + x / root) / 2.0L;
  return root;
}

}  // namespace throughline
