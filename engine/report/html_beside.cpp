// SPDX-License-Identifier: MIT
// Two stored results side by side.
#include <fmt/format.h>

#include <algorithm>

#include "report/beside.hpp"
#include "report/display_text.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/journey_shape.hpp"
#include "report/number.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

/// The overlaid distributions of journey time; their table is the one of measures.
std::string overlay(HtmlReport& report) {
  const HistogramSummary* const first = journey_times(*report.options.beside);
  const HistogramSummary* const second = journey_times(report.result);
  if (first == nullptr || second == nullptr) return {};
  Json data = {{"quantiles", Json::array()}, {"targets", Json::array()}};
  data["typical"] = chart_number(second->bins.back().low);
  data["series"] = Json::array({{{"name", harmless(report.options.name_beside)}, {"bins", chart_bins(*first)}},
                                {{"name", harmless(report.options.name)}, {"bins", chart_bins(*second)}}});
  report.page.add_chart("beside", std::move(data));
  return html_chart("The share of journeys that are done within a time, in both results",
                    html_plot("beside", "distribution"), "");
}

/// How many replications a result has, and which; a file that is none of the page's own is named.
std::string luck_of(const Provenance& from, const std::string& name, std::string_view file) {
  return fmt::format("{}: {} replications, seed {}.", html_name(name),
                     html_number("/provenance/replications", from.replications, file),
                     html_number("/provenance/seed", from.seed, file));
}

}  // namespace

Json chart_bins(const HistogramSummary& histogram) {
  Json bins = Json::array();
  for (const HistogramBin& bin : histogram.bins)
    bins.push_back(Json::array({chart_number(bin.low), chart_number(bin.high), bin.count}));
  return bins;
}

void add_beside(HtmlReport& report) {
  if (report.options.beside == nullptr) return;
  const HtmlOptions& options = report.options;
  const ExperimentResult& other = *options.beside;
  HtmlTable table({"Every measure of both results; those of single steps by segment are in the JSON"},
                  {{"Measure", false}, {options.name_beside}, {options.name}});
  const std::size_t most = report.room() / 2;
  std::size_t left = 0;
  for (const CommonMeasure& each : common_measures(other, report.result)) {
    if (!is_listed(each.first->path)) continue;
    if (table.size() > most) {
      ++left;
      continue;
    }
    table.add({html_code(each.first->path),
               html_figure(each.first->path, each.first->estimate, other.blueprint.currency, options.name_beside),
               html_figure(each.second->path, each.second->estimate, report.result.blueprint.currency)});
  }
  std::string text = fmt::format("<p>{} {}</p>\n", luck_of(other.provenance, options.name_beside, options.name_beside),
                                 luck_of(report.result.provenance, options.name, {}));
  text += overlay(report) + table.write(true);
  text += html_no_room(left);
  report.page.add("beside", "Side by side", text);
}

}  // namespace throughline
