// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "report/drawing.hpp"
#include "report/html_sections.hpp"

namespace throughline {
namespace {

std::string drawing_of(HtmlReport& report) {
  if (report.result.blueprint.steps.empty()) return {};
  report.page.add_style(drawing_style());
  DrawingOptions options;
  options.with_style = false;
  return draw_blueprint(report.result, options);
}

}  // namespace

void add_drawing(HtmlReport& report) {
  const std::string drawing = drawing_of(report);
  if (drawing.empty()) return;
  report.page.add(
      "blueprint", "The blueprint",
      fmt::format(
          "<div class=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"The blueprint, drawn\">\n{}</div>\n",
          drawing));
}

}  // namespace throughline
