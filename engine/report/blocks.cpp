// SPDX-License-Identifier: MIT
#include "report/blocks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace throughline {
namespace {

constexpr long eighths = 8;

}  // namespace

std::string bar(double share, std::size_t columns) {
  constexpr std::array<const char*, eighths> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double whole = static_cast<double>(columns) * static_cast<double>(eighths);
  long count = std::lround(std::clamp(share, 0.0, 1.0) * whole);
  if (share > 0.0) count = std::max(count, 1L);
  std::string blocks;
  for (long block = 0; block < count / eighths; ++block) blocks += "█";
  return blocks + parts[static_cast<std::size_t>(count % eighths)];
}

std::string sparkline(std::span<const double> numbers) {
  constexpr std::array<const char*, eighths + 1> heights{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const double most = numbers.empty() ? 0.0 : *std::max_element(numbers.begin(), numbers.end());
  std::string line;
  for (const double number : numbers) {
    long height = most > 0.0 ? std::lround(number / most * static_cast<double>(eighths)) : 0;
    if (number > 0.0) height = std::max(height, 1L);
    line += heights[static_cast<std::size_t>(height)];
  }
  return line;
}

}  // namespace throughline
