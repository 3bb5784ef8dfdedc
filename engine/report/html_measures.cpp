// SPDX-License-Identifier: MIT
// Every measure, and what each means.
#include <fmt/format.h>

#include "report/beside.hpp"
#include "report/definitions.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/xml_text.hpp"

namespace throughline {
void add_measures(HtmlReport& report) {
  HtmlTable table({"Every measure of the run; those of single steps by segment are in the JSON"},
                  {{"Measure", false}, {"Figure"}, {"Observations"}});
  constexpr std::size_t kept_for_the_rest = 20'000;
  const std::size_t room = report.room();
  const std::size_t most = room > kept_for_the_rest ? room - kept_for_the_rest : 0;
  std::size_t rows = 0;
  std::size_t left = 0;
  for (const Measure& measure : report.result.measures) {
    constexpr std::size_t frame_of_row = 70;
    if (!is_listed(measure.path)) continue;
    if (table.size() + frame_of_row * rows > most) {
      ++left;
      continue;
    }
    ++rows;
    table.add(
        {html_code(measure.path), html_figure(measure.path, measure.estimate, report.result.blueprint.currency),
         html_number(fmt::format("/measures/{}/observations", pointed(measure.path)), measure.estimate.observations)});
  }
  if (table.empty()) return;
  std::string text = html_details({"Table: the measures"}, table.write(true));
  text += html_no_room(left);
  report.page.add("measures", "All measures", text);
}

void add_definitions(HtmlReport& report) {
  std::string text;
  for (const Definition& definition : definitions_of(report.result))
    text += fmt::format("<dt><code>{}</code></dt><dd>{}</dd>\n", definition.form, xml_text(definition.words));
  if (text.empty()) return;
  report.page.add(
      "definitions", "Definitions",
      fmt::format("<dl>\n{}</dl>\n<p class=\"remark\">… stands for a step, a touchpoint, a phase or a lane. mean, sd "
                  "(standard deviation), p50, p90, p95 and p99 (quantiles) are of all counted journeys or "
                  "visits of all replications together; ratios are of totals. Counted are journeys that "
                  "arrive between the end of the warm-up and the end of the run.</p>\n",
                  text));
}

}  // namespace throughline
