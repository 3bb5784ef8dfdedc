// SPDX-License-Identifier: MIT
#include "text/clock.hpp"

#include <array>
#include <chrono>

#include "text/text_cursor.hpp"

namespace throughline {
namespace {

constexpr int days_per_week = 7;
constexpr double midnight = 86'400.0;

struct DayName {
  std::string_view brief, full;
};

constexpr std::array<DayName, days_per_week> day_names{{{"Mon", "Monday"},
                                                        {"Tue", "Tuesday"},
                                                        {"Wed", "Wednesday"},
                                                        {"Thu", "Thursday"},
                                                        {"Fri", "Friday"},
                                                        {"Sat", "Saturday"},
                                                        {"Sun", "Sunday"}}};

bool equal_but_for_case(std::string_view one, std::string_view other) {
  const auto lower = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  };
  if (one.size() != other.size()) return false;
  for (std::size_t letter = 0; letter < one.size(); ++letter) {
    if (lower(one[letter]) != lower(other[letter])) return false;
  }
  return true;
}

std::optional<int> take_day(TextCursor& cursor) {
  TextCursor ahead = cursor;
  const std::string_view word = ahead.take_word();
  for (int day = 0; day < days_per_week; ++day) {
    const DayName& name = day_names[static_cast<std::size_t>(day)];
    if (!equal_but_for_case(word, name.brief) && !equal_but_for_case(word, name.full)) continue;
    cursor = ahead;
    return day;
  }
  return std::nullopt;
}

/// `07:30`, `7:30`, `07:30:15`: seconds of the day.
std::optional<double> take_time(TextCursor& cursor) {
  std::optional<int> hours = cursor.take_digits(2);
  if (!hours) hours = cursor.take_digits(1);
  if (!hours || !cursor.take(":")) return std::nullopt;
  const std::optional<int> minutes = cursor.take_digits(2);
  std::optional<int> seconds = 0;
  if (cursor.take(":")) seconds = cursor.take_digits(2);
  if (!minutes || !seconds || *minutes > 59 || *seconds > 59) return std::nullopt;
  const double time = *hours * 3600.0 + *minutes * 60.0 + *seconds;
  return time <= midnight ? std::optional(time) : std::nullopt;
}

/// A day of the calendar, none where the calendar has no such day.
std::optional<std::chrono::sys_days> take_date(TextCursor& cursor) {
  const std::optional<int> year = cursor.take_digits(4);
  const bool first_dash = cursor.take("-");
  const std::optional<int> month = cursor.take_digits(2);
  const bool second_dash = cursor.take("-");
  const std::optional<int> day = cursor.take_digits(2);
  if (!year || !month || !day || !first_dash || !second_dash) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

Start midnight_of(std::chrono::sys_days date) {
  const unsigned monday_is_one = std::chrono::weekday{date}.iso_encoding();
  return {(monday_is_one - 1) * midnight, date.time_since_epoch().count()};
}

}  // namespace

Parsed<Clock> parse_clock(std::string_view text) {
  const ValueError error{"a time such as \"07:30\" or \"Mon 07:30\"", {}};
  TextCursor cursor(text);
  cursor.skip_spaces();
  Clock clock;
  clock.day = take_day(cursor);
  cursor.skip_spaces();
  const std::optional<double> time = take_time(cursor);
  cursor.skip_spaces();
  if (!time || !cursor.at_end()) return error;
  clock.seconds = *time;
  return clock;
}

Parsed<Start> parse_start(std::string_view text) {
  const ValueError error{"a date and time such as \"2026-01-05 07:00\"", {}};
  TextCursor cursor(text);
  cursor.skip_spaces();
  if (const std::optional<std::chrono::sys_days> date = take_date(cursor)) {
    Start start = midnight_of(*date);
    if (!cursor.take("T")) cursor.skip_spaces();
    if (cursor.at_end()) return start;
    const std::optional<double> time = take_time(cursor);
    cursor.skip_spaces();
    if (!time || *time == midnight || !cursor.at_end()) return error;
    start.clock += *time;
    return start;
  }
  const Parsed<Clock> clock = parse_clock(text);
  if (!clock || (*clock).seconds == midnight) return error;
  return Start{(*clock).since_monday(), std::nullopt};
}

Parsed<Dates> parse_dates(std::string_view text) {
  const ValueError error{"a date such as \"2026-01-06\", or dates such as \"2026-12-24..2026-12-26\"", {}};
  TextCursor cursor(text);
  cursor.skip_spaces();
  const std::optional<std::chrono::sys_days> first = take_date(cursor);
  cursor.skip_spaces();
  std::optional<std::chrono::sys_days> last = first;
  if (cursor.take("..")) {
    cursor.skip_spaces();
    last = take_date(cursor);
    cursor.skip_spaces();
  }
  if (!first || !last || !cursor.at_end()) return error;
  if (*last < *first) return ValueError{error.expected, "the first of the dates stands first"};
  return Dates{first->time_since_epoch().count(), last->time_since_epoch().count()};
}

Parsed<std::uint8_t> parse_days(std::string_view text) {
  const ValueError error{"days such as \"Mon-Fri\" or [\"Mon\", \"Wed\"]", {}};
  TextCursor cursor(text);
  unsigned days = 0;
  do {
    cursor.skip_spaces();
    const std::optional<int> first = take_day(cursor);
    cursor.skip_spaces();
    std::optional<int> last = first;
    if (cursor.take("-")) {
      cursor.skip_spaces();
      last = take_day(cursor);
      cursor.skip_spaces();
    }
    if (!first || !last) return error;
    for (int day = *first;; day = (day + 1) % days_per_week) {
      days |= 1U << static_cast<unsigned>(day);
      if (day == *last) break;
    }
  } while (cursor.take(","));
  if (!cursor.at_end()) return error;
  return static_cast<std::uint8_t>(days);
}

}  // namespace throughline
