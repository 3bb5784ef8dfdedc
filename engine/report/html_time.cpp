// SPDX-License-Identifier: MIT
// How long journeys take, and what that time goes into.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "report/display_text.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/number.hpp"
#include "report/places.hpp"
#include "report/time_table.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

constexpr std::array statistics{"mean", "sd", "p50", "p90", "p95", "p99"};
constexpr std::size_t most_places = 80;
constexpr std::size_t most_lines = 6;  // as many as can be told apart

/// The distribution of journey time of everybody, or of one segment.
struct Distribution {
  std::string name;
  std::string prefix;  ///< of its measures
  std::size_t index = 0;
};

std::vector<Distribution> distributions_of(const ExperimentResult& result) {
  std::vector<Distribution> found;
  const auto add = [&](const std::string& name, const std::string& prefix) {
    for (std::size_t index = 0; index < result.histograms.size(); ++index) {
      const HistogramSummary& histogram = result.histograms[index];
      if (histogram.path == prefix + "journey.time" && !histogram.bins.empty() && found.size() < most_lines)
        found.push_back({name, prefix, index});
    }
  };
  add("Everybody", "");
  if (found.empty()) return found;
  // One segment is everybody.
  for (const NamedKey& segment : result.blueprint.segments) {
    if (result.blueprint.segments.size() > 1) add(segment.name, "segment." + segment.key + ".");
  }
  return found;
}

std::string quantile_table(const HtmlReport& report, const std::vector<Distribution>& shown) {
  HtmlTable table({"Journey time of those who completed"}, {{"", false},
                                                            {"Mean"},
                                                            {"Standard deviation"},
                                                            {"Half within"},
                                                            {"9 of 10 within"},
                                                            {"19 of 20 within"},
                                                            {"99 of 100 within"}});
  for (const Distribution& each : shown) {
    std::vector<std::string> cells{html_name(each.name)};
    for (const char* statistic : statistics) {
      const std::string path = fmt::format("{}journey.time.{}", each.prefix, statistic);
      const Estimate* const estimate = report.measures.find(path);
      cells.push_back(estimate == nullptr ? "" : html_figure(path, *estimate, {}));
    }
    table.add(std::move(cells));
  }
  return table.write();
}

std::string histogram_table(const ExperimentResult& result, const Distribution& shown) {
  HtmlTable table({"Journey time: ", Phrase::name(shown.name)}, {{"From", true}, {"To"}, {"Journeys"}});
  const HistogramSummary& histogram = result.histograms[shown.index];
  for (std::size_t index = 0; index < histogram.bins.size(); ++index) {
    const HistogramBin& bin = histogram.bins[index];
    const std::string place = fmt::format("/distributions/{}/bins/{}", shown.index, index);
    table.add({html_number(place + "/low", bin.low, exact_duration(bin.low)),
               html_number(place + "/high", bin.high, exact_duration(bin.high)),
               html_number(place + "/count", bin.count)});
  }
  return html_details({"Table: ", Phrase::name(shown.name)}, table.write());
}

Json chart_of(const HtmlReport& report, const std::vector<Distribution>& shown) {
  Json data = {{"series", Json::array()}, {"quantiles", Json::array()}, {"targets", Json::array()}};
  for (const Distribution& each : shown) {
    data["series"].push_back(
        {{"name", harmless(each.name)}, {"bins", chart_bins(report.result.histograms[each.index])}});
  }
  double typical = report.result.histograms[shown.front().index].bins.back().low;
  for (const char* quantile : {"p50", "p90", "p95"}) {
    const Estimate* const estimate = report.measures.find(fmt::format("journey.time.{}", quantile));
    if (estimate == nullptr || !estimate->value) continue;
    data["quantiles"].push_back({{"name", quantile}, {"value", chart_number(*estimate->value)}});
    typical = *estimate->value;
  }
  data["typical"] = chart_number(typical);
  constexpr std::string_view measure = "journey.time.";
  for (const TargetResult& target : report.result.targets) {
    if (!target.path.starts_with(measure)) continue;
    data["targets"].push_back(
        {{"name", harmless(fmt::format("target {} {}", target.path.substr(measure.size()), target.expression))},
         {"value", chart_number(target.bound)}});
  }
  return data;
}

/// What the time of everybody goes into, where it is measured.
std::string shares(HtmlReport& report) {
  HtmlTable table({std::string(time_words)}, {{"Where the time goes", false}, {"Share"}});
  Json rows = Json::array();
  for (const TimeWay& way : time_ways) {
    const std::string path = fmt::format("journey.{}", way.quantity);
    const Estimate* const share = report.measures.find(path);
    if (share == nullptr || !share->value || *share->value == 0.0) continue;
    const std::string_view words = way.words.substr(way.words.find_first_not_of(' '));
    table.add({xml_text(words), html_figure(path, *share, {})});
    rows.push_back({{"name", words}, {"part", "share"}, {"value", chart_number(*share->value)}});
  }
  if (table.empty()) return {};
  report.page.add_chart("time_shares", {{"label", "Where the time goes"},
                                        {"axis", "Share of all the time inside"},
                                        {"unit", "share"},
                                        {"parts", {"share"}},
                                        {"rows", rows}});
  return html_chart("Of all the time that customers spend inside, so much goes into:", html_plot("time_shares", "bars"),
                    table.write());
}

/// Of a visit to each place: the means.
std::string by_place(HtmlReport& report) {
  struct Part {
    const char* words;
    const char* measure;
  };
  constexpr std::array parts{Part{"waiting", ".wait.mean"}, Part{"service", ".service.mean"}};
  HtmlTable table({"Mean of a visit; the time at a place holds also what is neither waiting nor service"},
                  {{"Place", false}, {"Waiting"}, {"Service"}, {"Time in all"}});
  Json rows = Json::array();
  const Places places = places_of(report.result.blueprint);
  std::size_t shown = 0;
  for (const auto* group : {&places.seen, &places.unseen}) {
    for (const ListedPlace& place : *group) {
      if (++shown > most_places) break;
      std::vector<std::string> cells{html_name(place.name)};
      for (const Part& part : parts) {
        const Estimate* const estimate = report.measures.find(place.path + part.measure);
        cells.push_back(estimate == nullptr ? "" : html_figure(place.path + part.measure, *estimate, {}));
        if (estimate != nullptr && estimate->value)
          rows.push_back(
              {{"name", harmless(place.name)}, {"part", part.words}, {"value", chart_number(*estimate->value)}});
      }
      const Estimate* const time = report.measures.find(place.path + ".time.mean");
      cells.push_back(time == nullptr ? "" : html_figure(place.path + ".time.mean", *time, {}));
      table.add(std::move(cells));
    }
  }
  if (rows.empty()) return {};
  const std::string remark =
      shown > most_places ? fmt::format("<p class=\"remark\">The first {} places; the JSON has the others.</p>\n",
                                        html_own_count(most_places))
                          : "";
  report.page.add_chart("time_by_place", {{"label", "Mean waiting and service of a visit"},
                                          {"axis", "Mean of a visit"},
                                          {"unit", "seconds"},
                                          {"parts", {"waiting", "service"}},
                                          {"rows", rows}});
  return html_chart("A visit to each place, waiting and service:", html_plot("time_by_place", "bars"),
                    html_details({"Table: time by place"}, table.write()) + remark);
}

}  // namespace

void add_journey_time(HtmlReport& report) {
  const std::vector<Distribution> shown = distributions_of(report.result);
  if (shown.empty()) return;
  report.page.add_chart("journey_time", chart_of(report, shown));
  std::string tables;
  for (const Distribution& each : shown) tables += histogram_table(report.result, each);
  report.page.add(
      "journey-time", "Journey time",
      quantile_table(report, shown) +
          html_chart("How journey times are spread: bars as high as journeys are frequent, and below it the "
                     "share of journeys that are done within a time",
                     html_plot("journey_time", "histogram") + html_plot("journey_time", "distribution"), tables));
}

void add_where_time_goes(HtmlReport& report) {
  std::string text = shares(report);
  text += by_place(report);
  report.page.add("time", "Where the time goes", text);
}

}  // namespace throughline
