// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// Every measure that a run reports, in a stable order, each once: all that each scope knows and some step of it can
/// show, by segment too where there are several (of the steps that the segment reaches), the service levels of steps
/// that state an expected wait, and at the end what only targets ask for, such as how many wait at several steps
/// together at most: that is counted apart.
std::vector<MeasurePath> standard_measures(const Blueprint& blueprint);

/// Whether anybody is served by staff at the step, and so may wait there.
bool has_queue(const Step& step);

}  // namespace throughline
