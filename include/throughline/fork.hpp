// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "throughline/diagnostic.hpp"
#include "throughline/schedule.hpp"

namespace throughline {

/// What branches have in common. Each is taken by its own chance; the journey goes on where they meet. A branch that
/// does not get there, because it fails, gives up or is turned away, ends the journey so.
struct ForkRule {
  std::uint32_t wait_for = 0;  ///< so many of the branches that are taken; 0 = all
  bool cancels = false;        ///< the others are called off; else they go on, and no longer matter
};

/// A share under a name, as written: of a branch, or of those who become another segment.
struct NamedShare {
  Text name;
  Schedule<double> share;
};

/// As written.
struct ForkSection {
  SourcePosition at;
  std::vector<NamedShare> branches;  ///< by step
  std::optional<Text> join;          ///< none: the journey is completed with its branches
  ForkRule rule;
};

}  // namespace throughline
