// SPDX-License-Identifier: MIT
// Which inputs matter, as a page: a tornado.
#include <fmt/format.h>

#include <utility>

#include "report/display_text.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/number.hpp"
#include "report/sensitivity_words.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_bars = 40;  // of a chart
constexpr std::size_t frame_of_row = 300;

/// What the JSON of a run would hold, as far as that of a sensitivity does.
ExperimentResult frame_of(const Sensitivity& sensitivity) {
  ExperimentResult frame;
  frame.provenance = sensitivity.base.provenance;
  frame.blueprint.name = sensitivity.base.blueprint.name;
  frame.blueprint.starts = sensitivity.base.blueprint.starts;
  frame.blueprint.currency = sensitivity.base.blueprint.currency;
  if (const Estimate* const base = sensitivity.base.find(sensitivity.measure))
    frame.measures.push_back({sensitivity.measure, *base});
  return frame;
}

/// The value, what the measure is then, and the change; nothing of an end that the input has not.
void add_end(const std::optional<OtherValue>& value, const std::string& place, const std::string& currency,
             std::vector<std::string>& cells) {
  if (!value) {
    cells.insert(cells.end(), 3, "");
    return;
  }
  cells.push_back(html_quote(place + "/words", value->words));
  cells.push_back(html_figure(place + "/figure/value", value->figure, currency));
  cells.push_back(html_figure_as(place + "/change/value", value->change, margin(value->change, 0.0, false, currency)));
}

std::string tornado(HtmlReport& report, const Sensitivity& sensitivity) {
  Json rows = Json::array();
  Unit unit = Unit::count;
  std::size_t bars = 0;
  for (const InputEffect& each : sensitivity.inputs) {
    if (bars == most_bars) break;
    bool any = false;
    for (const auto& [part, end] : {std::pair("low value", &each.low), std::pair("high value", &each.high)}) {
      if (!*end || !(*end)->change.value) continue;
      const Estimate& change = (*end)->change;
      unit = change.unit;
      any = true;
      Json row = {{"name", harmless(each.path)}, {"part", part}, {"words", harmless((*end)->words)}};
      row["value"] = chart_number(*change.value);
      if (change.low) row["low"] = chart_number(*change.low);
      if (change.high) row["high"] = chart_number(*change.high);
      rows.push_back(std::move(row));
    }
    bars += any ? 1 : 0;
  }
  if (rows.empty()) return {};
  report.page.add_chart("tornado", {{"label", "What each input changes at its low and its high value"},
                                    {"axis", harmless("Change of " + sensitivity.measure)},
                                    {"unit", chart_unit(unit, sensitivity.base.blueprint.currency)},
                                    {"parts", {"low value", "high value"}},
                                    {"rows", rows}});
  return html_chart(
      "What each input changes at its low and at its high value, the largest swing first; lines are intervals",
      html_plot("tornado", "tornado"), "");
}

std::string inputs(HtmlReport& report, const Sensitivity& sensitivity) {
  HtmlTable table({fmt::format("{}; swing: high less low, or the one change that there is", words_of_inputs)},
                  {{"Input", false},
                   {"Swing"},
                   {"Low value", false},
                   {"The measure then"},
                   {"Change"},
                   {"High value", false},
                   {"The measure then"},
                   {"Change"}});
  const std::string& currency = sensitivity.base.blueprint.currency;
  std::string text = tornado(report, sensitivity);
  const std::size_t most = report.room() / 2;
  std::size_t row = 0;
  for (; row < sensitivity.inputs.size() && table.size() + row * frame_of_row < most; ++row) {
    const InputEffect& each = sensitivity.inputs[row];
    const std::string place = fmt::format("/inputs/{}", row);
    std::vector<std::string> cells{html_path(each.path), html_figure_as(place + "/swing/value", each.swing,
                                                                        margin(each.swing, 0.0, false, currency))};
    add_end(each.low, place + "/low", currency, cells);
    add_end(each.high, place + "/high", currency, cells);
    table.add(std::move(cells));
  }
  return text + table.write(true) + html_no_room(sensitivity.inputs.size() - row);
}

std::string left_out(const HtmlReport& report, const Sensitivity& sensitivity) {
  HtmlTable table({"Inputs that were not varied, and why"}, {{"Input", false}, {"Why not", false}});
  const std::size_t most = report.room() / 2;
  std::size_t row = 0;
  for (; row < sensitivity.left_out.size() && table.size() + row * frame_of_row < most; ++row)
    table.add({html_path(sensitivity.left_out[row].path),
               html_quote(fmt::format("/not_varied/{}/reason", row), sensitivity.left_out[row].reason)});
  return table.write() + html_no_room(sensitivity.left_out.size() - row);
}

}  // namespace

std::string write_html(const Sensitivity& sensitivity, const HtmlOptions& options) {
  const ExperimentResult frame = frame_of(sensitivity);
  HtmlReport report(frame, options);
  add_preface(report, preface_of(sensitivity));
  report.page.add("inputs", "The inputs", inputs(report, sensitivity));
  report.page.add("left-out", "Not varied", left_out(report, sensitivity));
  add_assumptions(report);
  add_definitions(report);
  add_origin(report, sensitivity.timing, "/timing");
  return report.page.write();
}

}  // namespace throughline
