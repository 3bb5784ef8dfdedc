// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "experiment/warm_up.hpp"
#include "throughline/model.hpp"
#include "throughline/result.hpp"
#include "throughline/target.hpp"

namespace throughline {

/// What was asked of an experiment and is not in its evidence.
struct Plan {
  std::uint64_t seed = 1;
  std::uint64_t replications = 0;  ///< planned
  unsigned threads = 1;
  std::optional<WarmUp> found;  ///< where the warm-up was to be found
  double simulate_seconds = 0.0;
  bool resamples_data = false;  ///< where the model asks for it
};

/// The plan of an experiment on this model, but for its length: whose luck, how many threads, the warm-up that is found
/// where the model asks for it.
Plan plan_of(const Model& asked, const ExperimentOptions& options);

/// Where figures of a model come from, after so many replications.
Provenance provenance_of(const Model& model, const Plan& plan, std::uint64_t finished);

/// The evidence of a model as figures: everything that an experiment tells, but for what became of a precision.
ExperimentResult findings(const Model& model, const Evidence& evidence, const Plan& plan);

/// The doubt that intervals take data for the truth though the model asks for resamples; none where it does not.
std::optional<Diagnostic> doubt_of_data(const Program& program);

/// Whether it is met, by an estimate of its measure.
TargetStatus status_of(const Target& target, const Estimate& estimate);

/// One target, by the figures of an estimator.
TargetResult judged(const Target& target, const Estimator& estimator);

}  // namespace throughline
