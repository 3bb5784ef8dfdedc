// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace throughline {

/// What happens to a customer who comes to a full step.
enum class WhenFull : std::uint8_t {
  turn_away,  ///< the journey ends, turned away
  block,      ///< it waits where it is and holds whoever serves it there: blocking after service
  divert      ///< it goes to another step instead
};

/// What happens to those who wait when the run stops letting anybody in, and to those who come later.
enum class AtClose : std::uint8_t { finish, turn_away };

/// From so many customers at the step on, this share of those who come does not join.
struct BalkingLevel {
  std::uint32_t from = 0;
  double share = 0.0;
  bool operator==(const BalkingLevel&) const = default;
};

/// How many a step holds, and what becomes of the rest. Everybody at the step counts, whatever the segment.
struct Room {
  std::optional<std::uint32_t> capacity;        ///< waiting and in service
  std::optional<std::uint32_t> waiting_places;  ///< waiting only
  WhenFull when_full = WhenFull::turn_away;
  std::vector<BalkingLevel> balking;  ///< ascending; below the first everybody joins
  AtClose at_close = AtClose::finish;

  bool is_limited() const noexcept { return capacity || waiting_places; }
  bool blocks() const noexcept { return is_limited() && when_full == WhenFull::block; }
  /// Whether anything about it is out of the ordinary.
  bool matters() const noexcept { return is_limited() || !balking.empty() || at_close == AtClose::turn_away; }
  /// Whether a visit can end before it has joined.
  bool turns_away() const noexcept {
    return matters() && (!blocks() || !balking.empty() || at_close != AtClose::finish);
  }

  bool operator==(const Room&) const = default;
};

}  // namespace throughline
