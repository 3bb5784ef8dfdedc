// SPDX-License-Identifier: MIT
#include "throughline/experiment.hpp"

#include <chrono>
#include <utility>
#include <vector>

#include "experiment/evidence.hpp"
#include "experiment/findings.hpp"
#include "experiment/input_uncertainty.hpp"
#include "experiment/parallel.hpp"
#include "experiment/precision.hpp"
#include "experiment/warm_up.hpp"
#include "model/program.hpp"

namespace throughline {

ExperimentResult run_experiment(const Model& asked, const ExperimentOptions& options,
                                const ProgressCallback& progress) {
  const auto begun = std::chrono::steady_clock::now();
  Plan plan = plan_of(asked, options);
  const Model model = settled(asked, options, plan.found);
  const std::uint64_t sections = section_count(model.program());
  const std::uint64_t size = section_size(sections, options.replications.value_or(model.program().replications));
  Evidence evidence({model, plan.seed, size, sections, plan.threads, options.interrupt});
  std::vector<PrecisionResult> precision;
  plan.replications = replicate(model, options, evidence, precision, progress);
  plan.simulate_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();

  plan.resamples_data = true;
  ExperimentResult result = findings(model, evidence, plan);
  result.precision = std::move(precision);
  const std::uint64_t done = evidence.replications().size();
  carry_input_uncertainty(model, plan, options, {done, done}, progress, result);
  return result;
}

}  // namespace throughline
