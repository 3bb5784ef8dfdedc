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

}  // namespace throughline
