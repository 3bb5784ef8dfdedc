// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "throughline/schedule.hpp"

namespace throughline {

/// A clock time for people: `08:30`, with the day `Mon 08:30`, seconds where there are any `08:30:15`.
/// `clock`: seconds after a Monday 00:00, never negative.
std::string clock_text(double clock, bool with_day);

/// ` from 08:00 on`, where a sum follows the clock.
std::string from_when(const Schedule<double>& sum, const Level<double>& level);

}  // namespace throughline
