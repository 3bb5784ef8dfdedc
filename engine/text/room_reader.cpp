// SPDX-License-Identifier: MIT
#include "text/room_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/format.hpp"
#include "text/number_table.hpp"
#include "text/schedule_reader.hpp"
#include "text/value.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most_places = 1'000'000'000;
constexpr std::uint64_t most_attempts = 1'000'000;

std::optional<std::vector<BalkingLevel>> read_balking(const Node& node, const std::string& label, Reading& reading) {
  const auto shares = read_by_number(node, label, "{ \"3\" = \"20 %\", \"6\" = \"60 %\" }", read_share, reading);
  if (!shares) return std::nullopt;
  std::vector<BalkingLevel> levels;
  for (const auto& [from, share] : *shares) levels.push_back({from, share});
  return levels;
}

struct Full {
  WhenFull when = WhenFull::turn_away;
  Text divert;
};

std::optional<Full> read_when_full(const Node& node, const std::string& label, Reading& reading) {
  if (node.is_table()) {
    const FieldReader fields(node, "steps.*.when_full", label, reading);
    const auto step = fields.read("divert", read_key);
    return step ? std::optional(Full{WhenFull::divert, *step}) : std::nullopt;
  }
  const auto word = WordOf{{"turn_away", "block"}}(node, label, reading);
  return word ? std::optional(Full{static_cast<WhenFull>(*word), {}}) : std::nullopt;
}

std::optional<std::uint32_t> places(const FieldReader& step, std::string_view key, std::uint64_t least) {
  const auto count = step.read(key, WholeNumber{least, most_places});
  return count ? std::optional(static_cast<std::uint32_t>(*count)) : std::nullopt;
}

/// `expected_wait > 4 min`: the limit.
std::optional<double> read_expected_wait(const Node& node, const std::string& label, Reading& reading) {
  const ValueError expected{"\"expected_wait > 4 min\"", {}};
  constexpr std::string_view measure = "expected_wait";
  std::string_view text = node.text;
  const auto skip_spaces = [&] { text.remove_prefix(std::min(text.find_first_not_of(' '), text.size())); };
  const auto take = [&](std::string_view word) {
    skip_spaces();
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
  };
  if (!node.is_string() || !take(measure) || !take(">")) {
    reading.expected(node, label, expected);
    return std::nullopt;
  }
  const Parsed<double> limit = parse_duration(text, reading.time_unit);
  if (limit) return *limit;
  reading.expected(node, label, {fmt::format("{} behind >", limit.error().expected), limit.error().hint});
  return std::nullopt;
}

}  // namespace

RoomSection read_room(const FieldReader& step) {
  RoomSection section;
  section.at = step.node().at;
  section.room.capacity = places(step, "capacity", 1);
  section.room.waiting_places = places(step, "waiting_places", 0);
  section.room.balking = step.read("balking", read_balking).value_or(section.room.balking);
  if (const auto full = step.read("when_full", read_when_full)) {
    section.room.when_full = full->when;
    section.divert = full->divert;
    section.at = step.find("when_full")->at;
  }
  if (const auto word = step.read("at_close", WordOf{choices_of("steps.*", "at_close")})) {
    section.room.at_close = static_cast<AtClose>(*word);
  }
  const bool limited = step.has("capacity") || step.has("waiting_places");
  if (step.has("when_full") && !limited && !step.holds_strangers()) {
    step.reading().fail(section.at, step.label_of("when_full"), "goes with capacity or waiting_places");
  }
  return section;
}

std::optional<AbandonSection> read_on_abandon(const Node& node, const std::string& label, Reading& reading) {
  const FieldReader fields(node, "steps.*.on_abandon", label, reading);
  AbandonSection section;
  section.at = node.at;
  section.next = fields.read("next", read_key);
  const auto again = fields.read("again", read_share_by_clock);
  const auto after = fields.read("after", read_time_law);
  const auto attempts = fields.read("attempts", WholeNumber{1, most_attempts});
  if (again && after) section.retrial = Retrial{*again, *after, static_cast<std::uint32_t>(attempts.value_or(0))};
  for (const std::string_view key : {"after", "attempts"}) {
    if (fields.has(key) && !fields.has("again"))
      reading.fail(fields.find(key)->at, fields.label_of(key), "goes with again");
  }
  if (fields.has("again") && !fields.has("after")) {
    reading.fail(fields.find("again")->at, fields.label_of("again"), "\"after\" is missing",
                 "after = \"20 min\" says when they try again");
  } else if (node.is_table() && !fields.has("again") && !fields.has("next") && !fields.holds_strangers()) {
    reading.fail(node.at, label, "expected next or again");
  }
  return section.next || section.retrial ? std::optional(section) : std::nullopt;
}

std::optional<Callback> read_callback(const Node& node, const std::string& label, Reading& reading) {
  const FieldReader fields(node, "steps.*.callback", label, reading);
  const auto when = fields.read("when", read_expected_wait);
  const auto accept = fields.read("accept", read_share);
  const auto within = fields.read("within", read_duration);
  if (!when || !within) return std::nullopt;
  return Callback{*when, accept.value_or(1.0), *within};
}

}  // namespace throughline
