// SPDX-License-Identifier: MIT
#pragma once

#include "throughline/document.hpp"

namespace throughline {

/// Which of the three lines of a service blueprint (Shostack, 1984) a route between two lanes crosses.
struct LinesCrossed {
  bool interaction = false;           ///< between customer and frontstage
  bool visibility = false;            ///< between frontstage and backstage
  bool internal_interaction = false;  ///< between backstage and support

  bool operator==(const LinesCrossed&) const = default;
};

LinesCrossed lines_crossed(Lane from, Lane to) noexcept;

/// Whether the customer sees what happens in this lane.
bool is_visible(Lane lane) noexcept;

}  // namespace throughline
