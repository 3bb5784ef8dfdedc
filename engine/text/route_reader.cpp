// SPDX-License-Identifier: MIT
#include "text/route_reader.hpp"

#include <fmt/format.h>

#include "text/condition_reader.hpp"
#include "text/format.hpp"
#include "text/key.hpp"
#include "text/schedule_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_routes = 1'000;
constexpr std::string_view rest = "rest";

/// A share, shares by the clock, or what the others leave.
void read_probability(const Node& node, const std::string& label, RouteSection& route, Reading& reading) {
  route.rest = node.is_string() && node.text == rest;
  if (!route.rest) route.probability = read_share_by_clock(node, label, reading);
}

RouteSection read_route(const Entry& entry, const std::string& owner, Reading& reading) {
  RouteSection route;
  route.target = {entry.key, entry.at};
  const std::string label = fmt::format("{}: next {}", owner, in_quotes(entry.key));
  const bool effects = entry.value.is_table() && entry.value.find("by_clock") == nullptr;
  if (!effects) {
    read_probability(entry.value, label, route, reading);
    return route;
  }
  const FieldReader fields(entry.value, "steps.*.next.*", label, reading);
  if (const Node* const probability = fields.find("probability")) {
    read_probability(*probability, fields.label_of("probability"), route, reading);
  }
  route.segments = fields.read("segments", read_keys).value_or(route.segments);
  route.delay = fields.read("delay", read_time_law);
  route.loss = fields.read("loss", read_share_by_clock).value_or(route.loss);
  route.repeat = fields.read("repeat", read_share_by_clock).value_or(route.repeat);
  route.repeat_time = fields.read("repeat_time", read_time_law);
  if (fields.has("repeat_time") && !fields.has("repeat")) {
    reading.fail(fields.find("repeat_time")->at, fields.label_of("repeat_time"),
                 "without repeat, nobody repeats anything");
  }
  route.when = fields.read("when", read_condition);
  const auto handoff = fields.read("handoff", WordOf{choices_of("steps.*.next.*", "handoff")});
  if (handoff && *handoff == 1) route.warm = fields.find("handoff")->at;
  return route;
}

/// One of several steps, each as likely as far as is known before the run.
std::optional<std::vector<RouteSection>> read_shortest(const Node& node, const Entry& shortest,
                                                       const std::string& label, Reading& reading) {
  if (node.entries.size() > 1) {
    reading.fail(shortest.at, label, "shortest stands alone", "put a step of its own before it that takes no time");
    return std::nullopt;
  }
  const auto steps = read_keys(shortest.value, label + ": shortest", reading);
  if (!steps) return std::nullopt;
  if (steps->size() < 2) {
    reading.fail(shortest.at, label + ": shortest", "there is nothing to choose from", "name two steps or more");
    return std::nullopt;
  }
  std::vector<RouteSection> routes;
  for (const Text& step : *steps) {
    RouteSection& route = routes.emplace_back();
    route.target = step;
    route.probability = Share(1.0 / static_cast<double>(steps->size()));
    route.shortest = true;
  }
  return routes;
}

}  // namespace

std::optional<std::vector<RouteSection>> read_routes(const Node& node, const std::string& owner, Reading& reading) {
  const std::string label = fmt::format("{}: next", owner);
  std::vector<RouteSection> routes;
  if (!node.is_table()) {
    std::optional<Text> target;
    if (node.is_string() && is_key(node.text)) {
      target = Text{node.text, node.at};
    } else {
      reading.expected(node, label, {"a step, \"done\" or a table of routes", {}});
      return std::nullopt;
    }
    routes.emplace_back().target = *target;
    return routes;
  }
  if (node.entries.empty()) {
    reading.fail(node.at, label, "leads nowhere", "write next = \"done\", or leave it out");
    return std::nullopt;
  }
  const Entry* const shortest = node.find("shortest");
  if (shortest != nullptr) return read_shortest(node, *shortest, label, reading);
  for (const Entry* const entry : named_tables(node, label, most_routes, {"none", "rest"}, reading)) {
    routes.push_back(read_route(*entry, owner, reading));
  }
  return routes;
}

}  // namespace throughline
