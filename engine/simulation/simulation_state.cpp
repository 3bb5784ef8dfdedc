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
      batches_(program.batches.size()),
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
  batches_.clear();
  surges_.clear();
  std::fill(lines_.begin(), lines_.end(), TimeIntegral{});
  std::fill(last_wrapped_up_.begin(), last_wrapped_up_.end(), 0.0);
  if (program_.accounts_time) {
    times_.clear(program_.cell_count(), segment_count_);
    gaps_.clear();
  }
  ledger_.clear();
  ending_ = {};
  now_ = 0.0;
  inside_ = event_count_ = 0;
  next_roster_ = 0;
  batches_ended_ = 0;
  loop_time_ = -1.0;
  stopped_ = closed_ = false;
  warmed_up_ = !(program_.warm_up > 0.0);
}

bool SimulationState::is_inside(std::uint32_t index) const {
  const Journey& journey = journeys_[index];
  if (journey.segment >= Journey::wrapping_up || is_carrier(index)) return false;
  const Verb next = program_.code[journey.counter].verb;
  return next != Verb::come && next != Verb::called_off;
}

std::uint32_t SimulationState::served_as(std::uint32_t index) const {
  const std::uint32_t carrier = program_.batches.empty() ? nobody : batches_.carrier_of(index);
  return carrier == nobody ? index : carrier;
}

Whereabouts SimulationState::whereabouts(std::uint32_t index) const {
  if (is_interrupted(served_as(index))) return Whereabouts::in_service;
  const Journey& journey = journeys_[index];
  // It is suspended behind the instruction that waits.
  switch (journey.counter == 0 ? Verb::leave : program_.code[journey.counter - 1].verb) {
    case Verb::seize:
    case Verb::seize_patient:
    case Verb::call:
    case Verb::call_patient:
      return Whereabouts::waiting;
    case Verb::disband:  // it has set off with others
      return Whereabouts::waiting;
    case Verb::ride:
      return program_.code[journey.counter - 1].a != 0 ? Whereabouts::in_service : Whereabouts::busy;
    case Verb::serve:
    case Verb::serve_longer:
    case Verb::serve_called:
    case Verb::serve_shared:
      return Whereabouts::in_service;
    case Verb::take_time:
    case Verb::take_longer:
    case Verb::take_together:
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
    if (is_inside(index)) ++inside[journeys_[index].step];
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

bool SimulationState::is_served_interruptibly(std::uint32_t index) const {
  const Journey& journey = journeys_[index];
  return journey.segment < Journey::wrapping_up && timers_.runs(index) && journey.counter > 0 &&
         program_.code[journey.counter - 1].verb == Verb::serve_called;
}

bool SimulationState::must_yield() {
  const auto comes_first = [&](Event event) { return event.time() == now_ && event.rank() <= Rank::route_arrival; };
  const bool timer = program_.has_timers && !timers_.empty() && comes_first(timers_.peek());
  return timer || (!events_.empty() && comes_first(events_.peek())) || comes_first(calendar_);
}

std::uint32_t SimulationState::stand_in_for(std::uint32_t number, std::uint32_t counter) {
  const std::uint32_t index = journeys_.acquire();
  journeys_[index].segment = Journey::wrapping_up;
  journeys_[index].step = number;
  journeys_[index].counter = counter;
  return index;
}

void SimulationState::plan_absence(double time, std::uint32_t person, std::uint32_t kind, std::uint32_t which,
                                   std::uint32_t planned_for) {
  const std::uint32_t stand_in = journeys_.acquire();
  Journey& journey = journeys_[stand_in];
  journey.segment = Journey::wrapping_up;
  journey.person = person;
  journey.step = kind;
  journey.cell = which;
  journey.visit = planned_for;
  journey.counter = program_.step_out;
  events_.push(time, Rank::staff_end, stand_in);
}

RandomStream SimulationState::luck_of(std::uint32_t person, std::uint64_t address, Purpose purpose) {
  const Crew& crew = dispatcher_.crew();
  const std::uint32_t pool = crew.pool_of(person);
  return absences_.luck(pool, person - crew.first_of(pool), person, address, purpose);
}

void SimulationState::mark_from(std::uint32_t index, std::uint32_t stage) {
  if (program_.has_cases) index = cases_.root(index);
  if (index == nobody) return;
  double& clock = registers_.stage_clock(index, stage);
  if (clock == std::numeric_limits<double>::infinity()) clock = now_;
}

}  // namespace throughline
