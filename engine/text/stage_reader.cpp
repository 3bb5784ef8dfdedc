// SPDX-License-Identifier: MIT
#include "text/stage_reader.hpp"

#include <fmt/format.h>

#include <string_view>

#include "text/key.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_stages = 1'000;
constexpr std::size_t most_points = 1'000;

/// `STEP`, `STEP.start` or `STEP.end`, or the one point of the journey itself that may stand here.
std::optional<Text> read_point(const Node& node, std::string_view journey_point, const std::string& label,
                               Reading& reading) {
  const std::string_view text = node.text;
  const std::size_t dot = text.find('.');
  const std::string_view step = text.substr(0, dot);
  const std::string_view event = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  const bool known_event = dot == std::string_view::npos || event == "start" || event == "end";
  const bool other_point = (step == "arrival" || step == "end") && text != journey_point;
  if (node.is_string() && is_key(step) && known_event && !other_point) return Text{node.text, node.at};
  reading.expected(node, label, {fmt::format("\"{}\", a step, STEP.start or STEP.end", journey_point), {}});
  return std::nullopt;
}

std::vector<Text> read_ends(const FieldReader& fields) {
  std::vector<Text> ends;
  const Node* const node = fields.find("to");
  if (node == nullptr) return ends;
  const std::string label = fields.label_of("to");
  if (!node->is_array()) {
    if (std::optional<Text> point = read_point(*node, "end", label, fields.reading()))
      ends.push_back(std::move(*point));
    return ends;
  }
  if (node->items.empty() || node->items.size() > most_points) {
    fields.reading().expected(*node, label, {fmt::format("a list of 1 to {} points", most_points), {}});
  }
  for (const Node& item : node->items) {
    if (std::optional<Text> point = read_point(item, "end", label, fields.reading())) ends.push_back(std::move(*point));
  }
  return ends;
}

StageSection read_stage(const Entry& entry, Reading& reading) {
  StageSection stage;
  stage.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "stages.*", fmt::format("stage {}", in_quotes(entry.key)), reading);
  stage.name = fields.read("name", read_text).value_or(entry.key);
  const auto from = fields.read("from", [](const Node& node, const std::string& label, Reading& same) {
    return read_point(node, "arrival", label, same);
  });
  stage.from = from.value_or(Text{"arrival", entry.at});
  stage.to = read_ends(fields);
  return stage;
}

}  // namespace

std::vector<StageSection> read_stages(const FieldReader& file) {
  std::vector<StageSection> stages;
  const Node* const node = file.find("stages");
  if (node == nullptr) return stages;
  Reading& reading = file.reading();
  for (const Entry* const entry : named_tables(*node, "[stages]", most_stages, {"none"}, reading)) {
    stages.push_back(read_stage(*entry, reading));
  }
  return stages;
}

}  // namespace throughline
