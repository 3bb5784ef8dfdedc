// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string>
#include <vector>

#include "report/display_text.hpp"
#include "report/drawing_parts.hpp"
#include "report/json_number.hpp"
#include "report/number.hpp"
#include "report/text_measure.hpp"

namespace throughline {
namespace {

using Sizes = DrawingSizes;

constexpr std::array lane_titles{"Customer actions", "Frontstage", "Backstage", "Support processes"};
constexpr std::array line_titles{"Line of interaction", "Line of visibility", "Line of internal interaction"};

void draw_lane(const DrawingRect& names, std::string_view title, double width, DrawingPen& pen) {
  if (names.height == 0.0) return;
  constexpr double beyond = 6.0;
  pen.rect({names.x, names.y - beyond, width - 2.0 * names.x, names.height + 2.0 * beyond}, paints::lane, 4.0);
  const auto lines = wrap_to_width(title, Sizes::name_font, names.width - 2.0 * Sizes::box_padding, 2);
  double y = names.y + names.height / 2.0 - Sizes::name_line * static_cast<double>(lines.size()) / 2.0;
  for (const std::string& line : lines) {
    pen.label(names.x + Sizes::box_padding, y, line, Sizes::name_font, TextAnchor::start, paints::ink, true);
    y += Sizes::name_line;
  }
}

void draw_lines(const DrawingLayout& layout, DrawingPen& pen) {
  // Each line has dashes of its own: it is known without its name, too.
  constexpr std::array dashes{"", "10 4", "2 4"};
  for (std::size_t number = 0; number < layout.lines.size(); ++number) {
    const double y = layout.lines[number] - 7.0;
    pen.svg().open("g").set("data-kind", "line").set("data-line", line_titles[number]);
    pen.line({Sizes::margin, y}, {layout.width - Sizes::margin, y}, paints::line, number == 1 ? 1.6 : 1.1,
             dashes[number]);
    pen.label(Sizes::margin, y - 14.0, line_titles[number], 9.0, TextAnchor::start, paints::muted);
    pen.svg().close();
  }
}

void draw_phases(const DrawingLayout& layout, DrawingPen& pen) {
  for (const LaidPhase& phase : layout.phases) {
    const std::string name = harmless(phase.name);
    pen.svg().open("g").set("data-phase", phase.name);
    pen.svg().add("title", phase.name);
    pen.open_rect(phase.box, paints::phase, 4.0).set("data-kind", "box").close();
    pen.label(phase.box.x + phase.box.width / 2.0, phase.box.y + 5.0,
              cut_to_width(name, Sizes::name_font, phase.box.width / 1.12 - Sizes::box_padding), Sizes::name_font,
              TextAnchor::middle, paints::ink, true);
    pen.svg().close();
  }
}

void draw_evidence(const DrawingScene& scene, DrawingPen& pen) {
  draw_lane(DrawingRect{scene.layout.evidence_row.x, scene.layout.evidence_row.y, Sizes::lane_names,
                        scene.layout.evidence_row.height},
            "Physical evidence", scene.layout.width, pen);
  for (const LaidEvidence& evidence : scene.layout.evidence) {
    const StepSummary& step = scene.blueprint.steps[evidence.step];
    pen.svg().open("g").set("data-evidence", step.key);
    pen.svg().add("title", fmt::format("{} (physical evidence of {})", step.evidence, step.name));
    pen.open_rect(evidence.box, paints::evidence, 2.0).set("data-kind", "box").close();
    double y = evidence.box.y + Sizes::box_padding / 2.0;
    for (const std::string& line : evidence.lines) {
      pen.label(evidence.box.x + evidence.box.width / 2.0, y, line, Sizes::small_font, TextAnchor::middle, paints::ink);
      y += Sizes::small_line;
    }
    pen.svg().close();
  }
}

/// A figure of the ruler: a measure where it is one, else the sum of those that it names.
void draw_time(double x, double top, double seconds, const std::string& text, const std::vector<std::string>& paths,
               TextAnchor anchor, bool bold, DrawingPen& pen) {
  constexpr double bold_is_wider = 1.12;
  const double width = text_width(text, Sizes::small_font) * (bold ? bold_is_wider : 1.0);
  SvgWriter& svg = pen.open_label(x, top, width, Sizes::small_font, anchor, bold ? paints::ink : paints::muted, bold);
  if (!paths.empty())
    svg.set(paths.size() == 1 ? "data-path" : "data-sum-of", fmt::format("{}", fmt::join(paths, " ")));
  svg.set("data-value", json_number(seconds)).write(text).close();
}

void draw_ruler(const DrawingScene& scene, DrawingPen& pen) {
  const DrawingLayout& layout = scene.layout;
  if (layout.ruler.height == 0.0 || layout.columns.empty()) return;
  constexpr double tick = 4.0;
  const double y = layout.ruler.y + 12.0;
  SvgWriter& svg = pen.svg();
  svg.open("g").set("data-kind", "ruler");
  svg.add("title",
          "Mean clock time: below each column what its longest way takes, and what the longest way to its end takes, "
          "by the mean times of the steps, each once");
  pen.label(Sizes::margin, y - 7.0, "Mean clock time", 9.0, TextAnchor::start, paints::muted);
  pen.label(Sizes::margin, y + 5.0, "along the longest way", 9.0, TextAnchor::start, paints::muted);
  pen.line({layout.columns.front().x, y}, {layout.columns.back().right(), y}, paints::edge, 1.0);
  pen.line({layout.columns.front().x, y - tick}, {layout.columns.front().x, y + tick}, paints::edge, 1.0);
  for (std::size_t number = 0; number < layout.columns.size(); ++number) {
    const ColumnTime& time = scene.figures.columns[number];
    const DrawingRect& column = layout.columns[number];
    pen.line({column.right(), y - tick}, {column.right(), y + tick}, paints::edge, 1.0);
    if (time.within == 0.0) continue;
    draw_time(column.x + 2.0, y + 6.0, time.within, "+ " + brief(time.within, Unit::seconds, {}), time.within_paths,
              TextAnchor::start, false, pen);
    draw_time(column.right() - 2.0, y + 6.0, time.so_far, brief(time.so_far, Unit::seconds, {}), time.so_far_paths,
              TextAnchor::end, true, pen);
  }
  svg.close();
}

}  // namespace

void draw_scenery(const DrawingScene& scene, DrawingPen& pen) {
  for (std::size_t lane = 0; lane < scene.layout.lanes.size(); ++lane)
    draw_lane(scene.layout.lanes[lane], lane_titles[lane], scene.layout.width, pen);
  draw_phases(scene.layout, pen);
  draw_evidence(scene, pen);
  draw_lines(scene.layout, pen);
  draw_ruler(scene, pen);
}

}  // namespace throughline
