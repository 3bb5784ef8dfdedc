// SPDX-License-Identifier: MIT
#include "theory/obstacles.hpp"

#include <algorithm>
#include <limits>

namespace throughline {
namespace {

bool follows_clock(const std::optional<TimeLaw>& law) {
  return law && !law->constant();
}

// Every member is named wherever something is inspected, so that whoever adds one has to say here whether theory knows
// it: the compiler insists.

std::optional<std::string> obstacle_of(const Room& room) {
  const auto& [capacity, waiting_places, when_full, balking, at_close] = room;
  if (!balking.empty()) return "balking";
  if (room.blocks()) return "blocking";
  if ((capacity || waiting_places) && when_full == WhenFull::divert) return "diversion of those who find no room";
  if (at_close == AtClose::turn_away) return "customers turned away at the close";
  return std::nullopt;
}

}  // namespace

bool is_exponential(const Distribution& law) {
  const bool plain = law.shift == 0.0 && law.minimum <= 0.0 && law.maximum == std::numeric_limits<double>::infinity();
  const bool one_phase =
      (law.family == Family::gamma || law.family == Family::erlang || law.family == Family::weibull) &&
      law.parameters[0] == 1.0;
  return plain && (law.family == Family::exponential || one_phase);
}

std::optional<std::string> obstacle_of(const ArrivalsSection& arrivals) {
  const auto& [process, batch, limit, uncertainty, backlog] = arrivals;
  if (batch) return "arrivals in batches";
  if (limit) return "a limit of arrivals";
  if (uncertainty) return "days that differ";
  if (!backlog.empty()) return "a backlog";
  if (std::holds_alternative<Appointments>(process)) return "appointments";
  if (std::holds_alternative<Replay>(process)) return "recorded arrivals";
  if (const auto* rate = std::get_if<Schedule<double>>(&process); rate != nullptr && !rate->constant())
    return "a profile of arrivals";
  if (const auto* interval = std::get_if<Distribution>(&process); interval != nullptr && !is_exponential(*interval))
    return "times between arrivals that are not exponential";
  if (const auto* group = std::get_if<Population>(&process); group != nullptr && !is_exponential(group->think))
    return "a think time that is not exponential";
  return std::nullopt;
}

std::optional<std::string> obstacle_of(const Staff& staff) {
  // Whoever is always there is not interrupted at the end of a shift; names, cost and kind change no queue.
  [[maybe_unused]] const auto& [key, name, count, shifts, cost, priority, kind, discipline, takes_next, speed, preempt,
                                absence, shrinkage, interruptions, new_staff, interrupts, surges, hold_for_appointment,
                                sharing] = staff;
  const auto pauses = [](const Shift& shift) { return !shift.breaks.empty(); };
  if (std::any_of(shifts.begin(), shifts.end(), pauses)) return "breaks";
  if (!shifts.empty()) return "shifts";
  if (absence > 0.0) return "absence";
  if (shrinkage > 0.0) return "shrinkage";
  if (!interruptions.empty()) return "interruptions";
  if (new_staff) return "beginners";
  if (!surges.empty()) return "surges";
  if (hold_for_appointment > 0.0) return "people held for appointments";
  if (!speed.empty()) return "speed by step";
  if (!count || !count->constant()) return "a count that follows the clock";
  if (count->levels.front().value == 0) return "nobody on duty";
  if (discipline == Discipline::shortest) return "the shortest service first";
  if (discipline == Discipline::due) return "the earliest appointment first";
  if (!priority.empty() && takes_next == TakesNext::longest_wait) return "takes_next = \"longest_wait\"";
  return std::nullopt;
}

std::optional<std::string> obstacle_of(const Behavior& behavior) {
  [[maybe_unused]] const auto& [staff, keeps, releases, takes, pace, speed_by_queue, batch, time, wrap_up, patience,
                                retrial, callback, room, failure, becomes, fork, awaits, yields, cost, deadline,
                                relief] = behavior;
  if (staff && staff->kind == StaffingKind::same_as) return "the same person again";
  if (staff && staff->pools.size() > 1)
    return staff->kind == StaffingKind::any_of ? "any of several pools" : "several people at once";
  if (!keeps.empty()) return "people who are kept over steps";
  if (!releases.empty()) return "people who are released";
  if (takes != Part{}) return "several customers at once";
  if (!pace.empty()) return "a pace";
  if (!speed_by_queue.empty()) return "speed by the queue";
  if (batch) return "customers who are served together";
  if (retrial) return "customers who try again";
  if (callback) return "calls back";
  if (fork) return "branches at the same time";
  if (!awaits.empty()) return "waits for other work";
  if (yields) return "services that leave their staff to others";
  if (deadline) return "a deadline";
  if (relief) return "relief of those who wait";
  if (const auto found = obstacle_of(room)) return found;
  if (!staff && room.is_limited()) return "room for so many without staff";
  if (follows_clock(time)) return "a time that follows the clock";
  if (follows_clock(wrap_up)) return "a wrap-up that follows the clock";
  if (follows_clock(patience)) return "patience that follows the clock";
  if (failure && failure->recovery) return "failures that are made up for";
  if (failure && !failure->probability.constant()) return "failures that follow the clock";
  if (staff && law_of(*time).mean() <= 0.0) return "services that take no time";
  return std::nullopt;
}

std::optional<std::string> obstacle_of(const ExperienceSection::BrokenWindows& windows, const Behavior& behavior) {
  [[maybe_unused]] const auto& [below, failure, patience] = windows;
  if (behavior.patience && patience != 1.0) return "patience that dissatisfaction changes";
  if (behavior.failure && !behavior.failure->probability.is_always(0.0) && failure != 1.0)
    return "failures that depend on dissatisfaction";
  return std::nullopt;
}

std::optional<std::string> obstacle_of(const Route& route) {
  [[maybe_unused]] const auto& [kind, behavior, segments, probability, rest, delay, loss, repeat, repeat_time, guard,
                                shortest, warm, handoff, interaction, visibility, internal_interaction, at] = route;
  if (kind == RouteKind::fork || kind == RouteKind::join) return "branches at the same time";
  if (kind == RouteKind::start) return "work that runs on";
  if (kind == RouteKind::deadline) return "a deadline";
  if (guard) return "routes under conditions";
  if (shortest) return "the shortest of several lines";
  if (warm) return "warm handoffs";
  if (!probability.constant() || !loss.constant() || !repeat.constant()) return "routes that follow the clock";
  if (follows_clock(delay) || follows_clock(repeat_time)) return "handoffs that follow the clock";
  return std::nullopt;
}

}  // namespace throughline
