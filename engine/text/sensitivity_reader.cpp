// SPDX-License-Identifier: MIT
#include "text/sensitivity_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/input_tree.hpp"
#include "text/overlay.hpp"
#include "text/value.hpp"

namespace throughline {
namespace {

/// The text of a value as --set takes it.
std::optional<std::string> setting_text(const Node& node) {
  if (node.is_string()) return node.text;
  if (node.is_number()) return toml_of(node);
  return std::nullopt;
}

std::optional<InputVariation> read_variation(const Entry& entry, const std::string& label, Reading& reading) {
  InputVariation variation{entry.key, std::nullopt, {}, {}, entry.at};
  const Node& value = entry.value;
  if (!split_path(entry.key)) {
    reading.fail(entry.at, label, "expected a path such as steps.order.time in quotes");
    return std::nullopt;
  }
  if (value.is_array() && value.items.size() == 2) {
    const auto low = setting_text(value.items[0]);
    const auto high = setting_text(value.items[1]);
    if (low && high) {
      variation.low = *low;
      variation.high = *high;
      return variation;
    }
  } else if (const auto text = setting_text(value)) {
    variation.share = parse_variation_share(*text);
    if (variation.share) return variation;
  }
  const std::string hint =
      value.is_table() ? "write the whole path in quotes: \"steps.order.time\" = ..." : std::string();
  reading.expected(value, label,
                   {"a share above 0 and below 1, such as \"15 %\", or two ends, [\"40 s\", \"60 s\"]", hint});
  return std::nullopt;
}

}  // namespace

std::optional<double> parse_variation_share(std::string_view text) {
  for (const std::string_view sign : {std::string_view("±"), std::string_view("+-")}) {
    if (!text.starts_with(sign)) continue;
    text.remove_prefix(sign.size());
    break;
  }
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const Parsed<double> share = parse_share(text);
  return share && *share > 0.0 && *share < 1.0 ? std::optional<double>(*share) : std::nullopt;
}

std::optional<InputVariation> parse_input_variation(std::string_view text) {
  bool quoted = false;
  std::size_t equals = std::string_view::npos;
  for (std::size_t at = 0; at < text.size() && equals == std::string_view::npos; ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == '=' && !quoted) equals = at;
  }
  InputVariation variation{std::string(text.substr(0, equals)), std::nullopt, {}, {}, {"--vary", 0, 0}};
  if (!split_path(variation.path)) return std::nullopt;
  if (equals == std::string_view::npos) return variation;
  const std::string_view range = text.substr(equals + 1);
  const std::size_t dots = range.find("..");
  if (dots == std::string_view::npos) {
    variation.share = parse_variation_share(range);
    return variation.share ? std::optional<InputVariation>(variation) : std::nullopt;
  }
  variation.low = range.substr(0, dots);
  variation.high = range.substr(dots + 2);
  if (variation.low.empty() || variation.high.empty()) return std::nullopt;
  return variation;
}

std::vector<InputVariation> read_sensitivity(const FieldReader& file) {
  std::vector<InputVariation> variations;
  const Node* const node = file.find("sensitivity");
  if (node == nullptr) return variations;
  Reading& reading = file.reading();
  const FieldReader fields(*node, "sensitivity", "[sensitivity]", reading);
  for (const Entry& entry : node->entries) {
    if (variations.size() >= most_inputs) {
      reading.fail(entry.at, fields.label(), fmt::format("more than {} inputs", most_inputs));
      break;
    }
    const std::string label = fmt::format("[sensitivity]: {}", in_quotes(entry.key));
    if (auto variation = read_variation(entry, label, reading)) variations.push_back(std::move(*variation));
  }
  return variations;
}

}  // namespace throughline
