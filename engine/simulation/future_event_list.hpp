// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "simulation/event.hpp"
#include "simulation/far_events.hpp"

namespace throughline {

/// The pending events: a heap with four children to a node, each group of four in one cache line. Taking an event
/// leaves a hole at the root that the next push fills, so that "an end of service starts the next service" sifts once,
/// not twice. Where many are pending a ladder takes the heap's place: the next few events sorted, the far ones in
/// buckets. Not thread-safe. Does not allocate once it has been as large as it gets.
class FutureEventList {
 public:
  FutureEventList() : groups_(2, vacant_group()) {}

  void clear() {
    groups_.assign(2, vacant_group());
    far_.clear();
    near_.clear();
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
  std::size_t size() const noexcept { return size_ + near_.size() + far_.size(); }

  /// Beyond every event.
  static constexpr EventKey never = ~static_cast<EventKey>(0);

 private:
  static constexpr EventKey vacant = never;
  static constexpr std::size_t crowded = 500;  ///< for the heap
  static constexpr std::size_t few = 32;       ///< for the ladder
  static constexpr std::size_t most_ranked = 16;
  static constexpr std::size_t crowded_near = 64;
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
  [[gnu::noinline]] void append(EventKey key) {
    std::size_t index = root + size_++;
    if (index / 4 + 1 >= groups_.size()) [[unlikely]] {
      if (size_ > crowded) return climb(key);
      groups_.resize(groups_.size() * 2, vacant_group());
    }
    while (index > root) {
      const std::size_t parent = index / 4 + 2;
      const EventKey above = slot(parent);
      if (above < key) break;
      slot(index) = above;
      index = parent;
    }
    slot(index) = key;
  }

  void fill_root(EventKey key) {
    if (size_ == 1) {
      groups_[0].keys[root] = key;
    } else {
      sift_down(key);
    }
  }

  [[gnu::noinline]] void sift_down(EventKey key) {
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
    if (laddered_) return advance();
    const std::size_t last = root + --size_;
    const EventKey key = slot(last);
    slot(last) = vacant;
    if (size_ > 0) fill_root(key);
  }

  /// From the heap to the ladder.
  [[gnu::noinline]] void climb(EventKey key) {
    far_.clear();
    far_.push(key);
    for (std::size_t index = root; index < root + size_ - 1; ++index) far_.push(std::exchange(slot(index), vacant));
    size_ = 1;
    laddered_ = true;
    advance();
  }

  [[gnu::noinline]] void push_laddered(EventKey key) {
    if (far_.push(key)) return;
    EventKey& first = groups_.front().keys[root];
    if (!hole_ && key < first) std::swap(key, first);
    std::size_t place = near_.size();
    near_.push_back(key);
    for (; place > 0 && near_[place - 1] < key; --place) near_[place] = near_[place - 1];
    near_[place] = key;
    if (near_.size() > crowded_near && far_.worn()) lay_anew();
  }

  /// Too many fall into one bucket: all go back, for a rung of other buckets.
  [[gnu::noinline]] void lay_anew() {
    far_.take_down();
    for (const EventKey key : near_) far_.push(key);
    near_.clear();
    if (hole_) return;
    far_.push(groups_.front().keys[root]);
    advance();
  }

  /// The next event of the ladder goes to the root.
  [[gnu::noinline]] void advance() {
    if (near_.empty() && !come_near()) return;
    groups_.front().keys[root] = near_.back();
    near_.pop_back();
  }

  /// Takes a bucket. False where the last few have gone back to the heap.
  bool come_near() {
    taken_.clear();
    if (far_.size() < few) {
      while (!far_.empty()) far_.take_next(taken_);
      groups_.front().keys[root] = vacant;
      size_ = 0;
      laddered_ = false;
      for (const EventKey key : taken_) append(key);
      return false;
    }
    far_.take_next(taken_);
    near_.resize(taken_.size());
    if (taken_.size() <= most_ranked) {
      // Each to its rank: no branch that would be mispredicted.
      std::array<std::uint32_t, most_ranked> ranks{};
      for (std::size_t later = 1; later < taken_.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
          const std::uint32_t less = taken_[earlier] < taken_[later] ? 1 : 0;
          ranks[earlier] += less;
          ranks[later] += 1 - less;
        }
      }
      for (std::size_t index = 0; index < taken_.size(); ++index) near_[ranks[index]] = taken_[index];
    } else {
      near_ = taken_;
      std::sort(near_.begin(), near_.end(), std::greater<>());
    }
    return true;
  }

  std::vector<Group> groups_;
  std::size_t size_ = 0;  ///< slots in use, the hole counted
  bool hole_ = false;
  std::uint64_t sequence_ = 0;

  // Of the ladder.
  bool laddered_ = false;
  std::vector<EventKey> near_;  ///< behind the root, the next one last
  std::vector<EventKey> taken_;
  FarEvents far_;
};

}  // namespace throughline
