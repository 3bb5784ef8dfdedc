// SPDX-License-Identifier: MIT
#include "blueprint/clock_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace throughline {

std::string clock_text(double clock, bool with_day) {
  constexpr std::array<std::string_view, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::int64_t day_seconds = 86'400;
  const auto whole = static_cast<std::int64_t>(std::llround(std::fmod(clock, 7.0 * day_seconds)));
  const std::int64_t second = whole % day_seconds;
  std::string text;
  if (with_day) text = fmt::format("{} ", days[static_cast<std::size_t>(whole / day_seconds) % days.size()]);
  text += fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60);
  if (second % 60 != 0) text += fmt::format(":{:02}", second % 60);
  return text;
}

std::string from_when(const Schedule<double>& sum, const Level<double>& level) {
  return sum.constant() ? std::string()
                        : fmt::format(" from {} on", clock_text(level.from, sum.period > seconds_per_day));
}

}  // namespace throughline
