// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace limits {

/// Models A to E as constants: stations in a row, first come first served; after some a share goes back to the first.
struct SingleQueue {
  static constexpr std::size_t stations = 1;
  static constexpr double arrivals = 0.9;
  static constexpr std::uint32_t servers(std::size_t) { return 1; }
  static constexpr double mean(std::size_t) { return 1.0; }
  static constexpr double again(std::size_t) { return 0.0; }
};
struct Rework {
  static constexpr std::size_t stations = 3;
  static constexpr double arrivals = 1.0;
  static constexpr std::uint32_t servers(std::size_t s) { return std::array<std::uint32_t, 3>{3, 4, 2}[s]; }
  static constexpr double mean(std::size_t s) { return std::array<double, 3>{2.0, 2.6, 1.2}[s]; }
  static constexpr double again(std::size_t s) { return s == 2 ? 0.15 : 0.0; }
};
struct Restarts {
  static constexpr std::size_t stations = 10;
  static constexpr double arrivals = 10.0;
  static constexpr std::uint32_t servers(std::size_t) { return 20; }
  /// Load 0.8 everywhere: 16 servers busy for a flow of arrivals * 0.95^(s - 10).
  static constexpr double mean(std::size_t s) {
    double flow = arrivals;
    for (std::size_t after = s; after < stations; ++after) flow /= 0.95;
    return 16.0 / flow;
  }
  static constexpr double again(std::size_t) { return 0.05; }
};
template <std::uint32_t Servers>
struct LongTandem {
  static constexpr std::size_t stations = 100;
  static constexpr double arrivals = 0.8 * Servers;
  static constexpr std::uint32_t servers(std::size_t) { return Servers; }
  static constexpr double mean(std::size_t) { return 1.0; }
  static constexpr double again(std::size_t) { return 0.0; }
};

struct Outcome {
  double mean_time = 0.0;
  std::uint64_t events = 0;
};

}  // namespace limits
