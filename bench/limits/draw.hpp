// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

namespace limits {

/// xoshiro256++ (Blackman and Vigna, 2019) and a ziggurat of 256 layers for the exponential (Marsaglia and Tsang,
/// 2000): one stream for a whole run, its state in registers. What random numbers cost where nothing addresses them.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      seed += 0x9E3779B97F4A7C15U;
      std::uint64_t mixed = (seed ^ (seed >> 30U)) * 0xBF58476D1CE4E5B9U;
      mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
      word = mixed ^ (mixed >> 31U);
    }
  }

  double uniform() noexcept { return (static_cast<double>(bits() >> 12U) + 0.5) * 0x1p-52; }

  double exponential() noexcept {
    double base = 0.0;
    for (;;) {
      const std::uint64_t word = bits();
      const unsigned layer = word & 255U;
      const double x = static_cast<double>(word >> 11U) * 0x1p-53 * table.x[layer];
      if (x < table.x[layer + 1]) [[likely]]
        return base + x;
      if (layer == 0) {
        base += table.x[1];  // the tail is an exponential again
        continue;
      }
      if (table.y[layer] + (table.y[layer + 1] - table.y[layer]) * uniform() < std::exp(-x)) return base + x;
    }
  }

 private:
  struct Table {
    // Layer 0 is the base with the tail: a rectangle of the common area under y[1], so wider than x[1].
    std::array<double, 257> x{}, y{};
    Table() {
      constexpr double right = 7.69711747013104972, area = 3.9496598225815571993e-3;
      x[0] = area / std::exp(-right);
      x[1] = right;
      y[1] = std::exp(-right);
      for (unsigned layer = 2; layer < 256; ++layer) {
        y[layer] = y[layer - 1] + area / x[layer - 1];
        x[layer] = -std::log(y[layer]);
      }
      x[256] = 0.0;
      y[256] = 1.0;
    }
  };
  static inline const Table table{};

  static std::uint64_t rotated(std::uint64_t word, unsigned by) noexcept { return word << by | word >> (64U - by); }
  std::uint64_t bits() noexcept {
    const std::uint64_t result = rotated(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
  }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace limits
