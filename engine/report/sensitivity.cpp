// SPDX-License-Identifier: MIT
// Which inputs matter, written down.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/answer.hpp"
#include "report/csv_row.hpp"
#include "report/display_text.hpp"
#include "report/json_parts.hpp"
#include "report/markdown_text.hpp"
#include "report/number.hpp"
#include "report/table.hpp"
#include "report/unit_name.hpp"
#include "report/verdict_words.hpp"
#include "report/wrapped_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::string_view words_of_table =
    "each input at its low and its high value, everything else as it is and each customer meeting the same luck";
constexpr std::string_view words_of_bars =
    "░ what the low value changes, █ what the high one does; to the left less, to the right more";

bool is_certain(const Estimate& change) {
  return change.low && change.high && (*change.low > 0.0 || *change.high < 0.0);
}

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

std::string sentence(const Sensitivity& sensitivity) {
  const Estimate* const base = sensitivity.base.find(sensitivity.measure);
  const std::string& currency = sensitivity.base.blueprint.currency;
  const std::string now = fmt::format("{} is {}", sensitivity.measure, base == nullptr ? "-" : figure(*base, currency));
  if (sensitivity.inputs.empty()) return now + "; there is no input to vary.";
  const InputEffect& first = sensitivity.inputs.front();
  if (!first.swing.value) return now + "; what changes it could not be found.";
  if (!is_certain(first.swing)) return fmt::format("{}; no input is known to change it.", now);
  const std::string from = first.low ? first.low->words : "as it is";
  const std::string to = first.high ? first.high->words : "as it is";
  return fmt::format("{}. What changes it most is {}: by {} from {} to {}.", now, first.path,
                     margin(first.swing, 0.0, false, currency), from, to);
}

std::string origin_of(const Sensitivity& sensitivity) {
  return fmt::format("{}; all {} intervals of changes and swings hold together", origin(sensitivity.base),
                     sensitivity.intervals);
}

std::vector<std::string> left_out(const Sensitivity& sensitivity) {
  std::vector<std::string> lines;
  for (const InputLeftOut& each : sensitivity.left_out)
    lines.push_back(fmt::format("not varied: {} ({})", each.path, each.reason));
  return lines;
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
  const auto line = [&options](const std::string& text, std::string_view before, Style style) {
    return wrapped(harmless(text), before, style, options.width, options.color);
  };
  std::string text;
  if (sensitivity.partial) text += line("Partial result: " + sensitivity.partial_reason + ".", "", Style::bad);
  text += line(sentence(sensitivity), "", Style::plain);
  text += line(origin_of(sensitivity), "", Style::remark);
  const std::string rows = table_of(sensitivity, true).write(options.width, options.color);
  if (!rows.empty())
    text += "\n" + rows + line(fmt::format("{}; {}", words_of_table, words_of_bars), "  ", Style::remark);
  for (const std::string& each : left_out(sensitivity)) text += line(each, "  ", Style::remark);
  return text;
}

std::string write_warnings(const Sensitivity& sensitivity) {
  return write_warnings(sensitivity.base);
}

std::string write_markdown(const Sensitivity& sensitivity) {
  std::string text = fmt::format("## {}\n\n", markdown_text(sensitivity.base.blueprint.name));
  if (sensitivity.partial) text += emphasized("Partial result: " + sensitivity.partial_reason + ".", "**") + "\n\n";
  text += markdown_text(sentence(sensitivity)) + "\n";
  const std::string rows = table_of(sensitivity, false).write_markdown();
  if (!rows.empty()) text += fmt::format("\n{}\n{}\n", rows, emphasized(words_of_table, "*"));
  text += fmt::format("\n- {}\n", markdown_text(origin_of(sensitivity)));
  for (const std::string& each : left_out(sensitivity)) text += fmt::format("- {}\n", markdown_text(each));
  for (const Diagnostic& warning : sensitivity.base.warnings)
    text += fmt::format("- **Doubtful:** {}\n", markdown_text(to_string(warning)));
  return text;
}

std::string write_json(const Sensitivity& sensitivity, bool with_timing) {
  JsonLines lines;
  lines.add("schema", "throughline.sensitivity/1", 0);
  lines.add("partial", sensitivity.partial, 0);
  if (!sensitivity.partial_reason.empty()) lines.add("partial_reason", sensitivity.partial_reason, 0);
  lines.add("provenance", throughline::json_of(sensitivity.base.provenance), 0);
  if (with_timing) lines.add("timing", throughline::json_of(sensitivity.timing), 0);
  lines.add("measure", sensitivity.measure, 0);
  lines.add("better", name_of(sensitivity.direction), 0);
  const Estimate* const base = sensitivity.base.find(sensitivity.measure);
  lines.add("base", base == nullptr ? Json::object() : throughline::json_of(*base), 0);
  lines.add("confidence", sensitivity.confidence, 0);
  lines.add("intervals", sensitivity.intervals, 0);
  Json inputs = Json::array();
  for (const InputEffect& each : sensitivity.inputs) inputs.push_back(json_of(each));
  lines.add("inputs", inputs, 1);
  Json others = Json::array();
  for (const InputLeftOut& each : sensitivity.left_out)
    others.push_back(Json{{"path", each.path}, {"reason", each.reason}});
  lines.add("not_varied", others, 1);
  Json warnings = Json::array();
  for (const Diagnostic& warning : sensitivity.base.warnings) warnings.push_back(to_string(warning));
  lines.add("warnings", warnings, 1);
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
