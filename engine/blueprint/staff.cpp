// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <set>

#include "blueprint/draft.hpp"

namespace throughline {
namespace {

/// Everybody on a shift is simulated for each of its days.
void judge_people(const StaffSection& section, const std::string& subject, Draft& draft) {
  constexpr double most_duties = 5'000'000.0;
  constexpr double day = 86'400.0;
  double duties = 0.0;
  for (const ShiftSection& shift : section.shifts) {
    const double days_a_week = std::popcount(static_cast<unsigned>(shift.days));
    duties += static_cast<double>(shift.count) * (draft.document.run.length / day * days_a_week / 7.0 + 1.0);
  }
  if (duties <= most_duties) return;
  draft.reject(section.key.at,
               fmt::format("{}: {:.3g} people and days on shifts are more than 5 000 000", subject, duties),
               "a pool whose people need not be told apart has a count that follows the clock");
}

void judge_presence(const StaffSection& section, Draft& draft) {
  const std::string subject = fmt::format("staff \"{}\"", section.key.value);
  if (section.count && !section.shifts.empty()) {
    draft.reject(section.key.at, subject + ": has both count and shifts", "keep one of them");
  }
  if (!section.count && section.shifts.empty()) {
    draft.reject(section.key.at, subject + ": has neither count nor shifts",
                 "for example count = 2, or shifts.day = { from = \"08:00\", to = \"16:00\", count = 2 }");
  }
  for (const ShiftSection& shift : section.shifts) {
    const std::string which = fmt::format("{}: shift \"{}\"", subject, shift.key.value);
    if (shift.from == shift.to) {
      draft.reject(shift.key.at, which + " has no length", "a whole day is from = \"00:00\", to = \"24:00\"");
    }
    const Shift times{shift.key.value, shift.from, shift.to, shift.days, shift.count, {}};
    for (const Break& pause : shift.breaks) {
      if (shift.from == shift.to || times.offset(pause.at) < times.length()) continue;
      draft.reject(pause.key.at, fmt::format("{}: break \"{}\" begins outside of it", which, pause.key.value));
    }
    if (shift.days == 0) draft.reject(shift.key.at, which + " begins on no day");
  }
  judge_people(section, subject, draft);
}

/// `segment.red` or `step.review`, resolved; an entry with neither is a mistake that has been noted.
PriorityEntry resolve_entry(const Text& written, const std::string& subject, Draft& draft) {
  PriorityEntry entry;
  const std::string& text = written.value;
  for (const bool is_segment : {true, false}) {
    const std::string_view prefix = is_segment ? "segment." : "step.";
    if (!text.starts_with(prefix)) continue;
    const std::string name = text.substr(prefix.size());
    const NameIndex& index = is_segment ? draft.segments : draft.steps;
    const auto id = index.find(name);
    if (!id) {
      const auto nearest = nearest_name(name, index.names());
      draft.mistakes.add(written.at,
                         fmt::format("{}: priority: unknown {} \"{}\"", subject, is_segment ? "segment" : "step", name),
                         nearest ? fmt::format("did you mean \"{}{}\"?", prefix, *nearest) : "");
      return entry;
    }
    if (is_segment) entry.segment = SegmentId{*id};
    if (!is_segment) entry.step = StepId{*id};
    return entry;
  }
  draft.reject(written.at, fmt::format("{}: priority: \"{}\" names neither a segment nor a step", subject, text),
               "entries read \"segment.NAME\" or \"step.NAME\"");
  return entry;
}

std::vector<PriorityEntry> resolve_priority(const StaffSection& section, Draft& draft) {
  const std::string subject = fmt::format("staff \"{}\"", section.key.value);
  std::vector<PriorityEntry> entries;
  std::set<std::string> seen;
  for (const Text& written : section.priority) {
    if (!seen.insert(written.value).second) {
      draft.reject(written.at, fmt::format("{}: priority names \"{}\" twice", subject, written.value));
    }
    entries.push_back(resolve_entry(written, subject, draft));
  }
  return entries;
}

/// Who preempts is named in `priority` too: it says over whom.
std::optional<Staff::Preempt> resolve_preempt(const StaffSection& section, Draft& draft) {
  if (!section.preempt) return std::nullopt;
  Staff::Preempt preempt{{}, section.preempt->then};
  for (const Text& written : section.preempt->by) {
    const auto place = std::find_if(section.priority.begin(), section.priority.end(),
                                    [&](const Text& entry) { return entry.value == written.value; });
    if (place != section.priority.end()) {
      preempt.by.push_back(static_cast<std::uint32_t>(place - section.priority.begin()));
    } else {
      draft.reject(written.at,
                   fmt::format("staff \"{}\": preempt: by \"{}\", which is not in its priority", section.key.value,
                               written.value),
                   "priority says over whom it goes");
    }
  }
  return preempt;
}

std::vector<Surge> resolve_surges(const StaffSection& section, Draft& draft) {
  std::vector<Surge> surges;
  for (const SurgeSection& written : section.surges) {
    Surge surge = written.surge;
    const std::string subject = fmt::format("staff \"{}\": surge \"{}\"", section.key.value, surge.key.value);
    if (written.from) {
      surge.from = draft.find<StaffId>(draft.staff, *written.from, subject, "staff");
      if (surge.from && written.from->value == section.key.value) {
        draft.reject(written.from->at, subject + ": borrows from the pool itself",
                     "without from, people of their own come");
      }
      if (surge.from && draft.document.staff[static_cast<std::size_t>(*surge.from)].kind == StaffKind::place) {
        draft.reject(written.from->at,
                     fmt::format("{}: \"{}\" are places, which stay where they are", subject, written.from->value));
      }
      if (surge.from && draft.document.staff[static_cast<std::size_t>(*surge.from)].sharing) {
        draft.reject(written.from->at,
                     fmt::format("{}: \"{}\" work as one (sharing), and lend nobody", subject, written.from->value));
      }
    }
    surges.push_back(std::move(surge));
  }
  return surges;
}

}  // namespace

void resolve_staff(Draft& draft) {
  for (const StaffSection& section : draft.document.staff) {
    judge_presence(section, draft);
    Staff staff;
    staff.key = section.key.value;
    staff.name = section.name;
    staff.count = section.count;
    for (const ShiftSection& shift : section.shifts) {
      staff.shifts.push_back({shift.key.value, shift.from, shift.to, shift.days, shift.count, shift.breaks});
    }
    staff.cost = section.cost;
    staff.priority = resolve_priority(section, draft);
    staff.preempt = resolve_preempt(section, draft);
    staff.interrupts = section.interrupts;
    staff.absence = section.absence;
    staff.shrinkage = section.shrinkage;
    staff.interruptions = section.interruptions;
    staff.new_staff = section.new_staff;
    staff.surges = resolve_surges(section, draft);
    staff.hold_for_appointment = section.hold_for_appointment;
    staff.sharing = section.sharing;
    staff.kind = section.kind;
    staff.discipline = section.discipline;
    staff.takes_next = section.takes_next.value_or(TakesNext::priority);
    for (const SpeedSection& speed : section.speed) {
      const std::string subject = fmt::format("staff \"{}\": speed", section.key.value);
      if (const auto step = draft.find<StepId>(draft.steps, speed.step, subject, "step")) {
        staff.speed.emplace_back(*step, speed.factor);
      }
    }
    draft.blueprint.staff.push_back(std::move(staff));
  }
}

}  // namespace throughline
