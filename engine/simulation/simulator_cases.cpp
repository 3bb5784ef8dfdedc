// SPDX-License-Identifier: MIT
// Parts of a journey that go their own ways: branches of a fork, and work that runs on backstage.
#include <algorithm>

#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

template <class Witness>
std::uint32_t Simulator<Witness>::begin_part(std::uint32_t index, Purpose purpose, std::uint64_t address,
                                             std::uint32_t target) {
  const std::uint32_t part = journeys_.acquire();  // moves journeys
  ++event_count_;
  if (++inside_ > program_.max_inside) stop_at(fullest_step(), GivenUp::too_many_inside);
  const Journey& journey = journeys_[index];
  Journey& begun = journeys_[part];
  RandomStream stream(journey.key, address, journey.visit, purpose);
  begun.key = stream.bits();
  begun.arrived = journey.arrived;
  begun.segment = journey.segment;
  begun.step = journey.step;
  begun.cell = journey.cell;
  begun.attempts = 0;
  begun.counter = target;
  if (registers_.any()) {
    registers_.clear(part);
    if (registers_.has_due()) registers_.due(part) = registers_.due(index);
    if (registers_.has_origins()) registers_.origin(part) = registers_.origin(index);
  }
  dispatcher_.inherit(part, index);
  if constexpr (Witness::accounts_time) times_.begin_part(part, now_);
  witness_.part_began(begun, journey, purpose == Purpose::started_case);
  events_.push(now_, Rank::route_arrival, part);
  return part;
}

template <class Witness>
bool Simulator<Witness>::fork(std::uint32_t index, const Instruction& instruction) {
  const ForkTable& fork = program_.forks[instruction.a];
  std::uint32_t taken = 0;
  for (const BranchTable& branch : fork.branches) {
    const Journey& journey = journeys_[index];
    RandomStream stream(journey.key, branch.address, journey.visit, Purpose::fork);
    if (!(stream.uniform() < probability_of(branch.share))) continue;
    witness_.passed(journey, branch.route);
    cases_.begin(begin_part(index, Purpose::branch, branch.address, branch.target), index, fork.join, no_index);
    ++taken;
  }
  if (taken == 0) return false;
  cases_.cancels(index) = fork.cancels;
  cases_.needed(index) = fork.wait_for == 0 ? taken : std::min(fork.wait_for, taken);
  return true;
}

template <class Witness>
void Simulator<Witness>::start_case(std::uint32_t index, const Instruction& instruction) {
  const StartTable& start = program_.starts[instruction.a];
  witness_.passed(journeys_[index], start.route);
  cases_.begin(begin_part(index, Purpose::started_case, start.address, start.target), index, no_index, start.step);
}

template <class Witness>
bool Simulator<Witness>::awaits(std::uint32_t index, const Instruction& instruction) {
  if (!cases_.has_open(index, instruction.a)) return false;
  cases_.awaited(index) = instruction.a;
  return true;
}

template <class Witness>
void Simulator<Witness>::end_part(std::uint32_t index, Exit exit) {
  if (program_.has_escorts) take_over(index);
  const std::uint32_t whole = cases_.whole(index);
  const bool branch = cases_.is_branch(index);
  const std::uint32_t kind = cases_.kind(index);
  const Journey ended = journeys_[index];
  // Whatever ends a branch before the others meet it ends the journey.
  const bool ends_journey = exit != Exit::completed;
  const bool lets_go_on =
      branch && whole != nobody && cases_.needed(whole) > 0 && (ends_journey || --cases_.needed(whole) == 0);
  if constexpr (Witness::accounts_time) {
    close_time(index);
    lets_go_on ? times_.join(index, whole, now_) : times_.drop(index);
  }
  witness_.part_ended(journeys_[index]);
  cases_.detach(index);
  release_parts(index);
  --inside_;
  journeys_.release(index);
  if (program_.blocks) {
    const std::uint32_t held = rooms_.take_up(index);
    if (held != no_index) give_back(held);
  }
  if (whole == nobody) return;
  if (!branch) {
    if (cases_.awaited(whole) != kind || cases_.has_open(whole, kind)) return;
    cases_.awaited(whole) = no_index;
    return events_.push(now_, Rank::route_arrival, whole);
  }
  if (!lets_go_on) return;
  if (ends_journey) {
    Journey& journey = journeys_[whole];
    journey.counter = program_.exits[static_cast<std::size_t>(exit)];
    journey.step = ended.step;
    journey.cell = ended.cell;
  }
  cases_.needed(whole) = 0;
  // Only then, when nothing else is on its way, are the other branches let go.
  events_.push(now_, Rank::route_arrival, whole);
}

template <class Witness>
void Simulator<Witness>::let_branches_go(std::uint32_t index, bool cancels) {
  // Whom one that is called off leaves behind may end another.
  for (std::uint32_t part = cases_.first_branch(index); part != nobody; part = cases_.first_branch(index)) {
    cases_.detach(part);
    if (cancels) call_off(part);
  }
}

template <class Witness>
void Simulator<Witness>::call_off(std::uint32_t index) {
  let_branches_go(index, true);
  const bool event_comes = stop(index);
  if constexpr (Witness::accounts_time) times_.drop(index);
  witness_.part_ended(journeys_[index]);
  release_parts(index);
  --inside_;
  if (event_comes) {
    journeys_[index].counter = program_.called_off;
  } else {
    journeys_.release(index);
  }
}

template <class Witness>
bool Simulator<Witness>::stop(std::uint32_t index, bool stays) {
  Journey& journey = journeys_[index];
  const Instruction& last = program_.code[journey.counter == 0 ? 0 : journey.counter - 1];
  const Whereabouts where = whereabouts(index);
  const bool timed = timers_.runs(index);
  bool event_comes = false;
  const bool serves = where == Whereabouts::in_service && last.verb == Verb::serve_called;
  if (serves && program_.has_absences && dispatcher_.need_of(line_of(journey)).interruptible) {
    stop_service_clocks(index, now_ - services_[index].from);
  }
  if (where != Whereabouts::between && !is_carrier(index)) {
    witness_.cut_off(journey, where, now_);
    queues_.step_left(now_, journey.step);
    if (program_.steps[journey.step].first_room != no_index) give_back(journey.step);
  }
  if (last.verb == Verb::assemble || served_as(index) != index) {
    leave_batch(index);
  } else if (is_interrupted(index)) {
    dispatcher_.hang_up(index, line_of(journey));
    services_[index].since = -1.0;
  } else if (where == Whereabouts::waiting) {
    stop_waiting(journey, index);
  } else if (where == Whereabouts::in_service && last.verb == Verb::serve_shared) {
    shared_[last.pool].break_off(now_, index, timers_);
  } else if (last.verb == Verb::fork && journey.counter > 0) {
    event_comes = cases_.needed(index) == 0;  // it is about to go on
  } else if (last.verb == Verb::await && journey.counter > 0) {
    event_comes = cases_.awaited(index) == no_index;
  } else if (last.verb == Verb::claim && journey.counter > 0) {
    event_comes = !rooms_.unblock(last.a, index);
    if (program_.steps[journey.step].first_room != no_index) give_back(journey.step);
  } else if (last.verb == Verb::recovery_time && journey.counter > 0) {
    event_comes = true;
    if (program_.steps[journey.step].first_room != no_index) give_back(journey.step);
  } else if (program_.code[journey.counter].verb == Verb::enter) {
    event_comes = !rooms_.unblock(journey.step, index);
  } else {
    event_comes = !timed;
  }
  timers_.call_off(index);
  if (program_.has_escorts) take_over(index);
  if (last.verb == Verb::serve || last.verb == Verb::serve_longer) become_free(last.pool, journeys_[index].person);
  if (stays) dispatcher_.free_unkept(now_, index);
  if (program_.dispatches && !stays) let_go(index);
  if (program_.blocks) {
    const std::uint32_t held = rooms_.take_up(index);
    if (held != no_index) give_back(held);
  }
  return event_comes;
}

template <class Witness>
void Simulator<Witness>::release_parts(std::uint32_t index) {
  while (cases_.first_part(index) != nobody) cases_.detach(cases_.first_part(index));
  cases_.forget(index);
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
