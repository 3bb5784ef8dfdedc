// SPDX-License-Identifier: MIT
#include "experiment/precision.hpp"

#include <algorithm>
#include <cmath>

#include "experiment/estimator.hpp"

namespace throughline {
namespace {

constexpr double cautious = 0.9;  ///< share of the expected number at which it is worth looking again
constexpr double fewest_judged = 30.0;
constexpr double most_expected = 1e12;

std::uint64_t in_whole_rounds(double count, std::uint64_t round) {
  const double rounds = std::ceil(count / static_cast<double>(round));
  return static_cast<std::uint64_t>(std::max(1.0, rounds)) * round;
}

PrecisionResult judged(const Precision& precision, const Estimate& estimate) {
  PrecisionResult result{precision.path, precision.half_width, std::nullopt, false, precision.by_default, std::nullopt};
  // Where nothing is to be known, an aim that nobody set is no reason to go on.
  if (precision.by_default && !estimate.value) result.met = true;
  if (!estimate.value || !estimate.low || !estimate.high) return result;
  const double half = (*estimate.high - *estimate.low) / 2.0;
  const double size = std::abs(*estimate.value);
  result.met = half <= precision.half_width * size;
  if (size > 0.0) result.reached = half / size;
  if (result.met || !result.reached) return result;
  const double ratio = *result.reached / precision.half_width;
  const double needed = static_cast<double>(estimate.replications) * ratio * ratio;
  if (needed < most_expected) result.replications_to_reach = static_cast<std::uint64_t>(std::ceil(needed));
  return result;
}

}  // namespace

std::vector<PrecisionResult> judge_precision(const Program& program, const Catalog& catalog, const Evidence& evidence) {
  const Estimator estimator(program, catalog, evidence.replications(), evidence.sections(), program.confidence);
  std::vector<PrecisionResult> results;
  for (const Precision& precision : catalog.precision) {
    results.push_back(judged(precision, estimator.estimate(precision.measure)));
  }
  return results;
}

std::uint64_t first_look(const Program& program) {
  return std::min(in_whole_rounds(fewest_judged, program.replications), program.max_replications);
}

std::uint64_t next_look(const Program& program, const Evidence& evidence, const std::vector<PrecisionResult>& judged) {
  const std::uint64_t round = program.replications;
  const std::uint64_t done = evidence.replications().size();
  const bool reached = std::all_of(judged.begin(), judged.end(), [](const auto& each) { return each.met; });
  if (reached || done >= program.max_replications || evidence.events() >= program.max_events) return done;
  double needed = 0.0;
  for (const PrecisionResult& each : judged) {
    if (each.met) continue;
    const double twice = 2.0 * static_cast<double>(done);
    needed = std::max(needed, std::min(twice, cautious * static_cast<double>(each.replications_to_reach.value_or(
                                                             static_cast<std::uint64_t>(twice)))));
  }
  std::uint64_t next = std::max(done + round, in_whole_rounds(needed, round));
  next = std::min(next, program.max_replications);
  // As many as the budget of events is expected to pay for, but one round at least.
  const double events_each = static_cast<double>(evidence.events()) / static_cast<double>(done);
  const double left = static_cast<double>(program.max_events - evidence.events());
  const double affordable = events_each > 0.0 ? left / events_each : most_expected;
  const double more = std::min(affordable, most_expected);
  return std::min(next, done + std::max(round, static_cast<std::uint64_t>(more)));
}

std::uint64_t replicate(const Model& model, const ExperimentOptions& options, Evidence& evidence,
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

}  // namespace throughline
