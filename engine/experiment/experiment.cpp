// SPDX-License-Identifier: MIT
#include "throughline/experiment.hpp"

#include <chrono>
#include <utility>
#include <vector>

#include "experiment/evidence.hpp"
#include "experiment/findings.hpp"
#include "experiment/parallel.hpp"
#include "experiment/precision.hpp"
#include "experiment/warm_up.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/von_neumann.hpp"

namespace throughline {
namespace {

/// Replications in rounds, until what is asked for is reached; or exactly so many. How many were planned, up to the
/// last look.
std::uint64_t gather(const Model& model, const ExperimentOptions& options, Evidence& evidence,
                     std::vector<PrecisionResult>& judged, const ProgressCallback& progress) {
  const Program& program = model.program();
  const Catalog& catalog = model.catalog();
  const bool asked = !catalog.precision.empty() && !catalog.precision.front().by_default;
  const bool in_rounds = !options.replications && !catalog.precision.empty();
  std::uint64_t completed = 0;
  std::uint64_t planned = in_rounds ? first_look(program) : options.replications.value_or(program.replications);
  while (true) {
    std::function<void()> finished;
    if (progress) finished = [&] { progress({++completed, planned}); };
    evidence.extend_to(planned, finished);
    if ((!asked && !in_rounds) || evidence.replications().empty()) return planned;
    judged = judge_precision(program, catalog, evidence);
    if (!in_rounds || evidence.has_ended()) return planned;
    const std::uint64_t next = next_look(program, evidence, judged);
    if (next == planned) return planned;
    planned = next;
  }
}

}  // namespace

ExperimentResult run_experiment(const Model& asked, const ExperimentOptions& options,
                                const ProgressCallback& progress) {
  Plan plan;
  plan.seed = options.seed.value_or(asked.program().seed);
  plan.threads = options.threads == 0 ? available_threads() : options.threads;

  const auto begun = std::chrono::steady_clock::now();
  if (asked.program().finds_warm_up) plan.found = find_warm_up(asked, plan.seed, plan.threads, options.interrupt);
  const Model model = settled(asked, options, plan.found);
  const std::uint64_t sections = section_count(model.program());
  const std::uint64_t size = section_size(sections, options.replications.value_or(model.program().replications));
  Evidence evidence({model, plan.seed, size, sections, plan.threads, options.interrupt});
  std::vector<PrecisionResult> precision;
  plan.replications = gather(model, options, evidence, precision, progress);
  plan.simulate_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();

  ExperimentResult result = findings(model, evidence, plan);
  result.precision = std::move(precision);
  return result;
}

}  // namespace throughline
