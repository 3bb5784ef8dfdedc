// SPDX-License-Identifier: MIT
#include "text/surge_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/key.hpp"
#include "text/text_cursor.hpp"
#include "text/value.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_surges = 20;
constexpr std::uint64_t most_people = 1'000;
constexpr double longest_queue = 1e9;

std::optional<QueueCondition::Comparison> take_comparison(TextCursor& text) {
  using Comparison = QueueCondition::Comparison;
  text.skip_spaces();
  if (text.take("<=")) return Comparison::at_most;
  if (text.take(">=")) return Comparison::at_least;
  if (text.take("<")) return Comparison::below;
  if (text.take(">")) return Comparison::above;
  return std::nullopt;
}

/// `queue > 6`, or `queue > 6 for 5 min`.
std::optional<QueueCondition> read_condition(const Node& node, const std::string& label, Reading& reading) {
  const auto expect = [&](std::string expected, std::string hint = {}) {
    reading.expected(node, label, {std::move(expected), std::move(hint)});
    return std::nullopt;
  };
  const char* const example = "a condition such as \"queue > 6 for 5 min\"";
  TextCursor text(node.text);
  text.skip_spaces();
  if (!node.is_string() || !text.take("queue")) return expect(example);
  QueueCondition condition;
  const auto comparison = take_comparison(text);
  if (!comparison) return expect(example, "compare by <, <=, > or >=");
  condition.comparison = *comparison;
  text.skip_spaces();
  const auto number = text.take_number();
  if (!number || *number != std::floor(*number) || *number > longest_queue) {
    return expect(example, "how many wait is a whole number");
  }
  condition.number = static_cast<std::uint32_t>(*number);
  text.skip_spaces();
  if (text.at_end()) return condition;
  if (!text.take("for ")) return expect(example);
  const Parsed<double> lasts = parse_duration(text.rest(), reading.time_unit);
  if (!lasts) return expect(fmt::format("{} behind for", lasts.error().expected), lasts.error().hint);
  condition.lasts = *lasts;
  return condition;
}

/// Whether some number of people waiting satisfies both: one of those next to a limit then does.
bool can_hold_together(const QueueCondition& one, const QueueCondition& other) {
  for (const double number : {static_cast<double>(one.number), static_cast<double>(other.number)}) {
    for (const double waiting : {std::max(0.0, number - 1.0), number, number + 1.0}) {
      if (one.holds(waiting) && other.holds(waiting)) return true;
    }
  }
  return false;
}

bool is_condition(const Node& node) {
  TextCursor text(node.text);
  text.skip_spaces();
  return node.is_string() && text.take("queue");
}

std::optional<SurgeSection> read_surge(const Entry& entry, const std::string& owner, Reading& reading) {
  SurgeSection section;
  Surge& surge = section.surge;
  surge.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "staff.*.surge.*", fmt::format("{}: surge {}", owner, in_quotes(entry.key)),
                           reading);
  const auto when = fields.read("when", read_condition);
  const auto add = fields.read("add", WholeNumber{1, most_people});
  surge.after = fields.read("after", read_duration).value_or(surge.after);
  section.from = fields.read("from", read_key);
  const Node* const until = fields.find("until");
  std::optional<QueueCondition> ends;
  if (until != nullptr && is_condition(*until)) {
    ends = fields.read("until", read_condition);
  } else if (until != nullptr) {
    surge.stays = fields.read("until", read_duration);
  }
  if (!when || !add) return std::nullopt;
  surge.when = *when;
  surge.add = static_cast<std::uint32_t>(*add);
  surge.until = ends.value_or(when->opposite());
  if (ends && can_hold_together(*when, *ends)) {
    reading.fail(until->at, fields.label_of("until"), "holds while when does: they would go as they come",
                 "for example when = \"queue > 6\", until = \"queue < 2\"");
    return std::nullopt;
  }
  if (surge.stays && *surge.stays == 0.0) {
    reading.fail(until->at, fields.label_of("until"), "is no time at all");
    return std::nullopt;
  }
  return section;
}

}  // namespace

std::vector<SurgeSection> read_surges(const FieldReader& staff) {
  std::vector<SurgeSection> surges;
  const Node* const node = staff.find("surge");
  if (node == nullptr) return surges;
  for (const Entry* const entry :
       named_tables(*node, staff.label_of("surge"), most_surges, {"none"}, staff.reading())) {
    const auto surge = read_surge(*entry, staff.label(), staff.reading());
    if (surge) surges.push_back(*surge);
  }
  return surges;
}

}  // namespace throughline
