// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace throughline {

inline constexpr double seconds_per_day = 86'400.0;
inline constexpr double seconds_per_week = 604'800.0;

/// Days of a run on which the service is closed, both ends among them; day 0 is that on which the run begins.
struct ClosedDays {
  std::int64_t first = 0;
  std::int64_t last = 0;

  bool operator==(const ClosedDays&) const = default;
};

/// From this second of the cycle on, this value holds until the next level.
template <class T>
struct Level {
  double from = 0.0;
  T value{};

  bool operator==(const Level&) const = default;
};

/// A value that may depend on the clock: constant, or piecewise constant over a day or a week.
/// Invariants: at least one level; levels sorted by `from`, all in [0, period). Before its first level a cycle holds
/// the value of its last level (it wraps around).
template <class T>
struct Schedule {
  double period = 0.0;  ///< seconds: 0 = constant (one level), seconds_per_day or seconds_per_week
  std::vector<Level<T>> levels;

  Schedule() = default;
  explicit(false) Schedule(T constant) : levels{{0.0, std::move(constant)}} {}

  bool constant() const noexcept { return period == 0.0; }
  bool is_always(const T& value) const { return constant() && levels.front().value == value; }

  /// The value at `clock` seconds after a Monday 00:00 (any week, never negative).
  const T& at(double clock) const {
    if (constant()) return levels.front().value;
    const double phase = std::fmod(clock, period);
    const auto after = std::upper_bound(levels.begin(), levels.end(), phase,
                                        [](double time, const Level<T>& level) { return time < level.from; });
    return after == levels.begin() ? levels.back().value : std::prev(after)->value;
  }

  bool operator==(const Schedule&) const = default;
};

}  // namespace throughline
