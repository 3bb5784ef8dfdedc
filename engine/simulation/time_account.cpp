// SPDX-License-Identifier: MIT
// What the time of journeys goes into: it passes only while a journey is suspended, and the instruction at which it is
// suspended says what it waits for.
#include <array>

#include "simulation/simulation_state.hpp"

namespace throughline {
namespace {

TimeKind kind_of(const Instruction& instruction) {
  switch (instruction.verb) {
    case Verb::seize:
    case Verb::seize_patient:
    case Verb::call:
    case Verb::call_patient:
      return TimeKind::wait;
    case Verb::serve:
    case Verb::serve_longer:
    case Verb::serve_called:
    case Verb::serve_shared:
    case Verb::ride:
    case Verb::take_together:
    case Verb::take_time:
    case Verb::take_longer:
      return TimeKind::service;
    case Verb::assemble:
      return TimeKind::batching;
    case Verb::claim:
      return TimeKind::blocked;
    case Verb::delay:
      return static_cast<TimeKind>(instruction.b);
    case Verb::recovery_time:
      return TimeKind::recovering;
    case Verb::fork:
      return TimeKind::branches;
    case Verb::await:
      return TimeKind::awaiting;
    default:
      return TimeKind::handoff;  // between two instants that are the same
  }
}

}  // namespace

void SimulationState::spend(std::uint32_t index, const Instruction& instruction) {
  spend(index, kind_of(instruction));
}

void SimulationState::spend(std::uint32_t index, TimeKind kind) {
  if (is_carrier(index)) {
    for (std::uint32_t each = batches_.first_of(index); each != nobody; each = batches_.behind(each)) spend(each, kind);
    return;
  }
  close_time(index);
  times_.turn(index, now_, kind, journeys_[index].cell);
}

void SimulationState::close_time(std::uint32_t index) {
  if (times_.waits(index) && gaps_.any_after(times_.since(index))) {
    const double gap = off_duty_since(times_.since(index), times_.cell(index));
    if (gap > 0.0) times_.was_off_duty(index, gap, now_);
  }
  times_.close(index, now_);
}

double SimulationState::off_duty_since(double from, std::uint32_t cell) const {
  const StepTable& step = program_.steps[cell / segment_count_];
  if (step.first_line == no_index) return gaps_.between(std::array{NeededPool{step.pool}}, false, from, now_);
  const Need& need = dispatcher_.need_of(program_.step_lines[step.first_line + cell % segment_count_]);
  return gaps_.between(need.pools, need.kind != StaffingKind::all, from, now_);
}

void SimulationState::close_time_of_unfinished(std::uint32_t index) {
  if (!times_.is_in_branches(index)) return close_time(index);
  // No branch has let it go on: any that still goes on tells where the journey is.
  const std::uint32_t branch = cases_.first_branch(index);
  if (branch == nobody) return;
  close_time_of_unfinished(branch);
  times_.join(branch, index, now_);
}

void SimulationState::note_duty(std::uint32_t pool) {
  if (program_.accounts_time) gaps_.note(pool, now_, duty(pool).on_duty.value() > 0.0);
}

void SimulationState::note_duty() {
  for (std::uint32_t pool = 0; pool < program_.pools.size(); ++pool) note_duty(pool);
}

}  // namespace throughline
