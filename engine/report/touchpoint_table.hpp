// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// What customers go through, touchpoint by touchpoint, then the steps that they do not see. The bottleneck is where
/// customers together wait longest; where the intervals of several overlap, each of them may be it.
Table touchpoint_table(const ExperimentResult& result);

/// What its columns mean.
inline constexpr std::string_view touchpoint_words =
    "time: from reaching to leaving; wait: from reaching to being served or leaving, 0 where somebody is free; failed: "
    "of the services that ended; gave up: of those who joined; empty: never";

}  // namespace throughline
