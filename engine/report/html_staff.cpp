// SPDX-License-Identifier: MIT
// Staff: how busy, by half hour; who is there and who is needed; who waits for them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/display_text.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/number.hpp"
#include "report/staff_table.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

const std::string& name_of(const BlueprintSummary& blueprint, const std::string& key) {
  for (const NamedKey& staff : blueprint.staff) {
    if (staff.key == key) return staff.name;
  }
  return key;
}

/// When a point begins, in seconds after Monday 00:00.
double clock_of(const ExperimentResult& result, const Series& series, const SeriesPoint& point) {
  return point.from + (series.folded ? 0.0 : result.blueprint.starts_clock);
}

/// `Mon 07:30`; without the day where all that is shown is of one.
std::string clock_text(double seconds, bool with_day) {
  constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto minutes = std::llround(seconds / 60.0);
  const std::string time = fmt::format("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
  return with_day ? fmt::format("{} {}", days[static_cast<std::size_t>(minutes / 1440 % 7)], time) : time;
}

bool is_longer_than_a_day(const Series& series) {
  return !series.points.empty() && series.points.back().from - series.points.front().from >= 86'400.0;
}

std::string small_number(const std::string& path, double value) {
  return html_number(path, value, exact(value, Unit::count, {}));
}

std::string time_cell(const ExperimentResult& result, const Series& series, std::size_t point,
                      const std::string& place) {
  const SeriesPoint& at = series.points[point];
  return html_number(place + "/from", at.from, clock_text(clock_of(result, series, at), is_longer_than_a_day(series)));
}

std::string staffing_table(const ExperimentResult& result, std::size_t index) {
  const Series& series = result.series[index];
  HtmlTable table({Phrase::name(name_of(result.blueprint, series.staff)), ", by half hour"},
                  {{"From"}, {"On duty"}, {"Busy"}, {"Occupancy"}});
  for (std::size_t point = 0; point < series.points.size(); ++point) {
    const SeriesPoint& at = series.points[point];
    const std::string place = fmt::format("/series/{}/points/{}", index, point);
    table.add(
        {time_cell(result, series, point, place), small_number(place + "/on_duty", at.on_duty),
         small_number(place + "/busy", at.busy),
         at.occupancy ? html_number(place + "/occupancy", *at.occupancy, exact(*at.occupancy, Unit::share, {})) : ""});
  }
  return html_details({"Table: ", Phrase::name(name_of(result.blueprint, series.staff))}, table.write());
}

std::string queue_table(const ExperimentResult& result, std::size_t index) {
  const Series& series = result.series[index];
  HtmlTable table({"Waiting for ", Phrase::name(name_of(result.blueprint, series.staff)), ", by half hour"},
                  {{"From"}, {"In line, mean"}, {"5 % of days below"}, {"95 % of days below"}});
  for (std::size_t point = 0; point < series.points.size(); ++point) {
    const SeriesPoint& at = series.points[point];
    const std::string place = fmt::format("/series/{}/points/{}", index, point);
    table.add({time_cell(result, series, point, place), small_number(place + "/queue_mean", at.queue_mean),
               small_number(place + "/queue_p5", at.queue_p5), small_number(place + "/queue_p95", at.queue_p95)});
  }
  return html_details({"Table: ", Phrase::name(name_of(result.blueprint, series.staff))}, table.write());
}

/// Rows of a chart: hours of the clock, then what the script knows by its place.
Json points_of(const ExperimentResult& result, const Series& series) {
  Json points = Json::array();
  for (const SeriesPoint& at : series.points) {
    const Json occupancy = at.occupancy ? chart_number(*at.occupancy) : Json(nullptr);
    points.push_back(Json::array({chart_number(clock_of(result, series, at) / 3600.0), chart_number(at.on_duty),
                                  chart_number(at.busy), occupancy, chart_number(at.queue_mean),
                                  chart_number(at.queue_p5), chart_number(at.queue_p95)}));
  }
  return points;
}

bool has_waiting(const Series& series) {
  return std::any_of(series.points.begin(), series.points.end(),
                     [](const SeriesPoint& point) { return point.queue_mean > 0.0; });
}

/// Tables of as many pools as there is room for, and the data of their charts.
struct Pools {
  std::string tables;
  Json chart = {{"pools", Json::array()}};
  std::vector<Sentence> left;  ///< names of those that there was no room for

  bool empty() const noexcept { return chart["pools"].empty(); }
  std::string remark() const {
    if (left.empty()) return {};
    return fmt::format("<p class=\"remark\">There is no room for {} more: {}. The JSON has them.</p>\n",
                       html_own_count(left.size()), html_sentence(joined(left)));
  }
};

template <class TableOf, class Is>
Pools pools_of(const HtmlReport& report, std::size_t room, const TableOf& table_of, const Is& is_shown) {
  Pools pools;
  for (std::size_t index = 0; index < report.result.series.size(); ++index) {
    const Series& series = report.result.series[index];
    if (series.points.empty() || !is_shown(series)) continue;
    const std::string& name = name_of(report.result.blueprint, series.staff);
    std::string table = table_of(report.result, index);
    const std::size_t size = table.size() + 60 * series.points.size();
    if (size > room) {
      pools.left.push_back({Phrase::name(name)});
      continue;
    }
    room -= size;
    pools.tables += table;
    pools.chart["pools"].push_back({{"name", harmless(name)}, {"points", points_of(report.result, series)}});
  }
  return pools;
}

std::string pool_table(const HtmlReport& report) {
  struct MeasureColumn {
    const char* heading;
    const char* measure;
  };
  constexpr std::array columns{MeasureColumn{"Occupancy", "occupancy"}, MeasureColumn{"Utilization", "utilization"},
                               MeasureColumn{"Overtime", "overtime"}, MeasureColumn{"Cost", "cost"}};
  std::vector<HtmlColumn> headings{{"Pool", false}};
  for (const MeasureColumn& column : columns) headings.push_back({column.heading});
  HtmlTable table({"Every pool, per replication"}, std::move(headings));
  for (const NamedKey& staff : report.result.blueprint.staff) {
    std::vector<std::string> cells{html_name(staff.name)};
    for (const MeasureColumn& column : columns) {
      const std::string path = fmt::format("staff.{}.{}", staff.key, column.measure);
      const Estimate* const estimate = report.measures.find(path);
      cells.push_back(estimate == nullptr ? "" : html_figure(path, *estimate, report.result.blueprint.currency));
    }
    table.add(std::move(cells));
  }
  return table.write(true);
}

}  // namespace

void add_staff(HtmlReport& report) {
  std::string text = pool_table(report);
  const Pools pools = pools_of(report, report.room() * 45 / 100, staffing_table, [](const Series&) { return true; });
  if (!pools.empty()) {
    report.page.add_chart("staff", pools.chart);
    const bool folded = report.result.series.front().folded;
    text += html_chart(fmt::format("How busy each pool is, by half hour{}: the fuller the color, the busier",
                                   folded ? " of the week" : ""),
                       html_plot("staff", "heatmap"), "");
    text += html_chart("Staffing against demand: people on duty, and how many of them customers keep busy, on average",
                       html_plot("staff", "staffing"), pools.tables);
  }
  report.page.add("staff", "Staff", text + pools.remark());
}

void add_queues(HtmlReport& report) {
  const Pools pools = pools_of(report, report.room() * 60 / 100, queue_table, has_waiting);
  if (pools.empty()) return;
  report.page.add_chart("queues", pools.chart);
  report.page.add("queues", "Queues over the day",
                  html_chart("How many wait for each pool: the mean, and the band that holds nine of ten replications",
                             html_plot("queues", "queues"), pools.tables) +
                      pools.remark());
}

}  // namespace throughline
