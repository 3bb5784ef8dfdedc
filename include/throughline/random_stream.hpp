// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace throughline {

/// What a draw decides. Part of every draw's address; numbers never change, new purposes are added at the end.
enum class Purpose : std::uint64_t {
  arrival = 1,     ///< the gap before this journey's arrival
  service = 2,
  wrap_up = 3,
  patience = 4,
  failure = 5,
  route = 6,
  delay = 7,       ///< of a handoff
  loss = 8,
  repeat = 9,
  repeat_time = 10,
};

/// The hash under which a key (of a step, segment or pool) enters addresses. Depends on the text alone.
std::uint64_t address_of(std::string_view key) noexcept;

/// The luck of one customer: a strong function of seed, replication, segment and number within the segment (Philox4x32-10).
std::uint64_t journey_key(std::uint64_t seed, std::uint64_t replication, std::uint64_t segment_address, std::uint64_t number) noexcept;

}  // namespace throughline
