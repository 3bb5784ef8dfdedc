// SPDX-License-Identifier: MIT
#include "text/input_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

#include "text/value.hpp"

namespace throughline {
namespace {

constexpr std::string_view digits = "0123456789";

bool is_by_clock(const Place& place) {
  return place.node->is_table() && place.node->find("by_clock") != nullptr;
}

/// What stands behind each time of levels of this kind.
ValueKind kind_of_level(ValueKind kind) {
  switch (kind) {
    case ValueKind::law_by_clock:
      return ValueKind::law;
    case ValueKind::rates_by_clock:
      return ValueKind::rate;
    case ValueKind::counts_by_clock:
      return ValueKind::count;
    default:
      return ValueKind::share;
  }
}

Node number_node(double value, const Node& like) {
  Node node;
  node.kind = Node::Kind::real;
  node.number = value;
  node.at = like.at;
  return node;
}

std::optional<Node> scaled_quantity(const Node& node, double factor) {
  if (node.is_number()) return number_node(node.number * factor, node);
  if (!node.is_string()) return std::nullopt;
  Node result = node;
  result.text = scaled_text(node.text, factor);
  return result;
}

std::optional<Node> scaled_share(const Node& node, double factor) {
  const Parsed<double> share = node.is_string() ? parse_share(node.text) : Parsed<double>(node.number);
  if ((!node.is_string() && !node.is_number()) || !share) return std::nullopt;
  if (*share * factor > 1.0) return number_node(1.0, node);
  return scaled_quantity(node, factor);
}

/// The same done to every value of a table or list; none where one of them cannot be.
template <class Change>
std::optional<Node> each_changed(const Node& node, Change&& change) {
  Node result = node;
  for (Node& item : result.items) {
    std::optional<Node> changed = change(std::string_view(), item);
    if (!changed) return std::nullopt;
    item = std::move(*changed);
  }
  for (Entry& entry : result.entries) {
    std::optional<Node> changed = change(std::string_view(entry.key), entry.value);
    if (!changed) return std::nullopt;
    entry.value = std::move(*changed);
  }
  return result;
}

std::optional<Node> scaled_law(const Node& node, double factor) {
  if (!node.is_table()) return scaled_quantity(node, factor);
  return each_changed(node, [factor](std::string_view name, const Node& value) -> std::optional<Node> {
    const KeyInfo* const key = find_key("law", name);
    if (key == nullptr) return name == "weight" ? std::optional<Node>(value) : std::nullopt;
    if (key->kind == ValueKind::mixture)
      return each_changed(value, [factor](std::string_view, const Node& part) { return scaled_law(part, factor); });
    if (key->kind != ValueKind::table) return scaled_quantity(value, factor);
    const std::string table = table_behind("law", *key);
    return each_changed(value, [&](std::string_view parameter, const Node& inner) -> std::optional<Node> {
      const KeyInfo* const known = find_key(table, parameter);
      if (known == nullptr) return std::nullopt;
      switch (known->kind) {
        case ValueKind::duration:
        case ValueKind::signed_duration:
        case ValueKind::durations:
          return scaled(inner, known->kind, factor);
        case ValueKind::shape:
        case ValueKind::count:
          return inner;
        default:
          return std::nullopt;
      }
    });
  });
}

/// A route's probability, where it has one and nothing else decides.
const Node* probability_node(const Node& route) {
  if (!route.is_table()) return &route;
  const Entry* const entry = route.find("probability");
  const bool depends = route.find("when") != nullptr || route.find("segments") != nullptr;
  return entry == nullptr || depends ? nullptr : &entry->value;
}

bool is_rest(const Node& probability) {
  return probability.is_string() && probability.text == "rest";
}

std::optional<double> share_of(const Node& node) {
  if (node.is_number()) return node.number;
  const Parsed<double> share = node.is_string() ? parse_share(node.text) : Parsed<double>(ValueError{});
  return share ? std::optional<double>(*share) : std::nullopt;
}

std::string toml_string(std::string_view text) {
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') result += '\\';
    if (static_cast<unsigned char>(character) < 0x20 || character == '\x7f') {
      fmt::format_to(std::back_inserter(result), "\\u{:04X}", static_cast<unsigned>(character));
    } else {
      result += character;
    }
  }
  return result + '"';
}

}  // namespace

Place whole_file(const Node& root) {
  return {&root, ValueKind::table, "", false, false, nullptr};
}

std::optional<Place> place_behind(const Place& place, std::string_view key) {
  const Entry* const entry = place.node->find(key);
  if (entry == nullptr) return std::nullopt;
  const Node* const node = &entry->value;
  if (place.names) return Place{node, ValueKind::table, place.table, false, false, place.node};
  if (place.levels) return Place{node, kind_of_level(place.kind), "law", false, false, place.node};
  if (is_by_clock(place)) return Place{node, place.kind, "", false, true, place.node};
  if ((place.kind == ValueKind::rates_by_clock || place.kind == ValueKind::counts_by_clock) &&
      place.node->find("csv") == nullptr)
    return Place{node, kind_of_level(place.kind), "", false, false, place.node};
  const KeyInfo* const row = find_key(place.table, key);
  if (row == nullptr) return Place{node, ValueKind::anything, "", false, false, place.node};
  const bool names = row->kind == ValueKind::tables || row->kind == ValueKind::shifts;
  const std::string behind =
      row->kind == ValueKind::share_or_rest && row->key == "*" ? "steps.*.next.*" : table_behind(place.table, *row);
  return Place{node, row->kind, behind, names, false, place.node};
}

std::string scaled_text(std::string_view text, double factor) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    double number = 0.0;
    const bool begins = digits.find(text[at]) != std::string_view::npos || (text[at] == '.' && at + 1 < text.size());
    const auto [end, error] = begins ? std::from_chars(text.data() + at, text.data() + text.size(), number)
                                     : std::from_chars_result{text.data() + at, std::errc::invalid_argument};
    if (error == std::errc()) {
      // Twelve digits: a tenth more than 70 is 77, not 77.00000000000001.
      fmt::format_to(std::back_inserter(result), "{:.12g}", number * factor);
      at = static_cast<std::size_t>(end - text.data());
    } else {
      result += text[at++];
    }
  }
  return result;
}

std::optional<Node> scaled(const Node& node, ValueKind kind, double factor) {
  if (node.is_table() && node.find("by_clock") != nullptr) {
    const ValueKind inner = kind_of_level(kind);
    return each_changed(node, [&](std::string_view, const Node& levels) {
      return each_changed(levels, [&](std::string_view, const Node& level) { return scaled(level, inner, factor); });
    });
  }
  switch (kind) {
    case ValueKind::duration:
    case ValueKind::signed_duration:
    case ValueKind::rate:
    case ValueKind::number:
    case ValueKind::shape:
    case ValueKind::money:
    case ValueKind::money_rate:
      return scaled_quantity(node, factor);
    case ValueKind::durations:
      return each_changed(node, [&](std::string_view, const Node& item) { return scaled_quantity(item, factor); });
    case ValueKind::share:
    case ValueKind::share_by_clock:
      return scaled_share(node, factor);
    case ValueKind::law:
    case ValueKind::law_by_clock:
    case ValueKind::signed_law:
      return scaled_law(node, factor);
    case ValueKind::rates_by_clock:
      if (!node.is_table()) return scaled_quantity(node, factor);
      if (node.find("csv") != nullptr) return std::nullopt;
      return each_changed(node, [&](std::string_view, const Node& level) { return scaled_quantity(level, factor); });
    default:
      return std::nullopt;
  }
}

std::optional<Node> with_more(const Node& node, std::int64_t more) {
  if (node.is_table()) {
    if (node.find("csv") != nullptr) return std::nullopt;
    bool changes = false;
    std::optional<Node> result = each_changed(node, [&](std::string_view, const Node& level) -> std::optional<Node> {
      std::optional<Node> changed = with_more(level, more);
      changes = changes || changed;
      return changed ? changed : level;
    });
    return changes ? result : std::nullopt;
  }
  if (node.kind != Node::Kind::integer || node.integer <= 0) return std::nullopt;
  Node result = node;
  result.integer = std::max<std::int64_t>(1, node.integer + more);
  result.number = static_cast<double>(result.integer);
  return result.integer == node.integer ? std::nullopt : std::optional<Node>(std::move(result));
}

std::optional<double> probability_of(const Node& route) {
  const Node* const node = probability_node(route);
  return node == nullptr ? std::nullopt : share_of(*node);
}

std::optional<double> probability_of(const Node& routes, std::string_view target) {
  const Entry* const entry = routes.find(target);
  return entry == nullptr ? std::nullopt : probability_of(entry->value);
}

std::optional<Node> with_probability(const Node& routes, std::string_view target, double probability) {
  const std::optional<double> before = probability_of(routes, target);
  if (!before || routes.entries.size() < 2) return std::nullopt;
  double stated = 0.0;
  bool rest = false;
  for (const Entry& entry : routes.entries) {
    const Node* const node = probability_node(entry.value);
    if (node == nullptr) return std::nullopt;
    const std::optional<double> share = is_rest(*node) ? std::optional<double>(0.0) : share_of(*node);
    if (!share) return std::nullopt;
    rest = rest || is_rest(*node);
    stated += *share;
  }
  // With a rest the others stay as they are, as far as there is room; without one they share what is left.
  const double most = rest ? 1.0 - (stated - *before) : 1.0;
  const double now = std::clamp(probability, 0.0, most);
  const double others = rest ? 1.0 : (1.0 - now) / (stated - *before);
  if (!std::isfinite(others)) return std::nullopt;
  return each_changed(routes, [&](std::string_view name, const Node& route) -> std::optional<Node> {
    const Node& node = *probability_node(route);
    if (is_rest(node) || (rest && name != target)) return route;
    const Node value = number_node(name == target ? now : *share_of(node) * others, node);
    if (!route.is_table()) return value;
    Node result = route;
    result.find("probability")->value = value;
    return result;
  });
}

std::string toml_of(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::string:
      return toml_string(node.text);
    case Node::Kind::integer:
      return fmt::format("{}", node.integer);
    case Node::Kind::real:
      return fmt::format("{}", node.number);
    case Node::Kind::boolean:
      return node.boolean ? "true" : "false";
    case Node::Kind::array:
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + toml_of(item);
      return "[" + text + "]";
    case Node::Kind::table:
      break;
  }
  for (const Entry& entry : node.entries)
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", toml_string(entry.key), toml_of(entry.value));
  return "{" + text + "}";
}

}  // namespace throughline
