// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <string_view>

#include "report/drawing_parts.hpp"
#include "report/text_measure.hpp"

namespace throughline {
namespace {

using Sizes = DrawingSizes;

/// Signs and their meaning, side by side, in as many lines as it takes.
class Legend {
 public:
  Legend(double top, double width, DrawingPen& pen) : y_(top), width_(width), pen_(pen) {}

  /// `draw` draws the sign from x on; y is the middle of the line.
  void add(double sign_width, std::string_view meaning, const std::function<void(double x, double y)>& draw) {
    constexpr double between = 6.0;
    constexpr double apart = 18.0;
    constexpr double line_height = 20.0;
    const double text = text_width(meaning, Sizes::small_font);
    if (x_ > Sizes::margin && x_ + sign_width + between + text > width_ - Sizes::margin) {
      x_ = Sizes::margin;
      y_ += line_height;
    }
    draw(x_, y_ + line_height / 2.0);
    pen_.label(x_ + sign_width + between, y_ + 4.0, meaning, Sizes::small_font, TextAnchor::start, paints::muted);
    x_ += sign_width + between + text + apart;
    bottom_ = y_ + line_height;
  }

  double bottom() const noexcept { return bottom_; }

 private:
  double x_ = Sizes::margin;
  double y_;
  double bottom_ = 0.0;
  double width_;
  DrawingPen& pen_;
};

constexpr double route_sign = 26.0;

void draw_route_sign(double x, double y, std::string_view dashes, bool detour, DrawingPen& pen) {
  pen.line({x, y}, {x + route_sign - 6.0, y}, detour ? paints::detour : paints::route, 1.5, dashes);
  pen.arrowhead({x + route_sign, y}, {x, y}, detour ? paints::detour_head : paints::head);
}

}  // namespace

double draw_legend(const DrawingScene& scene, double top, DrawingPen& pen) {
  const bool figures = scene.figures.are_known;
  pen.svg().open("g").set("data-kind", "legend");
  Legend legend(top, scene.layout.width, pen);
  const auto badge = [&pen](char letter, bool fails) {
    return [&pen, letter, fails](double x, double y) {
      pen.badge(x, y - Sizes::badge_height / 2.0, letter, nullptr, fails, {});
    };
  };
  legend.add(DrawingPen::badge_width(nullptr, 'W'), figures ? "mean wait" : "customers may wait", badge('W', false));
  legend.add(DrawingPen::badge_width(nullptr, 'F'), figures ? "share of services that fail" : "services may fail",
             badge('F', true));
  if (figures) {
    constexpr double shades = 48.0;
    legend.add(shades,
               scene.tints_failure ? "services that fail, from none to all; hatched from half"
                                   : "waiting, from none to all of the time at the step; hatched from half",
               [&](double x, double y) {
                 for (const double share : {0.0, 0.33, 0.67, 1.0}) {
                   const DrawingRect shade{x + share * 36.0, y - 6.0, 12.0, 12.0};
                   pen.rect(shade, paints::box);
                   pen.open_rect(shade, paints::heat).set("fill-opacity", 0.08 + 0.5 * share).close();
                   if (share < 0.5) continue;
                   const std::string pattern = "url(#" + std::string(scene.id) + "-much)";
                   pen.open_rect(shade, SvgPaint{"tl-much", pattern, ""}).close();
                 }
               });
    legend.add(30.0, "occupancy of the staff", [&pen](double x, double y) {
      pen.open_rect({x, y - 2.5, 30.0, 5.0}, paints::bar_ground).set("stroke-width", 0.8).close();
      pen.rect({x, y - 2.5, 20.0, 5.0}, paints::bar);
    });
  }
  legend.add(route_sign, figures ? "way on; the wider, the more customers" : "way on",
             [&pen](double x, double y) { draw_route_sign(x, y, {}, false, pen); });
  const auto any_looks = [&scene](RouteLook look) {
    return std::any_of(scene.grid.routes.begin(), scene.grid.routes.end(),
                       [look](const GridRoute& route) { return route.look == look; });
  };
  const auto any_ends = [&scene](GridEnd end) {
    return std::any_of(scene.grid.ends.begin(), scene.grid.ends.end(),
                       [end](const auto& each) { return each.second == end; });
  };
  if (any_looks(RouteLook::backward))
    legend.add(route_sign, "back to where the journey has been",
               [&pen](double x, double y) { draw_route_sign(x, y, "6 3", false, pen); });
  if (any_looks(RouteLook::exception))
    legend.add(route_sign, "after a failure, giving up, a full room or a deadline",
               [&pen](double x, double y) { draw_route_sign(x, y, "2 3", true, pen); });
  if (std::any_of(scene.grid.routes.begin(), scene.grid.routes.end(),
                  [](const GridRoute& route) { return route.handoff; }))
    legend.add(10.0, "handoff", [&pen](double x, double y) { pen.handoff_mark({x + 5.0, y}); });
  for (const GridEnd end : {GridEnd::done, GridEnd::failed, GridEnd::abandoned}) {
    if (any_ends(end))
      legend.add(10.0, name_of(end), [&pen, end](double x, double y) { pen.end_mark({x + 5.0, y}, end); });
  }
  pen.svg().close();
  return legend.bottom();
}

}  // namespace throughline
