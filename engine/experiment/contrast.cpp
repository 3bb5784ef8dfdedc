// SPDX-License-Identifier: MIT
#include "experiment/contrast.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "experiment/estimator.hpp"
#include "experiment/judged_measures.hpp"
#include "experiment/measured.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/paired_difference.hpp"

namespace throughline {
namespace {

Estimator estimator_of(const Simulated& simulated, double confidence) {
  return {simulated.model->program(), simulated.model->catalog(), simulated.evidence->replications(),
          simulated.evidence->sections(), confidence};
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

/// All alternatives at one confidence. Measures of one law follow each other, so that it is pooled once.
class Readings {
 public:
  Readings(std::span<const Simulated> all, double confidence) : all_(all), confidence_(confidence) {
    for (const Simulated& each : all) estimators_.push_back(estimator_of(each, confidence));
  }

  /// By alternative; none where one does not know the measure.
  std::vector<std::optional<Measured>> of(const std::string& path) const {
    std::vector<std::optional<Measured>> readings(all_.size());
    for (std::size_t index = 0; index < all_.size(); ++index) {
      const CatalogMeasure* const measure = find_measure(all_[index].model->catalog(), path);
      if (measure == nullptr) continue;
      readings[index] = read(estimators_[index], measure->measure);
    }
    return readings;
  }
  double confidence() const noexcept { return confidence_; }

 private:
  std::span<const Simulated> all_;
  std::vector<Estimator> estimators_;
  double confidence_;
};

PairedDifference difference_of(const Measured& reference, const Measured& alternative, double confidence,
                               double same_within) {
  PairedDifference result;
  result.reference = reference.estimate;
  result.alternative = alternative.estimate;
  result.difference = reference.estimate;
  result.difference.observations = std::min(result.reference.observations, result.alternative.observations);
  put(paired(alternative, reference, confidence), confidence, result.difference);
  if (!result.difference.value) return result;
  result.same_within = same_within * std::abs(*result.reference.value);
  if (result.difference.low) result.variance_ratio = variance_ratio(*alternative.influence, *reference.influence);
  return result;
}

void name_and_judge(PairedDifference& result, const std::string& path, const Catalog& catalog) {
  result.path = path;
  result.direction = direction_of(catalog, path);
  result.verdict = verdict_of(result.difference, result.direction, result.same_within);
  if (result.verdict == Verdict::undecided)
    result.replications_to_decide = replications_to_decide(result.difference, result.same_within);
}

/// More money for each unit of gain, where it is certain that there is one.
std::optional<Estimate> cost_of_gain(const PairedDifference& difference, const Measured& before, const Measured& after,
                                     Influence more_cost, const std::vector<std::uint64_t>& section_sizes,
                                     double confidence) {
  if (difference.path == "cost" || difference.verdict != Verdict::better) return std::nullopt;
  // Quantiles move by sections, costs by replications.
  if (before.influence->moves.size() != more_cost.moves.size()) more_cost = in_sections(more_cost, section_sizes);
  const Influence gain = difference.direction == Direction::lower
                             ? throughline::difference(*before.influence, *after.influence)
                             : throughline::difference(*after.influence, *before.influence);
  const Figure figure = ratio_of_changes(more_cost, gain, confidence);
  Estimate estimate = difference.difference;
  estimate.unit = Unit::money;
  estimate.confidence = confidence;
  estimate.value = figure.value;
  estimate.low = figure.low;
  estimate.high = figure.high;
  return estimate;
}

}  // namespace

std::optional<Influence> influence_of(const Simulated& simulated, const std::string& path) {
  const CatalogMeasure* const measure = find_measure(simulated.model->catalog(), path);
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

PairedDifference contrast(const Simulated& reference, const Simulated& alternative, const std::string& path,
                          double confidence, double same_within) {
  const std::array both{reference, alternative};
  const auto samples = Readings(both, confidence).of(path);
  PairedDifference result = difference_of(*samples[0], *samples[1], confidence, same_within);
  name_and_judge(result, path, reference.model->catalog());
  return result;
}

std::vector<std::vector<PairedDifference>> contrasts(std::span<const Simulated> all, const ContrastOptions& options) {
  const Catalog& catalog = all.front().model->catalog();
  // Each may miss with the share of all errors that falls to one of them (Bonferroni: Dunn, 1961).
  const Readings together(all, 1.0 - (1.0 - options.confidence) / static_cast<double>(options.intervals));
  const Readings alone(all, options.confidence);
  const auto costs = together.of("cost");
  std::vector<std::vector<PairedDifference>> found(all.size() - 1);
  const auto add = [&](const std::string& path, const Readings& samples, bool judged) {
    const auto of_all = samples.of(path);
    for (std::size_t index = 1; index < all.size(); ++index) {
      const Measured& before = *of_all.front();
      if (!of_all[index]) {
        if (!judged) continue;
        PairedDifference& unknown = found[index - 1].emplace_back();
        unknown.path = path;
        unknown.simultaneous = true;
        unknown.reference = before.estimate;
        for (Estimate* const absent : {&unknown.alternative, &unknown.difference}) {
          absent->unit = before.estimate.unit;
          absent->reason = "the alternative does not know it";
        }
        continue;
      }
      const Measured& after = *of_all[index];
      PairedDifference& result =
          found[index - 1].emplace_back(difference_of(before, after, samples.confidence(), options.same_within));
      name_and_judge(result, path, catalog);
      result.simultaneous = judged;
      if (judged && costs.front() && costs[index] && costs.front()->influence && costs[index]->influence) {
        result.cost_of_gain =
            cost_of_gain(result, before, after, difference(*costs[index]->influence, *costs.front()->influence),
                         all.front().evidence->section_sizes(), options.confidence);
      }
    }
  };
  for (const std::string& path : options.judged) add(path, together, true);
  for (const CatalogMeasure& measure : catalog.measures) {
    const bool judged = std::find(options.judged.begin(), options.judged.end(), measure.path) != options.judged.end();
    if (!judged) add(measure.path, alone, false);
  }
  return found;
}

}  // namespace throughline
