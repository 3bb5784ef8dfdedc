// SPDX-License-Identifier: MIT
#include "experiment/cost_floor.hpp"

#include <algorithm>
#include <vector>

namespace throughline {
namespace {

/// Person-seconds on duty by plan, over [warm_up, length), pool by pool.
std::vector<double> planned_duty(const Program& program) {
  std::vector<double> duty(program.pools.size());
  std::vector<double> people(program.pools.size());
  std::vector<double> since(program.pools.size(), program.warm_up);
  const auto settle = [&](std::uint32_t pool, double now) {
    const double until = std::clamp(now, program.warm_up, program.length);
    duty[pool] += people[pool] * (until - since[pool]);
    since[pool] = until;
  };
  for (const RosterEvent& event : program.roster) {
    settle(event.pool, event.time);
    switch (event.kind) {
      case RosterEvent::Kind::group_begins:
        people[event.pool] += program.groups[event.group].count;
        break;
      case RosterEvent::Kind::group_ends:
        people[event.pool] -= program.groups[event.group].count;
        break;
      case RosterEvent::Kind::level_rises:
      case RosterEvent::Kind::level_falls:
        people[event.pool] = event.count;
        break;
    }
  }
  for (std::uint32_t pool = 0; pool < program.pools.size(); ++pool) settle(pool, program.length);
  return duty;
}

}  // namespace

double cost_floor(const Program& program) {
  const std::vector<double> duty = planned_duty(program);
  const bool costs =
      std::any_of(program.pools.begin(), program.pools.end(), [](const PoolTable& pool) { return pool.cost > 0.0; }) ||
      !program.service_costs.empty() || !program.recovery_costs.empty();
  double total = 0.0;
  for (std::size_t pool = 0; pool < duty.size(); ++pool) {
    if (program.pools[pool].absence > 0.0) continue;
    total += costs ? program.pools[pool].cost * duty[pool] : duty[pool] / 3600.0;
  }
  return total;
}

}  // namespace throughline
