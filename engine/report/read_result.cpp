// SPDX-License-Identifier: MIT
// The whole of what write_json wrote of a run. The text may come from anybody: what reports compute with is held within
// bounds here, names are made harmless where they are shown.
#include <fmt/format.h>

#include <limits>
#include <stdexcept>
#include <utility>

#include "report/json_tree.hpp"
#include "report/stored_parts.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::string_view schema_of_results = "throughline.result/1";
constexpr std::string_view schema_of_comparisons = "throughline.comparison/1";
constexpr std::string_view schema_of_sweeps = "throughline.sweep/1";
constexpr std::string_view schema_of_gaps = "throughline.gaps/1";
constexpr std::string_view schema_of_sensitivities = "throughline.sensitivity/1";

Series series_of(const JsonEntry& entry) {
  Series series;
  entry.read("staff", series.staff);
  entry.read("folded", series.folded);
  entry.each("points", [&](const JsonEntry& each) {
    SeriesPoint& point = series.points.emplace_back();
    each.read("from", point.from, 0.0, longest_time);
    each.read("on_duty", point.on_duty);
    each.read("busy", point.busy);
    each.read("occupancy", point.occupancy);
    each.read("queue_mean", point.queue_mean);
    each.read("queue_p5", point.queue_p5);
    each.read("queue_p95", point.queue_p95);
  });
  return series;
}

BaselineComparison baseline_of(const JsonEntry& entry) {
  BaselineComparison baseline;
  entry.read("name", baseline.name);
  entry.read("seed", baseline.seed, std::numeric_limits<std::uint64_t>::max());
  entry.read("replications", baseline.replications);
  entry.read("same_luck", baseline.same_luck);
  entry.read("confidence", baseline.confidence, lowest_confidence, highest_confidence);
  entry.each("differences", [&](const JsonEntry& each) {
    BaselineDifference& difference = baseline.differences.emplace_back();
    each.read("path", difference.path);
    each.read("better", difference.direction, directions);
    each.read("verdict", difference.verdict, verdicts);
    each.read("paired", difference.paired);
    difference.difference = estimate_of(each);
    each.read("same_within", difference.same_within);
    each.inside("stored", [&](const JsonEntry& figure) { difference.stored = estimate_of(figure); });
    each.inside("now", [&](const JsonEntry& figure) { difference.now = estimate_of(figure); });
  });
  return baseline;
}

std::string schema_of(const JsonEntry& root) {
  std::string schema;
  root.read("schema", schema);
  if (schema.empty()) throw std::runtime_error("it has no schema");
  return schema;
}

[[noreturn]] void refuse_schema(const std::string& schema, std::string_view expected) {
  throw std::runtime_error(fmt::format("its schema is \"{}\", not {}", schema.substr(0, 60), expected));
}

/// `body(tree)` of the text, whatever is wrong with it told of the file.
template <class Body>
auto read_of(std::string_view json, const std::string& name, std::string_view commands, const Body& body) {
  try {
    const JsonTree tree = JsonTree::read(json);
    return body(JsonEntry(tree, ""));
  } catch (const std::runtime_error& mistake) {
    throw InvalidStoredResult(
        fmt::format("{}: no result of throughline {} --json: {}", name, commands, mistake.what()));
  }
}

ExperimentResult result_of(const JsonEntry& root) {
  ExperimentResult result;
  if (!root.has("provenance")) throw std::runtime_error("it has no provenance");
  root.inside("provenance", [&](const JsonEntry& entry) {
    result.provenance = provenance_of(entry);
    entry.inside("timing", [&](const JsonEntry& timing) { result.timing = timing_of(timing); });
  });
  root.read("partial", result.partial);
  root.read("partial_reason", result.partial_reason);
  root.read("overflow", result.overflow);
  root.each("targets", [&](const JsonEntry& entry) { result.targets.push_back(target_of(entry)); });
  root.each("precision", [&](const JsonEntry& entry) { result.precision.push_back(precision_of(entry)); });
  root.inside("input_uncertainty",
              [&](const JsonEntry& entry) { result.input_uncertainty = input_uncertainty_of(entry); });
  root.inside("baseline", [&](const JsonEntry& entry) { result.baseline = baseline_of(entry); });
  result.measures = measures_of(root);
  root.each_named("influences", [&](const std::string& path, const JsonEntry& entry) {
    MeasureInfluence& influence = result.influences.emplace_back();
    influence.path = path;
    entry.read("better", influence.direction, directions);
    influence.estimate = estimate_of(entry);
    entry.read("moves", influence.moves);
  });
  root.inside("blueprint", [&](const JsonEntry& entry) { result.blueprint = blueprint_of(entry); });
  root.each("distributions", [&](const JsonEntry& entry) { result.histograms.push_back(histogram_of(entry)); });
  root.each("series", [&](const JsonEntry& entry) { result.series.push_back(series_of(entry)); });
  root.each("convergence", [&](const JsonEntry& entry) {
    ConvergencePoint& point = result.convergence.emplace_back();
    entry.read("replications", point.replications);
    entry.read("value", point.value);
    entry.read("low", point.low);
    entry.read("high", point.high);
    if (point.low > point.high) entry.refuse("low is above high");
  });
  root.each_named("replications", [&](const std::string& path, const JsonEntry& entry) {
    ReplicationValues& replications = result.replications.emplace_back();
    replications.path = path;
    replications.unit = unit_of(entry);
    entry.read("values", replications.values);
  });
  result.warnings = warnings_of(root);
  return result;
}

}  // namespace

ExperimentResult read_result(std::string_view json, const std::string& name) {
  return read_of(json, name, "run", [](const JsonEntry& root) {
    const std::string schema = schema_of(root);
    if (schema != schema_of_results) refuse_schema(schema, fmt::format("\"{}\"", schema_of_results));
    return result_of(root);
  });
}

AnyResult read_any_result(std::string_view json, const std::string& name) {
  return read_of(json, name, "run, compare, sweep, gaps or sensitivity", [](const JsonEntry& root) -> AnyResult {
    const std::string schema = schema_of(root);
    if (schema == schema_of_results) return result_of(root);
    if (schema == schema_of_comparisons) return comparison_of(root);
    if (schema == schema_of_sweeps) return sweep_of(root);
    if (schema == schema_of_gaps) return gaps_of(root);
    if (schema == schema_of_sensitivities) return sensitivity_of(root);
    refuse_schema(schema,
                  fmt::format("\"{}\", \"{}\", \"{}\", \"{}\" or \"{}\"", schema_of_results, schema_of_comparisons,
                              schema_of_sweeps, schema_of_gaps, schema_of_sensitivities));
  });
}

}  // namespace throughline
