// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace throughline {

/// What a journey's time goes into. At any instant a journey spends it in exactly one of these ways, at one step.
enum class TimeKind : std::uint8_t {
  wait,                 ///< in line, while somebody is on duty who could serve
  off_duty,             ///< in line, while nobody is
  service,              ///< be it of nobody
  interrupted,          ///< between two parts of a service
  blocked,              ///< until there is room at a full step
  batching,             ///< until enough have come to be served together
  handoff,              ///< on a route that crosses no line of the blueprint
  handoff_interaction,  ///< on one between customer and staff
  handoff_visibility,   ///< between what customers see and what they do not
  handoff_internal,     ///< between backstage and support
  retrying,             ///< away, to try again
  recovering,           ///< while a failure is made up for
  awaiting,             ///< for work that runs on elsewhere
  branches              ///< of branches: in what the branch did that the journey waited for longest
};
inline constexpr std::size_t time_kinds = static_cast<std::size_t>(TimeKind::branches);

}  // namespace throughline
