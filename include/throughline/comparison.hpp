// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace throughline {

/// How a measure is compared with the bound of a target.
enum class Comparison : std::uint8_t { less, at_most, greater, at_least };

/// Whether it holds. Thread-safe.
constexpr bool holds(double value, Comparison comparison, double bound) noexcept {
  switch (comparison) {
    case Comparison::less:
      return value < bound;
    case Comparison::at_most:
      return value <= bound;
    case Comparison::greater:
      return value > bound;
    case Comparison::at_least:
      return value >= bound;
  }
  return false;
}

}  // namespace throughline
