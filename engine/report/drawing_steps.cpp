// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "report/display_text.hpp"
#include "report/drawing_parts.hpp"
#include "report/text_measure.hpp"

namespace throughline {
namespace {

using Sizes = DrawingSizes;

/// Draws one step into its box.
class StepPainter {
 public:
  StepPainter(const DrawingScene& scene, std::size_t number, bool may_fail, DrawingPen& pen)
      : scene_(scene),
        number_(number),
        may_fail_(may_fail),
        step_(scene.blueprint.steps[number]),
        laid_(scene.layout.steps[number]),
        figures_(scene.figures.steps[number]),
        pen_(pen) {}

  void draw() {
    SvgWriter& svg = pen_.svg();
    svg.open("g").set("class", "tl-step").set("data-kind", "step").set("data-step", step_.key);
    svg.set("tabindex", "0").set("role", "img");
    svg.add("title", title());
    pen_.open_rect(laid_.box, paints::box, rounding()).set("stroke-width", 1.3).set("data-kind", "box").close();
    draw_tint();
    draw_name();
    double bottom = laid_.box.bottom() - Sizes::box_padding;
    bottom = draw_badges(bottom);
    draw_staff(bottom);
    svg.close();
  }

 private:
  /// What the customer does is round, what systems do is not.
  double rounding() const {
    constexpr std::array by_lane{12.0, 6.0, 3.0, 0.0};
    return by_lane[scene_.grid.places[number_].lane];
  }

  std::string title() const {
    std::string text = fmt::format("{} ({})", step_.name, step_.lane);
    if (!laid_.staff.empty()) text += fmt::format("; staff: {}", laid_.staff);
    if (figures_.time) text += fmt::format("; mean time {}", figures_.time->full);
    if (figures_.wait) text += fmt::format("; mean wait {}", figures_.wait->full);
    if (figures_.failure) text += fmt::format("; failures {}", figures_.failure->full);
    for (const DrawnFigure& occupancy : figures_.occupancy) text += fmt::format("; occupancy {}", occupancy.full);
    return text;
  }

  void draw_tint() {
    const double share =
        scene_.tints_failure ? (figures_.failure ? figures_.failure->value : 0.0) : figures_.waiting_share;
    constexpr double least = 0.01;
    if (share < least) return;
    pen_.open_rect(laid_.box, paints::heat, rounding()).set("fill-opacity", 0.08 + 0.5 * share).close();
    constexpr double much = 0.5;
    if (share < much) return;
    SvgWriter& svg = pen_.svg();
    svg.open("rect").set("x", laid_.box.x).set("y", laid_.box.y).set("width", laid_.box.width);
    svg.set("height", laid_.box.height).set("rx", rounding()).set("fill", fmt::format("url(#{}-much)", scene_.id));
    svg.close();
  }

  void draw_name() {
    double y = laid_.box.y + Sizes::box_padding - 1.0;
    for (const std::string& line : laid_.name) {
      pen_.label(laid_.box.x + laid_.box.width / 2.0, y, line, Sizes::name_font, TextAnchor::middle, paints::ink);
      y += Sizes::name_line;
    }
  }

  /// Returns what is left above them.
  double draw_badges(double bottom) {
    const double y = bottom - Sizes::badge_height;
    double x = laid_.box.x + Sizes::box_padding;
    bool drawn = false;
    const auto put = [&](char letter, const std::optional<DrawnFigure>& figure, bool fails, const std::string& title) {
      x += pen_.badge(x, y, letter, figure ? &*figure : nullptr, fails, title) + 5.0;
      drawn = true;
    };
    if (scene_.figures.are_known) {
      if (figures_.wait) put('W', figures_.wait, false, fmt::format("mean wait {}", figures_.wait->full));
      if (figures_.failure)
        put('F', figures_.failure, true, fmt::format("share of services that fail {}", figures_.failure->full));
    } else {
      if (!step_.staff.empty()) put('W', std::nullopt, false, "customers may wait here");
      if (may_fail_) put('F', std::nullopt, true, "services may fail here");
    }
    return drawn ? y - 4.0 : bottom;
  }

  void draw_staff(double bottom) {
    if (laid_.staff.empty()) return;
    const double left = laid_.box.x + Sizes::box_padding;
    const double room = laid_.box.width - 2.0 * Sizes::box_padding;
    double text_room = room;
    if (!figures_.occupancy.empty()) {
      draw_bars({left, bottom - Sizes::bar_height, room, Sizes::bar_height});
      bottom -= Sizes::bar_height + 3.0;
    }
    const double y = bottom - Sizes::small_line + 1.0;
    if (figures_.occupancy.size() == 1) {
      const DrawnFigure& occupancy = figures_.occupancy.front();
      const double width = text_width(occupancy.brief, Sizes::small_font);
      SvgWriter& svg = pen_.open_label(left + room, y, width, Sizes::small_font, TextAnchor::end, paints::muted);
      DrawingPen::mark(svg, occupancy).write(occupancy.brief).close();
      text_room -= width + 6.0;
    }
    pen_.label(left, y, cut_to_width(laid_.staff, Sizes::small_font, text_room), Sizes::small_font, TextAnchor::start,
               paints::muted);
  }

  /// A bar for each pool, side by side, filled as far as its people are busy.
  void draw_bars(const DrawingRect& place) {
    constexpr double between = 3.0;
    const auto count = static_cast<double>(figures_.occupancy.size());
    const double width = (place.width - between * (count - 1.0)) / count;
    DrawingRect bar{place.x, place.y, width, place.height};
    for (const DrawnFigure& occupancy : figures_.occupancy) {
      SvgWriter& svg = pen_.svg();
      svg.open("g");
      svg.add("title", fmt::format("{} {}", occupancy.path, occupancy.full));
      pen_.open_rect(bar, paints::bar_ground).set("stroke-width", 0.8).close();
      const double filled = bar.width * std::clamp(occupancy.value, 0.0, 1.0);
      DrawingPen::mark(pen_.open_rect({bar.x, bar.y, filled, bar.height}, paints::bar), occupancy).close();
      svg.close();
      bar.x += width + between;
    }
  }

  const DrawingScene& scene_;
  std::size_t number_;
  bool may_fail_;
  const StepSummary& step_;
  const LaidStep& laid_;
  const StepFigures& figures_;
  DrawingPen& pen_;
};

}  // namespace

void draw_steps(const DrawingScene& scene, DrawingPen& pen) {
  // In the order of the journey: that is the way of whoever goes from one to the next by keyboard.
  std::vector<std::size_t> order(scene.layout.steps.size());
  for (std::size_t step = 0; step < order.size(); ++step) order[step] = step;
  std::stable_sort(order.begin(), order.end(), [&scene](std::size_t one, std::size_t other) {
    const GridPlace& first = scene.grid.places[one];
    const GridPlace& second = scene.grid.places[other];
    return first.column != second.column ? first.column < second.column : first.row < second.row;
  });
  std::vector<bool> may_fail(order.size(), false);
  for (const GridRoute& route : scene.grid.routes) {
    if (route.kinds.find("failure") != std::string::npos || route.kinds.find("retry") != std::string::npos)
      may_fail[route.from] = true;
  }
  for (const std::size_t step : order) StepPainter(scene, step, may_fail[step], pen).draw();
}

}  // namespace throughline
