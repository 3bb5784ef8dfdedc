// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace throughline {

/// Customers who give up and come again.
struct RetrialTable {
  std::uint32_t share = 0;
  std::uint32_t after = 0;     ///< law
  std::uint32_t target = 0;    ///< program counter
  std::uint32_t slot = 0;      ///< of the register that counts comings
  std::uint32_t attempts = 0;  ///< comings in all; 0 = no limit

  bool operator==(const RetrialTable&) const = default;
};

struct CallbackTable {
  double expected_wait = 0.0;
  double accept = 1.0;
  double within = 0.0;
  double service = 0.0;              ///< mean, for what to expect
  std::vector<std::uint32_t> pools;  ///< any of whom will do, or the first of whom decides

  bool operator==(const CallbackTable&) const = default;
};

}  // namespace throughline
