// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "throughline/diagnostic.hpp"

namespace throughline {

/// What can be amiss at a touchpoint.
enum class GapKind : std::uint8_t {
  wait,        ///< customers wait for somebody; closed: no longer than is expected
  failure,     ///< services fail; closed: none does
  time,        ///< services take longer than `expects.time`; closed: as long as that, on average
  handoff,     ///< on the routes that lead to it something is lost, repeated or delayed; closed: nothing is
  abandonment  ///< patience ends; closed: nobody gives up
};

/// How far something can be done, or has to be done at once.
enum class GapLevel : std::uint8_t { low, medium, high };

/// What the file says of a gap: [gaps.NAME].
struct GapSection {
  Text key;
  Text touchpoint;
  GapKind kind = GapKind::wait;
  std::optional<GapLevel> feasibility, urgency;
  std::optional<double> cost;    ///< of closing it, above 0
  std::string constraint;        ///< what stands in the way: policy, partners
  std::optional<Text> scenario;  ///< of the file, that closes it; none: it is closed whole
};

}  // namespace throughline
