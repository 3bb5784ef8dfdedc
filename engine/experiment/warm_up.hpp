// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "throughline/experiment.hpp"
#include "throughline/model.hpp"

namespace throughline {

struct WarmUp {
  double seconds = 0.0;
  bool settled = true;  ///< false: the run is too short to tell, and half of it is taken
};

/// How long a run of the model takes to forget its beginning, whatever warm-up its blueprint says: MSER-5 (White, 1997)
/// of the number of customers inside, averaged over the replications of a pilot of its own, whose luck is independent
/// of that of any experiment (Welch, 1983, for the averaging). To a 200th of the run. The pilot has 50 replications,
/// and up to 150 while the run does not seem to settle. Where intervals rest on batch means it goes through a 32nd of
/// the one long run, and further, up to a quarter, while that is not enough; to a 200th of that. None where `interrupt`
/// was set. The same for any number of threads.
std::optional<WarmUp> find_warm_up(const Model& model, std::uint64_t seed, unsigned threads,
                                   const std::atomic<bool>* interrupt = nullptr);

/// What is simulated: the model with the warm-up that was found, where it asks for one (half of its run at the most),
/// and as many batches of a run as were ordered.
Model settled(const Model& asked, const ExperimentOptions& options, const std::optional<WarmUp>& found);

}  // namespace throughline
