// SPDX-License-Identifier: MIT
// What customers make of it by the model of the blueprint, and what that is worth.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "report/definitions.hpp"
#include "report/display_text.hpp"
#include "report/experience_table.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/places.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

/// Words that say what a number is, and may hold ends of scales.
std::string html_definition(std::string_view words) {
  return fmt::format("<span class=\"definition\">{}</span>", xml_text(words));
}

/// Each with what it means beside it.
std::string figures(const HtmlReport& report, std::string caption, std::span<const NamedMeasure> all) {
  HtmlTable table(Sentence{std::move(caption)}, {{"Measure", false}, {"Figure"}, {"What it is", false}});
  for (const NamedMeasure& each : all) {
    const Estimate* const estimate = report.measures.find(each.path);
    if (estimate == nullptr) continue;
    table.add({html_definition(each.words), html_figure(each.path, *estimate, report.result.blueprint.currency),
               html_definition(definition_of(each.path))});
  }
  return table.empty() ? std::string() : table.write();
}

std::string by_place(const HtmlReport& report) {
  HtmlTable table({"By touchpoint, and by step behind the line of visibility"},
                  {{"Touchpoint or step", false}, {"Score"}, {"Value lost per day"}});
  const std::size_t most = report.room() / 3;
  std::size_t left = 0;
  const Places places = places_of(report.result.blueprint);
  for (const auto* group : {&places.seen, &places.unseen}) {
    for (const ListedPlace& place : *group) {
      std::vector<std::string> cells{html_name(place.name)};
      bool known = false;
      for (const char* const measure : {".experience", ".lost_value"}) {
        const std::string path = place.path + measure;
        const Estimate* const estimate = report.measures.find(path);
        known = known || estimate != nullptr;
        cells.push_back(estimate == nullptr ? "" : html_figure(path, *estimate, report.result.blueprint.currency));
      }
      if (!known) continue;
      if (table.size() < most) {
        table.add(std::move(cells));
      } else {
        ++left;
      }
    }
  }
  if (table.empty()) return {};
  return table.write(true) +
         (left > 0 ? fmt::format("<p class=\"remark\">{} more are in the JSON.</p>\n", html_own_count(left))
                   : std::string());
}

std::string by_cause(HtmlReport& report) {
  HtmlTable table({"Why value is lost"}, {{"Cause", false}, {"Value lost per day"}});
  Json rows = Json::array();
  for (const NamedMeasure& cause : loss_causes) {
    const Estimate* const lost = report.measures.find(cause.path);
    if (lost == nullptr || !lost->value || *lost->value == 0.0) continue;
    table.add({xml_text(cause.words), html_figure(cause.path, *lost, report.result.blueprint.currency)});
    rows.push_back({{"name", cause.words}, {"value", chart_number(*lost->value)}});
  }
  if (table.empty()) return {};
  std::stable_sort(rows.begin(), rows.end(), [](const Json& one, const Json& other) {
    return one["value"].get<double>() > other["value"].get<double>();
  });
  report.page.add_chart("losses", {{"label", "Why value is lost, the most first"}, {"rows", rows}});
  return html_chart("Why value is lost. Bars: its share of all that is lost; line: together with what is above it",
                    html_plot("losses", "pareto"), table.write(true));
}

}  // namespace

void add_experience(HtmlReport& report) {
  std::string text = figures(report, "What customers make of it", experience_measures);
  text += figures(report, "What it is worth", economics_measures);
  if (text.empty()) return;
  text += by_place(report);
  text += by_cause(report);
  text += fmt::format("<p class=\"remark definition\">{}.</p>\n", xml_text(experience_words));
  report.page.add("experience", "Experience and money", text);
}

}  // namespace throughline
