// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/program.hpp"
#include "replay.hpp"
#include "simulation/replication_result.hpp"
#include "throughline/experiment.hpp"

namespace throughline::testing {

/// What holds of every replication, whatever features meet. One line for each law that is broken, which begins with its
/// name: conservation, order, little, busy, presence, stuck, times. `story` tells of the same replication as `result`.
std::vector<std::string> broken_laws(const Model& model, const ReplicationResult& result, const Replay& story);

/// The measures whose values differ by more than `rounding`, relative and absolute; of 0, by a bit.
std::vector<std::string> differences(const ExperimentResult& one, const ExperimentResult& other, double rounding);

}  // namespace throughline::testing
