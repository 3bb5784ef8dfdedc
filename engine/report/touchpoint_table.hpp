// SPDX-License-Identifier: MIT
#pragma once

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// What customers go through, touchpoint by touchpoint, then the steps that they do not see. The bottleneck is where
/// customers together wait longest; where the intervals of several overlap, each of them may be it.
Table touchpoint_table(const ExperimentResult& result);

}  // namespace throughline
