// SPDX-License-Identifier: MIT
#include "blueprint/lanes.hpp"

#include <algorithm>

namespace throughline {

LinesCrossed lines_crossed(Lane from, Lane to) noexcept {
  const auto crosses = [upper = std::min(from, to), lower = std::max(from, to)](Lane above) {
    return upper <= above && above < lower;
  };
  return {crosses(Lane::customer), crosses(Lane::frontstage), crosses(Lane::backstage)};
}

bool is_visible(Lane lane) noexcept {
  return lane == Lane::customer || lane == Lane::frontstage;
}

}  // namespace throughline
