// SPDX-License-Identifier: MIT
#include "text/value_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "diagnostic/code_points.hpp"
#include "diagnostic/nearest_name.hpp"
#include "text/clock.hpp"
#include "text/key.hpp"

namespace throughline {
namespace {

template <class T>
std::optional<T> accepted(const Parsed<T>& parsed, const Node& node, const std::string& label, Reading& reading) {
  if (parsed) return *parsed;
  reading.expected(node, label, parsed.error());
  return std::nullopt;
}

/// A number of the file goes the way of a string: one grammar, one set of messages. Other kinds match no value.
std::string written(const Node& node) {
  switch (node.kind) {
    case Node::Kind::string:
      return node.text;
    case Node::Kind::integer:
      return fmt::format("{}", node.integer);
    case Node::Kind::real:
      return fmt::format("{}", node.number);
    default:
      return {};
  }
}

/// Whether money of this currency may be mixed with the blueprint's.
std::optional<double> in_currency(const Parsed<Money>& money, const Node& node, const std::string& label,
                                  Reading& reading) {
  const std::optional<Money> value = accepted(money, node, label, reading);
  if (!value) return std::nullopt;
  if (!value->currency.empty() && value->currency != reading.currency) {
    const std::string hint = reading.currency.empty()
                                 ? fmt::format("set currency = {} in [blueprint]", in_quotes(value->currency))
                                 : fmt::format("the currency of [blueprint] is {}", in_quotes(reading.currency));
    reading.fail(node.at, label, fmt::format("unknown currency {}", in_quotes(value->currency)), hint);
    return std::nullopt;
  }
  return value->amount;
}

bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x2028 || point == 0x2029;
}

std::optional<Text> key_in(const Node& node, const std::string& label, Reading& reading) {
  if (node.is_string() && is_key(node.text)) return Text{node.text, node.at};
  reading.expected(node, label, {"a name", {}});
  return std::nullopt;
}

}  // namespace

std::optional<double> read_duration(const Node& node, const std::string& label, Reading& reading) {
  return accepted(parse_duration(written(node), reading.time_unit), node, label, reading);
}

std::optional<double> read_signed_duration(const Node& node, const std::string& label, Reading& reading) {
  return accepted(parse_signed_duration(written(node), reading.time_unit), node, label, reading);
}

std::optional<double> read_rate(const Node& node, const std::string& label, Reading& reading) {
  return accepted(parse_rate(written(node)), node, label, reading);
}

std::optional<double> read_signed_rate(const Node& node, const std::string& label, Reading& reading) {
  return accepted(parse_signed_rate(written(node), reading.time_unit), node, label, reading);
}

std::optional<double> read_share(const Node& node, const std::string& label, Reading& reading) {
  return accepted(parse_share(written(node)), node, label, reading);
}

std::optional<double> read_money(const Node& node, const std::string& label, Reading& reading) {
  return in_currency(parse_money(written(node)), node, label, reading);
}

std::optional<double> read_money_rate(const Node& node, const std::string& label, Reading& reading) {
  return in_currency(parse_money_rate(written(node)), node, label, reading);
}

std::optional<double> read_time_of_day(const Node& node, const std::string& label, Reading& reading) {
  const Parsed<Clock> clock = parse_clock(node.text);
  if (!clock) {
    reading.expected(node, label, clock.error());
    return std::nullopt;
  }
  if ((*clock).day) {
    reading.expected(node, label, {"a time without a day", "days = [\"Mon\"] says on which days"});
    return std::nullopt;
  }
  return (*clock).seconds;
}

std::optional<bool> read_flag(const Node& node, const std::string& label, Reading& reading) {
  if (node.kind == Node::Kind::boolean) return node.boolean;
  reading.expected(node, label, {"true or false", {}});
  return std::nullopt;
}

std::optional<std::uint8_t> read_days(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_array()) return accepted(parse_days(written(node)), node, label, reading);
  unsigned days = 0;
  for (const Node& item : node.items) {
    const std::optional<std::uint8_t> some = accepted(parse_days(written(item)), item, label, reading);
    if (!some) return std::nullopt;
    days |= *some;
  }
  if (days == 0) reading.expected(node, label, parse_days("").error());
  return days == 0 ? std::nullopt : std::optional(static_cast<std::uint8_t>(days));
}

std::optional<std::string> read_text(const Node& node, const std::string& label, Reading& reading) {
  constexpr std::size_t longest = 1000;
  if (!node.is_string() || node.text.find_first_not_of(" \t") == std::string::npos) {
    reading.expected(node, label, {"a text", {}});
    return std::nullopt;
  }
  const std::u32string points = code_points(node.text);
  if (points.size() > longest) {
    reading.fail(node.at, label, fmt::format("a text of more than {} characters", longest));
    return std::nullopt;
  }
  if (std::any_of(points.begin(), points.end(), is_control)) {
    reading.fail(node.at, label, "a text without line breaks or control characters is expected");
    return std::nullopt;
  }
  return node.text;
}

std::optional<Text> read_key(const Node& node, const std::string& label, Reading& reading) {
  return key_in(node, label, reading);
}

std::optional<std::vector<Text>> read_keys(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_array()) {
    const std::optional<Text> key = key_in(node, label, reading);
    return key ? std::optional(std::vector<Text>{*key}) : std::nullopt;
  }
  std::vector<Text> keys;
  bool valid = !node.items.empty();
  if (!valid) reading.expected(node, label, {"at least one name", {}});
  for (const Node& item : node.items) {
    std::optional<Text> key = key_in(item, label, reading);
    valid = valid && key;
    if (!key) continue;
    const bool twice =
        std::any_of(keys.begin(), keys.end(), [&](const Text& other) { return other.value == key->value; });
    if (twice) reading.fail(item.at, label, fmt::format("{} stands here twice", in_quotes(key->value)));
    valid = valid && !twice;
    keys.push_back(std::move(*key));
  }
  return valid ? std::optional(std::move(keys)) : std::nullopt;
}

std::optional<std::uint64_t> WholeNumber::operator()(const Node& node, const std::string& label,
                                                     Reading& reading) const {
  // "3" is a text, and a text is no count: other programs that read the file would stumble.
  const std::string text = node.kind == Node::Kind::integer ? written(node) : std::string();
  return accepted(parse_whole_number(text, low, high), node, label, reading);
}

std::optional<double> NumberBetween::operator()(const Node& node, const std::string& label, Reading& reading) const {
  const std::string text = node.is_number() ? written(node) : std::string();
  return accepted(parse_number(text, low, high), node, label, reading);
}

std::optional<std::size_t> WordOf::operator()(const Node& node, const std::string& label, Reading& reading) const {
  const auto found = node.is_string() ? std::find(words.begin(), words.end(), node.text) : words.end();
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string expected;
  for (std::size_t word = 0; word < words.size(); ++word) {
    const bool last = word > 0 && word + 1 == words.size();
    expected += (word == 0 ? "" : last ? " or " : ", ") + in_quotes(words[word]);
  }
  const std::string nearest = node.is_string() ? did_you_mean(node.text, words) : std::string();
  reading.expected(node, label, {expected, nearest});
  return std::nullopt;
}

}  // namespace throughline
