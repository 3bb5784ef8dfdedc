// SPDX-License-Identifier: MIT
#include "report/drawing_pen.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "report/json_number.hpp"
#include "report/text_measure.hpp"

namespace throughline {
namespace {

using Sizes = DrawingSizes;

constexpr double badge_padding = 5.0;

/// Of the height of a line, where letters stand.
constexpr double ascent = 0.8;

}  // namespace

std::string_view drawing_style_sheet() noexcept {
  return R"(
.throughline-blueprint .tl-paper{fill:var(--tl-paper,#ffffff)}
.throughline-blueprint .tl-ink{fill:var(--tl-ink,#1f2933)}
.throughline-blueprint .tl-muted{fill:var(--tl-muted,#52606d)}
.throughline-blueprint .tl-lane{fill:var(--tl-lane,#f3f5f7)}
.throughline-blueprint .tl-phase{fill:var(--tl-phase,#e4e9ee)}
.throughline-blueprint .tl-evidence{fill:var(--tl-evidence,#fffdf5);stroke:var(--tl-faint,#9aa5b1)}
.throughline-blueprint .tl-box{fill:var(--tl-box,#ffffff);stroke:var(--tl-edge,#3e4c59)}
.throughline-blueprint .tl-heat{fill:var(--tl-heat,#f08c00)}
.throughline-blueprint .tl-edge,.throughline-blueprint .tl-route{stroke:var(--tl-edge,#3e4c59)}
.throughline-blueprint .tl-head{fill:var(--tl-edge,#3e4c59)}
.throughline-blueprint .tl-line{stroke:var(--tl-muted,#52606d)}
.throughline-blueprint .tl-detour{stroke:var(--tl-detour,#b42318)}
.throughline-blueprint .tl-detour-head{fill:var(--tl-detour,#b42318)}
.throughline-blueprint .tl-wait{fill:var(--tl-box,#ffffff);stroke:var(--tl-ink,#1f2933)}
.throughline-blueprint .tl-fail{fill:var(--tl-fail,#9f1d14);stroke:var(--tl-fail,#9f1d14)}
.throughline-blueprint .tl-fail-text{fill:var(--tl-fail-text,#ffffff)}
.throughline-blueprint .tl-bar{fill:var(--tl-muted,#52606d)}
.throughline-blueprint .tl-bar-ground{fill:var(--tl-box,#ffffff);stroke:var(--tl-muted,#52606d)}
.throughline-blueprint .tl-step:focus{outline:none}
.throughline-blueprint .tl-step:focus .tl-box{stroke-width:3}
.throughline-blueprint .tl-go:hover .tl-route,.throughline-blueprint .tl-go:hover .tl-detour{stroke-opacity:.55}
)";
}

SvgWriter& DrawingPen::open_rect(const DrawingRect& rect, const SvgPaint& paint, double rounding) {
  svg_.open("rect").set("x", rect.x).set("y", rect.y).set("width", rect.width).set("height", rect.height);
  if (rounding > 0.0) svg_.set("rx", rounding);
  return svg_.set(paint);
}

void DrawingPen::rect(const DrawingRect& rect, const SvgPaint& paint, double rounding) {
  open_rect(rect, paint, rounding).close();
}

void DrawingPen::line(DrawingPoint from, DrawingPoint to, const SvgPaint& paint, double width,
                      std::string_view dashes) {
  svg_.open("path").set(
      "d", fmt::format("M{} {}L{} {}", svg_number(from.x), svg_number(from.y), svg_number(to.x), svg_number(to.y)));
  svg_.set(paint).set("stroke-width", width);
  if (!dashes.empty()) svg_.set("stroke-dasharray", dashes);
  svg_.close();
}

SvgWriter& DrawingPen::open_label(double x, double top, double width, double font, TextAnchor anchor,
                                  const SvgPaint& paint, bool bold) {
  const double left = anchor == TextAnchor::start ? x : anchor == TextAnchor::end ? x - width : x - width / 2.0;
  svg_.open("text").set("x", x).set("y", top + ascent * font * 1.15).set("font-size", font).set(paint);
  if (anchor != TextAnchor::start) svg_.set("text-anchor", anchor == TextAnchor::end ? "end" : "middle");
  if (bold) svg_.set("font-weight", "bold");
  return svg_.set("data-kind", "label").set("data-box", box_text({left, top, width, font * 1.15}));
}

void DrawingPen::label(double x, double top, std::string_view harmless_text, double font, TextAnchor anchor,
                       const SvgPaint& paint, bool bold) {
  constexpr double bold_is_wider = 1.12;
  const double width = text_width(harmless_text, font) * (bold ? bold_is_wider : 1.0);
  open_label(x, top, width, font, anchor, paint, bold).write(harmless_text).close();
}

SvgWriter& DrawingPen::mark(SvgWriter& element, const DrawnFigure& figure) {
  return element.set("data-path", figure.path).set("data-value", json_number(figure.value));
}

double DrawingPen::badge_width(const DrawnFigure* figure, char letter) {
  const std::string text = figure == nullptr ? std::string(1, letter) : fmt::format("{} {}", letter, figure->brief);
  return text_width(text, Sizes::small_font) * (figure == nullptr ? 1.12 : 1.02) + 2.0 * badge_padding;
}

double DrawingPen::badge(double x, double y, char letter, const DrawnFigure* figure, bool of_failure,
                         std::string_view title) {
  const double width = badge_width(figure, letter);
  const DrawingRect place{x, y, width, Sizes::badge_height};
  svg_.open("g").set("data-kind", "badge").set("data-box", box_text(place));
  svg_.add("title", title);
  rect(place, of_failure ? paints::fail : paints::wait, Sizes::badge_height / 2.0);
  svg_.open("text").set("x", x + width / 2.0).set("y", y + 11.0).set("font-size", Sizes::small_font);
  svg_.set(of_failure ? paints::fail_text : paints::ink).set("text-anchor", "middle");
  svg_.open("tspan").set("font-weight", "bold").write(std::string_view(&letter, 1)).close();
  if (figure != nullptr) {
    svg_.write(" ");
    mark(svg_.open("tspan"), *figure).write(figure->brief).close();
  }
  svg_.close().close();
  return width;
}

void DrawingPen::end_mark(DrawingPoint middle, GridEnd end) {
  constexpr double radius = Sizes::end_radius;
  const bool done = end == GridEnd::done;
  svg_.open("circle").set("cx", middle.x).set("cy", middle.y).set("r", radius - 0.6);
  svg_.set(done ? paints::box : end == GridEnd::failed ? paints::fail : paints::wait).set("stroke-width", 1.2).close();
  if (done) {
    svg_.open("circle").set("cx", middle.x).set("cy", middle.y).set("r", radius - 2.6).set(paints::head).close();
  } else {
    constexpr double arm = 2.2;
    const std::string falling = fmt::format("M{} {}l{} {}", svg_number(middle.x - arm), svg_number(middle.y - arm),
                                            svg_number(2.0 * arm), svg_number(2.0 * arm));
    const std::string rising = fmt::format("M{} {}l{} {}", svg_number(middle.x - arm), svg_number(middle.y + arm),
                                           svg_number(2.0 * arm), svg_number(-2.0 * arm));
    const bool failed = end == GridEnd::failed;
    svg_.open("path").set("d", failed ? falling + rising : rising);
    svg_.set(SvgPaint{failed ? "tl-cross" : "tl-edge", "", failed ? "#ffffff" : "#3e4c59"});
    svg_.set("stroke-width", 1.2).close();
  }
}

void DrawingPen::handoff_mark(DrawingPoint middle) {
  constexpr double reach = 4.2;
  svg_.open("path");
  svg_.set("d", fmt::format("M{0} {1}l{2} {3}l{2} {2}l{3} {2}z", svg_number(middle.x - reach), svg_number(middle.y),
                            svg_number(reach), svg_number(-reach)));
  // Left, top, right, bottom.
  svg_.set(paints::box).set("stroke-width", 1.2).close();
}

void DrawingPen::arrowhead(DrawingPoint at, DrawingPoint from, const SvgPaint& paint) {
  constexpr double length = 7.5;
  constexpr double half = 3.6;
  const double size = std::hypot(at.x - from.x, at.y - from.y);
  const double dx = size > 0.0 ? (at.x - from.x) / size : 1.0;
  const double dy = size > 0.0 ? (at.y - from.y) / size : 0.0;
  svg_.open("path");
  svg_.set("d", fmt::format("M{} {}L{} {}L{} {}z", svg_number(at.x), svg_number(at.y),
                            svg_number(at.x - length * dx - half * dy), svg_number(at.y - length * dy + half * dx),
                            svg_number(at.x - length * dx + half * dy), svg_number(at.y - length * dy - half * dx)));
  svg_.set(paint).close();
}

std::string box_text(const DrawingRect& rect) {
  return fmt::format("{} {} {} {}", svg_number(rect.x), svg_number(rect.y), svg_number(rect.width),
                     svg_number(rect.height));
}

}  // namespace throughline
