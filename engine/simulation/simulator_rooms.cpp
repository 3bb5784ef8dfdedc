// SPDX-License-Identifier: MIT
// Steps that hold only so many: who is turned away, who is blocked, and customers who come again.
#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

template <class Witness>
auto Simulator<Witness>::enter(Journey& journey, std::uint32_t index, const Instruction& instruction) -> Entrance {
  const std::uint32_t step = journey.step;
  const std::uint32_t held = rooms_.take_up(index);
  if (held == step) {
    journey.reached = now_;  // now, where it had stood outside before
    return Entrance::open;
  }
  if (held != no_index) give_back(held);
  const Room& room = room_of(step, journey.segment);
  const std::uint32_t present = rooms_.present(step);
  const bool closes = closed_ && room.at_close == AtClose::turn_away;
  if (closes || balks(journey, room, present)) return turn_away(journey, index);
  if (room.is_limited() && is_full(step, room, journey.segment, instruction.pool)) {
    if (!room.blocks()) return turn_away(journey, index);
    rooms_.block(step, {index, no_index});
    return Entrance::blocked;
  }
  rooms_.enter(step);
  return Entrance::open;
}

template <class Witness>
auto Simulator<Witness>::turn_away(Journey& journey, std::uint32_t index) -> Entrance {
  queues_.step_left(now_, journey.step);
  journey.attempts = 0;
  if (program_.has_repeat_time) registers_.extra_time(index) = 0.0;
  witness_.turned_away(journey, now_);
  return Entrance::closed;
}

template <class Witness>
bool Simulator<Witness>::claim(const Journey& journey, std::uint32_t index, const Instruction& instruction) {
  const std::uint32_t step = instruction.a;
  const Room& room = room_of(step, journey.segment);
  if (!room.blocks()) return true;  // of others: seen when it comes there
  if (rooms_.blocked(step).empty() && !is_full(step, room, journey.segment, nobody_serves)) {
    rooms_.hold(index, step);
    return true;
  }
  rooms_.block(step, {index, journey.step});
  find_deadlock(step);
  return false;
}

template <class Witness>
void Simulator<Witness>::wake_blocked(std::uint32_t step) {
  while (!rooms_.blocked(step).empty()) {
    const std::uint32_t index = rooms_.blocked(step).front().journey;
    const std::uint32_t segment = journeys_[index].segment;
    if (is_full(step, room_of(step, segment), segment, nobody_serves)) return;
    rooms_.unblock_first(step);
    rooms_.hold(index, step);
    events_.push(now_, Rank::service_end, index);
  }
}

template <class Witness>
void Simulator<Witness>::wake_blocked() {
  for (const std::uint32_t step : program_.blocking_steps) wake_blocked(step);
}

template <class Witness>
void Simulator<Witness>::give_back(std::uint32_t step) {
  rooms_.leave(step);
  if (program_.blocks) wake_blocked();
}

template <class Witness>
void Simulator<Witness>::turn_away_waiting() {
  for (std::uint32_t index = 0; index < journeys_.size(); ++index) {
    Journey& journey = journeys_[index];
    if (!is_inside(index) || whereabouts(index) != Whereabouts::waiting) continue;
    if (program_.steps[journey.step].first_room == no_index) continue;
    if (room_of(journey.step, journey.segment).at_close != AtClose::turn_away) continue;
    stop_waiting(journey, index);
    if (program_.has_timers) timers_.call_off(index);
    turn_away(journey, index);
    rooms_.leave(journey.step);
    // Where it would have gone, had it been turned away before.
    std::uint32_t at = journey.counter;
    while (program_.code[at].verb != Verb::enter) --at;
    journey.counter = program_.code[at].b;
    advance(index);
  }
  if (program_.blocks) wake_blocked();
}

template <class Witness>
bool Simulator<Witness>::tries_again(std::uint32_t index, const Instruction& instruction) {
  Journey& journey = journeys_[index];
  const RetrialTable& retrial = program_.retrials[instruction.a];
  const std::uint32_t tries = ++registers_.tries(index, retrial.slot);
  if (retrial.attempts > 0 && tries >= retrial.attempts) return false;
  if (!happens(journey, retrial.share, Purpose::retrial)) return false;
  const double time = draw(retrial.after, luck(journey, Purpose::retrial_time));
  journey.counter = retrial.target;
  if constexpr (Witness::accounts_time) spend(index, TimeKind::retrying);
  events_.push(now_ + time, Rank::route_arrival, index);
  // It leaves and keeps nobody.
  if (program_.dispatches) {
    let_go(index);
    settle();
  }
  return true;
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
