// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "report/drawing_figures.hpp"
#include "report/drawing_layout.hpp"
#include "report/svg_writer.hpp"

namespace throughline {

// What every part of the drawing is drawn with. Whatever takes room says so to who checks the drawing: `data-kind` and,
// of text, the measured `data-box`.

namespace paints {
inline constexpr SvgPaint paper{"tl-paper", "#ffffff", ""};
inline constexpr SvgPaint ink{"tl-ink", "#1f2933", ""};
inline constexpr SvgPaint muted{"tl-muted", "#52606d", ""};
inline constexpr SvgPaint lane{"tl-lane", "#f3f5f7", ""};
inline constexpr SvgPaint phase{"tl-phase", "#e4e9ee", ""};
inline constexpr SvgPaint evidence{"tl-evidence", "#fffdf5", "#9aa5b1"};
inline constexpr SvgPaint box{"tl-box", "#ffffff", "#3e4c59"};
inline constexpr SvgPaint heat{"tl-heat", "#f08c00", ""};
inline constexpr SvgPaint edge{"tl-edge", "", "#3e4c59"};
inline constexpr SvgPaint line{"tl-line", "", "#52606d"};
inline constexpr SvgPaint route{"tl-route", "", "#3e4c59"};
inline constexpr SvgPaint head{"tl-head", "#3e4c59", ""};
inline constexpr SvgPaint detour{"tl-detour", "", "#b42318"};
inline constexpr SvgPaint detour_head{"tl-detour-head", "#b42318", ""};
inline constexpr SvgPaint wait{"tl-wait", "#ffffff", "#1f2933"};
inline constexpr SvgPaint fail{"tl-fail", "#9f1d14", "#9f1d14"};
inline constexpr SvgPaint fail_text{"tl-fail-text", "#ffffff", ""};
inline constexpr SvgPaint bar{"tl-bar", "#52606d", ""};
inline constexpr SvgPaint bar_ground{"tl-bar-ground", "#ffffff", "#52606d"};
}  // namespace paints

/// Colors by custom properties, each with what the attributes say where a page sets none; scoped by the class of the
/// drawing.
std::string_view drawing_style_sheet() noexcept;

enum class TextAnchor : std::uint8_t { start, middle, end };

class DrawingPen {
 public:
  explicit DrawingPen(SvgWriter& svg) : svg_(svg) {}

  SvgWriter& svg() noexcept { return svg_; }

  /// A rectangle that stays open for more attributes.
  SvgWriter& open_rect(const DrawingRect& rect, const SvgPaint& paint, double rounding = 0.0);
  void rect(const DrawingRect& rect, const SvgPaint& paint, double rounding = 0.0);
  void line(DrawingPoint from, DrawingPoint to, const SvgPaint& paint, double width, std::string_view dashes = {});

  /// Text that stays open, to be written into: `width` is what all of it takes; `top` that of its line.
  SvgWriter& open_label(double x, double top, double width, double font, TextAnchor anchor, const SvgPaint& paint,
                        bool bold = false);
  void label(double x, double top, std::string_view harmless_text, double font, TextAnchor anchor,
             const SvgPaint& paint, bool bold = false);

  /// Marks what is open, or will be written into it, as this figure.
  static SvgWriter& mark(SvgWriter& element, const DrawnFigure& figure);

  /// A mark with a letter and perhaps a figure; returns its width.
  double badge(double x, double y, char letter, const DrawnFigure* figure, bool of_failure, std::string_view title);
  static double badge_width(const DrawnFigure* figure, char letter);

  void end_mark(DrawingPoint middle, GridEnd end);
  void handoff_mark(DrawingPoint middle);
  /// An arrowhead whose point is at `at`, of a route that comes from `from`.
  void arrowhead(DrawingPoint at, DrawingPoint from, const SvgPaint& paint);

 private:
  SvgWriter& svg_;
};

/// `x y width height`.
std::string box_text(const DrawingRect& rect);

}  // namespace throughline
