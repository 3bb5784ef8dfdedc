// SPDX-License-Identifier: MIT
// The cheapest of many alternatives, written down.
#include "throughline/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "report/csv_row.hpp"
#include "report/display_text.hpp"
#include "report/json_parts.hpp"
#include "report/markdown_text.hpp"
#include "report/number.hpp"
#include "report/redesign_words.hpp"
#include "report/table.hpp"
#include "report/target_table.hpp"
#include "report/unit_name.hpp"
#include "report/wrapped_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_rows = 30;
constexpr const char* words_of_table =
    "in order of cost: what nothing cheaper is better than (frontier), what is undecided and cheaper, and the cheapest "
    "that meets the targets";

Style style_of(SweepStatus status) {
  switch (status) {
    case SweepStatus::meets:
      return Style::good;
    case SweepStatus::misses:
      return Style::bad;
    case SweepStatus::undecided:
      return Style::doubtful;
    case SweepStatus::not_simulated:
    case SweepStatus::dearer:
      break;
  }
  return Style::plain;
}

Table table_of(const SweepResult& result) {
  Table table({{"alternative", Alignment::left},
               {"cost"},
               {result.measure},
               {"targets", Alignment::left},
               {"", Alignment::left}});
  std::vector<std::size_t> shown;
  for (const std::size_t index : result.in_order_of_cost) {
    const SweptAlternative& each = result.alternatives[index];
    if (each.on_frontier || is_cheaper_and_undecided(result, each) || index == result.cheapest) shown.push_back(index);
  }
  // Those around the cheapest matter most: what is far cheaper goes first.
  const auto cheapest = std::find(shown.begin(), shown.end(), result.cheapest.value_or(result.alternatives.size()));
  const auto place = static_cast<std::size_t>(cheapest - shown.begin());
  const std::size_t first = place < most_rows ? 0 : place + 1 - most_rows;
  for (std::size_t row = first; row < std::min(shown.size(), first + most_rows); ++row) {
    const SweptAlternative& each = result.alternatives[shown[row]];
    table.add({{settings_of(each)},
               {text_of(cost_words(result, each))},
               {figure(*each.measure, result.currency)},
               {each.targets.empty() ? "" : std::string(name_of(each.status)), style_of(each.status)},
               {shown[row] == result.cheapest ? "cheapest"
                : each.on_frontier            ? "frontier"
                                              : ""}});
  }
  if (shown.size() > most_rows) table.add_remark(fmt::format("and {} more", shown.size() - most_rows));
  return table;
}

Json json_of(const SweptAlternative& alternative, const Provenance& provenance) {
  Json settings = Json::object();
  for (const SweptSetting& each : alternative.settings) settings[each.path] = each.value;
  Json object = {{"settings", settings}, {"status", name_of(alternative.status)}};
  put(object, "cost_floor", alternative.cost_floor);
  if (alternative.cost) object["cost"] = throughline::json_of(*alternative.cost);
  if (alternative.measure) object["measure"] = throughline::json_of(*alternative.measure);
  if (alternative.measure) object["frontier"] = alternative.on_frontier;
  if (!alternative.targets.empty()) object["targets"] = Json::array();
  for (const TargetResult& each : alternative.targets)
    object["targets"].push_back(throughline::json_of(each, provenance));
  return object;
}

}  // namespace

std::string write_terminal(const SweepResult& result, const TerminalOptions& options) {
  std::string text = write_terminal(preface_of(result), options);
  const std::string rows = table_of(result).write(options.width, options.color);
  if (!rows.empty()) text += "\n" + rows + wrapped(words_of_table, "  ", Style::remark, options.width, options.color);
  if (result.confirmation)
    text += "\n" + target_table(*result.confirmation).write(options.width, options.color) +
            wrapped("the cheapest, with replications that did not choose it", "  ", Style::remark, options.width,
                    options.color);
  return text;
}

std::string write_warnings(const SweepResult& result) {
  std::string text;
  for (const Diagnostic& warning : result.warnings) text += harmless(to_string(warning)) + "\n";
  return text;
}

std::string write_markdown(const SweepResult& result) {
  const Preface preface = preface_of(result);
  std::string text = markdown_beginning(preface) + "\n" + table_of(result).write_markdown();
  if (result.confirmation) text += "\n" + target_table(*result.confirmation).write_markdown();
  return text + fmt::format("\n{}\n", emphasized(words_of_table, "*")) + markdown_end(preface);
}

std::string write_json(const SweepResult& result, bool with_timing) {
  Json alternatives = Json::array();
  for (const SweptAlternative& each : result.alternatives) alternatives.push_back(json_of(each, result.provenance));
  JsonLines lines("throughline.sweep/1", result.partial, result.partial_reason);
  Json provenance = throughline::json_of(result.provenance);
  if (with_timing) provenance["timing"] = throughline::json_of(result.timing);
  lines.add("provenance", provenance, 1);
  lines.add("blueprint", Json{{"name", result.blueprint}, {"currency", result.currency}}, 0);
  lines.add("measure", result.measure, 0);
  lines.add("confidence", result.confidence, 0);
  lines.add("replications", result.replications, 0);
  if (result.cheapest) lines.add("cheapest", *result.cheapest, 0);
  lines.add("undecided_and_cheaper", open_alternatives(result), 0);
  if (result.confirmation) {
    Json targets = Json::array();
    for (const TargetResult& each : result.confirmation->targets)
      targets.push_back(throughline::json_of(each, result.provenance));
    lines.add("confirmation_replications", result.confirmation->provenance.replications, 0);
    lines.add("confirmation", targets, 1);
  }
  lines.add("order", result.in_order_of_cost, 0);
  lines.add("alternatives", alternatives, 1);
  lines.add("warnings", throughline::json_of(result.warnings), 1);
  return lines.text();
}

std::string write_csv(const SweepResult& result) {
  const auto number = [](const std::optional<Estimate>& estimate, std::optional<double> Estimate::*end) {
    const std::optional<double> value = estimate ? (*estimate).*end : std::nullopt;
    return value && std::isfinite(*value) ? CsvCell::of_number(*value) : CsvCell{};
  };
  std::vector<std::string_view> header;
  for (const SweptSetting& setting : result.alternatives.front().settings) header.push_back(setting.path);
  for (const std::string_view name : {"status", "cost", "cost_low", "cost_high", "measure", "measure_low",
                                      "measure_high", "replications", "frontier"})
    header.push_back(name);
  std::string text = csv_header(header);
  for (const SweptAlternative& each : result.alternatives) {
    std::vector<CsvCell> cells;
    for (const SweptSetting& setting : each.settings) cells.push_back(CsvCell::of_text(setting.value));
    cells.push_back(CsvCell::of_text(name_of(each.status)));
    for (const auto* const estimate : {&each.cost, &each.measure}) {
      for (const auto end : {&Estimate::value, &Estimate::low, &Estimate::high})
        cells.push_back(number(*estimate, end));
    }
    cells.push_back(CsvCell::of_count(each.measure ? each.measure->replications : 0));
    cells.push_back(CsvCell::of_text(each.on_frontier ? "yes" : "no"));
    text += csv_row(cells);
  }
  return text;
}

}  // namespace throughline
