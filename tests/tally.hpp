// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>

#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "throughline/model.hpp"

namespace throughline::testing {

template <class Statistics>
ReplicationResult tally_by(const Model& model, std::uint64_t seed, std::uint64_t replication) {
  Statistics recorder(model.program());
  Simulator<Statistics> simulator(model.program(), recorder);
  recorder.begin_replication();
  simulator.run(seed, replication);
  simulator.report(recorder.result());
  return std::move(recorder.result());
}

/// One replication in numbers.
inline ReplicationResult tally(const Model& model, std::uint64_t seed = 1, std::uint64_t replication = 0) {
  if (model.program().experience) return tally_by<ExperienceRecorder>(model, seed, replication);
  return model.program().accounts_time ? tally_by<TimeRecorder>(model, seed, replication)
                                       : tally_by<Recorder>(model, seed, replication);
}

}  // namespace throughline::testing
