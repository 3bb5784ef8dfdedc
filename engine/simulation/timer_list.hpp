// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/future_event_list.hpp"

namespace throughline {

/// Events that are often called off: the ends of patience, and of services that can be interrupted. A heap that knows
/// where each journey's timer stands, so that calling one off removes it. At most one timer per journey. Not
/// thread-safe.
class TimerList {
 public:
  void clear() {
    heap_.clear();
    position_.clear();
    sequence_ = 0;
  }

  bool empty() const noexcept { return heap_.empty(); }
  std::size_t size() const noexcept { return heap_.size(); }
  Event peek() const noexcept { return {heap_.front()}; }

  /// Requires: the journey has no timer.
  void start(double time, Rank rank, std::uint32_t journey) {
    if (journey >= position_.size()) position_.resize(std::max<std::size_t>(journey + 1, 2 * position_.size()), absent);
    heap_.push_back(0);
    sift_up(heap_.size() - 1, Event::at(time, rank, sequence_++, journey).key);
  }

  bool runs(std::uint32_t journey) const noexcept { return journey < position_.size() && position_[journey] != absent; }

  /// Does nothing where the journey has no timer.
  void call_off(std::uint32_t journey) {
    if (runs(journey)) remove(position_[journey]);
  }

  Event pop() {
    const Event first{heap_.front()};
    remove(0);
    return first;
  }

 private:
  static constexpr std::uint32_t absent = ~0U;

  void place(std::size_t index, EventKey key) {
    heap_[index] = key;
    position_[Event{key}.payload()] = static_cast<std::uint32_t>(index);
  }

  void remove(std::size_t index) {
    position_[Event{heap_[index]}.payload()] = absent;
    const EventKey last = heap_.back();
    heap_.pop_back();
    if (index == heap_.size()) return;
    if (index > 0 && last < heap_[(index - 1) / 4]) {
      sift_up(index, last);
    } else {
      sift_down(index, last);
    }
  }

  void sift_up(std::size_t index, EventKey key) {
    while (index > 0) {
      const std::size_t parent = (index - 1) / 4;
      if (heap_[parent] < key) break;
      place(index, heap_[parent]);
      index = parent;
    }
    place(index, key);
  }

  void sift_down(std::size_t index, EventKey key) {
    for (;;) {
      const std::size_t first = 4 * index + 1;
      if (first >= heap_.size()) break;
      const std::size_t end = std::min(first + 4, heap_.size());
      std::size_t child = first;
      for (std::size_t other = first + 1; other < end; ++other) {
        if (heap_[other] < heap_[child]) child = other;
      }
      if (key < heap_[child]) break;
      place(index, heap_[child]);
      index = child;
    }
    place(index, key);
  }

  std::vector<EventKey> heap_;
  std::vector<std::uint32_t> position_;  ///< by journey
  std::uint64_t sequence_ = 0;
};

}  // namespace throughline
