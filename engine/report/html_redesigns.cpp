// SPDX-License-Identifier: MIT
// Redesigns compared, and the cheapest of many, as pages.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/display_text.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/journey_shape.hpp"
#include "report/number.hpp"
#include "report/redesign_words.hpp"
#include "report/target_table.hpp"
#include "report/verdict_words.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_lines = 6;    // as many as can be told apart
constexpr std::size_t most_bars = 40;    // of a chart
constexpr std::size_t most_rows = 1500;  // alternatives of a sweep

struct MeasureColumn {
  const char* heading;
  const char* path;
};

constexpr std::array columns{MeasureColumn{"Journey time, mean", "journey.time.mean"},
                             MeasureColumn{"Nine of ten within", "journey.time.p90"},
                             MeasureColumn{"Completed", "journey.completed"},
                             MeasureColumn{"Failed", "journey.failed"},
                             MeasureColumn{"Gave up", "journey.abandoned"},
                             MeasureColumn{"Turned away", "journey.turned_away"},
                             MeasureColumn{"Throughput", "throughput"},
                             MeasureColumn{"Cost per journey", "journey.cost"},
                             MeasureColumn{"Cost per replication", "cost"}};

std::string targets_of(const ExperimentResult& result, const std::string& place) {
  std::string text;
  for (const TargetStatus status : {TargetStatus::missed, TargetStatus::undecided, TargetStatus::met}) {
    const auto count = std::count_if(result.targets.begin(), result.targets.end(),
                                     [status](const TargetResult& target) { return target.status == status; });
    if (count == 0) continue;
    const std::string name = name_of(status);
    text +=
        pill_html(name, {Phrase::count(place, static_cast<std::size_t>(count), "status=" + name), " " + name}) + " ";
  }
  return text;
}

std::string scenarios(HtmlReport& report, const PairedComparison& comparison) {
  std::vector<HtmlColumn> headings{{"Scenario", false}, {"Targets", false}};
  for (const MeasureColumn& column : columns) headings.push_back({column.heading});
  HtmlTable table({"Every scenario, the first of which the others are compared with"}, std::move(headings));
  Json lines = Json::array();
  double typical = 0.0;
  for (std::size_t index = 0; index < comparison.alternatives.size(); ++index) {
    const ComparedAlternative& each = comparison.alternatives[index];
    std::vector<std::string> cells{html_name(each.name),
                                   targets_of(each.result, fmt::format("/alternatives/{}/targets", index))};
    for (const MeasureColumn& column : columns) {
      const Estimate* const estimate = each.result.find(column.path);
      cells.push_back(estimate == nullptr
                          ? ""
                          : html_figure(fmt::format("/alternatives/{}/measures/{}/value", index, pointed(column.path)),
                                        *estimate, each.result.blueprint.currency));
    }
    table.add(std::move(cells));
    const HistogramSummary* const times = journey_times(each.result);
    if (times == nullptr || lines.size() == most_lines) continue;
    lines.push_back({{"name", harmless(each.name)}, {"bins", chart_bins(*times)}});
    typical = std::max(typical, times->bins[times->bins.size() / 2].high);
  }
  std::string text = table.write(true);
  if (lines.empty()) return text;
  report.page.add_chart("scenarios", {{"series", lines},
                                      {"typical", chart_number(typical)},
                                      {"quantiles", Json::array()},
                                      {"targets", Json::array()}});
  return text + html_chart("The share of journeys that are done within a time, in each scenario",
                           html_plot("scenarios", "distribution"), "");
}

std::string differences(HtmlReport& report, const PairedComparison& comparison, std::size_t index) {
  const ComparedAlternative& alternative = comparison.alternatives[index];
  const std::string& currency = comparison.alternatives.front().result.blueprint.currency;
  HtmlTable table(
      {"Difference: this one less the first, each customer meeting the same luck in both; luck: how many times the "
       "variance "
       "would be without that"},
      {{"Measure", false},
       {comparison.alternatives.front().name},
       {alternative.name},
       {"Difference"},
       {"Verdict", false},
       {"Luck"},
       {"For a gain"}});
  Json rows = Json::array();
  for (std::size_t row = 0; row < alternative.differences.size(); ++row) {
    const PairedDifference& each = alternative.differences[row];
    if (!each.simultaneous) continue;
    const std::string place = fmt::format("/alternatives/{}/differences/{}", index, row);
    const std::string decision = html_sentence(what_would_decide(each, place));
    const std::string luck = each.variance_ratio ? html_number(place + "/variance_ratio", *each.variance_ratio,
                                                               fmt::format("x {:.1f}", *each.variance_ratio))
                                                 : "";
    const std::string gain =
        each.cost_of_gain ? html_figure_as(place + "/cost_of_gain/value", *each.cost_of_gain, gain_of(each, currency))
                          : "";
    table.add({html_path(each.path), html_figure(place + "/reference/value", each.reference, currency),
               html_figure(place + "/alternative/value", each.alternative, currency),
               html_figure_as(place + "/value", each.difference, margin(each.difference, 0.0, false, currency)),
               verdict_pill(each.verdict, each.same_within, each.reference, currency, place) +
                   (decision.empty() ? "" : fmt::format(" <span class=\"note\">{}</span>", decision)),
               luck, gain});
    const Estimate& difference = each.difference;
    if (!difference.value || !difference.low || !difference.high || !each.reference.value) continue;
    const double scale = std::abs(*each.reference.value);
    if (scale == 0.0 || rows.size() == most_bars) continue;
    rows.push_back({{"name", harmless(each.path)},
                    {"value", chart_number(*difference.value / scale)},
                    {"low", chart_number(*difference.low / scale)},
                    {"high", chart_number(*difference.high / scale)},
                    {"verdict", name_of(each.verdict)}});
  }
  if (table.empty()) return {};
  std::string text = fmt::format("<h3>{} against {}</h3>\n", html_name(alternative.name),
                                 html_name(comparison.alternatives.front().name));
  if (!rows.empty()) {
    const std::string chart = fmt::format("differences_{}", index);
    report.page.add_chart(chart, {{"label", "Differences with their intervals"},
                                  {"axis", "Change, as a share of the first one's figure"},
                                  {"unit", "%"},
                                  {"rows", rows}});
    text += html_chart("Each difference with its interval, as a share of the first one's figure",
                       html_plot(chart, "differences"), "");
  }
  return text + table.write();
}

std::string alternatives(HtmlReport& report, const SweepResult& result) {
  HtmlTable table({"Every alternative that was simulated, in order of cost; frontier: nothing cheaper is better"},
                  {{"Alternative", false}, {"Cost"}, {result.measure}, {"Targets", false}, {"", false}});
  Json points = Json::array();
  std::size_t left = 0;
  for (const std::size_t index : result.in_order_of_cost) {
    const SweptAlternative& each = result.alternatives[index];
    if (!each.measure || table.size() > report.room() / 2 || points.size() >= most_rows) {
      ++left;
      continue;
    }
    const std::string place = fmt::format("/alternatives/{}", index);
    const bool is_cheapest = result.cheapest == index;
    table.add({html_path(settings_of(each)),
               each.cost ? html_figure(place + "/cost/value", *each.cost, result.currency)
                         : html_number(place + "/cost_floor", each.cost_floor, exact(each.cost_floor, Unit::count, {})),
               html_figure(place + "/measure/value", *each.measure, result.currency),
               each.targets.empty() ? "" : pill_html(name_of(each.status), name_of(each.status)),
               is_cheapest        ? "cheapest that meets the targets"
               : each.on_frontier ? "frontier"
                                  : ""});
    if (!each.measure->value) continue;
    points.push_back({{"name", harmless(settings_of(each))},
                      {"x", chart_number(each.cost && each.cost->value ? *each.cost->value : each.cost_floor)},
                      {"y", chart_number(*each.measure->value)},
                      {"status", name_of(each.status)},
                      {"frontier", each.on_frontier},
                      {"cheapest", is_cheapest}});
  }
  if (table.empty()) return {};
  std::string text;
  if (!points.empty()) {
    const auto first = std::find_if(result.alternatives.begin(), result.alternatives.end(),
                                    [](const SweptAlternative& each) { return each.measure.has_value(); });
    const Unit unit = first->measure->unit;
    report.page.add_chart("frontier", {{"measure", harmless(result.measure)},
                                       {"currency", harmless(result.currency)},
                                       {"unit", unit == Unit::seconds ? "seconds"
                                                : unit == Unit::share ? "share"
                                                                      : ""},
                                       {"points", points}});
    text += html_chart(
        "Cost against what is wanted: the line joins what nothing cheaper is better than; dots meet the "
        "targets, crosses miss one, diamonds are undecided",
        html_plot("frontier", "frontier"), "");
  }
  text += table.write(true);
  text += html_no_room(left);
  return text;
}

}  // namespace

std::string write_html(const PairedComparison& comparison, const HtmlOptions& options) {
  const ExperimentResult& first = comparison.alternatives.front().result;
  HtmlReport report(first, options, "/alternatives/0");
  add_preface(report, preface_of(comparison));
  report.page.add("scenarios", "Scenarios", scenarios(report, comparison));
  std::string text;
  for (std::size_t index = 1; index < comparison.alternatives.size(); ++index)
    text += differences(report, comparison, index);
  report.page.add("differences", "Differences", text);
  add_assumptions(report);
  add_definitions(report);
  add_origin(report, comparison.timing, "/timing");
  return report.page.write();
}

std::string write_html(const SweepResult& result, const HtmlOptions& options) {
  ExperimentResult frame;
  frame.blueprint.name = result.blueprint;
  frame.blueprint.currency = result.currency;
  frame.provenance = result.provenance;
  HtmlReport report(frame, options);
  add_preface(report, preface_of(result));
  report.page.add("frontier", "Alternatives", alternatives(report, result));
  if (result.confirmation) {
    HtmlTable table({"The cheapest, with replications that did not choose it"},
                    {{"Target", false}, {"Asked"}, {"Status", false}, {"Measured"}, {"Margin"}});
    for (std::size_t index = 0; index < result.confirmation->targets.size(); ++index) {
      const TargetResult& target = result.confirmation->targets[index];
      const std::string place = fmt::format("/confirmation/{}", index);
      table.add(
          {html_path(target.path), html_number(place + "/bound", target.bound, target.expression),
           pill_html(name_of(target.status), name_of(target.status)),
           html_figure(place + "/value", target.estimate, result.currency),
           target.margin ? html_number(place + "/margin", *target.margin, margin_of(target, result.currency)) : ""});
    }
    report.page.add("confirmation", "Confirmation", table.write());
  }
  add_assumptions(report);
  add_origin(report, result.timing, "/provenance/timing");
  return report.page.write();
}

}  // namespace throughline
