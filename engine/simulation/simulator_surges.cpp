// SPDX-License-Identifier: MIT
// People who come when many wait, and people who are held for appointments.
#include <algorithm>

#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

template <class Witness>
void Simulator<Witness>::begin_surges() {
  for (std::uint32_t surge = 0; surge < surges_.size(); ++surge) {
    surges_[surge].stand_in = stand_in_for(surge, program_.surge);
  }
  for (std::uint32_t pool = 0; pool < program_.pools.size(); ++pool) watch_queue(pool);
}

template <class Witness>
void Simulator<Witness>::watch_queue(std::uint32_t pool) {
  using Stage = Surges::Stage;
  const double waiting = lines_[pool].value();
  for (const std::uint32_t number : program_.pools[pool].surges) {
    const SurgeTable& table = program_.surges[number];
    Surges::Surge& surge = surges_[number];
    if (closed_ && table.from == no_index) continue;  // whoever is on duty stays; borrowed people go back
    const bool starts = !closed_ && surge.stage == Stage::resting && table.when.holds(waiting);
    const bool ends = surge.stage == Stage::here && !table.stays && table.until.holds(waiting);
    if (starts || ends) {
      surge.stage = starts ? Stage::forming : Stage::ending;
      timers_.start(now_ + (starts ? table.when : table.until).lasts, starts ? Rank::staff_begin : Rank::staff_end,
                    surge.stand_in);
    } else if (surge.stage == Stage::forming && !table.when.holds(waiting)) {
      surge.stage = Stage::resting;
      timers_.call_off(surge.stand_in);
    } else if (surge.stage == Stage::ending && !table.until.holds(waiting)) {
      surge.stage = Stage::here;
      timers_.call_off(surge.stand_in);
    }
  }
}

template <class Witness>
void Simulator<Witness>::move_surge_on(std::uint32_t stand_in) {
  using Stage = Surges::Stage;
  const std::uint32_t number = journeys_[stand_in].step;
  const SurgeTable& table = program_.surges[number];
  Surges::Surge& surge = surges_[number];
  if (surge.stage == Stage::forming) {
    surge.stage = Stage::called;
    if (table.after > 0.0) return timers_.start(now_ + table.after, Rank::staff_begin, stand_in);
  }
  const bool comes = surge.stage == Stage::called;
  surge.stage = comes ? Stage::here : Stage::resting;
  if (comes && table.stays) timers_.start(now_ + *table.stays, Rank::staff_end, stand_in);
  Crew& crew = dispatcher_.crew();
  const std::uint32_t first = crew.first_of(table.pool) + table.first;
  for (std::uint32_t person = first; person < first + table.count; ++person) {
    if (!comes && crew.is_on_duty(person)) crew.go(now_, person);
    if (!comes || table.from != no_index) continue;
    crew.come(now_, person);
    if (program_.has_absences) begin_duty(person, nullptr, true);
  }
  if (!comes && program_.pools[table.pool].interrupts) interrupt_off_duty(table.pool);
  dispatcher_.look_at(table.pool);
  settle();
  watch_queue(table.pool);
}

template <class Witness>
void Simulator<Witness>::lend() {
  Crew& crew = dispatcher_.crew();
  for (std::uint32_t number = 0; number < surges_.size(); ++number) {
    const SurgeTable& table = program_.surges[number];
    if (table.from == no_index) continue;
    Surges::Surge& surge = surges_[number];
    for (std::size_t place = 0; place < surge.loans.size();) {
      const auto [lent, works_as] = surge.loans[place];
      const bool stays = surge.stage == Surges::Stage::here && crew.is_on_duty(lent) && !closed_;
      if (crew.is_on_duty(works_as) && !crew.is_on_duty(lent)) crew.go(now_, works_as);
      if (!crew.is_on_duty(works_as) && stays) crew.come(now_, works_as);
      if (crew.is_on_duty(works_as) || crew.first_served(works_as) != nobody) {
        ++place;
        continue;
      }
      crew.take_back(now_, lent);
      dispatcher_.look_at(table.from);
      surge.loans.erase(surge.loans.begin() + static_cast<std::ptrdiff_t>(place));
    }
    if (surge.stage != Surges::Stage::here || closed_) continue;
    const std::uint32_t first = crew.first_of(table.pool) + table.first;
    const std::uint32_t whole = program_.pools[table.from].units;
    for (std::uint32_t person = first; person < first + table.count && crew.has(table.from, whole); ++person) {
      if (crew.is_on_duty(person) || crew.first_served(person) != nobody) continue;
      const std::uint32_t lent = crew.longest_free(table.from, whole);
      crew.lend(now_, lent);
      crew.come(now_, person);
      surge.loans.push_back({lent, person});
      dispatcher_.look_at(table.pool);
    }
  }
}

template <class Witness>
void Simulator<Witness>::end_surges() {
  for (std::uint32_t number = 0; number < surges_.size(); ++number) {
    Surges::Surge& surge = surges_[number];
    const bool are_here = surge.stage == Surges::Stage::here || surge.stage == Surges::Stage::ending;
    if (program_.surges[number].from != no_index && are_here) continue;
    timers_.call_off(surge.stand_in);
    if (!are_here) surge.stage = Surges::Stage::resting;
  }
}

template <class Witness>
void Simulator<Witness>::begin_holds() {
  for (std::uint32_t hold = 0; hold < program_.holds.size(); ++hold) {
    dispatcher_.holds().plan(hold, arrivals_[program_.holds[hold].segment].appointments());
    events_.push(dispatcher_.holds().next_change(hold), Rank::staff_end, stand_in_for(hold, program_.hold));
  }
}

template <class Witness>
void Simulator<Witness>::move_hold_on(std::uint32_t stand_in) {
  const std::uint32_t hold = journeys_[stand_in].step;
  dispatcher_.holds().pass(now_, hold);
  const double next = dispatcher_.holds().next_change(hold);
  next < program_.length ? events_.push(next, Rank::staff_end, stand_in) : journeys_.release(stand_in);
  dispatcher_.look_at(program_.holds[hold].pool);
  settle();
}

template <class Witness>
void Simulator<Witness>::end_holds() {
  dispatcher_.holds().close();
  for (const HoldTable& hold : program_.holds) dispatcher_.look_at(hold.pool);
  settle();
}

template <class Witness>
void Simulator<Witness>::no_longer_expected(std::uint32_t index) {
  if (!dispatcher_.holds().left(index)) return;
  for (const HoldTable& hold : program_.holds) dispatcher_.look_at(hold.pool);
  settle();
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
