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

/// A comparison with a bound as it was written: "< 8 min", ">= 5 %", "<= 3.5".
struct Bounded {
  Comparison comparison = Comparison::less;
  double bound = 0.0;
  BoundKind written_as = BoundKind::number;
};

std::optional<Bounded> read_bounded(std::string_view text) {
  TextCursor cursor(text);
  cursor.skip_spaces();
  for (const ComparisonSign& sign : signs) {
    if (!cursor.take(sign.sign)) continue;
    const std::string_view written = cursor.rest();
    if (const Parsed<double> number = parse_number(written, -largest_bound, largest_bound)) {
      return Bounded{sign.comparison, *number, BoundKind::number};
    }
    if (written.find('%') != std::string_view::npos) {
      const Parsed<double> share = parse_share(written);
      return share ? std::optional(Bounded{sign.comparison, *share, BoundKind::share}) : std::nullopt;
    }
    const Parsed<double> duration = parse_duration(written);
    return duration ? std::optional(Bounded{sign.comparison, *duration, BoundKind::duration}) : std::nullopt;
  }
  return std::nullopt;
}

/// Splits `segment.app.step.order.service_level(3 min)` at its dots; the argument of the last part is a duration.
std::optional<MeasureText> read_plain_measure(std::string_view path, const SourcePosition& at, const std::string& label,
                                              Reading& reading) {
  MeasureText measure;
  const std::size_t open = path.find('(');
  if (open != std::string_view::npos) {
    const bool closed = path.back() == ')';
    const Parsed<double> argument =
        parse_duration(closed ? path.substr(open + 1, path.size() - open - 2) : "", reading.time_unit);
    if (!argument) {
      reading.fail(at, label, "expected a duration in parentheses at the end, as in service_level(3 min)",
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
      reading.fail(at, label, "expected a measure such as journey.time.p90");
      return std::nullopt;
    }
    if (dot == std::string_view::npos) return measure;
    path.remove_prefix(dot + 1);
  }
}

/// Between the brackets of `share_of_days(step.order.service_level(20 s) >= 80 %)`.
std::optional<MeasureText> read_measure_of_days(std::string_view inside, const SourcePosition& at,
                                                const std::string& label, Reading& reading) {
  const std::size_t sign = inside.find_first_of("<>");
  const auto bounded = sign == std::string_view::npos ? std::nullopt : read_bounded(inside.substr(sign));
  if (!bounded) {
    reading.fail(at, label, "expected a measure and what it is compared with in parentheses",
                 "for example share_of_days(step.order.service_level(20 s) >= 80 %)");
    return std::nullopt;
  }
  std::string_view path = inside.substr(0, sign);
  while (!path.empty() && path.back() == ' ') path.remove_suffix(1);
  while (!path.empty() && path.front() == ' ') path.remove_prefix(1);
  auto measure = read_plain_measure(path, at, label, reading);
  if (!measure) return std::nullopt;
  measure->days =
      DayConditionText{bounded->comparison, bounded->bound, bounded->written_as, std::string(inside.substr(sign))};
  return measure;
}

std::optional<MeasureText> read_measure(const Entry& entry, const std::string& label, Reading& reading) {
  constexpr std::string_view days = "share_of_days(";
  const std::string_view path = entry.key;
  const bool of_days = path.starts_with(days) && path.back() == ')';
  auto measure =
      of_days ? read_measure_of_days(path.substr(days.size(), path.size() - days.size() - 1), entry.at, label, reading)
              : read_plain_measure(path, entry.at, label, reading);
  if (measure) measure->text = {entry.key, entry.at};
  return measure;
}

std::optional<TargetSection> read_expression(const Node& node, const std::string& label, Reading& reading) {
  const auto bounded = node.is_string() ? read_bounded(node.text) : std::nullopt;
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
