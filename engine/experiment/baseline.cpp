// SPDX-License-Identifier: MIT
#include "experiment/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "experiment/contrast.hpp"
#include "experiment/judged_measures.hpp"
#include "experiment/measured.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/independent_difference.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

/// Units of about the same size, `most_moves` at the most.
std::vector<double> bounded(Influence influence) {
  const std::size_t count = influence.moves.size();
  if (count <= most_moves) return std::move(influence.moves);
  std::vector<std::uint64_t> sizes;
  for (std::size_t part = 0; part < most_moves; ++part)
    sizes.push_back((part + 1) * count / most_moves - part * count / most_moves);
  return in_sections(influence, sizes).moves;
}

const MeasureInfluence* find(const StoredResult& stored, const std::string& path) {
  const auto found = std::find_if(stored.measures.begin(), stored.measures.end(),
                                  [&path](const MeasureInfluence& each) { return each.path == path; });
  return found == stored.measures.end() ? nullptr : &*found;
}

/// None where nothing says how far it may be off.
std::optional<Uncertain> uncertain(const MeasureInfluence& measure) {
  const Estimate& estimate = measure.estimate;
  if (!estimate.value) return std::nullopt;
  if (measure.moves.size() >= 2) {
    const Spread spread = spread_of(measure.moves);
    return Uncertain{*estimate.value, spread.error, spread.degrees};
  }
  if (!estimate.low || !estimate.high || estimate.replications < 2) return std::nullopt;
  const auto degrees = static_cast<double>(estimate.replications - 1);
  return Uncertain{*estimate.value, error_of_interval(*estimate.low, *estimate.high, degrees, estimate.confidence),
                   degrees};
}

Measured reading_of(const MeasureInfluence& measure) {
  return {measure.estimate, Influence{*measure.estimate.value, measure.moves}};
}

Figure independent(const MeasureInfluence& now, const MeasureInfluence& stored, double confidence) {
  const std::optional<Uncertain> one = uncertain(now);
  const std::optional<Uncertain> other = uncertain(stored);
  const double apart = *now.estimate.value - *stored.estimate.value;
  if (!one || !other)
    return Figure::without_interval(apart, one ? "the stored figure has no interval" : now.estimate.reason);
  // Where nothing or everything succeeded, the moves know no error.
  const bool varies = one->error > 0.0 && other->error > 0.0;
  if (now.estimate.unit == Unit::share && !varies && now.estimate.low && now.estimate.high && stored.estimate.low &&
      stored.estimate.high)
    return independent_difference_of_shares(figure_of(now.estimate), figure_of(stored.estimate));
  return independent_difference(*one, *other, confidence);
}

BaselineDifference difference_of(const MeasureInfluence& now, const StoredResult& baseline, bool same_luck,
                                 double confidence, double same_within) {
  BaselineDifference result;
  result.path = now.path;
  result.direction = now.direction;
  result.now = now.estimate;
  result.difference.unit = now.estimate.unit;
  result.difference.confidence = confidence;
  const MeasureInfluence* const stored = find(baseline, now.path);
  if (stored != nullptr) result.stored = stored->estimate;
  if (stored == nullptr || !stored->estimate.value || stored->estimate.unit != now.estimate.unit) {
    result.difference.reason = "the stored result does not know it";
    return result;
  }
  if (!now.estimate.value) {
    result.difference.reason = now.estimate.reason;
    return result;
  }
  result.difference.replications = std::min(now.estimate.replications, stored->estimate.replications);
  result.difference.observations = std::min(now.estimate.observations, stored->estimate.observations);
  result.paired = same_luck && now.moves.size() >= 2 && now.moves.size() == stored->moves.size();
  const Figure figure =
      result.paired ? paired(reading_of(now), reading_of(*stored), confidence) : independent(now, *stored, confidence);
  put(figure, confidence, result.difference);
  result.same_within = same_within * std::abs(*stored->estimate.value);
  result.verdict = verdict_of(result.difference, result.direction, result.same_within);
  return result;
}

}  // namespace

std::vector<MeasureInfluence> influences_of(const Model& model, const Evidence& evidence) {
  const Catalog& catalog = model.catalog();
  const std::vector<std::string> paths = judged_measures(catalog);
  // Each may miss with the share of all errors that falls to one of them (Bonferroni: Dunn, 1961).
  const double confidence = 1.0 - (1.0 - model.program().confidence) / static_cast<double>(paths.size());
  const Estimator estimator(model.program(), catalog, evidence.replications(), evidence.sections(), confidence);
  std::vector<MeasureInfluence> influences;
  for (const std::string& path : paths) {
    const MeasurePath& measure = find_measure(catalog, path)->measure;
    MeasureInfluence each{path, direction_of(catalog, path), estimator.estimate(measure), {}};
    if (auto influence = estimator.influence(measure)) each.moves = bounded(std::move(*influence));
    influences.push_back(std::move(each));
  }
  return influences;
}

BaselineComparison compare_with_baseline(const ExperimentResult& result, const StoredResult& baseline,
                                         double same_within) {
  BaselineComparison comparison;
  comparison.name = baseline.name;
  comparison.seed = baseline.seed;
  comparison.replications = baseline.replications;
  const Provenance& from = result.provenance;
  comparison.same_luck = baseline.seed == from.seed && baseline.replications == from.replications &&
                         baseline.length == from.length && baseline.warm_up == from.warm_up &&
                         baseline.batch_means == from.batch_means;
  comparison.confidence = result.provenance.confidence;
  const double each =
      1.0 - (1.0 - comparison.confidence) / static_cast<double>(std::max<std::size_t>(1, result.influences.size()));
  for (const MeasureInfluence& influence : result.influences)
    comparison.differences.push_back(difference_of(influence, baseline, comparison.same_luck, each, same_within));
  return comparison;
}

bool BaselineComparison::is_worse() const noexcept {
  return std::any_of(differences.begin(), differences.end(),
                     [](const BaselineDifference& each) { return each.verdict == Verdict::worse; });
}

}  // namespace throughline
