// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "throughline/step_section.hpp"

namespace throughline {

/// The key of the step's own touchpoint, or of the one it shares; none where customers experience nothing there.
inline std::optional<std::string> touchpoint_key(const StepSection& step) {
  if (!step.is_touchpoint) return std::nullopt;
  if (step.touchpoint) return step.touchpoint;
  const bool seen = step.lane == Lane::customer || step.lane == Lane::frontstage;
  return seen ? std::optional(step.key.value) : std::nullopt;
}

}  // namespace throughline
