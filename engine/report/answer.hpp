// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "throughline/result.hpp"

namespace throughline {

/// The answer in one or two sentences: what became of the targets, how long a journey takes and how journeys end.
std::string answer(const ExperimentResult& result);

/// Where the figures come from: `Coffee bar, scenario base: 400 replications of 8 h, seed 1, 95 % confidence`.
std::string origin(const ExperimentResult& result);

}  // namespace throughline
