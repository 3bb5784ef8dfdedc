// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "blueprint/draft.hpp"

namespace throughline {

void judge_gaps(Draft& draft) {
  const std::vector<Touchpoint>& touchpoints = draft.blueprint.touchpoints;
  for (const GapSection& gap : draft.document.gaps) {
    const bool known = std::any_of(touchpoints.begin(), touchpoints.end(), [&gap](const Touchpoint& touchpoint) {
      return touchpoint.key == gap.touchpoint.value;
    });
    if (known) continue;
    std::vector<std::string> names;
    for (const Touchpoint& touchpoint : touchpoints) names.push_back(touchpoint.key);
    draft.mistakes.add(gap.touchpoint.at,
                       fmt::format("gap \"{}\": unknown touchpoint \"{}\"", gap.key.value, gap.touchpoint.value),
                       did_you_mean(gap.touchpoint.value, names));
  }
}

}  // namespace throughline
