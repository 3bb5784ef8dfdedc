// SPDX-License-Identifier: MIT
#include "text/staff_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/absence_reader.hpp"
#include "text/format.hpp"
#include "text/key.hpp"
#include "text/roster_reader.hpp"
#include "text/schedule_reader.hpp"
#include "text/surge_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_pools = 10'000;
constexpr double most_shrinkage = 0.95;

ShiftSection read_shift(const Entry& entry, const std::string& owner, Reading& reading) {
  ShiftSection shift;
  shift.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "staff.*.shifts.*", fmt::format("{}: shift {}", owner, in_quotes(entry.key)),
                           reading);
  shift.from = fields.read("from", read_shift_begin).value_or(0.0);
  shift.to = fields.read("to", read_shift_end).value_or(seconds_per_day);
  shift.days = fields.read("days", read_days).value_or(shift.days);
  shift.count = static_cast<std::uint32_t>(fields.read("count", WholeNumber{}).value_or(0));
  shift.breaks = read_breaks(fields);
  return shift;
}

std::vector<ShiftSection> read_shifts(const FieldReader& staff) {
  std::vector<ShiftSection> shifts;
  Reading& reading = staff.reading();
  const Node& node = *staff.find("shifts");
  if (names_roster(node)) return read_roster(FieldReader(node, "staff.*.shifts", staff.label_of("shifts"), reading));
  for (const Entry* const entry : named_tables(node, staff.label_of("shifts"), most_shifts, {"none"}, reading)) {
    shifts.push_back(read_shift(*entry, staff.label(), reading));
  }
  if (node.is_table() && node.entries.empty())
    reading.fail(node.at, staff.label_of("shifts"), "expected at least one shift");
  return shifts;
}

bool is_priority(const std::string& text) {
  for (const std::string_view scope : {"segment.", "step."}) {
    if (std::string_view(text).substr(0, scope.size()) == scope)
      return is_key(std::string_view(text).substr(scope.size()));
  }
  return false;
}

std::optional<std::vector<Text>> read_priority(const Node& node, const std::string& label, Reading& reading) {
  const ValueError expected{"a list such as [\"segment.red\", \"step.review\"]", {}};
  if (!node.is_array() || node.items.empty()) {
    reading.expected(node, label, expected);
    return std::nullopt;
  }
  std::vector<Text> entries;
  for (const Node& item : node.items) {
    const bool valid = item.is_string() && is_priority(item.text);
    const bool twice =
        std::any_of(entries.begin(), entries.end(), [&](const Text& other) { return other.value == item.text; });
    if (!valid) reading.expected(item, label, {"\"segment.NAME\" or \"step.NAME\"", {}});
    if (valid && twice) reading.fail(item.at, label, fmt::format("{} stands here twice", in_quotes(item.text)));
    if (valid && !twice) entries.push_back({item.text, item.at});
  }
  return entries;
}

std::optional<std::vector<SpeedSection>> read_speeds(const Node& node, const std::string& label, Reading& reading) {
  constexpr std::string_view scope = "step.";
  constexpr double slowest = 1e-3;
  constexpr double fastest = 1e3;
  if (!node.is_table()) {
    reading.expected(node, label, {"a table such as { \"step.review\" = 0.9 }", {}});
    return std::nullopt;
  }
  std::vector<SpeedSection> speeds;
  for (const Entry& entry : node.entries) {
    if (!entry.key.starts_with(scope) || !is_key(std::string_view(entry.key).substr(scope.size()))) {
      reading.fail(entry.at, label, fmt::format("expected \"step.NAME\", found {}", in_quotes(entry.key)));
      continue;
    }
    const std::string at = fmt::format("{}: {}", label, entry.key);
    if (const auto factor = NumberBetween{slowest, fastest}(entry.value, at, reading)) {
      speeds.push_back({{entry.key.substr(scope.size()), entry.at}, *factor});
    }
  }
  return speeds;
}

std::optional<StaffSection::Preempt> read_preempt(const Node& node, const std::string& label, Reading& reading) {
  StaffSection::Preempt preempt;
  const FieldReader fields(node, "staff.*.preempt", label, reading);
  preempt.by = fields.read("by", read_priority).value_or(preempt.by);
  if (const auto then = fields.read("then", WordOf{choices_of("staff.*.preempt", "then")})) {
    preempt.then = static_cast<Again>(*then);
  }
  return preempt;
}

/// Interrupted how: none where services are finished.
std::optional<Again> read_shift_end(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table()) {
    const auto word = WordOf{{"finish", "interrupt"}}(node, label, reading);
    return word && *word == 1 ? std::optional(Again::resume) : std::nullopt;
  }
  const FieldReader fields(node, "staff.*.on_shift_end", label, reading);
  const auto then = fields.read("then", WordOf{choices_of("staff.*.on_shift_end", "then")});
  return then ? std::optional(static_cast<Again>(*then)) : std::nullopt;
}

/// Nobody waits for people who work as one, and none of them is told apart.
void judge_sharing(const FieldReader& fields, const StaffSection& staff) {
  const std::string conflict = "does not go with sharing = true, by which people work as one";
  for (const char* const key : {"discipline", "priority", "takes_next", "preempt", "on_shift_end", "speed", "absence",
                                "shrinkage", "interruptions", "new_staff", "surge", "hold_for_appointment"}) {
    if (!fields.has(key)) continue;
    fields.reading().fail(fields.find(key)->at, fields.label_of(key), conflict, "keep one of them");
  }
  for (const ShiftSection& shift : staff.shifts) {
    for (const Break& pause : shift.breaks) {
      fields.reading().fail(pause.key.at, fmt::format("{}: break {}", fields.label(), in_quotes(pause.key.value)),
                            conflict, "shifts that end and begin again leave a gap too");
    }
  }
}

StaffSection read_pool(const Entry& entry, Reading& reading) {
  StaffSection staff;
  staff.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "staff.*", fmt::format("staff {}", in_quotes(entry.key)), reading);
  staff.name = fields.read("name", read_text).value_or(entry.key);
  staff.count = fields.read("count", read_counts);
  if (fields.has("shifts")) staff.shifts = read_shifts(fields);
  const bool both = fields.has("count") && fields.has("shifts");
  const bool neither = !fields.has("count") && !fields.has("shifts");
  if (both || (neither && !fields.holds_strangers())) {
    reading.fail(entry.at, fields.label(), both ? "has both count and shifts" : "has neither count nor shifts",
                 both ? "remove one of them; in a scenario with count = \"none\"" : "write count = 2, say");
  }
  staff.cost = fields.read("cost", read_money_rate).value_or(staff.cost);
  staff.priority = fields.read("priority", read_priority).value_or(staff.priority);
  staff.interrupts = fields.read("on_shift_end", read_shift_end);
  staff.preempt = fields.read("preempt", read_preempt);
  if (const auto kind = fields.read("kind", WordOf{choices_of("staff.*", "kind")})) {
    staff.kind = static_cast<StaffKind>(*kind);
  }
  if (const auto discipline = fields.read("discipline", WordOf{choices_of("staff.*", "discipline")})) {
    staff.discipline = static_cast<Discipline>(*discipline);
  }
  if (const auto next = fields.read("takes_next", WordOf{choices_of("staff.*", "takes_next")})) {
    staff.takes_next = static_cast<TakesNext>(*next);
  }
  staff.speed = fields.read("speed", read_speeds).value_or(staff.speed);
  staff.absence = fields.read("absence", read_share).value_or(staff.absence);
  staff.shrinkage = fields.read("shrinkage", read_share).value_or(staff.shrinkage);
  staff.interruptions = read_interruptions(fields);
  staff.new_staff = fields.read("new_staff", read_new_staff);
  staff.surges = read_surges(fields);
  staff.hold_for_appointment = fields.read("hold_for_appointment", read_duration).value_or(staff.hold_for_appointment);
  if (staff.shrinkage > most_shrinkage) {
    reading.fail(fields.find("shrinkage")->at, fields.label_of("shrinkage"), "is more than 95 %");
  }
  for (const char* const key : {"shifts", "cost", "on_shift_end", "absence", "shrinkage", "new_staff", "surge"}) {
    if (staff.kind != StaffKind::place || !fields.has(key)) continue;
    reading.fail(fields.find(key)->at, fields.label_of(key), "a place has none", "places are always there: count = 4");
  }
  staff.sharing = fields.read("sharing", read_flag).value_or(staff.sharing);
  if (staff.sharing) judge_sharing(fields, staff);
  return staff;
}

}  // namespace

std::vector<StaffSection> read_staff(const FieldReader& file) {
  std::vector<StaffSection> pools;
  const Node* const node = file.find("staff");
  if (node == nullptr) return pools;
  Reading& reading = file.reading();
  for (const Entry* const entry : named_tables(*node, "[staff]", most_pools, {"none"}, reading)) {
    pools.push_back(read_pool(*entry, reading));
  }
  return pools;
}

}  // namespace throughline
