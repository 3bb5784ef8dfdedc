// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "model/need.hpp"

namespace throughline {

/// When nobody of a pool has been on duty so far in a replication. Not thread-safe; allocates only to grow.
class DutyGaps {
 public:
  explicit DutyGaps(std::size_t pools) : gaps_(pools) {}

  /// Nobody is on duty yet, at 0 s.
  void clear();
  void note(std::uint32_t pool, double now, bool somebody);
  /// Whether there has been a gap at all after `from`.
  bool any_after(double from) const noexcept { return open_ > 0 || last_end_ > from; }
  /// Seconds of [from, now) in which nobody could serve: nobody of one of the pools, or, with `any`, of all of them.
  double between(std::span<const NeededPool> pools, bool any, double from, double now) const;

 private:
  struct Gap {
    double from = 0.0, to = 0.0;  ///< infinite while it lasts
  };
  std::vector<std::vector<Gap>> gaps_;  ///< by pool, in order
  std::size_t open_ = 0;                ///< that last
  double last_end_ = 0.0;
  mutable std::vector<std::pair<double, int>> edges_;
};

}  // namespace throughline
