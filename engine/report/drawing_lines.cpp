// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "report/drawing_parts.hpp"
#include "report/json_number.hpp"

namespace throughline {
namespace {

using Points = std::vector<DrawingPoint>;

constexpr double arrow = 6.0;

double distance(DrawingPoint one, DrawingPoint other) {
  return std::hypot(other.x - one.x, other.y - one.y);
}

DrawingPoint moved(DrawingPoint from, DrawingPoint towards, double by) {
  const double size = distance(from, towards);
  if (size == 0.0) return from;
  return {from.x + (towards.x - from.x) * by / size, from.y + (towards.y - from.y) * by / size};
}

/// With round corners, up to where its arrowhead begins.
std::string path_of(const Points& points) {
  constexpr double rounding = 4.0;
  std::string path = fmt::format("M{} {}", svg_number(points.front().x), svg_number(points.front().y));
  const auto add = [&path](char command, std::initializer_list<DrawingPoint> places) {
    path += command;
    const char* separator = "";
    for (const DrawingPoint& place : places) {
      fmt::format_to(std::back_inserter(path), "{}{} {}", separator, svg_number(place.x), svg_number(place.y));
      separator = " ";
    }
  };
  for (std::size_t at = 1; at + 1 < points.size(); ++at) {
    const double room = std::min(distance(points[at - 1], points[at]), distance(points[at], points[at + 1])) / 2.0;
    const double by = std::min(rounding, room);
    add('L', {moved(points[at], points[at - 1], by)});
    add('Q', {points[at], moved(points[at], points[at + 1], by)});
  }
  add('L', {moved(points.back(), points[points.size() - 2], arrow)});
  return path;
}

std::string points_text(const Points& points) {
  std::string text;
  for (const DrawingPoint& point : points) {
    fmt::format_to(std::back_inserter(text), "{}{},{}", text.empty() ? "" : " ", svg_number(point.x),
                   svg_number(point.y));
  }
  return text;
}

void draw_route(const DrawingScene& scene, std::size_t number, double most_flow, DrawingPen& pen) {
  const GridRoute& route = scene.grid.routes[number];
  const Points& points = scene.layout.routes[number];
  const StepSummary& from = scene.blueprint.steps[route.from];
  const StepSummary& to = scene.blueprint.steps[route.to];
  std::string title = fmt::format("{} → {} ({})", from.name, to.name, route.kinds);
  if (route.handoff) title += ", a handoff";
  const bool has_flow = scene.figures.are_known && most_flow > 0.0;
  SvgWriter& svg = pen.svg();
  svg.open("g").set("class", "tl-go").set("data-kind", "route").set("data-from", from.key).set("data-to", to.key);
  svg.set("data-points", points_text(points));
  if (has_flow) {
    svg.set("data-flow", json_number(route.flow));
    title += fmt::format(", {:.4g} per replication", route.flow);
  }
  svg.add("title", title);
  const bool detour = route.look == RouteLook::exception;
  svg.open("path").set("d", path_of(points)).set(detour ? paints::detour : paints::route);
  svg.set("stroke-width", has_flow ? 1.0 + 3.0 * std::sqrt(route.flow / most_flow) : 1.4);
  if (detour) svg.set("stroke-dasharray", "2 3");
  if (route.look == RouteLook::backward) svg.set("stroke-dasharray", "6 3");
  svg.close();
  pen.arrowhead(points.back(), points[points.size() - 2], detour ? paints::detour_head : paints::head);
  constexpr double beside_box = 8.0;
  if (route.handoff) pen.handoff_mark(moved(points[0], points[1], beside_box));
  svg.close();
}

}  // namespace

void draw_routes(const DrawingScene& scene, DrawingPen& pen) {
  double most_flow = 0.0;
  for (const GridRoute& route : scene.grid.routes) most_flow = std::max(most_flow, route.flow);
  for (std::size_t number = 0; number < scene.grid.routes.size(); ++number) draw_route(scene, number, most_flow, pen);
  for (std::size_t number = 0; number < scene.grid.ends.size(); ++number) {
    const auto& [step, end] = scene.grid.ends[number];
    const DrawingPoint middle = scene.layout.ends[number];
    constexpr double radius = DrawingSizes::end_radius;
    SvgWriter& svg = pen.svg();
    svg.open("g").set("data-kind", "end").set("data-end", name_of(end)).set("data-of", scene.blueprint.steps[step].key);
    svg.set("data-box", box_text({middle.x - radius, middle.y - radius, 2.0 * radius, 2.0 * radius}));
    svg.add("title", fmt::format("{}: some end here, {}", scene.blueprint.steps[step].name, name_of(end)));
    pen.line(scene.layout.end_stubs[number], {middle.x - radius + 0.5, middle.y}, paints::route, 1.2);
    pen.end_mark(middle, end);
    svg.close();
  }
}

}  // namespace throughline
