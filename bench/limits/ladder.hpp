// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

#include "limits/heaps.hpp"

namespace limits {

/// A ladder of one rung (after Tang, Goh and Thng, 2005): what is near lies sorted, what comes later in buckets of
/// equal width, what is far unsorted. Every key moves a fixed number of times, however many are pending.
class Ladder {
 public:
  Key least() {
    if (bottom_.empty()) refill();
    return bottom_.back();
  }
  void drop_least() {
    if (bottom_.empty()) refill();
    bottom_.pop_back();
  }
  void replace_least(Key key) {
    drop_least();
    push(key);
  }

  void push(Key key) {
    const double time = time_of(key);
    if (time >= rung_end_) {
      far_.push_back(key);
      return;
    }
    const double bucket = bucket_of(time);
    if (bucket >= static_cast<double>(next_)) {
      buckets_[static_cast<std::size_t>(bucket)].push_back(key);
      return;
    }
    std::size_t place = bottom_.size();
    bottom_.push_back(key);
    for (; place > 0 && bottom_[place - 1] < key; --place) bottom_[place] = bottom_[place - 1];
    bottom_[place] = key;
  }

 private:
  static constexpr std::size_t keys_per_bucket = 4;

  /// Never falls where the time rises, so that buckets are in order whatever rounding does.
  double bucket_of(double time) const noexcept {
    return std::min((time - rung_start_) * per_width_, static_cast<double>(buckets_.size() - 1));
  }

  void refill() {
    for (;;) {
      while (next_ < buckets_.size() && buckets_[next_].empty()) ++next_;
      if (next_ < buckets_.size()) break;
      spread();
    }
    bottom_.swap(buckets_[next_++]);
    std::sort(bottom_.begin(), bottom_.end(), std::greater<>());
  }

  void spread() {
    double first = time_of(far_.front()), last = first;
    for (const Key key : far_) {
      first = std::min(first, time_of(key));
      last = std::max(last, time_of(key));
    }
    const std::size_t count = std::max<std::size_t>(1, far_.size() / keys_per_bucket);
    buckets_.resize(count);
    rung_start_ = first;
    per_width_ = last > first ? static_cast<double>(count) / (last - first) : 0.0;
    rung_end_ = std::nextafter(last, 1e300);
    next_ = 0;
    for (const Key key : far_) buckets_[static_cast<std::size_t>(bucket_of(time_of(key)))].push_back(key);
    far_.clear();
  }

  std::vector<Key> bottom_;  ///< the least at the back
  std::vector<std::vector<Key>> buckets_;
  std::vector<Key> far_;
  std::size_t next_ = 0;  ///< bucket
  double rung_start_ = 0.0, rung_end_ = 0.0, per_width_ = 0.0;
};

}  // namespace limits
