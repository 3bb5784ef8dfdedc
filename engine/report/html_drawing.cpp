// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "report/drawing.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"

namespace throughline {
namespace {

std::string drawing_of(const HtmlReport& report) {
  if (report.result.blueprint.steps.empty()) return {};
  DrawingOptions options;
  options.with_style = false;
  return draw_blueprint(report.result, options);
}

}  // namespace

void add_drawing(HtmlReport& report) {
  const std::string drawing = drawing_of(report);
  if (drawing.empty()) return;
  // Beyond that nobody reads it on a page, and tables would have no room.
  if (drawing.size() > report.room() / 2) {
    report.page.add("blueprint", "The blueprint",
                    fmt::format("<p class=\"remark\">There is no room for the drawing of {} steps here: throughline "
                                "draw writes it.</p>\n",
                                html_phrase(Phrase::count("/blueprint/steps", report.result.blueprint.steps.size()))));
    return;
  }
  report.page.add_style(drawing_style());
  report.page.add(
      "blueprint", "The blueprint",
      fmt::format(
          "<div class=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"The blueprint, drawn\">\n{}</div>\n",
          drawing));
}

}  // namespace throughline
