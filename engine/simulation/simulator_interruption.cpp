// SPDX-License-Identifier: MIT
// Services that are interrupted: by a customer of higher rank, or by the end of a shift.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

template <class Witness>
void Simulator<Witness>::serve_until_interrupted(Journey& journey, std::uint32_t index, double speed) {
  if (program_.has_pace) keep_pace();
  InterruptibleService& service = services_[index];
  if (service.since >= 0.0) {
    service.lost += now_ - service.since;
    service.since = -1.0;
  } else {
    journey.started = now_;
    ++event_count_;
    service = {};
    draw_work(journey, index);
  }
  service.speed = speed;
  const double lasts = service.left / speed;
  service.from = now_;
  service.end = now_ + lasts;
  tell_service(index, lasts);
  time_service(index);
  if (program_.has_absences) start_service_clocks(index, lasts);
}

template <class Witness>
void Simulator<Witness>::on_deadline(std::uint32_t index) {
  const DeadlineTable& deadline = *deadline_at(journeys_[index]);
  stop(index, true);
  Journey& journey = journeys_[index];
  journey.attempts = 0;
  if (program_.has_repeat_time) registers_.extra_time(index) = 0.0;
  witness_.passed(journey, deadline.route);
  journey.counter = deadline.target;
  settle();
  advance(index);
}

template <class Witness>
void Simulator<Witness>::served(const Journey& journey, std::uint32_t index) {
  if (is_carrier(index)) return served_together(index);
  queues_.step_left(now_, journey.step);
  if (program_.has_beginners)
    registers_.failure_factor(index) = dispatcher_.failure_factor(now_, index, dispatcher_.need_of(line_of(journey)));
  if (program_.interrupts && dispatcher_.need_of(line_of(journey)).interruptible) {
    if (program_.has_absences) stop_service_clocks(index, now_ - services_[index].from);
    witness_.served_with_breaks(journey, now_, services_[index].lost);
  } else {
    witness_.served(journey, now_);
  }
}

template <class Witness>
void Simulator<Witness>::interrupt(std::uint32_t index, Again then) {
  Journey& journey = journeys_[index];
  InterruptibleService& service = services_[index];
  timers_.call_off(index);
  if (program_.has_absences) stop_service_clocks(index, now_ - service.from);
  if (then == Again::resume) service.left = std::max(0.0, service.end - now_) * service.speed;
  if (then == Again::restart) service.left = service.work;
  if (then == Again::resample) draw_work(journey, index);
  service.since = now_;
  if constexpr (Witness::accounts_time) spend(index, TimeKind::interrupted);
  --journey.counter;  // at the service once more
  dispatcher_.free_unkept(now_, index);
  dispatcher_.wait_first(index, line_of(journey));
  const double deadline = deadline_of(journey);
  if (deadline < std::numeric_limits<double>::infinity()) timers_.start(deadline, Rank::patience_end, index);
}

template <class Witness>
bool Simulator<Witness>::make_room(std::uint32_t index, std::uint32_t line) {
  const Need& need = dispatcher_.need_of(line);
  const bool all = need.kind == StaffingKind::all;
  // In vain, as most often, is found out first: looking through those who serve takes the longest.
  for (std::size_t place = 0; place < need.pools.size() && all; ++place) {
    if (has_nobody_for(index, line, place)) return false;
  }
  victims_.clear();
  for (std::size_t place = 0; place < need.pools.size(); ++place) {
    if (all && dispatcher_.has_for(index, need.pools[place], line)) continue;
    const bool found = can_interrupt(line, place) && add_victims(need.pools[place], program_.lines[line].ranks[place]);
    if (!found && all) return false;
    if (found && !all) break;
  }
  if (victims_.empty() || need.kind == StaffingKind::same_as) return false;
  for (const auto& [victim, pool] : victims_) {
    const std::optional<Again>& yields = dispatcher_.need_of(line_of(journeys_[victim])).yields;
    interrupt(victim, yields.value_or(program_.pools[pool].then));
  }
  return true;
}

template <class Witness>
std::uint32_t Simulator<Witness>::next_to_preempt() {
  for (const std::uint32_t line : program_.interrupting_lines) {
    const std::uint32_t index = dispatcher_.first_in(line);
    // Whoever has just been interrupted interrupts nobody at the same instant: ranks of several pools may go in a
    // circle.
    if (index == nobody || (is_interrupted(index) && services_[index].since == now_)) continue;
    if (!make_room(index, line)) continue;
    dispatcher_.hang_up(index, line);
    dispatcher_.answer(now_, journeys_[index], index, line);
    return index;
  }
  return nobody;
}

template <class Witness>
void Simulator<Witness>::interrupt_off_duty(std::uint32_t pool) {
  const Crew& crew = dispatcher_.crew();
  for (std::uint32_t person = crew.first_of(pool); person < crew.first_of(pool + 1); ++person) {
    if (crew.is_on_duty(person)) continue;
    for (std::uint32_t held = crew.first_served(person); held != nobody;) {
      const std::uint32_t index = crew.assignment(held).journey;
      const bool kept = crew.assignment(held).keeps;
      held = crew.assignment(held).next_of_person;
      if (!kept && is_served_interruptibly(index)) interrupt(index, *program_.pools[pool].interrupts);
    }
  }
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
