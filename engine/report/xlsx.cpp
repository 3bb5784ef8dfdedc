// SPDX-License-Identifier: MIT
// Results as Excel workbooks: numbers are numbers, in seconds, shares of 1 and money.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "report/answer.hpp"
#include "report/measure_index.hpp"
#include "report/redesign_words.hpp"
#include "report/target_table.hpp"
#include "report/unit_name.hpp"
#include "report/verdict_words.hpp"
#include "report/workbook.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using Sheet = Workbook::Sheet;

constexpr std::uint32_t most_rows = 1'000'000;

void add_fact(Sheet& sheet, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  sheet.text(name).text(text);
  sheet.next_row();
}

void add_fact(Sheet& sheet, std::string_view name, double number, CellFormat format) {
  sheet.text(name).number(number, format);
  sheet.next_row();
}

/// Where the figures come from, a fact each.
void add_provenance(Sheet& sheet, const Provenance& from) {
  add_fact(sheet, "scenario", from.scenario);
  for (const std::string& setting : from.settings) add_fact(sheet, "setting", setting);
  add_fact(sheet, from.batch_means ? "batches" : "replications", static_cast<double>(from.replications),
           CellFormat::whole);
  add_fact(sheet, "seed", static_cast<double>(from.seed), CellFormat::whole);
  add_fact(sheet, "length (s)", from.length, CellFormat::seconds);
  add_fact(sheet, "warm-up (s)", from.warm_up, CellFormat::seconds);
  add_fact(sheet, "confidence of intervals", from.confidence, CellFormat::share);
  for (const InputSummary& input : from.inputs) add_fact(sheet, "sha256 of " + input.name, input.sha256);
  add_fact(sheet, "program", "throughline " + from.version);
}

void add_targets(Sheet& sheet, const std::vector<TargetResult>& targets) {
  if (targets.empty()) return;
  sheet.skip_row();
  sheet.add_headings({"target", "", "status", "unit", "value", "low", "high", "margin"});
  for (const TargetResult& target : targets) {
    sheet.text(target.path).text(target.expression).text(name_of(target.status)).text(name_of(target.estimate.unit));
    sheet.figure(&target.estimate).number(target.margin, format_of(target.estimate.unit));
    sheet.next_row();
  }
}

/// The first sheet: the answer, then targets, then where the figures come from.
void add_answer(Workbook& book, const std::string& name, const std::vector<std::string>& sentences,
                const std::vector<TargetResult>& targets, const Provenance& from) {
  Sheet sheet = book.add_sheet("Answer");
  sheet.set_width(0, 36.0);
  sheet.set_width(1, 24.0);
  sheet.text(name, CellFormat::heading);
  sheet.next_row();
  for (const std::string& sentence : sentences) {
    if (sentence.empty()) continue;
    sheet.text(sentence);
    sheet.next_row();
  }
  add_targets(sheet, targets);
  sheet.skip_row();
  add_provenance(sheet, from);
}

std::string words_of_partial(bool partial, const std::string& reason) {
  return partial ? "Partial result: " + reason + "." : "";
}

void add_measures(Workbook& book, const ExperimentResult& result) {
  Sheet sheet = book.add_sheet("Measures");
  sheet.set_width(0, 36.0);
  sheet.add_headings(
      {"measure", "unit", "value", "low", "high", "confidence", "replications", "observations", "reason"});
  for (const Measure& measure : result.measures) {
    if (sheet.row() >= most_rows) break;
    const Estimate& estimate = measure.estimate;
    sheet.text(measure.path).text(name_of(estimate.unit)).figure(&estimate);
    sheet.number(estimate.confidence, CellFormat::share)
        .number(static_cast<double>(estimate.replications), CellFormat::whole)
        .number(static_cast<double>(estimate.observations), CellFormat::whole);
    if (!estimate.reason.empty()) sheet.text(estimate.reason);
    sheet.next_row();
  }
}

void add_touchpoints(Workbook& book, const ExperimentResult& result) {
  constexpr std::array columns{".time.mean", ".wait.mean", ".failure", ".abandonment"};
  Sheet sheet = book.add_sheet("Touchpoints");
  sheet.set_width(0, 28.0);
  sheet.set_width(1, 24.0);
  sheet.add_headings({"touchpoint", "path", "time (s)", "low", "high", "wait (s)", "low", "high", "failed", "low",
                      "high", "gave up", "low", "high"});
  const MeasureIndex measures(result);
  const std::uint32_t first = sheet.row();
  const auto add = [&](const std::string& name, const std::string& path) {
    if (sheet.row() >= most_rows) return;
    sheet.text(name).text(path);
    for (const char* const column : columns) sheet.figure(measures.find(path + column));
    sheet.next_row();
  };
  for (const NamedKey& touchpoint : result.blueprint.touchpoints) add(touchpoint.name, "touchpoint." + touchpoint.key);
  for (const StepSummary& step : result.blueprint.steps) {
    if (step.touchpoint.empty()) add(step.name, "step." + step.key);
  }
  if (sheet.row() > first) sheet.add_bars("Mean wait (s)", 5, first, sheet.row() - 1, 14);
}

/// Every pool, half hour by half hour.
void add_staff(Workbook& book, const ExperimentResult& result) {
  if (result.series.empty()) return;
  Sheet sheet = book.add_sheet("Staff by interval");
  sheet.add_headings({"staff", "from (s)", "on duty", "busy", "occupancy", "queue", "queue, 5 %", "queue, 95 %"});
  for (const Series& series : result.series) {
    for (const SeriesPoint& point : series.points) {
      if (sheet.row() >= most_rows) return;
      sheet.text(series.staff).number(point.from, CellFormat::whole).number(point.on_duty).number(point.busy);
      sheet.number(point.occupancy, CellFormat::share);
      sheet.number(point.queue_mean).number(point.queue_p5).number(point.queue_p95);
      sheet.next_row();
    }
  }
}

void add_replications(Workbook& book, const ExperimentResult& result) {
  if (result.replications.empty()) return;
  Sheet sheet = book.add_sheet("Replications");
  std::vector<std::string_view> headings{result.provenance.batch_means ? "batch" : "replication"};
  std::size_t rows = 0;
  for (const ReplicationValues& each : result.replications) {
    headings.push_back(each.path);
    rows = std::max(rows, each.values.size());
  }
  sheet.add_headings(headings);
  for (std::size_t row = 0; row < rows && sheet.row() < most_rows; ++row) {
    sheet.number(static_cast<double>(row + 1), CellFormat::whole);
    for (const ReplicationValues& each : result.replications)
      sheet.number(row < each.values.size() ? each.values[row] : std::nullopt, format_of(each.unit));
    sheet.next_row();
  }
}

/// Each measure of each redesign beside the first one's; the judged ones first.
void add_scenarios(Workbook& book, const PairedComparison& comparison) {
  Sheet sheet = book.add_sheet("Scenarios");
  sheet.set_width(0, 28.0);
  sheet.set_width(1, 36.0);
  sheet.add_headings({"scenario", "measure", "unit", "first", "low", "high", "this", "low", "high", "difference", "low",
                      "high", "verdict", "judged together", "variance ratio"});
  for (const ComparedAlternative& redesign : comparison.alternatives) {
    for (const PairedDifference& each : redesign.differences) {
      if (sheet.row() >= most_rows) return;
      sheet.text(redesign.name).text(each.path).text(name_of(each.reference.unit));
      sheet.figure(&each.reference).figure(&each.alternative).figure(&each.difference);
      sheet.text(name_of(each.verdict)).text(each.simultaneous ? "yes" : "no").number(each.variance_ratio);
      sheet.next_row();
    }
  }
}

void add_alternatives(Workbook& book, const SweepResult& result) {
  Sheet sheet = book.add_sheet("Alternatives");
  std::vector<std::string_view> headings;
  const auto& alternatives = result.alternatives;
  if (!alternatives.empty()) {
    for (const SweptSetting& setting : alternatives.front().settings) headings.push_back(setting.path);
  }
  headings.insert(headings.end(), {"status", "cost", "low", "high", result.measure, "low", "high", "on the frontier"});
  sheet.add_headings(headings);
  for (const SweptAlternative& each : alternatives) {
    if (sheet.row() >= most_rows) return;
    for (const SweptSetting& setting : each.settings) sheet.text(setting.value);
    sheet.text(name_of(each.status)).figure(each.cost ? &*each.cost : nullptr);
    sheet.figure(each.measure ? &*each.measure : nullptr).text(each.on_frontier ? "yes" : "no");
    sheet.next_row();
  }
}

}  // namespace

std::string write_xlsx(const ExperimentResult& result) {
  Workbook book;
  add_answer(book, result.blueprint.name,
             {words_of_partial(result.partial, result.partial_reason), answer(result), text_of(input_sentence(result))},
             result.targets, result.provenance);
  add_touchpoints(book, result);
  add_staff(book, result);
  add_measures(book, result);
  add_replications(book, result);
  return std::move(book).bytes();
}

std::string write_xlsx(const PairedComparison& comparison) {
  Workbook book;
  const ExperimentResult& first = comparison.alternatives.front().result;
  std::vector<std::string> sentences{words_of_partial(comparison.partial, comparison.partial_reason)};
  for (const Sentence& each : sentences_of(comparison)) sentences.push_back(text_of(each));
  add_answer(book, first.blueprint.name, sentences, {}, first.provenance);
  add_scenarios(book, comparison);
  return std::move(book).bytes();
}

std::string write_xlsx(const SweepResult& result) {
  Workbook book;
  add_answer(book, result.blueprint,
             {words_of_partial(result.partial, result.partial_reason), text_of(answer_of(result))},
             result.confirmation ? result.confirmation->targets : std::vector<TargetResult>(), result.provenance);
  add_alternatives(book, result);
  return std::move(book).bytes();
}

}  // namespace throughline
