// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>

#include "simulation/recorder.hpp"
#include "simulation/simulator.hpp"
#include "throughline/model.hpp"

namespace throughline::testing {

/// One replication in numbers.
inline ReplicationResult tally(const Model& model, std::uint64_t seed = 1, std::uint64_t replication = 0) {
  Recorder recorder(model.program());
  Simulator<Recorder> simulator(model.program(), recorder);
  recorder.begin_replication();
  simulator.run(seed, replication);
  simulator.report(recorder.result());
  return std::move(recorder.result());
}

}  // namespace throughline::testing
