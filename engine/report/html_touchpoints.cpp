// SPDX-License-Identifier: MIT
// ListedPlace by place: every measure of touchpoints, and what goes wrong most.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/display_text.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/number.hpp"
#include "report/places.hpp"
#include "report/touchpoint_table.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

struct MeasureColumn {
  const char* heading;
  const char* measure;
};

constexpr std::array columns{
    MeasureColumn{"Visits", ".visits"},
    MeasureColumn{"Time, mean", ".time.mean"},
    MeasureColumn{"half within", ".time.p50"},
    MeasureColumn{"9 of 10 within", ".time.p90"},
    MeasureColumn{"19 of 20 within", ".time.p95"},
    MeasureColumn{"99 of 100 within", ".time.p99"},
    MeasureColumn{"deviation", ".time.sd"},
    MeasureColumn{"Wait, mean", ".wait.mean"},
    MeasureColumn{"half wait at most", ".wait.p50"},
    MeasureColumn{"9 of 10 wait at most", ".wait.p90"},
    MeasureColumn{"19 of 20 wait at most", ".wait.p95"},
    MeasureColumn{"99 of 100 wait at most", ".wait.p99"},
    MeasureColumn{"deviation of waits", ".wait.sd"},
    MeasureColumn{"Wait since due, mean", ".wait_due.mean"},
    MeasureColumn{"Service, mean", ".service.mean"},
    MeasureColumn{"9 of 10 served within", ".service.p90"},
    MeasureColumn{"Failed", ".failure"},
    MeasureColumn{"Recovered", ".recovered"},
    MeasureColumn{"Gave up", ".abandonment"},
    MeasureColumn{"Turned away", ".turned_away"},
    MeasureColumn{"Repeats", ".repeats"},
    MeasureColumn{"In line, mean", ".queue.mean"},
    MeasureColumn{"In line, most", ".queue.max"},
    MeasureColumn{"Cost", ".cost"},
};

/// `served within the expected 3 min: 84 %`, a line for each step that expects it.
std::string expectations(const HtmlReport& report, const ListedPlace& place) {
  std::string text;
  for (const StepSummary* step : place.steps) {
    if (!step->expects_wait) continue;
    const Estimate* const level = report.measures.expected_service_level(step->key);
    if (level == nullptr) continue;
    const auto same = [level](const Measure& measure) { return &measure.estimate == level; };
    const auto& measures = report.result.measures;
    const std::string& path = std::find_if(measures.begin(), measures.end(), same)->path;
    const std::size_t index = static_cast<std::size_t>(step - report.result.blueprint.steps.data());
    text += fmt::format("<span class=\"note\">served within the expected {}: {}</span>",
                        html_number(fmt::format("/blueprint/steps/{}/expects/wait", index), *step->expects_wait,
                                    exact_duration(*step->expects_wait)),
                        html_figure(path, *level, {}));
  }
  return text;
}

std::string_view words_of(const std::string& kind) {
  if (kind == "failure") return "service fails";
  if (kind == "retry") return "fails, tries again";
  if (kind == "abandon") return "gives up waiting";
  if (kind == "loss") return "lost on the way";
  if (kind == "repeat") return "has to be done again";
  return {};
}

const std::string& name_of(const BlueprintSummary& blueprint, const std::string& key) {
  for (const StepSummary& step : blueprint.steps) {
    if (step.key == key) return step.name;
  }
  return key;
}

}  // namespace

void add_touchpoints(HtmlReport& report) {
  std::vector<HtmlColumn> headings{{"Touchpoint", false}, {"Seen", false}};
  for (const MeasureColumn& column : columns) headings.push_back({column.heading});
  HtmlTable table({"Every touchpoint, then the steps that customers do not see; the figures of each visit there"},
                  std::move(headings));
  const Places places = places_of(report.result.blueprint);
  const BottleneckJudge judge(report.measures, places);
  const std::size_t most = report.room() / 3;
  std::size_t left = 0;
  for (const auto* group : {&places.seen, &places.unseen}) {
    for (const ListedPlace& place : *group) {
      std::string name = html_name(place.name);
      if (const std::string mark = judge.mark(place); !mark.empty())
        name += fmt::format("<span class=\"note doubtful\">{}</span>", mark);
      name += expectations(report, place);
      std::vector<std::string> cells{name, group == &places.seen ? "yes" : "no"};
      for (const MeasureColumn& column : columns) {
        const std::string path = place.path + column.measure;
        const Estimate* const estimate = report.measures.find(path);
        cells.push_back(estimate == nullptr ? "" : html_figure(path, *estimate, report.result.blueprint.currency));
      }
      if (table.size() < most) {
        table.add(std::move(cells));
      } else {
        ++left;
      }
    }
  }
  if (table.empty()) return;
  std::string text = table.write(true);
  text += fmt::format("<p class=\"remark definition\">{}.</p>\n", xml_text(touchpoint_words));
  if (left > 0) text += fmt::format("<p class=\"remark\">{} more are in the JSON.</p>\n", html_own_count(left));
  report.page.add("touchpoints", "Touchpoints", text);
}

void add_failures(HtmlReport& report) {
  const BlueprintSummary& blueprint = report.result.blueprint;
  struct Row {
    std::size_t route;
    double flow;
  };
  std::vector<Row> rows;
  for (std::size_t index = 0; index < blueprint.routes.size(); ++index) {
    const RouteSummary& route = blueprint.routes[index];
    if (!words_of(route.kind).empty() && route.flow > 0.0) rows.push_back({index, route.flow});
  }
  if (rows.empty()) return;
  std::stable_sort(rows.begin(), rows.end(), [](const Row& one, const Row& other) { return one.flow > other.flow; });
  constexpr std::size_t most_rows = 300;
  const std::size_t left = rows.size() > most_rows ? rows.size() - most_rows : 0;
  HtmlTable table(
      {"What goes wrong, most often first; per replication"},
      {{"Step", false}, {"What happens", false}, {"Times"}, {"Share"}, {"With those above"}, {"Then", false}});
  struct Bar {
    std::string name;
    double flow;
  };
  std::vector<Bar> bars;
  double all = 0.0;
  for (const Row& row : rows) all += row.flow;
  rows.resize(rows.size() - left);
  double so_far = 0.0;
  Json shares = Json::array();
  for (const Row& row : rows) {
    const RouteSummary& route = blueprint.routes[row.route];
    const std::string& step = name_of(blueprint, route.from);
    so_far += route.flow;
    // No file holds these: the page does.
    const std::string place = fmt::format("/failure_shares/{}", shares.size());
    const double share = row.flow / all;
    const double together = so_far / all;
    shares.push_back({{"share", share}, {"with_those_above", together}});
    const auto share_cell = [&place](const char* name, double value) {
      return html_number(place + name, value, exact(value, Unit::share, {}), "#chart-data");
    };
    table.add({html_name(step), xml_text(words_of(route.kind)),
               html_number(fmt::format("/blueprint/routes/{}/flow", row.route), route.flow,
                           exact(route.flow, Unit::count, {})),
               share_cell("/share", share), share_cell("/with_those_above", together),
               html_name(name_of(blueprint, route.to))});
    // The same can happen on several routes, of different segments.
    const std::string name = fmt::format("{}: {}", step, words_of(route.kind));
    const auto same = std::find_if(bars.begin(), bars.end(), [&name](const Bar& bar) { return bar.name == name; });
    if (same == bars.end()) {
      bars.push_back({name, route.flow});
    } else {
      same->flow += route.flow;
    }
  }
  const std::string remark =
      left == 0 ? "" : fmt::format("<p class=\"remark\">{} more are in the JSON.</p>\n", html_own_count(left));
  constexpr std::size_t most_bars = 15;
  std::stable_sort(bars.begin(), bars.end(), [](const Bar& one, const Bar& other) { return one.flow > other.flow; });
  if (bars.size() > most_bars) bars.resize(most_bars);
  Json chart_rows = Json::array();
  for (const Bar& bar : bars) chart_rows.push_back({{"name", harmless(bar.name)}, {"value", chart_number(bar.flow)}});
  report.page.add_chart("failure_shares", std::move(shares));
  report.page.add_chart("failures", {{"label", "What goes wrong, most often first"}, {"rows", chart_rows}});
  report.page.add(
      "failures", "What goes wrong",
      html_chart("What goes wrong, most often first. Bars: its share of all that goes wrong; line: together with what "
                 "is above it",
                 html_plot("failures", "pareto"), html_details({"Table: what goes wrong"}, table.write(true))) +
          remark);
}

}  // namespace throughline
