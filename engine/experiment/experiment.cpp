// SPDX-License-Identifier: MIT
#include "throughline/experiment.hpp"

#include <chrono>
#include <utility>
#include <vector>

#include "experiment/evidence.hpp"
#include "experiment/findings.hpp"
#include "experiment/parallel.hpp"
#include "experiment/precision.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"

namespace throughline {

ExperimentResult run_experiment(const Model& model, const ExperimentOptions& options,
                                const ProgressCallback& progress) {
  const Program& program = model.program();
  Plan plan;
  plan.seed = options.seed.value_or(program.seed);
  plan.threads = options.threads == 0 ? available_threads() : options.threads;

  const auto begun = std::chrono::steady_clock::now();
  const std::uint64_t sections = section_count(program);
  const std::uint64_t size = section_size(sections, options.replications.value_or(program.replications));
  Evidence evidence({model, plan.seed, size, sections, plan.threads, options.interrupt});
  std::vector<PrecisionResult> precision;
  plan.replications = replicate(model, options, evidence, precision, progress);
  plan.simulate_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();

  ExperimentResult result = findings(model, evidence, plan);
  result.precision = std::move(precision);
  return result;
}

}  // namespace throughline
