// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/node.hpp"

namespace throughline {

/// A route that is taken by chance alone.
struct RouteShare {
  std::string target;
  double share = 0.0;
  bool rest = false;  ///< it is what the others leave
};

/// The routes of a `next` that is a table, in its order; none where one of them depends on more than a probability:
/// conditions, segments, the clock, the length of lines.
std::optional<std::vector<RouteShare>> plain_shares(const Node& next);

/// A route is "rest": what the others leave.
bool is_rest(const Node& route);

/// Multiplies the probability of a route; where it says none, that is 1. Requires that it is no "rest".
void scale_share(Node& route, double factor);

}  // namespace throughline
