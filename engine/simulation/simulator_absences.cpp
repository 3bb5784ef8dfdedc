// SPDX-License-Identifier: MIT
// People who are away for a time: breaks, absence, shrinkage, breakdowns and vacations. Each absence is a journey
// record that stands for it: `person` is who goes, `step` what kind, `cell` which of the kind, `visit` the duty,
// service or idleness it was planned for.
#include <algorithm>
#include <limits>

#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {
namespace {

enum Kind : std::uint32_t { pause, shrinkage, interruption };

/// Mean length of the random breaks that make up a shrinkage, seconds.
constexpr double random_break = 900.0;

}  // namespace

double SimulationRules::length_of_absence(const Journey& journey) {
  if (journey.step == pause) return program_.breaks[journey.cell].lasts;
  const PoolTable& pool = program_.pools[dispatcher_.crew().pool_of(journey.person)];
  if (journey.step == shrinkage) {
    return random_break * luck_of(journey.person, pool.address, Purpose::shrinkage).exponential();
  }
  const InterruptionTable& table = pool.interruptions[journey.cell];
  RandomStream stream = luck_of(journey.person, table.address, Purpose::interruption);
  return program_.samplers.draw(table.lasts, stream);
}

void SimulationRules::start_service_clocks(std::uint32_t index, double lasts) {
  const Crew& crew = dispatcher_.crew();
  for (std::uint32_t held = crew.first_held(index); held != nobody; held = crew.assignment(held).next_of_journey) {
    const std::uint32_t person = crew.assignment(held).person;
    const std::vector<InterruptionTable>& all = program_.pools[crew.pool_of(person)].interruptions;
    const std::uint32_t service = ++absences_.services(person);
    // The first of them that ends within the service.
    double soonest = lasts;
    std::size_t first = all.size();
    for (std::size_t which = 0; which < all.size(); ++which) {
      if (all[which].when != While::serving) continue;
      double& clock = absences_.clock(person, which);
      if (clock < 0.0) {
        RandomStream stream = luck_of(person, all[which].address, Purpose::interruption);
        clock = program_.samplers.draw(*all[which].every, stream);
      }
      if (clock >= soonest) continue;
      soonest = clock;
      first = which;
    }
    if (first == all.size()) continue;
    plan_absence(now_ + soonest, person, interruption, static_cast<std::uint32_t>(first), service);
  }
}

void SimulationRules::stop_service_clocks(std::uint32_t index, double served) {
  const Crew& crew = dispatcher_.crew();
  for (std::uint32_t held = crew.first_held(index); held != nobody; held = crew.assignment(held).next_of_journey) {
    const std::uint32_t person = crew.assignment(held).person;
    ++absences_.services(person);
    const std::vector<InterruptionTable>& all = program_.pools[crew.pool_of(person)].interruptions;
    for (std::size_t which = 0; which < all.size(); ++which) {
      double& clock = absences_.clock(person, which);
      if (all[which].when == While::serving && clock >= 0.0) clock = std::max(0.0, clock - served);
    }
  }
}

template <class Witness>
void Simulator<Witness>::begin_absences() {
  const Crew& crew = dispatcher_.crew();
  for (std::uint32_t pool = 0; pool < program_.pools.size(); ++pool) {
    const std::vector<InterruptionTable>& all = program_.pools[pool].interruptions;
    for (std::uint32_t which = 0; which < all.size(); ++which) {
      if (all[which].when != While::calendar) continue;
      for (std::uint32_t person = crew.first_of(pool); person < crew.first_of(pool + 1); ++person) {
        RandomStream stream = luck_of(person, all[which].address, Purpose::interruption);
        plan_absence(program_.samplers.draw(*all[which].every, stream), person, interruption, which, 0);
      }
    }
  }
}

template <class Witness>
void Simulator<Witness>::begin_duty(std::uint32_t person, const ShiftGroup* group, bool relieves) {
  Crew& crew = dispatcher_.crew();
  const std::uint32_t pool = crew.pool_of(person);
  const PoolTable& table = program_.pools[pool];
  const std::uint32_t duty = ++absences_.duties(person);
  if (!relieves && table.absence > 0.0 && luck_of(person, table.address, Purpose::absence).uniform() < table.absence) {
    crew.stay_away(now_, person);
    return;
  }
  if (group != nullptr) {
    const double number = person - crew.first_of(pool) - group->first;
    for (std::uint32_t which = group->first_break; which < group->first_break + group->break_count; ++which) {
      const BreakTable& planned = program_.breaks[which];
      const double at = group->begin + planned.at + number * planned.stagger;
      // Of a shift that began before the run, what is left of a break is no whole one.
      if (at >= now_) plan_absence(at, person, pause, which, duty);
    }
  }
  if (table.shrinkage > 0.0) {
    // In the long run: away at the beginning with the probability of being away at any moment.
    RandomStream stream = luck_of(person, table.address, Purpose::shrinkage);
    const bool away = stream.uniform() < table.shrinkage;
    const double working = random_break * (1.0 - table.shrinkage) / table.shrinkage;
    plan_absence(away ? now_ : now_ + working * stream.exponential(), person, shrinkage, 0, duty);
  }
}

template <class Witness>
void Simulator<Witness>::step_out(std::uint32_t stand_in) {
  const Journey& journey = journeys_[stand_in];
  const std::uint32_t person = journey.person;
  const Crew& crew = dispatcher_.crew();
  const InterruptionTable* const table =
      journey.step == interruption ? &program_.pools[crew.pool_of(person)].interruptions[journey.cell] : nullptr;
  const bool of_duty = table == nullptr;
  const bool by_service = table != nullptr && table->when == While::serving;
  const bool by_idleness = table != nullptr && table->when == While::idle;
  const bool is_void =
      (of_duty && (!crew.is_on_duty(person) || absences_.duties(person) != journey.visit)) ||
      (by_service && absences_.services(person) != journey.visit) ||
      (by_idleness && (!crew.is_idle(person) || static_cast<std::uint32_t>(crew.free_since(person)) != journey.visit));
  if (is_void) return journeys_.release(stand_in);
  if (table != nullptr && !by_idleness) {
    interrupt_all(person);
    if (by_service) absences_.clock(person, journey.cell) = -1.0;
  }
  dispatcher_.crew().step_out(now_, person);
  absences_.waiting().push_back({person, stand_in});
  settle();
}

template <class Witness>
void Simulator<Witness>::interrupt_all(std::uint32_t person) {
  const Crew& crew = dispatcher_.crew();
  for (std::uint32_t held = crew.first_served(person); held != nobody;) {
    const std::uint32_t index = crew.assignment(held).journey;
    const bool kept = crew.assignment(held).keeps;  // who is kept stays until let go
    held = crew.assignment(held).next_of_person;
    if (!kept && is_served_interruptibly(index)) interrupt(index, Again::resume);
  }
}

template <class Witness>
void Simulator<Witness>::send_away() {
  Crew& crew = dispatcher_.crew();
  while (!crew.newcomers().empty()) {
    const std::uint32_t person = crew.newcomers().back();
    crew.newcomers().pop_back();
    begin_duty(person, nullptr, true);
  }
  std::vector<Absences::Waiting>& waiting = absences_.waiting();
  for (std::size_t place = 0; place < waiting.size();) {
    const auto [person, stand_in] = waiting[place];
    if (crew.first_served(person) != nobody) {
      ++place;
      continue;
    }
    waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(place));
    Journey& journey = journeys_[stand_in];
    journey.counter = program_.step_in;
    events_.push(now_ + length_of_absence(journey), Rank::staff_begin, stand_in);
  }
}

template <class Witness>
void Simulator<Witness>::step_in(std::uint32_t stand_in) {
  const Journey journey = journeys_[stand_in];
  journeys_.release(stand_in);
  Crew& crew = dispatcher_.crew();
  const std::uint32_t pool = crew.pool_of(journey.person);
  const PoolTable& table = program_.pools[pool];
  crew.step_in(now_, journey.person);
  const bool same_duty = absences_.duties(journey.person) == journey.visit && crew.is_on_duty(journey.person);
  if (journey.step == shrinkage && same_duty && !closed_) {
    const double working = random_break * (1.0 - table.shrinkage) / table.shrinkage;
    const double time = working * luck_of(journey.person, table.address, Purpose::shrinkage).exponential();
    plan_absence(now_ + time, journey.person, shrinkage, 0, journey.visit);
  }
  if (journey.step == interruption && table.interruptions[journey.cell].when == While::calendar && !closed_) {
    const InterruptionTable& again = table.interruptions[journey.cell];
    RandomStream stream = luck_of(journey.person, again.address, Purpose::interruption);
    plan_absence(now_ + program_.samplers.draw(*again.every, stream), journey.person, interruption, journey.cell, 0);
  }
  dispatcher_.look_at(pool);
  settle();
}

template <class Witness>
void Simulator<Witness>::plan_vacations() {
  const Crew& crew = dispatcher_.crew();
  if (closed_) return;
  for (std::uint32_t pool = 0; pool < program_.pools.size(); ++pool) {
    const std::vector<InterruptionTable>& all = program_.pools[pool].interruptions;
    for (std::uint32_t which = 0; which < all.size(); ++which) {
      if (all[which].when != While::idle) continue;
      for (std::uint32_t person = crew.first_of(pool); person < crew.first_of(pool + 1); ++person) {
        if (!crew.is_idle(person) || absences_.idle_since(person) == crew.free_since(person)) continue;
        absences_.idle_since(person) = crew.free_since(person);
        double every = 0.0;
        if (all[which].every) {
          RandomStream stream = luck_of(person, all[which].address, Purpose::interruption);
          every = program_.samplers.draw(*all[which].every, stream);
        }
        plan_absence(now_ + every, person, interruption, which, static_cast<std::uint32_t>(crew.free_since(person)));
      }
    }
  }
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
