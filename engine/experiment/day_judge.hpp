// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "model/catalog.hpp"
#include "model/program.hpp"
#include "simulation/replication_result.hpp"

namespace throughline {

/// Says on how many days of a replication what `share_of_days` asks for holds. A day is one of the clock, as far as it
/// lies in the run behind the warm-up; what a day measures is what happened on it: visits and journeys that ended, and
/// arrivals. The last takes in the drain. Keeps references to what it is given. Thread-safe.
class DayJudge {
 public:
  DayJudge(const Program& program, const Catalog& catalog) : program_(program), catalog_(catalog) {}

  /// By Catalog::of_days. `ends`: the sums at the end of each day but the last; `whole`: those of the replication.
  std::vector<DayTally> judge(const std::vector<ReplicationResult>& ends, const ReplicationResult& whole) const;

 private:
  const Program& program_;
  const Catalog& catalog_;
};

}  // namespace throughline
