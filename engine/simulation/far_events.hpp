// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "simulation/event.hpp"

namespace throughline {

/// Many pending events that are not due yet: a rung of buckets of equal width in time, and what lies beyond it, all
/// unsorted (a ladder queue of one rung: Tang, Goh and Thng, 2005). Every event moves a fixed number of times, however
/// many are pending. Not thread-safe. Does not allocate once it has been as large as it gets.
class FarEvents {
 public:
  void clear() {
    counts_.clear();
    excess_.clear();
    vacant_ = none;
    beyond_.clear();
    next_ = size_ = 0;
    start_ = per_width_ = 0.0;
    pushes_ = 0;
    laid_ = false;
  }

  bool empty() const noexcept { return size_ == 0; }
  std::size_t size() const noexcept { return size_; }

  /// Whether the event comes after all that `take_next` has given: if so it is kept.
  bool push(EventKey key) {
    ++pushes_;
    const double place = place_of(key);
    if (place < static_cast<double>(next_)) return false;
    ++size_;
    if (place < static_cast<double>(counts_.size())) {
      put(static_cast<std::size_t>(place), key);
    } else {
      beyond_.push_back(key);
    }
    return true;
  }

  /// Appends the events of the next bucket, at least one, in no order. Requires: not empty.
  void take_next(std::vector<EventKey>& taken) {
    while (next_ < counts_.size() && counts_[next_] == 0) ++next_;
    if (next_ == counts_.size()) lay_out();
    const std::size_t bucket = next_++;
    const std::uint32_t count = std::exchange(counts_[bucket], 0);
    const EventKey* const slots = &slots_[bucket * per_bucket];
    size_ -= count;
    taken.insert(taken.end(), slots, slots + std::min(count, per_bucket));
    if (count > per_bucket) [[unlikely]]
      take_excess(bucket, taken);
    if (next_ < counts_.size()) {
      __builtin_prefetch(slots + per_bucket);
      __builtin_prefetch(slots + per_bucket + 4);
    }
  }

  /// Whether as many have been scheduled since the rung was laid as it pays to lay another.
  bool worn() const noexcept { return pushes_ > 2 * size_; }
  /// Takes the rung away: the next one will fit what has happened since.
  void take_down() {
    std::vector<EventKey> taken;
    while (next_ < counts_.size() && size_ > beyond_.size()) take_next(taken);
    size_ += taken.size();
    beyond_.insert(beyond_.end(), taken.begin(), taken.end());
    counts_.clear();
    next_ = 0;
  }

 private:
  static constexpr std::uint32_t per_bucket = 8;
  static constexpr std::uint32_t none = ~0U;
  struct Excess {
    EventKey key;
    std::uint32_t next;  ///< of the same bucket, or of the vacant ones
  };

  /// Never falls where the time rises, whatever rounding does: buckets are in order.
  double place_of(EventKey key) const noexcept { return (Event{key}.time() - start_) * per_width_; }

  void put(std::size_t bucket, EventKey key) {
    const std::uint32_t place = counts_[bucket]++;
    if (place < per_bucket) [[likely]] {
      slots_[bucket * per_bucket + place] = key;
    } else {
      put_in_excess(bucket, key);
    }
  }

  void put_in_excess(std::size_t bucket, EventKey key) {
    if (vacant_ == none) {
      vacant_ = static_cast<std::uint32_t>(excess_.size());
      excess_.push_back({0, none});
    }
    const std::uint32_t following = std::exchange(excess_[vacant_], {key, first_excess_[bucket]}).next;
    first_excess_[bucket] = std::exchange(vacant_, following);
  }

  void take_excess(std::size_t bucket, std::vector<EventKey>& taken) {
    for (std::uint32_t index = std::exchange(first_excess_[bucket], none); index != none;) {
      taken.push_back(excess_[index].key);
      const std::uint32_t following = std::exchange(excess_[index].next, vacant_);
      vacant_ = std::exchange(index, following);
    }
  }

  void reserve(std::size_t buckets) {
    counts_.assign(buckets, 0);
    first_excess_.assign(buckets, none);
    slots_.resize(std::max(slots_.size(), buckets * per_bucket));
  }

  /// A rung over what lies beyond the last one. A bucket will hold about four when its time comes, with those that are
  /// still to be scheduled: by the pace of events under the last rung, at first by the nearer half of those pending.
  void lay_out() {
    const double last_start = start_;
    const auto middle = beyond_.begin() + static_cast<std::ptrdiff_t>(beyond_.size() / 2);
    std::nth_element(beyond_.begin(), middle, beyond_.end());
    start_ = Event{*std::min_element(beyond_.begin(), middle + 1)}.time();
    const double nearer_half = Event{*middle}.time() - start_;
    per_width_ = static_cast<double>(beyond_.size()) / (6.0 * nearer_half);
    if (laid_ && pushes_ > beyond_.size()) per_width_ = static_cast<double>(pushes_) / (4.0 * (start_ - last_start));
    const bool tells_apart = std::isnormal(per_width_);
    if (!tells_apart) per_width_ = std::numeric_limits<double>::max();  // half of them at once: these alone
    next_ = size_ = 0;
    reserve(tells_apart ? beyond_.size() * 2 / 3 + 1 : 1);
    spare_.swap(beyond_);
    for (const EventKey key : spare_) {
      if (Event{key}.time() == start_) {  // also where it never comes: infinity
        ++size_;
        put(0, key);
      } else {
        push(key);
      }
    }
    spare_.clear();
    laid_ = true;
    pushes_ = 0;
  }

  std::vector<std::uint32_t> counts_;  ///< by bucket
  std::vector<EventKey> slots_;        ///< by bucket
  // What its slots could not hold.
  std::vector<std::uint32_t> first_excess_;  ///< by bucket
  std::vector<Excess> excess_;
  std::uint32_t vacant_ = none;
  std::size_t next_ = 0;          ///< bucket
  std::vector<EventKey> beyond_;  ///< the rung
  std::vector<EventKey> spare_;
  std::size_t size_ = 0;
  double start_ = 0.0;
  double per_width_ = 0.0;
  std::size_t pushes_ = 0;  ///< since the rung was laid
  bool laid_ = false;
};

}  // namespace throughline
