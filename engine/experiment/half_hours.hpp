// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/catalog.hpp"
#include "model/program.hpp"
#include "simulation/replication_result.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// Sums the half hours of replications, added in their order, into the series of a result.
class HalfHours {
 public:
  explicit HalfHours(const Program& program) : program_(&program) {}

  void add(const std::vector<HalfHour>& replication);
  std::vector<Series> series(const Catalog& catalog) const;

 private:
  /// Replications that the 5 and 95 % band of the queue rests on: enough for quantiles, bounded in memory.
  static constexpr std::uint64_t band_replications = 1000;

  double duration_of(std::size_t slot) const;
  double start_of(std::size_t slot) const;
  bool folded() const noexcept { return program_->folds_half_hours(); }

  const Program* program_;
  std::uint64_t replications_ = 0;
  std::vector<HalfHour> sums_;              ///< by slot and pool
  std::vector<std::vector<float>> queues_;  ///< by slot and pool: the mean queue of each replication
};

}  // namespace throughline
