// SPDX-License-Identifier: MIT
#include "text/lever_shares.hpp"

#include <algorithm>

#include "text/input_tree.hpp"
#include "text/lever_site.hpp"

namespace throughline {
namespace {

bool is_table_of_route(const Node& route) {
  return route.is_table() && route.find("by_clock") == nullptr;
}

const Node* probability_of_route(const Node& route) {
  if (!is_table_of_route(route)) return &route;
  const Entry* const entry = route.find("probability");
  return entry == nullptr ? nullptr : &entry->value;
}

}  // namespace

bool is_rest(const Node& route) {
  const Node* const probability = probability_of_route(route);
  return probability != nullptr && probability->is_string() && probability->text == "rest";
}

std::optional<std::vector<RouteShare>> plain_shares(const Node& next) {
  std::vector<RouteShare> shares;
  double left = 1.0;
  for (const Entry& entry : next.entries) {
    if (entry.key == "shortest") return std::nullopt;
    RouteShare route{entry.key, 0.0, is_rest(entry.value)};
    if (is_table_of_route(entry.value) &&
        (entry.value.find("when") != nullptr || entry.value.find("segments") != nullptr))
      return std::nullopt;
    if (!route.rest) {
      const std::optional<double> stated = probability_of(entry.value);
      const bool alone = probability_of_route(entry.value) == nullptr && next.entries.size() == 1;
      if (!stated && !alone) return std::nullopt;
      route.share = stated.value_or(1.0);
      left -= route.share;
    }
    shares.push_back(std::move(route));
  }
  for (RouteShare& route : shares) {
    if (route.rest) route.share = std::max(0.0, left);
  }
  return shares;
}

void scale_share(Node& route, double factor) {
  if (!is_table_of_route(route)) {
    route = scaled(route, ValueKind::share_by_clock, factor).value_or(route);
    return;
  }
  const Entry* const stated = route.find("probability");
  const auto share = stated == nullptr
                         ? number_node(factor)
                         : scaled(stated->value, ValueKind::share_by_clock, factor).value_or(stated->value);
  put(route, "probability", share);
}

}  // namespace throughline
