// SPDX-License-Identifier: MIT
#pragma once

#include <array>

namespace throughline {

/// 256 layers of equal area under exp(-x) and exp(-x^2 / 2) (Marsaglia and Tsang, 2000). Layer 0 lies at the bottom and
/// holds the tail, which begins here; the constants are those of Doornik (2005).
inline constexpr double exponential_tail = 7.69711747013104972;
inline constexpr double normal_tail = 3.6541528853610088;

/// The density at the bottom of a layer; one more for the top of the last. That of layer 0 is not used.
extern const std::array<double, 257> exponential_heights;
extern const std::array<double, 257> normal_heights;

}  // namespace throughline
