// SPDX-License-Identifier: MIT
// The verbs of a plain visit, which the event loop takes into itself: one whole person of one pool serves. Only for
// simulator_verbs.cpp.
#pragma once

#include "simulation/simulator.hpp"

namespace throughline {

template <class Witness>
inline void Simulator<Witness>::reach(Journey& journey, std::uint32_t index, const Instruction& instruction) {
  journey.step = instruction.step;
  journey.cell = instruction.step * segment_count_ + journey.segment;
  journey.reached = now_;
  journey.visit = instruction.a == no_index ? 0 : registers_.visits(index, instruction.a)++;
  witness_.reached(journey);
}

template <class Witness>
inline bool Simulator<Witness>::seize(Journey& journey, const Instruction& instruction) {
  StaffPool& pool = pools_[instruction.pool];
  if (!pool.has_free()) return false;
  journey.person = pool.seize(now_);
  return true;
}

template <class Witness>
[[gnu::always_inline]] inline void Simulator<Witness>::wait_in_line(const Journey& journey, std::uint32_t index,
                                                                    const Instruction& instruction) {
  pools_[instruction.pool].line().join(journeys_, index, rank(journey));
  queues_.join(now_, instruction.step);
  if (program_.pools_share_steps) lines_[instruction.pool].add(now_, 1.0);
}

template <class Witness>
[[gnu::always_inline]] inline void Simulator<Witness>::serve(Journey& journey, std::uint32_t index,
                                                             const Instruction& instruction, double longer) {
  journey.started = now_;
  ++event_count_;
  const double time = draw(instruction.a, luck(journey, Purpose::service)) + longer;
  witness_.serves(journey, time);
  events_.push(now_ + time, Rank::service_end, index);
}

template <class Witness>
[[gnu::always_inline]] inline void Simulator<Witness>::grant(std::uint32_t pool, std::uint32_t index,
                                                             std::uint32_t person) {
  Journey& journey = journeys_[index];
  journey.person = person;
  queues_.leave(now_, journey.step);
  if (program_.pools_share_steps) lines_[pool].add(now_, -1.0);
  if (program_.has_timers) timers_.call_off(index);
  const Instruction& next = program_.code[journey.counter];
  if (next.verb == Verb::serve) [[likely]] {  // the common case without going through the program
    ++journey.counter;
    if constexpr (Witness::accounts_time) spend(index, next);
    serve(journey, index, next, 0.0);
  } else {
    advance(index);
  }
}

template <class Witness>
[[gnu::always_inline]] inline void Simulator<Witness>::become_free(std::uint32_t pool_index, std::uint32_t person) {
  StaffPool& pool = pools_[pool_index];
  if (!pool.stays(now_, person)) return;
  if (pool.line().empty()) {
    pool.rest(now_, person);
  } else {
    grant(pool_index, pool.line().take_first(journeys_), person);
  }
}

template <class Witness>
inline std::uint32_t Simulator<Witness>::choose(const Journey& journey, std::uint32_t first, std::uint32_t count) {
  const double uniform = luck(journey, Purpose::route).uniform();
  const Choice* choice = &program_.choices[first];
  for (const Choice* last = choice + count - 1; choice != last && uniform >= choice->threshold;) ++choice;
  witness_.passed(journey, choice->route);
  return choice->target;
}

}  // namespace throughline
