// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "simulation/event.hpp"
#include "simulation/event_ladder.hpp"

namespace throughline {

/// The pending events: a heap with four children to a node, each group of four in one cache line; a ladder where many
/// are pending, and then only the next event stands in the heap. Taking an event leaves a hole at the root that the
/// next push fills, so that "an end of service starts the next service" sifts once, not twice. Not thread-safe. Does
/// not allocate once it has been as large as it gets.
class FutureEventList {
 public:
  FutureEventList() : groups_(2, vacant_group()) {}

  void clear() {
    groups_.assign(2, vacant_group());
    ladder_.clear();
    laddered_ = false;
    size_ = 0;
    hole_ = false;
    sequence_ = 0;
  }

  bool empty() const noexcept { return size() == (hole_ ? 1U : 0U); }

  // The short ways of a short list in line, the loops of a long one apart.
  [[gnu::always_inline]] void push(double time, Rank rank, std::uint32_t payload) {
    const EventKey key = Event::at(time, rank, sequence_++, payload).key;
    if (laddered_) return push_laddered(key);
    if (!hole_) return append(key);
    hole_ = false;
    fill_root(key);
  }

  /// The next event without taking it. Requires: not empty.
  Event peek() {
    if (laddered_ && hole_) close_hole();
    if (!hole_) return {groups_.front().keys[root]};
    const Group& children = groups_[1];
    return {children.keys[least(children)]};
  }

  /// Takes the next event. Requires: not empty.
  Event pop() {
    if (hole_) close_hole();
    hole_ = true;
    return {groups_.front().keys[root]};
  }

  /// The key of the next event, `never` where there is none.
  EventKey next() {
    if (hole_) close_hole();
    return groups_.front().keys[root];
  }
  /// Takes the event whose key `next` has just given. Requires: not empty.
  void take() noexcept { hole_ = true; }

  /// Pending events, the one just taken perhaps counted.
  std::size_t size() const noexcept { return size_ + ladder_.size(); }

  /// Beyond every event.
  static constexpr EventKey never = ~static_cast<EventKey>(0);

 private:
  static constexpr EventKey vacant = never;
  static constexpr std::size_t crowded = 500;  ///< for the heap
  static constexpr std::size_t few = 32;       ///< for the ladder
  static constexpr std::size_t root = 3;       ///< slots 0 to 2 stay vacant, so that siblings share a line

  struct alignas(64) Group {
    std::array<EventKey, 4> keys;
  };
  static Group vacant_group() noexcept { return {{vacant, vacant, vacant, vacant}}; }

  static std::size_t least(const Group& group) noexcept {
    const auto& keys = group.keys;
    const std::size_t left = keys[1] < keys[0] ? 1 : 0;
    const std::size_t right = keys[3] < keys[2] ? 3 : 2;
    return keys[right] < keys[left] ? right : left;
  }

  EventKey& slot(std::size_t index) noexcept { return groups_[index / 4].keys[index % 4]; }

  void fill_root(EventKey key) {
    if (size_ == 1) {
      groups_[0].keys[root] = key;
    } else {
      sift_down(key);
    }
  }

  void close_hole() {
    hole_ = false;
    if (laddered_) {
      if (ladder_.size() < few) return climb_down();
      groups_.front().keys[root] = ladder_.take();
      return;
    }
    const std::size_t last = root + --size_;
    const EventKey key = slot(last);
    slot(last) = vacant;
    if (size_ > 0) fill_root(key);
  }

  void append(EventKey key);
  void sift_down(EventKey key);
  void climb(EventKey key);
  void climb_down();
  void push_laddered(EventKey key);

  std::vector<Group> groups_;
  std::size_t size_ = 0;  ///< slots in use, the hole counted
  bool hole_ = false;
  std::uint64_t sequence_ = 0;
  bool laddered_ = false;
  EventLadder ladder_;
};

}  // namespace throughline
