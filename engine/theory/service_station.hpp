// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// Those of a segment who come to a step.
struct CustomerClass {
  StepId step{};
  SegmentId segment{};
  const Behavior* behavior = nullptr;
  double rate = 0.0;        ///< visits per second; of a population at most
  std::uint32_t entry = 0;  ///< of the pool's `priority` that it matches, one past the last: none
  std::uint32_t rank = 0;   ///< place of `entry` among those of all who come

  double mean_service() const;
  /// Of service and wrap-up together.
  double mean_busy() const;
  double busy_variance() const;
};

/// A pool with everybody who comes to it, where nothing is an obstacle to theory: people who are always there,
/// customers who each need one of them. Streams are Poisson, or all come from one population.
struct ServiceStation {
  const Blueprint* blueprint = nullptr;
  StaffId pool{};
  std::uint32_t servers = 1;
  std::vector<CustomerClass> classes;  ///< at least one; by step, then segment
  const Population* population = nullptr;

  const Staff& staff() const { return blueprint->staff[static_cast<std::size_t>(pool)]; }
  const Behavior& behavior() const { return *classes.front().behavior; }
  std::vector<StepId> steps() const;
  bool serves_fifo() const { return staff().discipline == Discipline::fifo; }

  double rate() const;
  /// Visits per second of the classes at a step.
  double rate_at(StepId step) const;
  double mean_service_at(StepId step) const;
  /// Over all who come.
  double mean_service() const;
  double mean_busy() const;
  double busy_second_moment() const;
  /// Offered erlangs per person.
  double load() const { return rate() * mean_busy() / servers; }

  /// 1 / mean service, where everybody has the same exponential service and no wrap-up.
  std::optional<double> service_rate() const;
  bool wraps_up() const;
  /// Of everybody, where it is the same; `same_patience` says whether it is.
  const Distribution* patience() const;
  bool same_patience() const;
  bool is_limited() const;
  /// Whether there is the same room for everybody.
  bool same_room() const;
  /// Customers there at most, waiting and in service; of the one step of a pool.
  std::uint32_t capacity() const;
  std::uint32_t rank_count() const;
};

}  // namespace throughline
