// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "throughline/diagnostic.hpp"
#include "throughline/measure.hpp"

namespace throughline {

/// How many wait for a pool, against a number, for some time without a gap: `queue > 6 for 5 min`.
struct QueueCondition {
  enum class Comparison : std::uint8_t { below, at_most, above, at_least };
  Comparison comparison = Comparison::above;
  std::uint32_t number = 0;
  double lasts = 0.0;  ///< seconds

  bool holds(double waiting) const noexcept {
    switch (comparison) {
      case Comparison::below:
        return waiting < number;
      case Comparison::at_most:
        return waiting <= number;
      case Comparison::at_least:
        return waiting >= number;
      case Comparison::above:
        return waiting > number;
    }
    return false;
  }

  /// What holds whenever this does not, at once.
  QueueCondition opposite() const noexcept {
    return {static_cast<Comparison>(static_cast<int>(Comparison::at_least) - static_cast<int>(comparison)), number,
            0.0};
  }

  bool operator==(const QueueCondition&) const = default;
};

/// People who come when many wait: of their own, or borrowed from another pool as they become free there. Once called
/// they come, whatever becomes of the queue. While they are here they are on duty in this pool alone, and paid as its
/// people; they go as at the end of a shift. Borrowed people whose own shift ends go home.
struct Surge {
  Text key;
  QueueCondition when;
  std::uint32_t add = 1;  ///< people; of borrowed ones at most
  double after = 0.0;     ///< seconds from the call until they are here
  QueueCondition until;
  std::optional<double> stays;  ///< instead of `until`: seconds
  std::optional<StaffId> from;  ///< the pool that lends them
};

}  // namespace throughline
