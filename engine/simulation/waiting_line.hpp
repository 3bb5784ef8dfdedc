// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "simulation/journey.hpp"

namespace throughline {

/// The customers waiting for one pool, over all its steps: by rank of priority, first come first served within a rank.
/// Links run through the journeys themselves. Not thread-safe; never allocates after construction.
class WaitingLine {
 public:
  explicit WaitingLine(std::uint32_t ranks) : ranks_(ranks) {}

  bool empty() const noexcept { return size_ == 0; }
  std::uint32_t size() const noexcept { return size_; }

  void join(JourneyPool& journeys, std::uint32_t journey, std::uint32_t rank) {
    Ends& ends = ranks_[rank];
    journeys[journey].next = nobody;
    journeys[journey].previous = ends.last;
    (ends.last == nobody ? ends.first : journeys[ends.last].next) = journey;
    ends.last = journey;
    ++size_;
  }

  /// Takes the first of the highest rank. Requires: not empty.
  std::uint32_t take_first(JourneyPool& journeys) {
    Ends* ends = ranks_.data();
    while (ends->first == nobody) ++ends;
    const std::uint32_t journey = ends->first;
    ends->first = journeys[journey].next;
    (ends->first == nobody ? ends->last : journeys[ends->first].previous) = nobody;
    --size_;
    return journey;
  }

  void leave(JourneyPool& journeys, std::uint32_t journey, std::uint32_t rank) {
    Ends& ends = ranks_[rank];
    const Journey& leaver = journeys[journey];
    (leaver.previous == nobody ? ends.first : journeys[leaver.previous].next) = leaver.next;
    (leaver.next == nobody ? ends.last : journeys[leaver.next].previous) = leaver.previous;
    --size_;
  }

  void clear() {
    for (Ends& ends : ranks_) ends = {};
    size_ = 0;
  }

 private:
  struct Ends {
    std::uint32_t first = nobody;
    std::uint32_t last = nobody;
  };
  std::vector<Ends> ranks_;
  std::uint32_t size_ = 0;
};

}  // namespace throughline
