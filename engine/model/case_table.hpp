// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/instruction.hpp"

namespace throughline {

/// One way that may be taken at a fork.
struct BranchTable {
  std::uint32_t share = 0;
  std::uint32_t target = 0;   ///< program counter
  std::uint32_t route = 0;    ///< the passage to count
  std::uint64_t address = 0;  ///< of the fork and its first step, for luck

  bool operator==(const BranchTable&) const = default;
};

/// Branches that a journey sends out, and where they meet.
struct ForkTable {
  std::vector<BranchTable> branches;
  std::uint32_t join = 0;      ///< step
  std::uint32_t wait_for = 0;  ///< so many branches; 0 = all
  bool cancels = false;        ///< the others are called off; else they go on

  bool operator==(const ForkTable&) const = default;
};

/// Backstage work that a step starts; the kind of a case is the step it begins at.
struct StartTable {
  std::uint32_t step = 0;
  std::uint32_t target = 0;  ///< program counter
  std::uint32_t route = 0;
  std::uint64_t address = 0;  ///< of the step that starts it and that step, for luck

  bool operator==(const StartTable&) const = default;
};

/// Customers who are served together.
struct BatchTable {
  std::uint32_t step = 0;
  std::uint32_t size = 1;
  double longest_wait = 0.0;  ///< since the first of them came; infinite where they wait until they are so many

  bool operator==(const BatchTable&) const = default;
};

}  // namespace throughline
