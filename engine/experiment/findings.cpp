// SPDX-License-Identifier: MIT
#include "experiment/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "experiment/baseline.hpp"
#include "experiment/estimator.hpp"
#include "experiment/judged_measures.hpp"
#include "experiment/parallel.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/von_neumann.hpp"

namespace throughline {
namespace {

std::string reason_of(const ReplicationResult& overflow, const Program& program, const Catalog& catalog,
                      std::size_t finished) {
  const std::string where =
      program.method == Method::batch_means ? std::string() : fmt::format("replication {}: ", finished + 1);
  const NamedKey step{catalog.names.steps[*overflow.overflow_step].key,
                      catalog.names.steps[*overflow.overflow_step].name};
  if (overflow.given_up == GivenUp::deadlock) {
    std::string steps;
    for (const std::uint32_t stuck : overflow.deadlock) {
      steps += fmt::format("{}\"{}\"", steps.empty() ? "" : ", ", catalog.names.steps[stuck].key);
    }
    return fmt::format(
        "{}deadlock at {:.0f} s: the customers at {} block each other for good (give one of the steps more room, or "
        "let it turn away)",
        where, overflow.ended_at, steps);
  }
  if (overflow.given_up == GivenUp::endless_loop) {
    return fmt::format("{}step \"{}\" is part of a loop in which no time passes", where, step.key);
  }
  return fmt::format(
      "{}more than {} customers inside at {:.0f} s; most are at step \"{}\" (staff it better, or raise "
      "[run] max_inside)",
      where, program.max_inside, overflow.ended_at, step.key);
}

/// A doubt that no line of the blueprint gives rise to.
Diagnostic warning(std::string message) {
  return {Severity::warning, {}, std::move(message), {}};
}

/// `in 3 of 100 replications`, or of one run nothing: "" or with a space behind it.
std::string frequency(std::size_t count, const Evidence& evidence, const Program& program) {
  return program.method == Method::batch_means
             ? std::string()
             : fmt::format("in {} of {} replications ", count, evidence.replications().size());
}

/// Who nobody could serve at the end of a drain, pool by pool.
std::vector<Diagnostic> stranded_warnings(const Evidence& evidence, const Program& program, const Catalog& catalog) {
  std::vector<std::size_t> times(catalog.names.staff.size());
  for (const ReplicationResult& replication : evidence.replications()) {
    for (const std::uint32_t pool : replication.stranded) ++times[pool];
  }
  std::vector<Diagnostic> warnings;
  for (std::size_t pool = 0; pool < times.size(); ++pool) {
    if (times[pool] == 0) continue;
    warnings.push_back(
        warning(fmt::format("staff \"{}\": {}customers still waited at the end with nobody on duty to "
                            "serve them; they count as unfinished",
                            catalog.names.staff[pool].key, frequency(times[pool], evidence, program))));
  }
  return warnings;
}

/// Who still waited for others to be served with at the end of a drain, step by step.
std::vector<Diagnostic> gathering_warnings(const Evidence& evidence, const Program& program, const Catalog& catalog) {
  std::map<std::uint32_t, std::size_t> times;
  for (const ReplicationResult& replication : evidence.replications()) {
    const std::set<std::uint32_t> steps(replication.gathering.begin(), replication.gathering.end());
    for (const std::uint32_t step : steps) ++times[step];
  }
  std::vector<Diagnostic> warnings;
  for (const auto& [step, count] : times) {
    warnings.push_back(
        warning(fmt::format("step \"{}\": {}customers still waited at the end for enough others to be "
                            "served with (batch); they count as unfinished; longest_wait would let them go",
                            catalog.names.steps[step].key, frequency(count, evidence, program))));
  }
  return warnings;
}

/// Whether neighboring batches are too much alike to be taken for independent, by their mean journey times.
std::vector<Diagnostic> alike_warnings(const Evidence& evidence, const Program& program) {
  constexpr double one_in_a_hundred = 2.326;
  if (program.method == Method::replications) return {};
  std::vector<double> means;
  for (const ReplicationResult& batch : evidence.replications()) {
    Moments time;
    for (const JourneyTally& tally : batch.journeys) time += tally.time;
    if (time.count > 0.0) means.push_back(time.sum / time.count);
  }
  if (von_neumann_score(means) < one_in_a_hundred) return {};
  return {warning(
      "run: mean journey times of neighboring batches are alike, so intervals may be too narrow: batches should last "
      "longer; choose a length of several times as much, or fewer replications (batches)")};
}

std::vector<Diagnostic> warnings_of(const Evidence& evidence, const Program& program, const Catalog& catalog) {
  std::vector<Diagnostic> warnings = catalog.warnings;
  for (const auto& more : {stranded_warnings(evidence, program, catalog),
                           gathering_warnings(evidence, program, catalog), alike_warnings(evidence, program)}) {
    warnings.insert(warnings.end(), more.begin(), more.end());
  }
  return warnings;
}

/// Of every measure, in the order of the catalog: some hundreds of them, so threads take neighbors, which share laws.
std::vector<Measure> figures_of_all(const Model& model, const Evidence& evidence, unsigned threads) {
  constexpr std::size_t taken_together = 64;
  const Program& program = model.program();
  const Catalog& catalog = model.catalog();
  const std::size_t count = catalog.measures.size();
  std::vector<Measure> all(count);
  const auto work = [&](std::size_t part) {
    const Estimator estimator(program, catalog, evidence.replications(), evidence.sections(), program.confidence);
    for (std::size_t index = part * taken_together; index < std::min(count, (part + 1) * taken_together); ++index) {
      all[index] = {catalog.measures[index].path, estimator.estimate(catalog.measures[index].measure)};
    }
  };
  const std::size_t parts = (count + taken_together - 1) / taken_together;
  work_in_parallel_fold_in_order(parts, threads, work, [](std::size_t) { return true; });
  return all;
}

bool is_upper_bound(const Target& target) {
  return target.comparison == Comparison::less || target.comparison == Comparison::at_most;
}

}  // namespace

Plan plan_of(const Model& asked, const ExperimentOptions& options) {
  Plan plan;
  plan.seed = options.seed.value_or(asked.program().seed);
  plan.threads = options.threads == 0 ? available_threads() : options.threads;
  if (asked.program().finds_warm_up) plan.found = find_warm_up(asked, plan.seed, plan.threads, options.interrupt);
  return plan;
}

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
  provenance.warm_up_found = plan.found.has_value();
  provenance.batch_means = program.method == Method::batch_means;
  provenance.confidence = program.confidence;
  provenance.ending = program.ending == Ending::drain ? "drain" : "stop";
  provenance.planned_replications = plan.replications;
  provenance.replications = finished;
  provenance.max_inside = program.max_inside;
  return provenance;
}

std::optional<Diagnostic> doubt_of_data(const Program& program) {
  if (program.resamples == 0 || program.samplers.data_sizes().empty()) return std::nullopt;
  return warning(
      "run: resamples are for the command run: the intervals here take the data that laws are drawn from for the "
      "truth");
}

TargetStatus status_of(const Target& target, const Estimate& estimate) {
  const bool strict = target.comparison == Comparison::less || target.comparison == Comparison::greater;
  return judge(estimate, is_upper_bound(target), strict, target.bound);
}

TargetResult judged(const Target& target, const Estimator& estimator) {
  TargetResult result;
  result.path = target.path;
  result.expression = target.expression;
  result.estimate = estimator.estimate(target.measure);
  result.bound = target.bound;
  result.at = target.at;
  result.status = status_of(target, result.estimate);
  if (result.estimate.value) {
    result.margin =
        is_upper_bound(target) ? target.bound - *result.estimate.value : *result.estimate.value - target.bound;
  }
  return result;
}

ExperimentResult findings(const Model& model, const Evidence& evidence, const Plan& plan) {
  const Program& program = model.program();
  const Catalog& catalog = model.catalog();
  ExperimentResult result;
  result.provenance = provenance_of(model, plan, evidence.replications().size());
  result.blueprint = catalog.names;
  result.warnings = warnings_of(evidence, program, catalog);
  if (const auto doubt = doubt_of_data(program); doubt && !plan.resamples_data) result.warnings.push_back(*doubt);
  if (plan.found && !plan.found->settled) {
    result.warnings.push_back(warning(
        "run: no warm-up found (auto): the number of customers inside has not settled within half of the run, which is "
        "left out; choose a length of several times as much, or say the warm_up"));
  }
  if (evidence.overflow()) {
    result.partial = result.overflow = true;
    result.partial_reason = reason_of(*evidence.overflow(), program, catalog, evidence.replications().size());
  } else if (evidence.is_interrupted()) {
    result.partial = true;
    result.partial_reason = "interrupted";
  }

  const Estimator estimator(program, catalog, evidence.replications(), evidence.sections(), program.confidence);
  result.measures = figures_of_all(model, evidence, plan.threads);
  for (const Target& target : catalog.targets) result.targets.push_back(judged(target, estimator));
  result.influences = influences_of(model, evidence);
  result.histograms = estimator.histograms();
  result.series = evidence.half_hours().series(catalog);
  result.convergence = estimator.convergence();
  estimator.fill_flows(result.blueprint.routes);
  for (const std::string& path : judged_measures(catalog)) {
    const MeasurePath& measure = find_measure(catalog, path)->measure;
    auto values = estimator.by_replication(measure);
    if (!values.empty()) result.replications.push_back({path, unit_of(measure), std::move(values)});
  }

  Timing timing;
  timing.simulate_seconds = plan.simulate_seconds;
  timing.threads = plan.threads;
  timing.events = evidence.events();
  timing.journeys = evidence.journeys();
  result.timing = timing;
  return result;
}

}  // namespace throughline
