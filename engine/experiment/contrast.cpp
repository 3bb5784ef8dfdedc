// SPDX-License-Identifier: MIT
#include "experiment/contrast.hpp"

#include <algorithm>
#include <cmath>

#include "experiment/estimator.hpp"
#include "experiment/judged_measures.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/paired_difference.hpp"

namespace throughline {
namespace {

Estimator estimator_of(const Simulated& simulated, double confidence) {
  return {simulated.model.program(), simulated.model.catalog(), simulated.evidence.replications(),
          simulated.evidence.sections(), confidence};
}

Figure figure_of(const Estimate& estimate) {
  return {estimate.value, estimate.low, estimate.high, estimate.reason};
}

/// How many replications would decide, if the difference stayed where it is: the half-width must fall below how far it
/// is from 0, or from the end of what counts as the same.
std::optional<std::uint64_t> replications_to_decide(const Estimate& difference, double same_within) {
  constexpr double most = 1e9;
  if (!difference.value || !difference.low || !difference.high) return std::nullopt;
  const double size = std::abs(*difference.value);
  const double room = std::max(size, same_within - size);
  const double half = (*difference.high - *difference.low) / 2.0;
  const double needed = static_cast<double>(difference.replications) * (half / room) * (half / room);
  if (!(needed < most)) return std::nullopt;
  return static_cast<std::uint64_t>(std::ceil(needed));
}

}  // namespace

std::optional<Influence> influence_of(const Simulated& simulated, const std::string& path) {
  const CatalogMeasure* const measure = find_measure(simulated.model.catalog(), path);
  if (measure == nullptr) return std::nullopt;
  return estimator_of(simulated, 0.95).influence(measure->measure);
}

Verdict verdict_of(const Estimate& difference, Direction direction, double same_within) {
  if (!difference.low || !difference.high) return Verdict::undecided;
  if (*difference.low > 0.0 || *difference.high < 0.0) {
    const bool more = *difference.low > 0.0;
    if (direction == Direction::neither) return more ? Verdict::higher : Verdict::lower;
    return more == (direction == Direction::higher) ? Verdict::better : Verdict::worse;
  }
  const bool same = *difference.low >= -same_within && *difference.high <= same_within;
  return same ? Verdict::same : Verdict::undecided;
}

struct Contrast::Sides {
  Sides(const Simulated& one, const Simulated& other, double level)
      : reference(estimator_of(one, level)), alternative(estimator_of(other, level)), confidence(level) {}

  Estimator reference;
  Estimator alternative;
  double confidence;
};

std::vector<PairedDifference> Contrast::differences(const std::vector<std::string>& judged, std::size_t intervals,
                                                    double confidence) const {
  // Each may miss with the share of all errors that falls to one of them (Bonferroni: Dunn, 1961).
  const Sides together(reference_, alternative_, 1.0 - (1.0 - confidence) / static_cast<double>(intervals));
  const Sides alone(reference_, alternative_, confidence);
  std::vector<PairedDifference> differences;
  for (const std::string& path : judged) {
    if (find_measure(alternative_.model.catalog(), path) == nullptr) continue;
    differences.push_back(difference_of(together, path));
    differences.back().simultaneous = true;
    differences.back().cost_of_gain = cost_of_gain(alone, differences.back());
  }
  for (const CatalogMeasure& measure : reference_.model.catalog().measures) {
    if (std::find(judged.begin(), judged.end(), measure.path) != judged.end()) continue;
    if (find_measure(alternative_.model.catalog(), measure.path) == nullptr) continue;
    differences.push_back(difference_of(alone, measure.path));
  }
  return differences;
}

PairedDifference Contrast::difference(const std::string& path, double confidence) const {
  return difference_of({reference_, alternative_, confidence}, path);
}

PairedDifference Contrast::difference_of(const Sides& sides, const std::string& path) const {
  const MeasurePath& measure = find_measure(reference_.model.catalog(), path)->measure;
  const MeasurePath& counterpart = find_measure(alternative_.model.catalog(), path)->measure;
  PairedDifference result;
  result.path = path;
  result.direction = direction_of(reference_.model.catalog(), path);
  result.reference = sides.reference.estimate(measure);
  result.alternative = sides.alternative.estimate(counterpart);
  result.difference = result.reference;
  result.difference.value = result.difference.low = result.difference.high = std::nullopt;
  result.difference.observations = std::min(result.reference.observations, result.alternative.observations);
  if (!result.reference.value || !result.alternative.value) {
    result.difference.reason = result.reference.value ? result.alternative.reason : result.reference.reason;
    return result;
  }
  result.same_within = same_within_ * std::abs(*result.reference.value);
  const auto one = sides.alternative.influence(counterpart);
  const auto other = sides.reference.influence(measure);
  if (!one || !other) {
    result.difference.value = *result.alternative.value - *result.reference.value;
    result.difference.reason = one ? result.reference.reason : result.alternative.reason;
    return result;
  }
  const Figure figure = result.reference.unit == Unit::share
                            ? paired_difference_of_shares(*one, figure_of(result.alternative), *other,
                                                          figure_of(result.reference), sides.confidence)
                            : paired_difference(*one, *other, sides.confidence);
  result.difference.value = figure.value;
  result.difference.low = figure.low;
  result.difference.high = figure.high;
  result.difference.reason = figure.reason;
  result.variance_ratio = variance_ratio(*one, *other);
  result.verdict = verdict_of(result.difference, result.direction, result.same_within);
  if (result.verdict == Verdict::undecided)
    result.replications_to_decide = replications_to_decide(result.difference, result.same_within);
  return result;
}

std::optional<Estimate> Contrast::cost_of_gain(const Sides& sides, const PairedDifference& difference) const {
  if (difference.path == "cost" || difference.verdict != Verdict::better) return std::nullopt;
  const auto before_and_after = [&](const std::string& path) {
    const CatalogMeasure* const before = find_measure(reference_.model.catalog(), path);
    const CatalogMeasure* const after = find_measure(alternative_.model.catalog(), path);
    return std::pair(before == nullptr ? std::nullopt : sides.reference.influence(before->measure),
                     after == nullptr ? std::nullopt : sides.alternative.influence(after->measure));
  };
  const auto [cost_before, cost_after] = before_and_after("cost");
  const auto [before, after] = before_and_after(difference.path);
  if (!cost_before || !cost_after || !before || !after) return std::nullopt;
  Influence more_cost = throughline::difference(*cost_after, *cost_before);
  // Quantiles move by sections, costs by replications.
  if (before->moves.size() != more_cost.moves.size())
    more_cost = in_sections(more_cost, reference_.evidence.section_sizes());
  const Influence gain = difference.direction == Direction::lower ? throughline::difference(*before, *after)
                                                                  : throughline::difference(*after, *before);
  const Figure figure = ratio_of_changes(more_cost, gain, sides.confidence);
  Estimate estimate = difference.difference;
  estimate.unit = Unit::money;
  estimate.confidence = sides.confidence;
  estimate.value = figure.value;
  estimate.low = figure.low;
  estimate.high = figure.high;
  return estimate;
}

}  // namespace throughline
