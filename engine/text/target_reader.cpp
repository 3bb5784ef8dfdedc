// SPDX-License-Identifier: MIT
#include "text/target_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "text/text_cursor.hpp"
#include "text/value.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_targets = 1'000;
constexpr double largest_bound = 1e15;

struct ComparisonSign {
  std::string_view sign;
  Comparison comparison;
};

/// Longer signs first.
constexpr std::array signs{ComparisonSign{"<=", Comparison::at_most}, ComparisonSign{">=", Comparison::at_least},
                           ComparisonSign{"<", Comparison::less}, ComparisonSign{">", Comparison::greater}};

/// Splits `segment.app.step.order.service_level(3 min)` at its dots; the argument of the last part is a duration.
std::optional<MeasureText> read_measure(const Entry& entry, const std::string& label, Reading& reading) {
  MeasureText measure;
  measure.text = {entry.key, entry.at};
  std::string_view path = entry.key;
  // Its argument is a target of its own, not a duration.
  if (path.substr(0, path.find('(')) == "share_of_days") {
    reading.fail(entry.at, label, "\"share_of_days\" is not built yet");
    return std::nullopt;
  }
  const std::size_t open = path.find('(');
  if (open != std::string_view::npos) {
    const bool closed = path.back() == ')';
    const Parsed<double> argument =
        parse_duration(closed ? path.substr(open + 1, path.size() - open - 2) : "", reading.time_unit);
    if (!argument) {
      reading.fail(entry.at, label, "expected a duration in parentheses at the end, as in service_level(3 min)",
                   argument.error().hint);
      return std::nullopt;
    }
    measure.argument = *argument;
    path = path.substr(0, open);
  }
  while (true) {
    const std::size_t dot = path.find('.');
    measure.parts.emplace_back(path.substr(0, dot));
    if (measure.parts.back().empty()) {
      reading.fail(entry.at, label, "expected a measure such as journey.time.p90");
      return std::nullopt;
    }
    if (dot == std::string_view::npos) return measure;
    path.remove_prefix(dot + 1);
  }
}

/// The bound of an expression and how it was written: "8 min", "5 %", "3.5".
std::optional<TargetSection> read_bound(std::string_view text) {
  TargetSection target;
  if (const Parsed<double> number = parse_number(text, -largest_bound, largest_bound)) {
    target.bound = *number;
    target.written_as = TargetSection::Bound::number;
    return target;
  }
  if (text.find('%') != std::string_view::npos) {
    const Parsed<double> share = parse_share(text);
    if (!share) return std::nullopt;
    target.bound = *share;
    target.written_as = TargetSection::Bound::share;
    return target;
  }
  const Parsed<double> duration = parse_duration(text);
  if (!duration) return std::nullopt;
  target.bound = *duration;
  target.written_as = TargetSection::Bound::duration;
  return target;
}

std::optional<TargetSection> read_expression(const Node& node, const std::string& label, Reading& reading) {
  const ValueError expected{"an expression such as \"< 8 min\", \">= 80 %\" or \"<= 3\"", {}};
  TextCursor cursor(node.text);
  cursor.skip_spaces();
  for (const ComparisonSign& sign : signs) {
    if (!cursor.take(sign.sign)) continue;
    std::optional<TargetSection> target = read_bound(cursor.rest());
    if (!target) break;
    target->comparison = sign.comparison;
    target->expression = {node.text, node.at};
    return target;
  }
  reading.expected(node, label, expected);
  return std::nullopt;
}

void read_target(const Entry& entry, std::vector<TargetSection>& targets, Reading& reading) {
  const std::string label = fmt::format("target {}", in_quotes(entry.key));
  if (entry.value.is_table()) {
    reading.fail(entry.at, label, "expected an expression, found a table",
                 "write the whole measure in quotes: \"journey.time.p90\" = ...");
    return;
  }
  const std::optional<MeasureText> measure = read_measure(entry, label, reading);
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
