// SPDX-License-Identifier: MIT
#include "throughline/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <set>
#include <vector>

#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "experiment/parallel.hpp"
#include "experiment/precision.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"

namespace throughline {
namespace {

Provenance provenance_of(const Program& program, const Catalog& catalog, std::uint64_t seed, std::uint64_t planned,
                         std::uint64_t finished) {
  Provenance provenance;
  provenance.version = THROUGHLINE_VERSION;
  provenance.seed = seed;
  provenance.scenario = catalog.scenario;
  provenance.settings = catalog.settings;
  provenance.inputs = catalog.inputs;
  provenance.length = program.length;
  provenance.warm_up = program.warm_up;
  provenance.confidence = program.confidence;
  provenance.ending = program.ending == Ending::drain ? "drain" : "stop";
  provenance.planned_replications = planned;
  provenance.replications = finished;
  provenance.max_inside = program.max_inside;
  return provenance;
}

std::string reason_of(const ReplicationResult& overflow, const Program& program, const Catalog& catalog,
                      std::size_t finished) {
  const NamedKey step{catalog.names.steps[*overflow.overflow_step].key,
                      catalog.names.steps[*overflow.overflow_step].name};
  if (overflow.given_up == GivenUp::deadlock) {
    std::string steps;
    for (const std::uint32_t stuck : overflow.deadlock) {
      steps += fmt::format("{}\"{}\"", steps.empty() ? "" : ", ", catalog.names.steps[stuck].key);
    }
    return fmt::format(
        "replication {}: deadlock at {:.0f} s: the customers at {} block each other for good (give one of the steps "
        "more "
        "room, or let it turn away)",
        finished + 1, overflow.ended_at, steps);
  }
  if (overflow.given_up == GivenUp::endless_loop) {
    return fmt::format("replication {}: step \"{}\" is part of a loop in which no time passes", finished + 1, step.key);
  }
  return fmt::format(
      "replication {}: more than {} customers inside at {:.0f} s; most are at step \"{}\" (staff it better, or raise "
      "[run] max_inside)",
      finished + 1, program.max_inside, overflow.ended_at, step.key);
}

/// A doubt that no line of the blueprint gives rise to.
Diagnostic warning(std::string message) {
  return {Severity::warning, {}, std::move(message), {}};
}

/// Who nobody could serve at the end of a drain, pool by pool.
std::vector<Diagnostic> stranded_warnings(const Evidence& evidence, const Catalog& catalog) {
  std::vector<std::size_t> times(catalog.names.staff.size());
  for (const ReplicationResult& replication : evidence.replications()) {
    for (const std::uint32_t pool : replication.stranded) ++times[pool];
  }
  std::vector<Diagnostic> warnings;
  for (std::size_t pool = 0; pool < times.size(); ++pool) {
    if (times[pool] == 0) continue;
    warnings.push_back(warning(
        fmt::format("staff \"{}\": in {} of {} replications customers still waited at the end with nobody on duty to "
                    "serve them; they count as unfinished",
                    catalog.names.staff[pool].key, times[pool], evidence.replications().size())));
  }
  return warnings;
}

/// Who still waited for others to be served with at the end of a drain, step by step.
std::vector<Diagnostic> gathering_warnings(const Evidence& evidence, const Catalog& catalog) {
  std::map<std::uint32_t, std::size_t> times;
  for (const ReplicationResult& replication : evidence.replications()) {
    const std::set<std::uint32_t> steps(replication.gathering.begin(), replication.gathering.end());
    for (const std::uint32_t step : steps) ++times[step];
  }
  std::vector<Diagnostic> warnings;
  for (const auto& [step, count] : times) {
    warnings.push_back(warning(
        fmt::format("step \"{}\": in {} of {} replications customers still waited at the end for enough others to be "
                    "served with (batch); they count as unfinished; longest_wait would let them go",
                    catalog.names.steps[step].key, count, evidence.replications().size())));
  }
  return warnings;
}

TargetResult judged(const Target& target, const Estimator& estimator) {
  TargetResult result;
  result.path = target.path;
  result.expression = target.expression;
  result.estimate = estimator.estimate(target.measure);
  result.bound = target.bound;
  result.at = target.at;
  const bool below = target.comparison == Comparison::less || target.comparison == Comparison::at_most;
  const bool strict = target.comparison == Comparison::less || target.comparison == Comparison::greater;
  result.status = judge(result.estimate, below, strict, target.bound);
  if (result.estimate.value) {
    result.margin = below ? target.bound - *result.estimate.value : *result.estimate.value - target.bound;
  }
  return result;
}

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

ExperimentResult run_experiment(const Model& model, const ExperimentOptions& options,
                                const ProgressCallback& progress) {
  const Program& program = model.program();
  const Catalog& catalog = model.catalog();
  const std::uint64_t seed = options.seed.value_or(program.seed);
  const std::uint64_t round = options.replications.value_or(program.replications);
  const unsigned threads = options.threads == 0 ? available_threads() : options.threads;

  ExperimentResult result;
  const auto begun = std::chrono::steady_clock::now();
  Evidence evidence({model, seed, round, threads, options.interrupt});
  const std::uint64_t planned = gather(model, options, evidence, result.precision, progress);
  const std::chrono::duration<double> simulated = std::chrono::steady_clock::now() - begun;

  result.provenance = provenance_of(program, catalog, seed, planned, evidence.replications().size());
  result.blueprint = catalog.names;
  result.warnings = catalog.warnings;
  for (Diagnostic& warning : stranded_warnings(evidence, catalog)) result.warnings.push_back(std::move(warning));
  for (Diagnostic& warning : gathering_warnings(evidence, catalog)) result.warnings.push_back(std::move(warning));
  if (evidence.overflow()) {
    result.partial = result.overflow = true;
    result.partial_reason = reason_of(*evidence.overflow(), program, catalog, evidence.replications().size());
  } else if (evidence.is_interrupted()) {
    result.partial = true;
    result.partial_reason = "interrupted";
  }

  const Estimator estimator(program, catalog, evidence.replications(), evidence.sections(), program.confidence);
  for (const CatalogMeasure& measure : catalog.measures) {
    result.measures.push_back({measure.path, estimator.estimate(measure.measure)});
  }
  for (const Target& target : catalog.targets) result.targets.push_back(judged(target, estimator));
  result.histograms = estimator.histograms();
  result.series = evidence.half_hours().series(catalog);
  result.convergence = estimator.convergence();
  estimator.fill_flows(result.blueprint.routes);

  Timing timing;
  timing.simulate_seconds = simulated.count();
  timing.threads = threads;
  timing.events = evidence.events();
  for (const ReplicationResult& replication : evidence.replications()) {
    for (const JourneyTally& tally : replication.journeys) timing.journeys += static_cast<std::uint64_t>(tally.arrived);
  }
  result.timing = timing;
  return result;
}

}  // namespace throughline
