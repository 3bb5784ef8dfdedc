// SPDX-License-Identifier: MIT
#include "simulation/step_queues.hpp"

namespace throughline {

StepQueues::StepQueues(const Program& program)
    : program_(program),
      states_(program.steps.size()),
      counted_from_(program.steps.size()),
      tallies_(program.steps.size()),
      group_most_(program.queue_groups.size()) {}

void StepQueues::clear() {
  std::fill(states_.begin(), states_.end(), State{});
  std::fill(counted_from_.begin(), counted_from_.end(), 0.0);
  std::fill(group_most_.begin(), group_most_.end(), 0.0);
  closed_ = false;
}

void StepQueues::count_from(double now) {
  for (std::uint32_t step = 0; step < states_.size(); ++step) {
    counted_from_[step] = waited_until(now, step);
    states_[step].most = states_[step].waiting.value();
  }
  std::fill(group_most_.begin(), group_most_.end(), 0.0);
  measure_groups();
}

void StepQueues::count_to(double now) {
  for (std::uint32_t step = 0; step < states_.size(); ++step) {
    tallies_[step] = {waited_until(now, step) - counted_from_[step], states_[step].most};
  }
}

void StepQueues::closes(double now) {
  count_to(now);
  closed_ = true;
}

void StepQueues::report(ReplicationResult& result) const {
  result.queues = tallies_;
  result.group_queues = group_most_;
}

void StepQueues::measure_groups() {
  if (closed_) return;
  for (std::size_t group = 0; group < group_most_.size(); ++group) {
    double waiting = 0.0;
    for (const std::uint32_t step : program_.queue_groups[group]) waiting += states_[step].waiting.value();
    group_most_[group] = std::max(group_most_[group], waiting);
  }
}

}  // namespace throughline
