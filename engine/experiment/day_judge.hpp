// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "model/catalog.hpp"
#include "model/program.hpp"
#include "simulation/replication_result.hpp"

namespace throughline {

/// Says on how many days of a replication what `share_of_days` asks for holds. A day is one of the clock, as far as it
/// lies in the run behind the warm-up; what a day measures is what happened on it: visits and journeys that ended, and
/// arrivals. The last takes in the drain. Keeps references to what it is given. Not thread-safe.
class DayJudge {
 public:
  DayJudge(const Program& program, const Catalog& catalog) : program_(program), catalog_(catalog) {}

  /// A day has ended; `so_far`: the sums of the replication up to then.
  void day_ends(const ReplicationResult& so_far);
  /// The last day has ended: the tallies of the replication, by Catalog::of_days. The next day is of another one.
  std::vector<DayTally> finish(const ReplicationResult& whole);

 private:
  const Program& program_;
  const Catalog& catalog_;
  std::optional<ReplicationResult> before_;  ///< the sums when the day began
  std::vector<DayTally> tallies_;
};

}  // namespace throughline
