// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// One way to wait with full hands: a customer keeps somebody of one pool since a step and calls for another at a later
/// one.
struct KeptCall {
  StaffId keeps{};
  StaffId calls{};
  StepId since{};
  StepId at{};
  bool warm = false;  ///< kept on a warm handoff, not by the customer

  bool operator==(const KeptCall&) const = default;
};

/// Circles in which customers can wait for each other for ever: each call is for the pool that the next one keeps, the
/// last for that of the first. Of pools that lie on common circles the shortest is told, begun at the pool that stands
/// first in the blueprint. A call that patience ends, or that somebody of another pool can answer who is never kept so,
/// makes none. Where so many people are kept that looking would take long, nothing is found.
std::vector<std::vector<KeptCall>> kept_cycles(const Blueprint& blueprint);

}  // namespace throughline
