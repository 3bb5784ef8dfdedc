// SPDX-License-Identifier: MIT
// Which inputs matter, written down.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/csv_row.hpp"
#include "report/display_text.hpp"
#include "report/markdown_text.hpp"
#include "report/number.hpp"
#include "report/sensitivity_words.hpp"
#include "report/study_json.hpp"
#include "report/table.hpp"
#include "report/unit_name.hpp"
#include "report/wrapped_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::string_view words_of_bars =
    "░ what the low value changes, █ what the high one does; to the left less, to the right more";

double size_of(const std::optional<OtherValue>& value) {
  return value && value->change.value ? std::abs(*value->change.value) : 0.0;
}

/// The largest change of all, which fills a side of the bars.
double largest_change(const Sensitivity& sensitivity) {
  double largest = 0.0;
  for (const InputEffect& each : sensitivity.inputs)
    largest = std::max({largest, size_of(each.low), size_of(each.high)});
  return largest;
}

/// Both changes from a line in the middle; where both go the same way, the shorter one lies upon the longer.
std::string bar(const InputEffect& effect, double largest) {
  constexpr int columns = 12;
  const auto end_of = [&](const std::optional<OtherValue>& value) {
    return value && value->change.value && largest > 0.0
               ? static_cast<int>(std::lround(*value->change.value / largest * columns))
               : 0;
  };
  const int low = end_of(effect.low);
  const int high = end_of(effect.high);
  const auto covers = [](int end, int at) { return end < 0 ? at < 0 && at >= end : at >= 0 && at < end; };
  std::string text;
  for (int at = -columns; at < columns; ++at) {
    if (at == 0) text += "│";
    const bool by_low = covers(low, at);
    const bool by_high = covers(high, at);
    const bool low_is_shorter = std::abs(low) < std::abs(high);
    text += by_low && (!by_high || low_is_shorter) ? "░" : by_high ? "█" : " ";
  }
  return text;
}

/// `-10 %: -2.08 ± 0.34 min`, or why there is no change.
std::string clause(const OtherValue& value, std::string_view currency) {
  return fmt::format("{}: {}", value.words,
                     value.change.value ? margin(value.change, 0.0, false, currency) : value.reason);
}

/// Bars are for terminals: elsewhere spaces have no width to go by.
Table table_of(const Sensitivity& sensitivity, bool with_bars) {
  Table table({{"input", Alignment::left}, {"from its low to its high value"}, {"", Alignment::left}});
  const std::string& currency = sensitivity.base.blueprint.currency;
  const double largest = largest_change(sensitivity);
  for (const InputEffect& each : sensitivity.inputs) {
    table.add({{each.path}, {margin(each.swing, 0.0, false, currency)}, {with_bars ? bar(each, largest) : ""}});
    std::vector<std::string> ends;
    for (const auto* const value : {&each.low, &each.high})
      if (*value) ends.push_back(clause(**value, currency));
    table.add_remark("  " + fmt::format("{}", fmt::join(ends, "; ")));
  }
  return table;
}

Json json_of(const OtherValue& value) {
  Json object = {{"words", value.words}};
  object["figure"] = throughline::json_of(value.figure);
  object["change"] = throughline::json_of(value.change);
  return object;
}

Json json_of(const InputEffect& effect) {
  Json object = {{"path", effect.path}, {"swing", throughline::json_of(effect.swing)}};
  if (effect.low) object["low"] = json_of(*effect.low);
  if (effect.high) object["high"] = json_of(*effect.high);
  return object;
}

}  // namespace

std::string write_terminal(const Sensitivity& sensitivity, const TerminalOptions& options) {
  const auto remark = [&options](const std::string& text) {
    return wrapped(harmless(text), "  ", Style::remark, options.width, options.color);
  };
  std::string text = write_terminal(preface_of(sensitivity), options);
  const std::string rows = table_of(sensitivity, true).write(options.width, options.color);
  if (!rows.empty()) text += "\n" + rows + remark(fmt::format("{}; {}", words_of_inputs, words_of_bars));
  for (const Sentence& each : notes_of(sensitivity)) text += remark(text_of(each));
  return text;
}

std::string write_warnings(const Sensitivity& sensitivity) {
  return write_warnings(sensitivity.base);
}

std::string write_markdown(const Sensitivity& sensitivity) {
  const Preface preface = preface_of(sensitivity);
  std::string text = markdown_beginning(preface);
  const std::string rows = table_of(sensitivity, false).write_markdown();
  if (!rows.empty()) text += fmt::format("\n{}\n{}\n", rows, emphasized(words_of_inputs, "*"));
  return text + markdown_end(preface, notes_of(sensitivity));
}

std::string write_json(const Sensitivity& sensitivity, bool with_timing) {
  JsonLines lines = begun_json("throughline.sensitivity/1", sensitivity, "measure", sensitivity.measure, with_timing);
  Json inputs = Json::array();
  for (const InputEffect& each : sensitivity.inputs) inputs.push_back(json_of(each));
  lines.add("inputs", inputs, 1);
  Json others = Json::array();
  for (const InputLeftOut& each : sensitivity.left_out)
    others.push_back(Json{{"path", each.path}, {"reason", each.reason}});
  lines.add("not_varied", others, 1);
  lines.add("blueprint", json_of_names(sensitivity.base.blueprint), 0);
  lines.add("warnings", throughline::json_of(sensitivity.base.warnings), 1);
  return lines.text();
}

std::string write_csv(const Sensitivity& sensitivity) {
  const auto number = [](const std::optional<double>& value) {
    return value && std::isfinite(*value) ? CsvCell::of_number(*value) : CsvCell{};
  };
  std::string text =
      csv_header({"path", "end", "value", "unit", "figure", "change", "low", "high", "confidence", "swing", "reason"});
  for (const InputEffect& each : sensitivity.inputs) {
    for (const auto& [name, value] : {std::pair("low", &each.low), std::pair("high", &each.high)}) {
      if (!*value) continue;
      const Estimate& change = (*value)->change;
      text += csv_row({CsvCell::of_text(each.path), CsvCell::of_text(name), CsvCell::of_text((*value)->words),
                       CsvCell::of_text(name_of(change.unit)), number((*value)->figure.value), number(change.value),
                       number(change.low), number(change.high), CsvCell::of_number(change.confidence),
                       number(each.swing.value), CsvCell::of_text(change.reason)});
    }
  }
  return text;
}

}  // namespace throughline
