// SPDX-License-Identifier: MIT
// A replication from its beginning to its report, and what the calendar brings. The event loop and the verbs of a
// service are in simulator_verbs.cpp.
#include "simulation/simulator.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "simulation/experience_recorder.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

template <class Witness>
Simulator<Witness>::Simulator(const Program& program, Witness& witness) : SimulationRules(program), witness_(witness) {
  if constexpr (requires { witness.follow(program, journeys_); }) witness.follow(program, journeys_);
  assert(FollowsExperience<Witness> || !program.experience || !program.experience->model.broken_windows);
}

template <class Witness>
bool Simulator<Witness>::run(std::uint64_t seed, std::uint64_t replication, const std::atomic<bool>* interrupt) {
  clear();
  dispatcher_.begin(seed, replication);
  if (program_.has_absences) {
    absences_.begin(seed, replication);
    begin_absences();
  }
  for (std::uint32_t segment = 0; segment < program_.segments.size(); ++segment) {
    arrivals_.emplace_back(program_, segment, seed, replication);
    begin_segment(segment);
  }
  if (program_.has_surges) begin_surges();
  if (program_.has_holds) begin_holds();
  // Half hours of the clock: the first is shorter where the run starts within one.
  next_half_hour_ = DutyLedger::half_hour - std::fmod(program_.starts_clock, DutyLedger::half_hour);
  while (!stopped_) {
    if (interrupt != nullptr && interrupt->load(std::memory_order_relaxed)) return false;
    calendar_ = next_on_calendar();
    run_until(calendar_.key);
    if (stopped_ || calendar_.key == FutureEventList::never) break;
    on_calendar();
  }

  // Whoever still stands before a full step at the end of a drain: for good, or for want of people?
  for (const std::uint32_t step : program_.blocking_steps) {
    if (closed_ && !stopped_ && !rooms_.blocked(step).empty()) find_deadlock(step);
  }
  for (std::uint32_t index = 0; index < journeys_.size(); ++index) {
    const Journey& journey = journeys_[index];
    if (!is_inside(index)) continue;
    if (Witness::accounts_time && !cases_.is_part(index)) close_time_of_unfinished(index);
    witness_.unfinished(journey, whereabouts(index), now_, !program_.has_cases || !cases_.is_part(index));
  }
  for (std::uint32_t pool = 0; pool < pools_.size(); ++pool) {
    bool waited_for = program_.pools[pool].shared       ? !shared_[pool].empty()
                      : program_.pools[pool].dispatched ? dispatcher_.anybody_waits_for(pool)
                                                        : !pools_[pool].line().empty();
    for (const std::uint32_t step : program_.pools[pool].steps) {
      waited_for = waited_for || (program_.blocks && !rooms_.blocked(step).empty());
    }
    if (closed_ && !stopped_ && waited_for) ending_.stranded.push_back(pool);
  }
  for (std::uint32_t batch = 0; batch < program_.batches.size(); ++batch) {
    const bool gathers = batches_.gathering(batch).size > 0;
    if (closed_ && !stopped_ && gathers) ending_.gathering.push_back(program_.batches[batch].step);
  }
  return true;
}

template <class Witness>
Event Simulator<Witness>::next_on_calendar() const {
  Event next{FutureEventList::never};
  const auto consider = [&](double time, Rank rank, std::uint32_t payload) {
    next.key = std::min(next.key, Event::at(time, rank, 0, payload).key);
  };
  // After the close nobody's shift starts, and people on duty stay.
  if (next_roster_ < program_.roster.size() && program_.roster[next_roster_].time < program_.length) {
    const RosterEvent& event = program_.roster[next_roster_];
    consider(event.time, event.begins() ? Rank::staff_begin : Rank::staff_end,
             static_cast<std::uint32_t>(next_roster_));
  }
  const auto mark = [&](double time, Mark what) { consider(time, Rank::clock_mark, static_cast<std::uint32_t>(what)); };
  if (next_half_hour_ < program_.length) mark(next_half_hour_, Mark::half_hour);
  if (!warmed_up_) mark(program_.warm_up, Mark::warm_up);
  if (batches_ended_ + 1 < program_.batches_of_run())
    mark(program_.end_of_batches(batches_ended_ + 1), Mark::batch_end);
  if (!closed_) mark(program_.length, Mark::close);
  return next;
}

template <class Witness>
void Simulator<Witness>::on_calendar() {
  const Event event = calendar_;
  now_ = event.time();
  if (event.rank() == Rank::clock_mark) return on_clock_mark(static_cast<Mark>(event.payload()));
  // Whom the change sets in motion sees what the calendar brings next.
  ++next_roster_;
  calendar_ = next_on_calendar();
  event.rank() == Rank::staff_begin ? on_staff_begin(event.payload()) : on_staff_end(event.payload());
  if constexpr (Witness::accounts_time) note_duty();
}

template <class Witness>
void Simulator<Witness>::on_staff_begin(std::uint32_t roster_index) {
  const RosterEvent& event = program_.roster[roster_index];
  if (program_.pools[event.pool].shared) return on_shared_change(event);
  if (program_.pools[event.pool].dispatched) return on_crew_change(event);
  if (event.kind == RosterEvent::Kind::group_begins) {
    const ShiftGroup& group = program_.groups[event.group];
    for (std::uint32_t person = group.first; person < group.first + group.count; ++person)
      staff_comes(event.pool, person);
  } else {
    const std::uint32_t coming = pools_[event.pool].raise(now_, event.count);
    for (std::uint32_t person = 0; person < coming; ++person) staff_comes(event.pool, nobody);
  }
}

template <class Witness>
void Simulator<Witness>::on_staff_end(std::uint32_t roster_index) {
  const RosterEvent& event = program_.roster[roster_index];
  if (program_.pools[event.pool].shared) return on_shared_change(event);
  if (program_.pools[event.pool].dispatched) return on_crew_change(event);
  if (event.kind == RosterEvent::Kind::group_ends) {
    pools_[event.pool].end_group(now_, program_.groups[event.group]);
  } else {
    pools_[event.pool].lower(now_, event.count);
  }
}

template <class Witness>
void Simulator<Witness>::stop_waiting(const Journey& journey, std::uint32_t index) {
  const Instruction& waiting = program_.code[journey.counter - 1];
  if (waiting.verb == Verb::call_patient || waiting.verb == Verb::call) {
    dispatcher_.hang_up(index, line_of(journey));
    count_waiting(journey, -party_of(index));
  } else {
    pools_[waiting.pool].line().leave(journeys_, index, rank(journey));
    queues_.leave(now_, journey.step);
    if (program_.pools_share_steps) lines_[waiting.pool].add(now_, -1.0);
  }
}

template <class Witness>
void Simulator<Witness>::on_patience_end(std::uint32_t index) {
  Journey& journey = journeys_[index];
  if (program_.has_deadlines && now_ >= deadline_of(journey)) return on_deadline(index);
  const Instruction& waiting = program_.code[journey.counter - 1];
  if (waiting.verb == Verb::assemble) return advance(index);
  stop_waiting(journey, index);
  if (program_.has_relief && now_ >= relief_of(journey)) {
    journey.person = nobody;
    if (program_.has_holds && !is_carrier(index)) dispatcher_.relieve(index, line_of(journey));
    advance(index);  // as if its call had been answered, by nobody
    if (program_.has_holds || program_.blocks) settle();
    return;
  }
  queues_.step_left(now_, journey.step);
  journey.attempts = 0;
  if (program_.has_repeat_time) registers_.extra_time(index) = 0.0;
  witness_.gave_up(journey, now_);
  journey.counter = waiting.b;
  advance(index);
}

template <class Witness>
void Simulator<Witness>::on_clock_mark(Mark mark) {
  switch (mark) {
    case Mark::half_hour:
      ledger_.half_hour_ends(now_, measure_pools());
      if (program_.tells_days && std::fmod(program_.starts_clock + now_, seconds_per_day) == 0.0) {
        witness_.day_ends(now_);
      }
      next_half_hour_ += DutyLedger::half_hour;
      break;
    case Mark::warm_up:
      warmed_up_ = true;
      ledger_.warm_up_ends(measure_pools());
      queues_.count_from(now_);
      break;
    case Mark::batch_end:
      ledger_.batch_ends(measure_pools());
      queues_.count_to(now_);
      witness_.batch_ends();
      ledger_.batch_begins(marks_);
      queues_.count_from(now_);
      if constexpr (Witness::accounts_time) times_.begin_batch();
      ++batches_ended_;
      break;
    case Mark::close:
      ledger_.half_hour_ends(now_, measure_pools());
      ledger_.closes(marks_);
      queues_.closes(now_);
      closed_ = true;
      if (program_.has_surges) end_surges();
      if (!program_.rooms.empty()) turn_away_waiting();
      stopped_ = program_.ending == Ending::stop;
      if (program_.has_holds && !stopped_) end_holds();
      break;
  }
}

template <class Witness>
void Simulator<Witness>::report(ReplicationResult& result) const {
  result.events = event_count_;
  result.ended_at = now_;
  result.stranded = ending_.stranded;
  result.gathering = ending_.gathering;
  result.overflow_step = ending_.overflow_step;
  result.given_up = ending_.given_up;
  result.deadlock = ending_.deadlock;
  queues_.report(result);
  ledger_.report(result);
  if constexpr (Witness::accounts_time) {
    result.times = times_.totals();
    result.spreads = times_.spreads();
  }
  for (std::uint32_t pool = 0; pool < pools_.size(); ++pool) {
    // In the drain everybody who is on duty stays until nobody is left whom the pool could still serve.
    double needed_until = last_wrapped_up_[pool];
    for (const std::uint32_t step : program_.pools[pool].upstream)
      needed_until = std::max(needed_until, queues_.last_left(step));
    const PoolMark at_end = measure(pool, now_);
    const PoolMark& at_close = ledger_.at_close(pool);
    result.staff[pool].drain_overtime = duty(pool).on_duty.value() * std::max(0.0, needed_until - program_.length) +
                                        (at_end.overtime - at_close.overtime);
    result.staff[pool].drain_busy = at_end.busy - at_close.busy;
  }
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
