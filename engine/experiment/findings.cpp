// SPDX-License-Identifier: MIT
#include "experiment/findings.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "experiment/baseline.hpp"
#include "experiment/estimator.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"

namespace throughline {
namespace {

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

}  // namespace

Provenance provenance_of(const Model& model, const Plan& plan, std::uint64_t finished) {
  const Program& program = model.program();
  const Catalog& catalog = model.catalog();
  Provenance provenance;
  provenance.version = THROUGHLINE_VERSION;
  provenance.seed = plan.seed;
  provenance.scenario = catalog.scenario;
  provenance.settings = catalog.settings;
  provenance.inputs = catalog.inputs;
  provenance.length = program.length;
  provenance.warm_up = program.warm_up;
  provenance.confidence = program.confidence;
  provenance.ending = program.ending == Ending::drain ? "drain" : "stop";
  provenance.planned_replications = plan.replications;
  provenance.replications = finished;
  provenance.max_inside = program.max_inside;
  return provenance;
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

ExperimentResult findings(const Model& model, const Evidence& evidence, const Plan& plan) {
  const Program& program = model.program();
  const Catalog& catalog = model.catalog();
  ExperimentResult result;
  result.provenance = provenance_of(model, plan, evidence.replications().size());
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
  result.influences = influences_of(model, evidence);
  result.histograms = estimator.histograms();
  result.series = evidence.half_hours().series(catalog);
  result.convergence = estimator.convergence();
  estimator.fill_flows(result.blueprint.routes);

  Timing timing;
  timing.simulate_seconds = plan.simulate_seconds;
  timing.threads = plan.threads;
  timing.events = evidence.events();
  for (const ReplicationResult& replication : evidence.replications()) {
    for (const JourneyTally& tally : replication.journeys) timing.journeys += static_cast<std::uint64_t>(tally.arrived);
  }
  result.timing = timing;
  return result;
}

}  // namespace throughline
