// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "throughline/model.hpp"
#include "throughline/result.hpp"

namespace throughline {

struct ExperimentOptions {
  // What changes the answer; none: as the blueprint says.
  std::optional<std::uint64_t> replications;  ///< exactly so many, whatever precision is asked for
  std::optional<std::uint64_t> seed;
  // What changes the time alone.
  unsigned threads = 0;                          ///< 0: as many as the machine (and its cgroup) allows
  const std::atomic<bool>* interrupt = nullptr;  ///< set: stop after the replications that are under way
};

struct ExperimentProgress {
  std::uint64_t completed = 0;
  std::uint64_t planned = 0;
};

/// Called whenever a replication has finished, from any thread but never concurrently; `completed` only rises.
using ProgressCallback = std::function<void(const ExperimentProgress&)>;

/// Simulates the replications in parallel and folds them in order: the same bytes for any number of threads.
/// Marked partial: an overflowing run returns the replications before the one that overflowed, an interrupted run every
/// replication that finished.
ExperimentResult run_experiment(const Model& model, const ExperimentOptions& options = {},
                                const ProgressCallback& progress = {});

}  // namespace throughline
