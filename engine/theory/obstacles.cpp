// SPDX-License-Identifier: MIT
#include "theory/obstacles.hpp"

#include <algorithm>
#include <limits>

namespace throughline {
namespace {

bool follows_clock(const std::optional<TimeLaw>& law) {
  return law && !law->constant();
}

std::optional<std::string> obstacle_of(const Room& room) {
  if (!room.balking.empty()) return "balking";
  if (room.blocks()) return "blocking";
  if (room.is_limited() && room.when_full == WhenFull::divert) return "diversion of those who find no room";
  if (room.at_close == AtClose::turn_away) return "customers turned away at the close";
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
  if (arrivals.batch) return "arrivals in batches";
  if (arrivals.limit) return "a limit of arrivals";
  if (arrivals.uncertainty) return "days that differ";
  if (!arrivals.backlog.empty()) return "a backlog";
  if (std::holds_alternative<Appointments>(arrivals.process)) return "appointments";
  if (std::holds_alternative<Replay>(arrivals.process)) return "recorded arrivals";
  if (const auto* rate = std::get_if<Schedule<double>>(&arrivals.process); rate != nullptr && !rate->constant())
    return "a profile of arrivals";
  if (const auto* interval = std::get_if<Distribution>(&arrivals.process);
      interval != nullptr && !is_exponential(*interval))
    return "times between arrivals that are not exponential";
  if (const auto* group = std::get_if<Population>(&arrivals.process); group != nullptr && !is_exponential(group->think))
    return "a think time that is not exponential";
  return std::nullopt;
}

std::optional<std::string> obstacle_of(const Staff& staff) {
  const auto pauses = [](const Shift& shift) { return !shift.breaks.empty(); };
  if (std::any_of(staff.shifts.begin(), staff.shifts.end(), pauses)) return "breaks";
  if (!staff.shifts.empty()) return "shifts";
  if (staff.absence > 0.0) return "absence";
  if (staff.shrinkage > 0.0) return "shrinkage";
  if (!staff.interruptions.empty()) return "interruptions";
  if (staff.new_staff) return "beginners";
  if (!staff.surges.empty()) return "surges";
  if (staff.hold_for_appointment > 0.0) return "people held for appointments";
  if (!staff.speed.empty()) return "speed by step";
  if (!staff.count || !staff.count->constant()) return "a count that follows the clock";
  if (staff.count->levels.front().value == 0) return "nobody on duty";
  if (staff.discipline == Discipline::shortest) return "the shortest service first";
  if (staff.discipline == Discipline::due) return "the earliest appointment first";
  if (!staff.priority.empty() && staff.takes_next == TakesNext::longest_wait) return "takes_next = \"longest_wait\"";
  return std::nullopt;
}

std::optional<std::string> obstacle_of(const Behavior& behavior) {
  if (behavior.staff) {
    const Staffing& staff = *behavior.staff;
    if (staff.kind == StaffingKind::same_as) return "the same person again";
    if (staff.kind == StaffingKind::any_of && staff.pools.size() > 1) return "any of several pools";
    if (staff.pools.size() > 1) return "several people at once";
    if (!behavior.keeps.empty()) return "people who are kept over steps";
    if (!behavior.releases.empty()) return "people who are released";
    if (behavior.takes != Part{}) return "several customers at once";
    if (!behavior.pace.empty()) return "a pace";
  }
  if (behavior.retrial) return "customers who try again";
  if (behavior.callback) return "calls back";
  if (const auto found = obstacle_of(behavior.room)) return found;
  if (!behavior.staff && behavior.room.is_limited()) return "room for so many without staff";
  if (follows_clock(behavior.time)) return "a time that follows the clock";
  if (follows_clock(behavior.wrap_up)) return "a wrap-up that follows the clock";
  if (follows_clock(behavior.patience)) return "patience that follows the clock";
  if (behavior.failure && !behavior.failure->probability.constant()) return "failures that follow the clock";
  if (behavior.staff && law_of(*behavior.time).mean() <= 0.0) return "services that take no time";
  return std::nullopt;
}

std::optional<std::string> obstacle_of(const Route& route) {
  if (!route.probability.constant() || !route.loss.constant() || !route.repeat.constant())
    return "routes that follow the clock";
  if (follows_clock(route.delay) || follows_clock(route.repeat_time)) return "handoffs that follow the clock";
  return std::nullopt;
}

}  // namespace throughline
