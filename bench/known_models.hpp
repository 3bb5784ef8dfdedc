// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

/// What a model of bench/models is known to give, and how far a mean over some runs may be from it.
struct KnownModel {
  const char* name;
  double mean_time;  ///< in the system, seconds
  std::uint64_t customers;
  double tolerance;
};

inline constexpr std::array<KnownModel, 5> known_models{{{"a", 10.0, 2'000'000, 0.04},
                                                         {"b", 12.2236, 1'000'000, 0.02},
                                                         {"c", 17.0243, 300'000, 0.02},
                                                         {"d", 106.4023, 200'000, 0.02},
                                                         {"e", 100.0, 300'000, 0.01}}};
