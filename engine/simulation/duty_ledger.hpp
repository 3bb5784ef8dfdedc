// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/program.hpp"
#include "simulation/replication_result.hpp"

namespace throughline {

/// Of one pool, from the start of the run to some moment: person-seconds, and customer-seconds of waiting for it.
struct PoolMark {
  double busy = 0.0, on_duty = 0.0, overtime = 0.0, queue = 0.0, away = 0.0, spare = 0.0;
};

/// What the people of a replication did by half hour, and between warm-up and close or in a batch of that. Not
/// thread-safe; never allocates after construction.
class DutyLedger {
 public:
  static constexpr double half_hour = 1800.0;

  explicit DutyLedger(const Program& program);

  void clear();

  // Marks stand in the order of pools.
  void warm_up_ends(const std::vector<PoolMark>& marks);
  /// A batch of the run ends and is to be reported, then the next begins.
  void batch_ends(const std::vector<PoolMark>& marks) { closes(marks); }
  void batch_begins(const std::vector<PoolMark>& marks) { counted_from_ = marks; }
  /// Runs longer than a week are folded onto the half hours of the week.
  void half_hour_ends(double now, const std::vector<PoolMark>& marks);
  void closes(const std::vector<PoolMark>& marks) { at_close_ = marks; }

  const PoolMark& at_close(std::uint32_t pool) const noexcept { return at_close_[pool]; }
  void report(ReplicationResult& result) const;

 private:
  const Program& program_;
  std::vector<PoolMark> counted_from_;  ///< the end of the warm-up, or of the last batch
  std::vector<PoolMark> at_half_hour_;
  std::vector<PoolMark> at_close_;
  std::vector<HalfHour> half_hours_;
};

}  // namespace throughline
