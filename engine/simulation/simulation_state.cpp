// SPDX-License-Identifier: MIT
#include "simulation/simulation_state.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "simulation/deadlock.hpp"

namespace throughline {

SimulationState::SimulationState(const Program& program)
    : program_(program),
      segment_count_(static_cast<std::uint32_t>(program.segments.size())),
      dispatcher_(program),
      queues_(program),
      registers_(program),
      rooms_(program),
      absences_(program),
      surges_(program),
      lines_(program.pools.size()),
      last_wrapped_up_(program.pools.size()),
      gaps_(program.pools.size()),
      ledger_(program),
      marks_(program.pools.size()) {
  pools_.reserve(program.pools.size());
  for (const PoolTable& pool : program.pools) pools_.emplace_back(pool);
  if (program.has_sharing) shared_.resize(program.pools.size());
  arrivals_.reserve(program.segments.size());
}

void SimulationState::clear() {
  events_.clear();
  outside_.clear();
  timers_.clear();
  journeys_.clear();
  services_.clear();
  for (StaffPool& pool : pools_) pool.clear();
  for (SharedServer& server : shared_) server.clear();
  arrivals_.clear();
  queues_.clear();
  rooms_.clear();
  cases_.clear();
  surges_.clear();
  std::fill(lines_.begin(), lines_.end(), TimeIntegral{});
  std::fill(last_wrapped_up_.begin(), last_wrapped_up_.end(), 0.0);
  if (program_.accounts_time) {
    times_.clear(program_.cell_count());
    gaps_.clear();
  }
  ledger_.clear();
  ending_ = {};
  now_ = 0.0;
  inside_ = event_count_ = 0;
  next_roster_ = 0;
  loop_time_ = -1.0;
  stopped_ = closed_ = false;
  warmed_up_ = !(program_.warm_up > 0.0);
}

bool SimulationState::is_inside(const Journey& journey) const {
  if (journey.segment >= Journey::wrapping_up) return false;
  const Verb next = program_.code[journey.counter].verb;
  return next != Verb::come && next != Verb::called_off;
}

Whereabouts SimulationState::whereabouts(const Journey& journey) const {
  // It is suspended behind the instruction that waits.
  switch (journey.counter == 0 ? Verb::leave : program_.code[journey.counter - 1].verb) {
    case Verb::seize:
    case Verb::seize_patient:
    case Verb::call:
    case Verb::call_patient:
      return Whereabouts::waiting;
    case Verb::serve:
    case Verb::serve_longer:
    case Verb::serve_called:
    case Verb::serve_shared:
      return Whereabouts::in_service;
    case Verb::take_time:
    case Verb::take_longer:
      return Whereabouts::busy;
    default:
      return Whereabouts::between;
  }
}

const DutyRecord& SimulationState::duty(std::uint32_t pool) const {
  if (program_.pools[pool].shared) return shared_[pool].record();
  return program_.pools[pool].dispatched ? dispatcher_.crew().record(pool) : pools_[pool].record();
}

PoolMark SimulationState::measure(std::uint32_t pool, double until) const {
  const DutyRecord& record = duty(pool);
  PoolMark mark{record.busy.until(until), record.on_duty.until(until), record.overtime.until(until)};
  if (program_.pools[pool].units > 1) mark.spare = dispatcher_.crew().spare(pool).until(until);
  if (program_.has_absences) mark.away = dispatcher_.crew().away(pool).until(until);
  if (program_.pools_share_steps) {
    mark.queue = lines_[pool].until(until);
  } else {
    for (const std::uint32_t step : program_.pools[pool].steps) mark.queue += queues_.waited_until(until, step);
  }
  return mark;
}

const std::vector<PoolMark>& SimulationState::measure_pools() {
  for (std::uint32_t pool = 0; pool < pools_.size(); ++pool) marks_[pool] = measure(pool, now_);
  return marks_;
}

void SimulationState::stop_at(std::uint32_t step, GivenUp why) {
  stopped_ = true;
  ending_.overflow_step = step;
  ending_.given_up = why;
}

void SimulationState::find_deadlock(std::uint32_t step) {
  std::vector<std::uint32_t> stuck = steps_stuck_with(*this, step);
  if (stuck.empty()) return;
  stop_at(step, GivenUp::deadlock);
  ending_.deadlock = std::move(stuck);
}

std::uint32_t SimulationState::fullest_step() const {
  std::vector<std::uint32_t> inside(program_.steps.size());
  for (std::uint32_t index = 0; index < journeys_.size(); ++index) {
    if (is_inside(journeys_[index])) ++inside[journeys_[index].step];
  }
  return static_cast<std::uint32_t>(std::max_element(inside.begin(), inside.end()) - inside.begin());
}

const ClockLevel& SimulationState::level_at(const Clocked& clocked) const {
  const double phase = std::fmod(program_.starts_clock + now_, clocked.period);
  const auto first = program_.clock_levels.begin() + clocked.first;
  const auto last = first + clocked.count;
  const auto after =
      std::upper_bound(first, last, phase, [](double time, const ClockLevel& level) { return time < level.from; });
  return after == first ? *(last - 1) : *(after - 1);
}

const Room& SimulationState::room_of(std::uint32_t step, std::uint32_t segment) const {
  return program_.rooms[program_.step_rooms[program_.steps[step].first_room + segment]];
}

bool SimulationState::balks(const Journey& journey, const Room& room, std::uint32_t present) const {
  if (room.balking.empty()) return false;
  const auto after =
      std::upper_bound(room.balking.begin(), room.balking.end(), present,
                       [](std::uint32_t number, const BalkingLevel& level) { return number < level.from; });
  if (after == room.balking.begin()) return false;
  return luck(journey, Purpose::balking).uniform() < std::prev(after)->share;
}

bool SimulationState::is_full(std::uint32_t step, const Room& room, std::uint32_t segment, std::uint16_t pool) const {
  if (room.capacity && rooms_.present(step) >= *room.capacity) return true;
  if (!room.waiting_places) return false;
  // Whoever is on the way to a place takes a free person first.
  const std::uint32_t free = count_free(step, segment, pool);
  const std::uint32_t coming = rooms_.coming(step);
  if (coming < free) return false;
  return queues_.waiting(step) + (coming - free) >= *room.waiting_places;
}

std::uint32_t SimulationState::count_free(std::uint32_t step, std::uint32_t segment, std::uint16_t pool) const {
  if (pool != nobody_serves && !program_.pools[pool].dispatched) return pools_[pool].count_free();
  const std::uint32_t line = program_.step_lines[program_.steps[step].first_line + segment];
  return dispatcher_.count_answerable(line);
}

std::uint32_t SimulationState::line_of(const Journey& journey) const {
  return program_.step_lines[program_.steps[journey.step].first_line + journey.segment];
}

double SimulationState::order_of(const Journey& journey, std::uint32_t index, Discipline discipline) const {
  if (discipline != Discipline::shortest) return registers_.has_due() ? registers_.due(index) : journey.arrived;
  // The service follows the call; its time is the same whenever it is drawn.
  const Instruction* at = &program_.code[journey.counter];
  while (at->verb != Verb::serve_called) ++at;
  return draw(at->a, luck(journey, Purpose::service));
}

std::uint32_t SimulationState::victim_of(std::uint32_t person, std::uint32_t rank) const {
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

bool SimulationState::is_victim(std::uint32_t index) const {
  return std::any_of(victims_.begin(), victims_.end(), [index](const auto& each) { return each.first == index; });
}

bool SimulationState::add_victims(const NeededPool& needed, std::uint32_t rank) {
  const PoolTable& table = program_.pools[needed.pool];
  const bool preempts = rank < table.preempts.size() && table.preempts[rank];
  if (!preempts && !table.yields) return false;
  // Of those who can be made free enough, the one who serves the lowest in rank; of these whoever started last.
  const Crew& crew = dispatcher_.crew();
  std::uint32_t best = nobody;
  std::uint32_t best_rank = 0;
  double best_started = 0.0;
  const std::size_t before = victims_.size();
  for (std::uint32_t person = crew.first_of(needed.pool); person < crew.first_of(needed.pool + 1); ++person) {
    if (!crew.takes_work(person)) continue;
    const std::uint32_t first = victim_of(person, rank);
    const bool enough = first != nobody && take_victims(person, needed, rank);
    victims_.resize(before);
    if (!enough) continue;
    const std::uint32_t first_rank = dispatcher_.rank_in(needed.pool, line_of(journeys_[first]));
    const double started = journeys_[first].started;
    if (best != nobody && (first_rank < best_rank || (first_rank == best_rank && started <= best_started))) continue;
    best = person;
    best_rank = first_rank;
    best_started = started;
  }
  return best != nobody && take_victims(best, needed, rank);
}

bool SimulationState::take_victims(std::uint32_t person, const NeededPool& needed, std::uint32_t rank) {
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

bool SimulationState::is_served_interruptibly(std::uint32_t index) const {
  const Journey& journey = journeys_[index];
  return journey.segment < Journey::wrapping_up && timers_.runs(index) && journey.counter > 0 &&
         program_.code[journey.counter - 1].verb == Verb::serve_called;
}

double SimulationState::patience_of(const Journey& journey, const Instruction& instruction) const {
  const std::uint32_t first = program_.steps[journey.step].first_callback;
  const std::uint32_t offered = first == no_index ? no_index : program_.step_callbacks[first + journey.segment];
  if (offered != no_index) {
    const CallbackTable& callback = program_.callbacks[offered];
    double on_duty = 0.0;
    for (const std::uint32_t pool : callback.pools) on_duty += duty(pool).on_duty.value();
    // It stands in line already.
    const double wait = queues_.waiting(journey.step) * callback.service / on_duty;
    if (wait > callback.expected_wait && luck(journey, Purpose::callback).uniform() < callback.accept) {
      return callback.within;
    }
  }
  if (instruction.a == no_index) return std::numeric_limits<double>::infinity();  // until its deadline
  return draw(instruction.a, luck(journey, Purpose::patience));
}

const DeadlineTable* SimulationState::deadline_at(const Journey& journey) const {
  const std::uint32_t first = program_.steps[journey.step].first_deadline;
  const std::uint32_t number = first == no_index ? no_index : program_.step_deadlines[first + journey.segment];
  return number == no_index ? nullptr : &program_.deadlines[number];
}

double SimulationState::deadline_of(const Journey& journey) const {
  const DeadlineTable* const deadline = program_.has_deadlines ? deadline_at(journey) : nullptr;
  return deadline == nullptr ? std::numeric_limits<double>::infinity() : journey.reached + deadline->after;
}

}  // namespace throughline
