// SPDX-License-Identifier: MIT
#include "simulation/simulation_state.hpp"

#include <algorithm>

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
      ledger_(program),
      marks_(program.pools.size()) {
  pools_.reserve(program.pools.size());
  for (const PoolTable& pool : program.pools) pools_.emplace_back(pool);
  arrivals_.reserve(program.segments.size());
}

void SimulationState::clear() {
  events_.clear();
  outside_.clear();
  timers_.clear();
  journeys_.clear();
  services_.clear();
  for (StaffPool& pool : pools_) pool.clear();
  arrivals_.clear();
  queues_.clear();
  rooms_.clear();
  surges_.clear();
  std::fill(lines_.begin(), lines_.end(), TimeIntegral{});
  std::fill(last_wrapped_up_.begin(), last_wrapped_up_.end(), 0.0);
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
  return journey.segment < Journey::wrapping_up && program_.code[journey.counter].verb != Verb::come;
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
      return Whereabouts::in_service;
    case Verb::take_time:
    case Verb::take_longer:
      return Whereabouts::busy;
    default:
      return Whereabouts::between;
  }
}

const DutyRecord& SimulationState::duty(std::uint32_t pool) const {
  return program_.pools[pool].dispatched ? dispatcher_.crew().record(pool) : pools_[pool].record();
}

PoolMark SimulationState::measure(std::uint32_t pool, double until) const {
  const DutyRecord& record = duty(pool);
  PoolMark mark{record.busy.until(until), record.on_duty.until(until), record.overtime.until(until), 0.0, 0.0};
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

std::uint32_t SimulationState::fullest_step() const {
  std::vector<std::uint32_t> inside(program_.steps.size());
  for (std::uint32_t index = 0; index < journeys_.size(); ++index) {
    if (is_inside(journeys_[index])) ++inside[journeys_[index].step];
  }
  return static_cast<std::uint32_t>(std::max_element(inside.begin(), inside.end()) - inside.begin());
}

}  // namespace throughline
