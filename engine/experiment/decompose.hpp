// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "experiment/evidence.hpp"
#include "throughline/gaps.hpp"
#include "throughline/model.hpp"

namespace throughline {

/// What the counted journeys of a model went through, by touchpoint: the time that they spent inside and the standard
/// deviation of the time of those that completed (where the model accounts for time), the services that failed and the
/// handoffs that were lost, which belong to no touchpoint, and the value that was lost, where the model knows
/// `touchpoint.T.lost_value`.
std::vector<Decomposition> decompose(const Model& model, const Evidence& evidence);

}  // namespace throughline
