// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "throughline/document.hpp"

namespace throughline {

/// By so much may shares miss the sum that they should have.
inline constexpr double share_tolerance = 1e-9;

/// The sum of schedules at every clock time; constant where all of them are.
Schedule<double> sum_of(std::span<const Schedule<double>> schedules);

/// Mean over the clock from `from` to `to` (seconds after a Monday 00:00; requires from < to).
double average(const Schedule<double>& schedule, double from, double to);

/// The first clock time after `clock` at which a level begins; infinity for a constant.
double next_change(const Schedule<double>& schedule, double clock);

/// Smallest and largest level.
double least(const Schedule<double>& schedule);
double greatest(const Schedule<double>& schedule);

/// The mean duration at every clock time, seconds.
Schedule<double> mean_of(const TimeLaw& law);

}  // namespace throughline
