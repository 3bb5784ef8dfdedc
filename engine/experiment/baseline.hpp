// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "throughline/baseline.hpp"
#include "throughline/model.hpp"

namespace throughline {

/// Moves of one measure are kept one by one up to so many; more are taken together by consecutive ones.
inline constexpr std::size_t most_moves = 1'000;

/// What later runs are compared by (judged_measures), with intervals that hold together.
std::vector<MeasureInfluence> influences_of(const Model& model, const Evidence& evidence);

}  // namespace throughline
