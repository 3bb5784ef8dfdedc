// SPDX-License-Identifier: MIT
#include "simulation/simulation_rules.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace throughline {

const Room& SimulationRules::room_of(std::uint32_t step, std::uint32_t segment) const {
  return program_.rooms[program_.step_rooms[program_.steps[step].first_room + segment]];
}

bool SimulationRules::balks(const Journey& journey, const Room& room, std::uint32_t present) const {
  if (room.balking.empty()) return false;
  const auto after =
      std::upper_bound(room.balking.begin(), room.balking.end(), present,
                       [](std::uint32_t number, const BalkingLevel& level) { return number < level.from; });
  if (after == room.balking.begin()) return false;
  return luck(journey, Purpose::balking).uniform() < std::prev(after)->share;
}

bool SimulationRules::is_full(std::uint32_t step, const Room& room, std::uint32_t segment, std::uint16_t pool) const {
  if (room.capacity && rooms_.present(step) >= *room.capacity) return true;
  if (!room.waiting_places) return false;
  // Whoever is on the way to a place takes a free person first.
  const std::uint32_t free = count_free(step, segment, pool);
  const std::uint32_t coming = rooms_.coming(step);
  if (coming < free) return false;
  return queues_.waiting(step) + (coming - free) >= *room.waiting_places;
}

std::uint32_t SimulationRules::count_free(std::uint32_t step, std::uint32_t segment, std::uint16_t pool) const {
  if (pool != nobody_serves && !program_.pools[pool].dispatched) return pools_[pool].count_free();
  const std::uint32_t line = program_.step_lines[program_.steps[step].first_line + segment];
  return dispatcher_.count_answerable(line);
}

std::uint32_t SimulationRules::victim_of(std::uint32_t person, std::uint32_t rank) const {
  const Crew& crew = dispatcher_.crew();
  const std::uint32_t pool = crew.pool_of(person);
  const PoolTable& table = program_.pools[pool];
  const bool preempts = rank < table.preempts.size() && table.preempts[rank];
  std::uint32_t victim = nobody;
  std::uint32_t lowest = rank;
  for (std::uint32_t held = crew.first_served(person); held != nobody; held = crew.assignment(held).next_of_person) {
    const std::uint32_t index = crew.assignment(held).journey;
    if (!is_served_interruptibly(index) || crew.assignment(held).keeps || is_victim(index)) continue;
    const std::uint32_t line = line_of(journeys_[index]);
    if (!preempts && !dispatcher_.need_of(line).yields) continue;
    const std::uint32_t other = dispatcher_.rank_in(pool, line);
    if (other == no_index || other < lowest || (other == lowest && victim == nobody)) continue;
    if (other == lowest && journeys_[index].started <= journeys_[victim].started) continue;
    victim = index;
    lowest = other;
  }
  return victim;
}

bool SimulationRules::is_victim(std::uint32_t index) const {
  return std::any_of(victims_.begin(), victims_.end(), [index](const auto& each) { return each.first == index; });
}

bool SimulationRules::has_nobody_for(std::uint32_t index, std::uint32_t line, std::size_t place) const {
  const NeededPool& needed = dispatcher_.need_of(line).pools[place];
  return !dispatcher_.has_for(index, needed, line) && !can_interrupt(line, place);
}

bool SimulationRules::can_interrupt(std::uint32_t line, std::size_t place) const {
  const std::uint32_t pool = dispatcher_.need_of(line).pools[place].pool;
  return program_.pools[pool].lets_interrupt(program_.lines[line].ranks[place]) && !dispatcher_.holds_back(pool, line);
}

bool SimulationRules::add_victims(const NeededPool& needed, std::uint32_t rank) {
  // Of those who can be made free enough, the one who serves the lowest in rank; of these whoever started last.
  const Crew& crew = dispatcher_.crew();
  std::uint32_t best = nobody;
  std::uint32_t best_rank = 0;
  double best_started = 0.0;
  const std::size_t before = victims_.size();
  for (std::uint32_t person = crew.first_of(needed.pool); person < crew.first_of(needed.pool + 1); ++person) {
    if (!crew.takes_work(person)) continue;
    const std::uint32_t first = victim_of(person, rank);
    if (first == nobody) continue;
    const std::uint32_t first_rank = dispatcher_.rank_in(needed.pool, line_of(journeys_[first]));
    const double started = journeys_[first].started;
    if (best != nobody && (first_rank < best_rank || (first_rank == best_rank && started <= best_started))) continue;
    const bool enough = take_victims(person, needed, rank);
    victims_.resize(before);
    if (!enough) continue;
    best = person;
    best_rank = first_rank;
    best_started = started;
  }
  return best != nobody && take_victims(best, needed, rank);
}

bool SimulationRules::take_victims(std::uint32_t person, const NeededPool& needed, std::uint32_t rank) {
  const Crew& crew = dispatcher_.crew();
  std::uint32_t free = crew.free_units(person);
  while (free < needed.units) {
    const std::uint32_t victim = victim_of(person, rank);
    if (victim == nobody) return false;
    victims_.emplace_back(victim, needed.pool);
    free += crew.units_for(person, victim);
  }
  return true;
}

const CallbackTable* SimulationRules::accepted_callback(const Journey& journey) const {
  const std::uint32_t first = program_.steps[journey.step].first_callback;
  const std::uint32_t offered = first == no_index ? no_index : program_.step_callbacks[first + journey.segment];
  if (offered == no_index) return nullptr;
  const CallbackTable& callback = program_.callbacks[offered];
  double on_duty = 0.0;
  for (const std::uint32_t pool : callback.pools) on_duty += duty(pool).on_duty.value();
  // It stands in line already.
  const double wait = queues_.waiting(journey.step) * callback.service / on_duty;
  const bool accepts = wait > callback.expected_wait && luck(journey, Purpose::callback).uniform() < callback.accept;
  return accepts ? &callback : nullptr;
}

double SimulationRules::patience_of(const Journey& journey, const Instruction& instruction) const {
  if (const CallbackTable* const callback = accepted_callback(journey)) return callback->within;
  if (instruction.a == no_index) return std::numeric_limits<double>::infinity();  // until its deadline
  return draw(instruction.a, luck(journey, Purpose::patience));
}

const DeadlineTable* SimulationRules::deadline_at(const Journey& journey) const {
  const std::uint32_t first = program_.steps[journey.step].first_deadline;
  const std::uint32_t number = first == no_index ? no_index : program_.step_deadlines[first + journey.segment];
  return number == no_index ? nullptr : &program_.deadlines[number];
}

double SimulationRules::deadline_of(const Journey& journey) const {
  const DeadlineTable* const deadline = program_.has_deadlines ? deadline_at(journey) : nullptr;
  return deadline == nullptr ? std::numeric_limits<double>::infinity() : journey.reached + deadline->after;
}

double SimulationRules::relief_of(const Journey& journey) const {
  if (!program_.has_relief || program_.steps[journey.step].first_line == no_index)
    return std::numeric_limits<double>::infinity();
  const std::optional<double>& relief = dispatcher_.need_of(line_of(journey)).relief;
  return relief ? journey.reached + *relief : std::numeric_limits<double>::infinity();
}

void SimulationRules::time_service(std::uint32_t index) {
  const double end = services_[index].end;
  const double deadline = deadline_of(journeys_[index]);
  timers_.call_off(index);
  timers_.start(std::min(end, deadline), deadline < end ? Rank::patience_end : Rank::service_end, index);
}

void SimulationRules::time_batch(std::uint32_t batch) {
  const std::uint32_t first = batches_.gathering(batch).first;
  const double until = journeys_[first].reached + program_.batches[batch].longest_wait;
  if (until < std::numeric_limits<double>::infinity()) timers_.start(until, Rank::patience_end, first);
}

void SimulationRules::draw_work(const Journey& journey, std::uint32_t index) {
  const Instruction& serve = program_.code[journey.counter - 1];
  InterruptibleService& service = services_[index];
  // Each further draw takes further numbers of the same stream.
  RandomStream stream = luck(journey, Purpose::service);
  for (std::uint32_t number = 0; number < service.draws; ++number) stream.bits();
  ++service.draws;
  service.work = service.left =
      draw(serve.a, stream) + (serve.b != 0 && service.draws == 1 ? registers_.take_extra_time(index) : 0.0);
}

void SimulationRules::keep_pace() {
  const Crew& crew = dispatcher_.crew();
  std::vector<std::uint32_t>& touched = dispatcher_.touched();
  for (; !touched.empty(); touched.pop_back()) {
    for (std::uint32_t held = crew.first_served(touched.back()); held != nobody;
         held = crew.assignment(held).next_of_person) {
      const std::uint32_t index = crew.assignment(held).journey;
      if (!is_served_interruptibly(index)) continue;
      const Journey& journey = journeys_[index];
      const Need& need = dispatcher_.need_of(line_of(journey));
      if (need.pace.empty()) continue;
      InterruptibleService& service = services_[index];
      const double left = std::max(0.0, service.end - now_) * service.speed;
      service.speed = dispatcher_.speed(now_, journey, index, need) * dispatcher_.pace(index, need) * service.haste;
      service.end = now_ + left / service.speed;
      time_service(index);
    }
  }
}

}  // namespace throughline
