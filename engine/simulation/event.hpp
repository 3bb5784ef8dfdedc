// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>

namespace throughline {

/// The kinds of events, in the order in which they happen at the same instant; within a kind, first scheduled first.
/// So whoever's patience ends as a person becomes free is served, and a shift that starts as another ends hands over.
enum class Rank : std::uint8_t {
  service_end = 0,  ///< and wrap-up end
  staff_begin = 1,
  staff_end = 2,
  route_arrival = 3,
  outside_arrival = 4,
  patience_end = 5,
  clock_mark = 6  ///< half hours, warm-up, ends of batches, close
};

/// When, what kind and whom, as one number whose order is the order of events: bits of the time (never negative), rank,
/// sequence, payload. One comparison decides, and ties are decided for good.
__extension__ using EventKey = unsigned __int128;

struct Event {
  static constexpr unsigned payload_bits = 24;  ///< journeys inside at once: 16.7 million
  static constexpr unsigned rank_shift = 61;

  EventKey key = 0;

  static Event at(double time, Rank rank, std::uint64_t sequence, std::uint32_t payload) noexcept {
    const std::uint64_t order = static_cast<std::uint64_t>(rank) << rank_shift | sequence << payload_bits | payload;
    return {static_cast<EventKey>(std::bit_cast<std::uint64_t>(time)) << 64U | order};
  }
  double time() const noexcept { return std::bit_cast<double>(static_cast<std::uint64_t>(key >> 64U)); }
  Rank rank() const noexcept { return static_cast<Rank>(static_cast<std::uint64_t>(key) >> rank_shift); }
  std::uint32_t payload() const noexcept {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) & ((1U << payload_bits) - 1U));
  }
};

}  // namespace throughline
