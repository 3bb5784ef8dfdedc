// SPDX-License-Identifier: MIT
#include "report/drawing.hpp"

#include <fmt/format.h>

#include <utility>

#include "report/display_text.hpp"
#include "report/drawing_crossings.hpp"
#include "report/drawing_figures.hpp"
#include "report/drawing_grid.hpp"
#include "report/drawing_layout.hpp"
#include "report/drawing_parts.hpp"
#include "report/drawing_pen.hpp"
#include "report/text_measure.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using Sizes = DrawingSizes;

constexpr std::string_view fonts =
    "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', "
    "'DejaVu Sans', sans-serif";

std::string subtitle(const ExperimentResult& result) {
  const Provenance& provenance = result.provenance;
  const bool other = !provenance.scenario.empty() && provenance.scenario != "base";
  const std::string scenario = other ? fmt::format("; scenario {}", provenance.scenario) : "";
  if (provenance.replications == 0) return "As written; nothing was simulated" + scenario;
  std::string text =
      fmt::format("{} {}{}; figures are means over them, their intervals show where you point", provenance.replications,
                  provenance.batch_means ? "batches" : "replications", scenario);
  if (result.partial) text += "; partial: " + result.partial_reason;
  return text;
}

std::string description(const ExperimentResult& result, const DrawingGrid& grid) {
  return fmt::format(
      "A service blueprint: {} steps in {} columns in the order of the journey; from the top down what the customer "
      "sees or holds, what the customer does, what staff do in front of the customer, what they do backstage, and what "
      "supports them. {}",
      result.blueprint.steps.size(), grid.columns, subtitle(result));
}

void draw_head(const ExperimentResult& result, double width, DrawingPen& pen) {
  constexpr double title_font = 18.0;
  const double room = width - 2.0 * Sizes::margin;
  pen.svg().open("g").set("data-kind", "head");
  pen.label(Sizes::margin, Sizes::margin - 4.0, cut_to_width(harmless(result.blueprint.name), title_font, room / 1.12),
            title_font, TextAnchor::start, paints::ink, true);
  const std::string below = cut_to_width(harmless(subtitle(result)), Sizes::small_font, room);
  const double width_below = text_width(below, Sizes::small_font);
  SvgWriter& svg = pen.open_label(Sizes::margin, Sizes::margin + 22.0, width_below, Sizes::small_font,
                                  TextAnchor::start, paints::muted);
  // It begins with a number, where anything was simulated.
  const std::string count = fmt::format("{}", result.provenance.replications);
  const bool is_counted = result.provenance.replications > 0 && below.starts_with(count);
  if (is_counted)
    svg.open("tspan").set("data-path", "/provenance/replications").set("data-value", count).write(count).close();
  svg.write(is_counted ? below.substr(count.size()) : below).close().close();
}

void define_hatching(std::string_view id, SvgWriter& svg) {
  svg.open("defs").open("pattern").set("id", fmt::format("{}-much", id)).set("width", 6.0).set("height", 6.0);
  svg.set("patternUnits", "userSpaceOnUse").set("patternTransform", "rotate(45)");
  svg.open("path").set("d", "M0 0V6").set(paints::edge).set("stroke-width", 1.0).set("stroke-opacity", 0.22).close();
  svg.close().close();
}

}  // namespace

std::string_view drawing_style() noexcept {
  return drawing_style_sheet();
}

std::string draw_blueprint(const ExperimentResult& result, const DrawingOptions& options) {
  DrawingGrid grid = make_grid(result.blueprint);
  order_cells(grid);
  const DrawingFigures figures = drawing_figures(result, grid);
  RoutePlans plans = plan_routes(grid);
  untangle(grid, plans);
  const DrawingLayout layout = lay_out(result.blueprint, grid, figures, std::move(plans));
  const DrawingScene scene{result.blueprint, grid, figures, layout, options.tint == DrawingTint::failure, options.id};
  // The legend first: how high it is makes the height of the whole.
  SvgWriter legend;
  DrawingPen legend_pen(legend);
  const double height = draw_legend(scene, layout.height + 8.0, legend_pen) + Sizes::margin;

  SvgWriter svg;
  DrawingPen pen(svg);
  svg.open("svg").set("xmlns", "http://www.w3.org/2000/svg").set("class", "throughline-blueprint");
  svg.set("viewBox", box_text({0.0, 0.0, layout.width, height})).set("width", layout.width).set("height", height);
  svg.set("role", "group").set("aria-labelledby", fmt::format("{0}-title {0}-about", options.id));
  svg.set("font-family", fonts);
  svg.open("title").set("id", fmt::format("{}-title", options.id)).write(result.blueprint.name).close();
  svg.open("desc").set("id", fmt::format("{}-about", options.id)).write(description(result, grid)).close();
  if (options.with_style) svg.open("style").write_as_it_is(drawing_style_sheet()).close();
  define_hatching(options.id, svg);
  pen.rect({0.0, 0.0, layout.width, height}, paints::paper);
  draw_head(result, layout.width, pen);
  draw_scenery(scene, pen);
  draw_routes(scene, pen);
  draw_steps(scene, pen);
  svg.write_as_it_is(legend.text());
  svg.close();
  return svg.text();
}

std::string write_svg(const ExperimentResult& result) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + draw_blueprint(result);
}

}  // namespace throughline
