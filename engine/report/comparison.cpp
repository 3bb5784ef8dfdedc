// SPDX-License-Identifier: MIT
// Redesigns side by side, written down.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "report/csv_row.hpp"
#include "report/display_text.hpp"
#include "report/journey_shape.hpp"
#include "report/json_parts.hpp"
#include "report/markdown_text.hpp"
#include "report/measure_index.hpp"
#include "report/number.hpp"
#include "report/redesign_words.hpp"
#include "report/table.hpp"
#include "report/unit_name.hpp"
#include "report/verdict_words.hpp"
#include "report/wrapped_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::size_t widest_name = 24;
constexpr const char* words_of_table =
    "difference: this one less the first, each customer meeting the same luck in both; luck: how many times the "
    "variance "
    "would be without that; for a gain: more cost for each unit by which the measure is better";

std::string signed_figure(const Estimate& difference, std::string_view currency) {
  return margin(difference, 0.0, false, currency);
}

std::string variance_ratio_text(const PairedDifference& difference) {
  if (!difference.variance_ratio) return "";
  const double ratio = *difference.variance_ratio;
  return fmt::format("x {:.{}f}", ratio, ratio < 9.95 ? 1 : 0);
}

Table table_of(const PairedComparison& comparison, const ComparedAlternative& alternative) {
  const std::string& currency = comparison.alternatives.front().result.blueprint.currency;
  Table table({{"measure", Alignment::left},
               {fitted(harmless(comparison.alternatives.front().name), widest_name)},
               {fitted(harmless(alternative.name), widest_name)},
               {"difference"},
               {"", Alignment::left},
               {"luck"},
               {"for a gain"}});
  for (const PairedDifference& each : alternative.differences) {
    if (!each.simultaneous) continue;
    table.add({{each.path},
               {figure(each.reference, currency)},
               {figure(each.alternative, currency)},
               {signed_figure(each.difference, currency)},
               {words_of(each.verdict, each.same_within, each.reference), style_of(each.verdict)},
               {variance_ratio_text(each)},
               {gain_of(each, currency)}});
    if (const std::string remark = text_of(what_would_decide(each)); !remark.empty()) table.add_remark("  " + remark);
  }
  return table;
}

bool is_same(const Estimate& one, const Estimate& other) {
  return throughline::json_of(one) == throughline::json_of(other);
}

/// The figures on both sides stand there where they are not those of the measures: intervals that hold together are
/// wider.
Json json_of(const PairedDifference& difference, const Estimate* before, const Estimate* after) {
  Json object = {{"path", difference.path}, {"better", name_of(difference.direction)}};
  object["verdict"] = name_of(difference.verdict);
  object["simultaneous"] = difference.simultaneous;
  object.update(throughline::json_of(difference.difference));
  if (difference.simultaneous || before == nullptr || !is_same(*before, difference.reference))
    object["reference"] = throughline::json_of(difference.reference);
  if (difference.simultaneous || after == nullptr || !is_same(*after, difference.alternative))
    object["alternative"] = throughline::json_of(difference.alternative);
  put(object, "same_within", difference.same_within);
  put(object, "variance_ratio", difference.variance_ratio);
  if (difference.replications_to_decide) object["replications_to_decide"] = *difference.replications_to_decide;
  if (difference.cost_of_gain) object["cost_of_gain"] = throughline::json_of(*difference.cost_of_gain);
  return object;
}

Json json_of(const ComparedAlternative& alternative, const ExperimentResult& reference) {
  const ExperimentResult& result = alternative.result;
  Json object = {{"name", alternative.name}, {"provenance", throughline::json_of(result.provenance)}};
  object["blueprint"] = json_of_names(result.blueprint);
  object["targets"] = Json::array();
  for (const TargetResult& each : alternative.result.targets)
    object["targets"].push_back(throughline::json_of(each, alternative.result.provenance));
  if (!alternative.result.precision.empty()) object["precision"] = Json::array();
  for (const PrecisionResult& each : alternative.result.precision)
    object["precision"].push_back(throughline::json_of(each));
  object["measures"] = throughline::json_of(result.measures);
  if (result.input_uncertainty && result.input_uncertainty->resamples > 0)
    object["input_uncertainty"] = throughline::json_of(*result.input_uncertainty);
  object["differences"] = Json::array();
  const MeasureIndex before(reference);
  const MeasureIndex after(result);
  for (const PairedDifference& each : alternative.differences)
    object["differences"].push_back(json_of(each, before.find(each.path), after.find(each.path)));
  object["distributions"] = Json::array();
  if (const HistogramSummary* const times = journey_times(result))
    object["distributions"].push_back(throughline::json_of(*times));
  object["warnings"] = throughline::json_of(result.warnings);
  return object;
}

Json json_of(const Selection& best, const PairedComparison& comparison) {
  Json object = {{"path", best.path}, {"better", name_of(best.direction)}};
  put(object, "indifference", best.indifference);
  object["confidence"] = best.confidence;
  object["procedure"] =
      best.sequential ? "KN (Kim and Nelson, 2001)" : "screening (Nelson, Swann, Goldsman and Song, 2001)";
  object["left"] = Json::array();
  for (const std::size_t index : best.left) object["left"].push_back(comparison.alternatives[index].name);
  if (best.replications_to_decide) object["replications_to_decide"] = *best.replications_to_decide;
  put_text(object, "reason", best.reason);
  return object;
}

}  // namespace

std::string write_terminal(const PairedComparison& comparison, const TerminalOptions& options) {
  std::string text = write_terminal(preface_of(comparison), options);
  for (std::size_t index = 1; index < comparison.alternatives.size(); ++index) {
    const ComparedAlternative& alternative = comparison.alternatives[index];
    const std::string rows = table_of(comparison, alternative).write(options.width, options.color);
    if (!rows.empty()) text += "\n" + rows;
  }
  return text + wrapped(words_of_table, "  ", Style::remark, options.width, options.color);
}

std::string write_warnings(const PairedComparison& comparison) {
  // Alternatives of one file share most of what is doubtful about it.
  std::string text;
  for (const Phrase& warning : warnings_of(comparison)) text += harmless(warning.text) + "\n";
  return text;
}

std::string write_markdown(const PairedComparison& comparison) {
  const Preface preface = preface_of(comparison);
  std::string text = markdown_beginning(preface);
  for (std::size_t index = 1; index < comparison.alternatives.size(); ++index)
    text += "\n" + table_of(comparison, comparison.alternatives[index]).write_markdown();
  return text + fmt::format("\n{}\n", emphasized(words_of_table, "*")) + markdown_end(preface);
}

std::string write_json(const PairedComparison& comparison, bool with_timing) {
  Json alternatives = Json::array();
  for (const ComparedAlternative& each : comparison.alternatives)
    alternatives.push_back(json_of(each, comparison.alternatives.front().result));
  JsonLines lines("throughline.comparison/1", comparison.partial, comparison.partial_reason);
  if (comparison.overflow) lines.add("overflow", true, 0);
  if (with_timing) lines.add("timing", throughline::json_of(comparison.timing), 0);
  lines.add("confidence", comparison.confidence, 0);
  lines.add("intervals", comparison.intervals, 0);
  lines.add("judged", judged_measures(comparison), 0);
  lines.add("best", json_of(comparison.best, comparison), 0);
  lines.add("alternatives", alternatives, 3);
  return lines.text();
}

std::string write_csv(const PairedComparison& comparison) {
  const auto number = [](const std::optional<double>& value) {
    return value && std::isfinite(*value) ? CsvCell::of_number(*value) : CsvCell{};
  };
  std::string text = csv_header({"alternative", "path", "unit", "reference", "value", "difference", "low", "high",
                                 "confidence", "verdict", "variance_ratio", "replications_to_decide", "reason"});
  for (const ComparedAlternative& alternative : comparison.alternatives) {
    for (const PairedDifference& each : alternative.differences) {
      text += csv_row({CsvCell::of_text(alternative.name), CsvCell::of_text(each.path),
                       CsvCell::of_text(name_of(each.difference.unit)), number(each.reference.value),
                       number(each.alternative.value), number(each.difference.value), number(each.difference.low),
                       number(each.difference.high), CsvCell::of_number(each.difference.confidence),
                       CsvCell::of_text(name_of(each.verdict)), number(each.variance_ratio),
                       each.replications_to_decide ? CsvCell::of_count(*each.replications_to_decide) : CsvCell{},
                       CsvCell::of_text(each.difference.reason)});
    }
  }
  return text;
}

}  // namespace throughline
