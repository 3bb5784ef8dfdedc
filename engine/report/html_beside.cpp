// SPDX-License-Identifier: MIT
// Two stored results side by side.
#include <fmt/format.h>

#include <algorithm>

#include "report/beside.hpp"
#include "report/display_text.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
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

/// A figure of the other result: its path is one of the other file.
std::string figure_beside(const Measure& measure, std::string_view currency) {
  std::string text = html_figure(measure.path, measure.estimate, currency);
  return text.insert(std::string_view("<span").size(), " data-of=\"beside\"");
}

}  // namespace

const HistogramSummary* journey_times(const ExperimentResult& result) {
  const auto found = std::find_if(result.histograms.begin(), result.histograms.end(),
                                  [](const HistogramSummary& each) { return each.path == "journey.time"; });
  return found == result.histograms.end() || found->bins.empty() ? nullptr : &*found;
}

Json chart_bins(const HistogramSummary& histogram) {
  Json bins = Json::array();
  for (const HistogramBin& bin : histogram.bins)
    bins.push_back(Json::array({chart_number(bin.low), chart_number(bin.high), bin.count}));
  return bins;
}

void add_beside(HtmlReport& report) {
  if (report.options.beside == nullptr) return;
  const ExperimentResult& other = *report.options.beside;
  HtmlTable table("Every measure of both results; those of single steps by segment are in the JSON",
                  {{"Measure", false}, {report.options.name_beside}, {report.options.name}});
  const std::size_t most = report.room() / 2;
  std::size_t left = 0;
  for (const CommonMeasure& each : common_measures(other, report.result)) {
    if (!is_listed(each.first->path)) continue;
    if (table.size() > most) {
      ++left;
      continue;
    }
    table.add({xml_text(each.first->path), figure_beside(*each.first, other.blueprint.currency),
               html_figure(each.second->path, each.second->estimate, report.result.blueprint.currency)});
  }
  std::string text =
      fmt::format("<p>{}: {} replications, seed {}. {}: {} replications, seed {}.</p>\n",
                  html_name(report.options.name_beside), other.provenance.replications, other.provenance.seed,
                  html_name(report.options.name), report.result.provenance.replications, report.result.provenance.seed);
  text += overlay(report) + table.write(true);
  if (left > 0) text += fmt::format("<p class=\"remark\">There is no room for {} more: the JSON has them.</p>\n", left);
  report.page.add("beside", "Side by side", text);
}

}  // namespace throughline
