// SPDX-License-Identifier: MIT
#include "text/value.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "diagnostic/nearest_name.hpp"
#include "text/text_cursor.hpp"

namespace throughline {
namespace {

struct UnitName {
  std::string_view name;
  double seconds;
};

constexpr std::array unit_names{
    UnitName{"ms", 1e-3},       UnitName{"millisecond", 1e-3}, UnitName{"milliseconds", 1e-3},
    UnitName{"s", 1.0},         UnitName{"sec", 1.0},          UnitName{"second", 1.0},
    UnitName{"seconds", 1.0},   UnitName{"min", 60.0},         UnitName{"minute", 60.0},
    UnitName{"minutes", 60.0},  UnitName{"h", 3600.0},         UnitName{"hour", 3600.0},
    UnitName{"hours", 3600.0},  UnitName{"d", 86'400.0},       UnitName{"day", 86'400.0},
    UnitName{"days", 86'400.0},
};

std::string unit_hint(std::string_view unit) {
  if (unit == "m") return "write \"min\" for minutes";
  if (unit == "x") return "write it in decimal digits";
  std::vector<std::string> names;
  for (const UnitName& name : unit_names) names.emplace_back(name.name);
  const std::string nearest = did_you_mean(unit, names);
  return nearest.empty() ? "units are ms, s, min, h and d" : nearest;
}

ValueError not_a_duration(std::string hint = {}) {
  return {"a duration such as \"90 s\", \"4 min\" or \"1 h 30 min\"", std::move(hint)};
}

ValueError too_long() {
  return {"a duration of at most 1000 years", {}};
}

std::string bare_number_hint(std::string_view number) {
  return fmt::format("write \"{0} s\" or \"{0} min\", or set time_unit in [blueprint]", number);
}

/// Without sign; `text` is the whole, for hints.
Parsed<double> read_duration(TextCursor cursor, std::optional<double> bare_unit, bool sign_allowed) {
  cursor.skip_spaces();
  const bool negative = cursor.take("-");
  if (negative && !sign_allowed) return not_a_duration("a duration is not negative");
  double total = 0.0;
  double smallest_unit = std::numeric_limits<double>::infinity();
  bool first = true;
  do {
    const std::string_view before = cursor.rest();
    const std::optional<double> number = cursor.take_number();
    if (!number) return not_a_duration(cursor.number_hint());
    const std::string_view written = before.substr(0, before.size() - cursor.rest().size());
    cursor.skip_spaces();
    const std::string_view unit = cursor.take_word();
    std::optional<double> seconds = seconds_of_unit(unit);
    if (unit.empty() && first && cursor.at_end()) {
      seconds = bare_unit;
      if (!seconds && *number == 0.0) return not_a_duration("write \"0 s\"");
      if (!seconds) return not_a_duration(bare_number_hint(written));
    }
    if (!seconds) return not_a_duration(unit.empty() ? cursor.number_hint() : unit_hint(unit));
    if (*seconds >= smallest_unit) return not_a_duration("each unit stands once, the largest first");
    smallest_unit = *seconds;
    total += *number * *seconds;
    first = false;
    cursor.skip_spaces();
  } while (!cursor.at_end());
  if (!(total <= longest_duration)) return too_long();
  return negative ? -total : total;
}

ValueError not_a_rate(std::string hint = {}) {
  return {"a rate such as \"12 per hour\"", std::move(hint)};
}

Parsed<double> read_rate(TextCursor cursor, std::optional<double> bare_unit, bool sign_allowed) {
  cursor.skip_spaces();
  const bool negative = cursor.take("-");
  if (negative && !sign_allowed) return not_a_rate("a rate is not negative");
  const std::string_view before = cursor.rest();
  const std::optional<double> number = cursor.take_number();
  if (!number) return not_a_rate(cursor.number_hint());
  const std::string_view written = before.substr(0, before.size() - cursor.rest().size());
  cursor.skip_spaces();
  std::optional<double> seconds = bare_unit;
  if (!cursor.at_end()) {
    if (!cursor.take("/") && cursor.take_word() != "per") return not_a_rate("write \"per\" before the unit of time");
    cursor.skip_spaces();
    const std::string_view unit = cursor.take_word();
    seconds = seconds_of_unit(unit);
    if (!seconds) return not_a_rate(unit_hint(unit));
    cursor.skip_spaces();
    if (!cursor.at_end()) return not_a_rate();
  }
  if (!seconds && sign_allowed && *number == 0.0) return 0.0;
  if (!seconds) return not_a_rate(fmt::format("write \"{} per hour\"", written));
  const double rate = *number / *seconds;
  if (!(rate <= highest_rate)) return ValueError{"a rate of at most 1000000 per second", {}};
  return negative ? -rate : rate;
}

/// Number and currency, in either order; leaves the cursor behind them.
std::optional<Money> take_money(TextCursor& cursor) {
  Money money;
  cursor.skip_spaces();
  const bool negative = cursor.take("-");
  money.currency = cursor.take_word();
  cursor.skip_spaces();
  const std::optional<double> number = cursor.take_number();
  if (!number || *number > largest_amount) return std::nullopt;
  money.amount = negative ? -*number : *number;
  cursor.skip_spaces();
  if (money.currency.empty() && cursor.rest().substr(0, 4) != "per ") money.currency = cursor.take_word();
  cursor.skip_spaces();
  return money;
}

}  // namespace

Parsed<double> parse_number(std::string_view text, double low, double high) {
  const ValueError error{fmt::format("a number from {} to {}", low, high), {}};
  TextCursor cursor(text);
  cursor.skip_spaces();
  const bool negative = cursor.take("-");
  const std::optional<double> number = cursor.take_number();
  cursor.skip_spaces();
  if (!number || !cursor.at_end()) return ValueError{error.expected, cursor.number_hint()};
  const double value = negative ? -*number : *number;
  if (!(value >= low && value <= high)) return error;
  return value;
}

Parsed<std::uint64_t> parse_whole_number(std::string_view text, std::uint64_t low, std::uint64_t high) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const std::from_chars_result result = std::from_chars(text.data(), end, value);
  const bool whole = !text.empty() && result.ec == std::errc() && result.ptr == end;
  if (!whole || value < low || value > high)
    return ValueError{fmt::format("a whole number from {} to {}", low, high), {}};
  return value;
}

std::optional<double> seconds_of_unit(std::string_view unit) {
  for (const UnitName& name : unit_names) {
    if (name.name == unit) return name.seconds;
  }
  return std::nullopt;
}

Parsed<double> parse_duration(std::string_view text, std::optional<double> bare_unit) {
  return read_duration(TextCursor(text), bare_unit, false);
}

Parsed<double> parse_signed_duration(std::string_view text, std::optional<double> bare_unit) {
  return read_duration(TextCursor(text), bare_unit, true);
}

Parsed<double> parse_rate(std::string_view text, std::optional<double> bare_unit) {
  return read_rate(TextCursor(text), bare_unit, false);
}

Parsed<double> parse_signed_rate(std::string_view text, std::optional<double> bare_unit) {
  return read_rate(TextCursor(text), bare_unit, true);
}

Parsed<double> parse_share(std::string_view text) {
  ValueError error{"a share from 0 to 1, such as 0.03 or \"3 %\"", {}};
  TextCursor cursor(text);
  cursor.skip_spaces();
  if (cursor.take("-")) return error;
  const std::optional<double> number = cursor.take_number();
  if (!number) return ValueError{error.expected, cursor.number_hint()};
  cursor.skip_spaces();
  const bool percent = cursor.take("%");
  cursor.skip_spaces();
  if (!cursor.at_end()) return error;
  const double share = percent ? *number / 100.0 : *number;
  if (share <= 1.0) return share;
  if (!percent && *number <= 100.0) error.hint = fmt::format("did you mean \"{} %\"?", *number);
  return error;
}

Parsed<Money> parse_money(std::string_view text) {
  TextCursor cursor(text);
  const std::optional<Money> money = take_money(cursor);
  if (!money || !cursor.at_end()) return ValueError{"an amount of money such as 4.20", cursor.number_hint()};
  return *money;
}

Parsed<Money> parse_money_rate(std::string_view text) {
  const ValueError error{"money per time such as \"19 per hour\"", {}};
  TextCursor cursor(text);
  std::optional<Money> money = take_money(cursor);
  if (!money) return ValueError{error.expected, cursor.number_hint()};
  if (money->amount < 0.0) return ValueError{error.expected, "it is not negative"};
  if (cursor.at_end()) return ValueError{error.expected, fmt::format("write \"{} per hour\"", text)};
  if (!cursor.take("/") && cursor.take_word() != "per") return error;
  cursor.skip_spaces();
  const std::string_view unit = cursor.take_word();
  const std::optional<double> seconds = seconds_of_unit(unit);
  cursor.skip_spaces();
  if (!seconds) return ValueError{error.expected, unit_hint(unit)};
  if (!cursor.at_end()) return error;
  money->amount /= *seconds;
  return *money;
}

}  // namespace throughline
