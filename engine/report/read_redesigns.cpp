// SPDX-License-Identifier: MIT
// Stored comparisons and sweeps. The text may come from anybody: what reports go by (places in lists, figures that must
// be there) is checked here.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/measure_index.hpp"
#include "report/redesign_words.hpp"
#include "report/stored_parts.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::array sweep_statuses{SweepStatus::not_simulated, SweepStatus::meets, SweepStatus::misses,
                                    SweepStatus::undecided, SweepStatus::dearer};

/// The figure called `name`, or the measure that it is.
Estimate side_of(const JsonEntry& entry, std::string_view name, const Estimate* measure) {
  Estimate side;
  if (measure != nullptr) side = *measure;
  entry.inside(name, [&](const JsonEntry& figure) { side = estimate_of(figure); });
  return side;
}

PairedDifference difference_of(const JsonEntry& entry, const MeasureIndex& before, const MeasureIndex& after) {
  PairedDifference difference;
  entry.read("path", difference.path);
  entry.read("better", difference.direction, directions);
  entry.read("verdict", difference.verdict, verdicts);
  entry.read("simultaneous", difference.simultaneous);
  difference.reference = side_of(entry, "reference", before.find(difference.path));
  difference.alternative = side_of(entry, "alternative", after.find(difference.path));
  difference.difference = estimate_of(entry);
  entry.read("same_within", difference.same_within);
  entry.read("variance_ratio", difference.variance_ratio);
  entry.read("replications_to_decide", difference.replications_to_decide);
  entry.inside("cost_of_gain", [&](const JsonEntry& gain) { difference.cost_of_gain = estimate_of(gain); });
  return difference;
}

ExperimentResult simulated_of(const JsonEntry& entry) {
  ExperimentResult result;
  if (!entry.has("provenance")) entry.refuse("it has no provenance");
  entry.inside("provenance", [&](const JsonEntry& from) { result.provenance = provenance_of(from); });
  entry.inside("blueprint", [&](const JsonEntry& blueprint) { result.blueprint = blueprint_of(blueprint); });
  entry.each("targets", [&](const JsonEntry& each) { result.targets.push_back(target_of(each)); });
  entry.each("precision", [&](const JsonEntry& each) { result.precision.push_back(precision_of(each)); });
  result.measures = measures_of(entry);
  entry.inside("input_uncertainty",
               [&](const JsonEntry& each) { result.input_uncertainty = input_uncertainty_of(each); });
  entry.each("distributions", [&](const JsonEntry& each) { result.histograms.push_back(histogram_of(each)); });
  result.warnings = warnings_of(entry);
  return result;
}

Selection selection_of(const JsonEntry& entry, const std::vector<ComparedAlternative>& alternatives) {
  Selection best;
  entry.read("path", best.path);
  entry.read("better", best.direction, directions);
  entry.read("indifference", best.indifference);
  entry.read("confidence", best.confidence, lowest_confidence, highest_confidence);
  std::string procedure;
  entry.read("procedure", procedure);
  best.sequential = procedure.starts_with("KN");
  std::vector<std::string> names;
  entry.read("left", names);
  for (const std::string& name : names) {
    // Several may have one name: each is taken once.
    const auto is_it = [&](std::size_t index) {
      return alternatives[index].name == name &&
             std::find(best.left.begin(), best.left.end(), index) == best.left.end();
    };
    std::size_t index = 0;
    while (index < alternatives.size() && !is_it(index)) ++index;
    if (index == alternatives.size()) entry.refuse(fmt::format("left: no alternative \"{}\"", name.substr(0, 60)));
    best.left.push_back(index);
  }
  entry.read("replications_to_decide", best.replications_to_decide);
  entry.read("reason", best.reason);
  return best;
}

SweptAlternative alternative_of(const JsonEntry& entry) {
  SweptAlternative alternative;
  std::vector<std::pair<std::string, std::string>> settings;
  entry.read("settings", settings);
  for (auto& [path, value] : settings) alternative.settings.push_back({std::move(path), std::move(value)});
  entry.read("status", alternative.status, sweep_statuses);
  entry.read("cost_floor", alternative.cost_floor);
  entry.inside("cost", [&](const JsonEntry& cost) { alternative.cost = estimate_of(cost); });
  entry.inside("measure", [&](const JsonEntry& measure) { alternative.measure = estimate_of(measure); });
  entry.read("frontier", alternative.on_frontier);
  entry.each("targets", [&](const JsonEntry& each) { alternative.targets.push_back(target_of(each)); });
  return alternative;
}

/// What the terminal and the page show of each of these is its measure.
void keep_measured(const JsonEntry& root, const SweepResult& result) {
  const auto is_measured = [&result](std::size_t index) { return result.alternatives[index].measure.has_value(); };
  if (!std::all_of(result.in_order_of_cost.begin(), result.in_order_of_cost.end(), is_measured))
    root.refuse("order: an alternative without its measure");
  if (result.cheapest && !is_measured(*result.cheapest)) root.refuse("cheapest: an alternative without its measure");
}

}  // namespace

PairedComparison comparison_of(const JsonEntry& root) {
  PairedComparison comparison;
  root.read("partial", comparison.partial);
  root.read("partial_reason", comparison.partial_reason);
  root.read("overflow", comparison.overflow);
  root.inside("timing", [&](const JsonEntry& timing) { comparison.timing = timing_of(timing); });
  root.read("confidence", comparison.confidence, lowest_confidence, highest_confidence);
  std::uint64_t intervals = 0;
  root.read("intervals", intervals);
  comparison.intervals = static_cast<std::size_t>(intervals);
  root.each("alternatives", [&](const JsonEntry& entry) {
    ComparedAlternative alternative;
    entry.read("name", alternative.name);
    alternative.result = simulated_of(entry);
    const bool is_first = comparison.alternatives.empty();
    const MeasureIndex before(is_first ? alternative.result : comparison.alternatives.front().result);
    const MeasureIndex after(alternative.result);
    entry.each("differences",
               [&](const JsonEntry& each) { alternative.differences.push_back(difference_of(each, before, after)); });
    comparison.alternatives.push_back(std::move(alternative));
  });
  if (comparison.alternatives.empty()) root.refuse("it has no alternatives");
  root.inside("best", [&](const JsonEntry& best) { comparison.best = selection_of(best, comparison.alternatives); });
  return comparison;
}

SweepResult sweep_of(const JsonEntry& root) {
  SweepResult result;
  root.read("partial", result.partial);
  root.read("partial_reason", result.partial_reason);
  if (!root.has("provenance")) root.refuse("it has no provenance");
  root.inside("provenance", [&](const JsonEntry& entry) {
    result.provenance = provenance_of(entry);
    entry.inside("timing", [&](const JsonEntry& timing) { result.timing = timing_of(timing); });
  });
  root.inside("blueprint", [&](const JsonEntry& blueprint) {
    blueprint.read("name", result.blueprint);
    blueprint.read("currency", result.currency);
  });
  root.read("measure", result.measure);
  root.read("confidence", result.confidence, lowest_confidence, highest_confidence);
  root.read("replications", result.replications);
  root.each("alternatives", [&](const JsonEntry& entry) { result.alternatives.push_back(alternative_of(entry)); });
  if (result.alternatives.empty()) root.refuse("it has no alternatives");
  root.read("order", result.in_order_of_cost, result.alternatives.size());
  if (root.has("cheapest")) {
    std::uint64_t cheapest = 0;
    root.read("cheapest", cheapest, result.alternatives.size() - 1);
    result.cheapest = static_cast<std::size_t>(cheapest);
  }
  keep_measured(root, result);
  if (root.has("confirmation")) {
    ExperimentResult& confirmation = result.confirmation.emplace();
    confirmation.provenance = result.provenance;
    confirmation.blueprint.currency = result.currency;
    root.read("confirmation_replications", confirmation.provenance.replications);
    root.each("confirmation", [&](const JsonEntry& entry) { confirmation.targets.push_back(target_of(entry)); });
  }
  result.warnings = warnings_of(root);
  return result;
}

}  // namespace throughline
