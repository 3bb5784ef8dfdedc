// SPDX-License-Identifier: MIT
#include "text/calendar_reader.hpp"

#include <fmt/format.h>

#include "text/clock.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_closed = 10'000;

std::optional<CalendarSection::Closed> read_dates(const Node& node, const std::string& label, Reading& reading) {
  const Parsed<Dates> dates = parse_dates(node.text);
  if (dates) return CalendarSection::Closed{(*dates).first, (*dates).last, node.at};
  reading.expected(node, label, dates.error());
  return std::nullopt;
}

std::optional<std::vector<CalendarSection::Closed>> read_closed(const Node& node, const std::string& label,
                                                                Reading& reading) {
  std::vector<CalendarSection::Closed> closed;
  const auto add = [&](const Node& dates) {
    if (const auto some = read_dates(dates, label, reading)) closed.push_back(*some);
  };
  if (!node.is_array()) {
    add(node);
  } else if (node.items.empty()) {
    reading.expected(node, label, {"at least one date", {}});
  } else if (node.items.size() > most_closed) {
    reading.fail(node.items[most_closed].at, label, fmt::format("more than {} entries", most_closed));
  } else {
    for (const Node& item : node.items) add(item);
  }
  return closed;
}

}  // namespace

CalendarSection read_calendar(const FieldReader& file) {
  CalendarSection calendar;
  const Node* const node = file.find("calendar");
  if (node == nullptr) return calendar;
  const FieldReader fields(*node, "calendar", "[calendar]", file.reading());
  calendar.closed = fields.read("closed", read_closed).value_or(calendar.closed);
  return calendar;
}

}  // namespace throughline
