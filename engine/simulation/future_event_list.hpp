// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/event.hpp"

namespace throughline {

/// The pending events: a heap with four children to a node, each group of four in one cache line. Taking an event
/// leaves a hole at the root that the next push fills, so that "an end of service starts the next service" sifts once,
/// not twice. Not thread-safe. Does not allocate once it has been as large as it gets.
class FutureEventList {
 public:
  FutureEventList() : groups_(2, vacant_group()) {}

  void clear() {
    groups_.assign(2, vacant_group());
    size_ = 0;
    hole_ = false;
    sequence_ = 0;
  }

  bool empty() const noexcept { return size_ == (hole_ ? 1U : 0U); }

  void push(double time, Rank rank, std::uint32_t payload) {
    const EventKey key = Event::at(time, rank, sequence_++, payload).key;
    if (hole_) {
      hole_ = false;
      sift_down(key);
    } else {
      append(key);
    }
  }

  /// The next event without taking it. Requires: not empty.
  Event peek() const noexcept {
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

  /// Takes the next event if its key is below the limit; else gives the key `never`.
  Event pop_before(EventKey limit) {
    if (hole_) close_hole();
    const EventKey first = groups_.front().keys[root];
    if (first >= limit) [[unlikely]]
      return {never};
    hole_ = true;
    return {first};
  }
  /// Beyond every event; also the key of an empty list's first event.
  static constexpr EventKey never = ~static_cast<EventKey>(0);

 private:
  static constexpr EventKey vacant = never;
  static constexpr std::size_t root = 3;  ///< slots 0 to 2 stay vacant, so that siblings share a line

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

  // The children of slot s are group s - 2; the parent of the slots of group g is slot g + 2.
  void append(EventKey key) {
    std::size_t index = root + size_++;
    if (index / 4 + 1 >= groups_.size()) groups_.resize(groups_.size() * 2, vacant_group());
    while (index > root) {
      const std::size_t parent = index / 4 + 2;
      const EventKey above = slot(parent);
      if (above < key) break;
      slot(index) = above;
      index = parent;
    }
    slot(index) = key;
  }

  void sift_down(EventKey key) {
    if (size_ <= 2) {  // a single queue is no more than this
      const bool stays = key < groups_[1].keys[0];
      const EventKey below = groups_[1].keys[0];
      groups_[0].keys[root] = stays ? key : below;
      if (!stays) groups_[1].keys[0] = key;
      return;
    }
    std::size_t index = root;
    const std::size_t last_group = (root + size_ - 1) / 4;
    while (index - 2 <= last_group) {
      const Group& children = groups_[index - 2];
      const std::size_t child = least(children);
      const EventKey below = children.keys[child];
      if (key < below) break;
      slot(index) = below;
      index = (index - 2) * 4 + child;
    }
    slot(index) = key;
  }

  void close_hole() {
    hole_ = false;
    const std::size_t last = root + --size_;
    const EventKey key = slot(last);
    slot(last) = vacant;
    if (size_ > 0) sift_down(key);
  }

  std::vector<Group> groups_;
  std::size_t size_ = 0;  ///< slots in use, the hole counted
  bool hole_ = false;
  std::uint64_t sequence_ = 0;
};

}  // namespace throughline
