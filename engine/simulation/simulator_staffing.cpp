// SPDX-License-Identifier: MIT
// The verbs of steps whose people are dispatched: several at once, any of several, the same as before, kept over steps.

#include <algorithm>
#include <limits>
#include <utility>

#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {
namespace {

double haste_of(const Need& need, std::uint32_t waiting) {
  double speed = 1.0;
  for (const SpeedLevel& level : need.speed_by_queue) {
    if (waiting >= level.from) speed = level.speed;
  }
  return speed;
}

}  // namespace

template <class Witness>
bool Simulator<Witness>::call(Journey& journey, std::uint32_t index) {
  const std::uint32_t line = line_of(journey);
  if (!dispatcher_.answer(now_, journey, index, line)) {
    if (!program_.interrupts || !make_room(index, line)) return false;
    dispatcher_.answer(now_, journey, index, line);
    journey.person = dispatcher_.server_of(index);
    settle();  // for whom else those who were interrupted left behind
    return true;
  }
  journey.person = dispatcher_.server_of(index);
  return true;
}

template <class Witness>
void Simulator<Witness>::wait_for_call(const Journey& journey, std::uint32_t index) {
  const std::uint32_t line = line_of(journey);
  dispatcher_.wait(index, line, order_of(journey, index, dispatcher_.need_of(line).discipline));
  count_waiting(journey, party_of(index));
}

template <class Witness>
void Simulator<Witness>::count_waiting(const Journey& journey, double change) {
  change > 0.0 ? queues_.join(now_, journey.step, change) : queues_.leave(now_, journey.step, -change);
  for (const NeededPool& needed : dispatcher_.need_of(line_of(journey)).pools) {
    lines_[needed.pool].add(now_, change);
    if (program_.has_surges) watch_queue(needed.pool);
  }
}

template <class Witness>
void Simulator<Witness>::settle() {
  if (program_.has_absences) send_away();
  if (program_.has_surges) lend();
  if (Witness::accounts_time && program_.has_surges) note_duty();
  if (program_.has_pace) keep_pace();
  for (;;) {
    std::uint32_t index = dispatcher_.next(now_, journeys_);
    if (index == nobody && program_.interrupts) index = next_to_preempt();
    if (index == nobody) break;
    Journey& journey = journeys_[index];
    journey.person = dispatcher_.server_of(index);
    if (!is_interrupted(index)) count_waiting(journey, -party_of(index));
    if (program_.has_timers) timers_.call_off(index);
    advance(index);
  }
  if (program_.blocks) wake_blocked();
  if (program_.has_idle_absences) plan_vacations();
}

template <class Witness>
void Simulator<Witness>::serve_called(Journey& journey, std::uint32_t index, const Instruction& instruction) {
  const Need& need = dispatcher_.need_of(line_of(journey));
  const double haste = need.speed_by_queue.empty() ? 1.0 : haste_of(need, queues_.waiting(journey.step));
  const double speed = dispatcher_.speed(now_, journey, index, need) * dispatcher_.pace(index, need) * haste;
  if (need.interruptible) {
    serve_until_interrupted(journey, index, speed);
    services_[index].haste = haste;
    return;
  }
  journey.started = now_;
  ++event_count_;
  const double longer = instruction.b != 0 ? registers_.take_extra_time(index) : 0.0;
  const double time = (draw(instruction.a, luck(journey, Purpose::service)) + longer) / speed;
  tell_service(index, time);
  events_.push(now_ + time, Rank::service_end, index);
}

template <class Witness>
void Simulator<Witness>::wrap_up_called(std::uint32_t index, const Instruction& instruction) {
  const std::uint32_t stand_in = journeys_.acquire();  // moves journeys
  const Journey& journey = journeys_[index];
  const double time = draw(instruction.a, luck(journey, Purpose::wrap_up));
  journeys_[stand_in].segment = Journey::wrapping_up;
  journeys_[stand_in].counter = instruction.b;
  dispatcher_.crew().hand_over(index, stand_in);
  events_.push(now_ + time, Rank::service_end, stand_in);
}

template <class Witness>
void Simulator<Witness>::escort(std::uint32_t index, const Instruction& instruction) {
  const std::uint32_t stand_in = journeys_.acquire();  // moves journeys
  journeys_[stand_in].segment = Journey::wrapping_up;
  journeys_[stand_in].counter = program_.wrapped_up_called;
  // What they have to do after it is drawn now: it belongs to this visit.
  const bool wraps_up = instruction.a != no_index;
  journeys_[stand_in].started = wraps_up ? draw(instruction.a, luck(journeys_[index], Purpose::wrap_up)) : 0.0;
  dispatcher_.crew().hand_over(index, stand_in);
  registers_.escort(index) = stand_in;
}

template <class Witness>
void Simulator<Witness>::take_over(std::uint32_t index) {
  const std::uint32_t stand_in = std::exchange(registers_.escort(index), nobody);
  if (stand_in == nobody) return;
  const double wrap_up = journeys_[stand_in].started;
  if (wrap_up > 0.0) return events_.push(now_ + wrap_up, Rank::service_end, stand_in);
  let_go(stand_in);
  journeys_.release(stand_in);
  settle();
}

template <class Witness>
void Simulator<Witness>::let_go(std::uint32_t index) {
  const Crew& crew = dispatcher_.crew();
  for (std::uint32_t held = crew.first_held(index); held != nobody; held = crew.assignment(held).next_of_journey) {
    last_wrapped_up_[crew.pool_of(crew.assignment(held).person)] = now_;
  }
  dispatcher_.let_go(now_, index);
}

template <class Witness>
void Simulator<Witness>::on_crew_change(const RosterEvent& event) {
  Crew& crew = dispatcher_.crew();
  const bool by_level = event.kind == RosterEvent::Kind::level_rises || event.kind == RosterEvent::Kind::level_falls;
  if (by_level) {
    crew.set_level(now_, event.pool, event.count);
    for (; !crew.newcomers().empty(); crew.newcomers().pop_back()) begin_duty(crew.newcomers().back(), nullptr, false);
  } else {
    const ShiftGroup& group = program_.groups[event.group];
    for (std::uint32_t number = group.first; number < group.first + group.count; ++number) {
      const std::uint32_t person = crew.first_of(event.pool) + number;
      event.begins() ? crew.come(now_, person) : crew.go(now_, person);
      if (event.begins() && program_.has_absences) begin_duty(person, &group, false);
    }
  }
  if (program_.pools[event.pool].interrupts) interrupt_off_duty(event.pool);
  if (event.begins()) dispatcher_.look_at(event.pool);
  settle();
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
