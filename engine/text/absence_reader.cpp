// SPDX-License-Identifier: MIT
#include "text/absence_reader.hpp"

#include <fmt/format.h>

#include "text/distribution_reader.hpp"
#include "text/format.hpp"
#include "text/key.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_breaks = 100;
constexpr std::size_t most_interruptions = 100;
constexpr double slowest = 1e-3;
constexpr double fastest = 1e3;
constexpr double shortest = 1e-3;  ///< mean time from one interruption to the next, seconds

Break read_break(const Entry& entry, const std::string& owner, Reading& reading) {
  Break pause;
  pause.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "staff.*.shifts.*.breaks.*",
                           fmt::format("{}: break {}", owner, in_quotes(entry.key)), reading);
  pause.at = fields.read("at", read_time_of_day).value_or(pause.at);
  pause.lasts = fields.read("for", read_duration).value_or(pause.lasts);
  pause.stagger = fields.read("stagger", read_duration).value_or(pause.stagger);
  return pause;
}

std::optional<Interruption> read_interruption(const Entry& entry, const std::string& owner, Reading& reading) {
  Interruption interruption;
  interruption.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "staff.*.interruptions.*",
                           fmt::format("{}: interruption {}", owner, in_quotes(entry.key)), reading);
  const auto when = fields.read("while", WordOf{choices_of("staff.*.interruptions.*", "while")});
  interruption.every = fields.read("every", read_distribution);
  const auto lasts = fields.read("lasts", read_distribution);
  if (!when || !lasts) return std::nullopt;
  interruption.when = static_cast<While>(*when);
  interruption.lasts = *lasts;
  if (!fields.has("every") && interruption.when != While::idle) {
    reading.fail(entry.at, fields.label(), "\"every\" is missing", "the time from one interruption to the next");
    return std::nullopt;
  }
  const bool endless =
      interruption.every ? interruption.every->mean() < shortest && lasts->mean() < shortest : lasts->mean() < shortest;
  if (endless) {
    reading.fail(entry.at, fields.label(), "no time passes from one interruption to the next");
    return std::nullopt;
  }
  return interruption;
}

}  // namespace

std::vector<Break> read_breaks(const FieldReader& shift) {
  std::vector<Break> breaks;
  const Node* const node = shift.find("breaks");
  if (node == nullptr) return breaks;
  for (const Entry* const entry :
       named_tables(*node, shift.label_of("breaks"), most_breaks, {"none"}, shift.reading())) {
    breaks.push_back(read_break(*entry, shift.label(), shift.reading()));
  }
  return breaks;
}

std::vector<Interruption> read_interruptions(const FieldReader& staff) {
  std::vector<Interruption> interruptions;
  const Node* const node = staff.find("interruptions");
  if (node == nullptr) return interruptions;
  for (const Entry* const entry :
       named_tables(*node, staff.label_of("interruptions"), most_interruptions, {"none"}, staff.reading())) {
    const auto interruption = read_interruption(*entry, staff.label(), staff.reading());
    if (interruption) interruptions.push_back(*interruption);
  }
  return interruptions;
}

std::optional<NewStaff> read_new_staff(const Node& node, const std::string& label, Reading& reading) {
  const FieldReader fields(node, "staff.*.new_staff", label, reading);
  NewStaff beginners;
  const auto share = fields.read("share", read_share);
  beginners.speed = fields.read("speed", NumberBetween{slowest, fastest}).value_or(beginners.speed);
  beginners.failure_factor =
      fields.read("failure_factor", NumberBetween{0.0, fastest}).value_or(beginners.failure_factor);
  beginners.learns_in = fields.read("learns_in", read_duration);
  if (!share) return std::nullopt;
  beginners.share = *share;
  return beginners;
}

}  // namespace throughline
