// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/program.hpp"
#include "simulation/replication_result.hpp"
#include "simulation/time_integral.hpp"

namespace throughline {

/// How many wait at each step, over time. Not thread-safe; never allocates after construction.
class StepQueues {
 public:
  explicit StepQueues(const Program& program);

  void clear();

  [[gnu::always_inline]] void join(double now, std::uint32_t step, double count = 1.0) {
    State& state = states_[step];
    state.waiting.add(now, count);
    state.most = std::max(state.most, state.waiting.value());
    if (!group_most_.empty()) [[unlikely]]
      measure_groups();
  }
  void leave(double now, std::uint32_t step, double count = 1.0) { states_[step].waiting.add(now, -count); }
  /// Somebody leaves the step, served or not.
  void step_left(double now, std::uint32_t step) { states_[step].last_left = now; }

  std::uint32_t waiting(std::uint32_t step) const noexcept {
    return static_cast<std::uint32_t>(states_[step].waiting.value());
  }
  double last_left(std::uint32_t step) const noexcept { return states_[step].last_left; }
  double waited_until(double now, std::uint32_t step) const noexcept { return states_[step].waiting.until(now); }

  /// From now on it counts: after the warm-up, and after each batch of a run.
  void count_from(double now);
  /// What has counted up to now is told from here on.
  void count_to(double now);
  void closes(double now);
  void report(ReplicationResult& result) const;

 private:
  struct State {
    TimeIntegral waiting;
    double most = 0.0;       ///< waiting at once
    double last_left = 0.0;  ///< when somebody last left it
  };

  void measure_groups();

  const Program& program_;
  std::vector<State> states_;  ///< by step
  std::vector<double> counted_from_;
  std::vector<QueueTally> tallies_;
  std::vector<double> group_most_;  ///< who waited at once, by group
  bool closed_ = false;
};

}  // namespace throughline
