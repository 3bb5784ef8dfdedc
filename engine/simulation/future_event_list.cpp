// SPDX-License-Identifier: MIT
#include "simulation/future_event_list.hpp"

#include <utility>

namespace throughline {

// The children of slot s are group s - 2; the parent of the slots of group g is slot g + 2.
void FutureEventList::append(EventKey key) {
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

void FutureEventList::sift_down(EventKey key) {
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

/// From the heap to the ladder.
void FutureEventList::climb(EventKey key) {
  ladder_.clear();
  ladder_.push(key);
  for (std::size_t index = root; index < root + size_ - 1; ++index) ladder_.push(std::exchange(slot(index), vacant));
  size_ = 1;
  laddered_ = true;
  groups_.front().keys[root] = ladder_.take();
}

void FutureEventList::push_laddered(EventKey key) {
  EventKey& first = groups_.front().keys[root];
  if (!hole_ && key < first) std::swap(key, first);
  ladder_.push(key);
}

void FutureEventList::climb_down() {
  groups_.front().keys[root] = vacant;
  size_ = 0;
  laddered_ = false;
  while (ladder_.size() > 0) append(ladder_.take());
}

}  // namespace throughline
