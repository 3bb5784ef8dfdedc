// SPDX-License-Identifier: MIT
#include "text/target_reader.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "text/measure_reader.hpp"
#include "text/value.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_targets = 1'000;

std::optional<TargetSection> read_expression(const Node& node, const std::string& label, Reading& reading) {
  const auto bounded = node.is_string() ? read_bound(node.text) : std::nullopt;
  if (!bounded) {
    reading.expected(node, label, {"an expression such as \"< 8 min\", \">= 80 %\" or \"<= 3\"", {}});
    return std::nullopt;
  }
  TargetSection target;
  target.comparison = bounded->comparison;
  target.bound = bounded->bound;
  target.written_as = bounded->written_as;
  target.expression = {node.text, node.at};
  return target;
}

void read_target(const Entry& entry, std::vector<TargetSection>& targets, Reading& reading) {
  const std::string label = fmt::format("target {}", in_quotes(entry.key));
  if (entry.value.is_table()) {
    reading.fail(entry.at, label, "expected an expression, found a table",
                 "write the whole measure in quotes: \"journey.time.p90\" = ...");
    return;
  }
  const std::optional<MeasureText> measure = read_measure({entry.key, entry.at}, label, reading);
  const bool list = entry.value.is_array();
  if (list && entry.value.items.empty()) reading.expected(entry.value, label, {"at least one expression", {}});
  const std::vector<Node> single = list ? std::vector<Node>{} : std::vector<Node>{entry.value};
  for (const Node& item : list ? entry.value.items : single) {
    std::optional<TargetSection> target = read_expression(item, label, reading);
    if (!target || !measure) continue;
    target->measure = *measure;
    targets.push_back(std::move(*target));
  }
}

}  // namespace

std::vector<TargetSection> read_targets(const FieldReader& file) {
  std::vector<TargetSection> targets;
  const Node* const node = file.find("targets");
  if (node == nullptr) return targets;
  Reading& reading = file.reading();
  const FieldReader fields(*node, "targets", "[targets]", reading);
  for (const Entry& entry : node->entries) {
    if (targets.size() >= most_targets) {
      reading.fail(entry.at, fields.label(), fmt::format("more than {} targets", most_targets));
      break;
    }
    read_target(entry, targets, reading);
  }
  return targets;
}

}  // namespace throughline
