// SPDX-License-Identifier: MIT
#include "simulation/event_ladder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace throughline {
namespace {

/// So many are sorted by counting, without a branch that would be mispredicted.
constexpr std::size_t most_ranked = 16;
/// Sorted events among which another is looked for a place one by one.
constexpr std::size_t crowded = 64;

}  // namespace

void EventLadder::clear() {
  near_.clear();
  counts_.clear();
  beyond_.clear();
  excess_.clear();
  vacant_ = none;
  far_ = next_ = pushes_ = 0;
  start_ = per_width_ = 0.0;
  laid_out_ = false;
}

void EventLadder::push(EventKey key) {
  ++pushes_;
  const double place = place_of(key);
  if (place < static_cast<double>(next_)) [[unlikely]] {
    push_near(key);
  } else {
    push_far(place, key);
  }
}

EventKey EventLadder::take() {
  if (near_.empty()) take_bucket();
  const EventKey key = near_.back();
  near_.pop_back();
  return key;
}

void EventLadder::push_near(EventKey key) {
  std::size_t place = near_.size();
  near_.push_back(key);
  for (; place > 0 && near_[place - 1] < key; --place) near_[place] = near_[place - 1];
  near_[place] = key;
  // Too many fall into one bucket, and it pays to lay them out anew.
  if (near_.size() > crowded && pushes_ > 2 * size()) lay_anew();
}

void EventLadder::push_far(double place, EventKey key) {
  ++far_;
  if (place < static_cast<double>(counts_.size())) {
    put(static_cast<std::size_t>(place), key);
  } else {
    beyond_.push_back(key);
  }
}

void EventLadder::put(std::size_t bucket, EventKey key) {
  const std::uint32_t place = counts_[bucket]++;
  if (place < per_bucket) [[likely]] {
    slots_[bucket * per_bucket + place] = key;
  } else {
    put_in_excess(bucket, key);
  }
}

void EventLadder::put_in_excess(std::size_t bucket, EventKey key) {
  if (vacant_ == none) {
    vacant_ = static_cast<std::uint32_t>(excess_.size());
    excess_.push_back({0, none});
  }
  const std::uint32_t following = std::exchange(excess_[vacant_], {key, first_excess_[bucket]}).next;
  first_excess_[bucket] = std::exchange(vacant_, following);
}

/// The events of the next bucket that is not empty, of which there must be one, become the near ones.
void EventLadder::take_bucket() {
  while (next_ < counts_.size() && counts_[next_] == 0) ++next_;
  if (next_ == counts_.size()) lay_out();
  const std::size_t bucket = next_++;
  const std::uint32_t count = std::exchange(counts_[bucket], 0);
  const EventKey* const slots = &slots_[bucket * per_bucket];
  far_ -= count;
  taken_.assign(slots, slots + std::min(count, per_bucket));
  if (count > per_bucket) [[unlikely]] {
    for (std::uint32_t index = std::exchange(first_excess_[bucket], none); index != none;) {
      taken_.push_back(excess_[index].key);
      const std::uint32_t following = std::exchange(excess_[index].next, vacant_);
      vacant_ = std::exchange(index, following);
    }
  }
  if (next_ < counts_.size()) {
    __builtin_prefetch(slots + per_bucket);
    __builtin_prefetch(slots + per_bucket + per_bucket / 2);
  }
  sort_near();
}

void EventLadder::sort_near() {
  if (taken_.size() > most_ranked) {
    near_.swap(taken_);
    std::sort(near_.begin(), near_.end(), std::greater<>());
    return;
  }
  std::array<std::uint32_t, most_ranked> ranks{};
  for (std::size_t later = 1; later < taken_.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const std::uint32_t less = taken_[earlier] < taken_[later] ? 1 : 0;
      ranks[earlier] += less;
      ranks[later] += 1 - less;
    }
  }
  near_.resize(taken_.size());
  for (std::size_t index = 0; index < taken_.size(); ++index) near_[ranks[index]] = taken_[index];
}

/// Buckets for what lies beyond the last ones. One will hold about four when its time comes, with those that are still
/// to be scheduled: by the pace of events since they were last laid out, at first by the nearer half of those pending.
void EventLadder::lay_out() {
  const double last_start = start_;
  const auto middle = beyond_.begin() + static_cast<std::ptrdiff_t>(beyond_.size() / 2);
  std::nth_element(beyond_.begin(), middle, beyond_.end());
  start_ = Event{*std::min_element(beyond_.begin(), middle + 1)}.time();
  const double nearer_half = Event{*middle}.time() - start_;
  per_width_ = static_cast<double>(beyond_.size()) / (6.0 * nearer_half);
  const double pace = static_cast<double>(pushes_) / (start_ - last_start);
  if (laid_out_ && pushes_ > beyond_.size() && std::isnormal(pace)) per_width_ = pace / 4.0;
  const bool tells_apart = std::isnormal(per_width_);
  if (!tells_apart) per_width_ = std::numeric_limits<double>::max();  // half of them at once: these alone
  const std::size_t buckets = tells_apart ? beyond_.size() * 2 / 3 + 1 : 1;
  counts_.assign(buckets, 0);
  first_excess_.assign(buckets, none);
  slots_.resize(std::max(slots_.size(), buckets * per_bucket));
  next_ = far_ = 0;
  spare_.swap(beyond_);
  for (const EventKey key : spare_) {
    // Where even the first never comes its place would not be a number.
    push_far(Event{key}.time() == start_ ? 0.0 : place_of(key), key);
  }
  spare_.clear();
  laid_out_ = true;
  pushes_ = 0;
}

void EventLadder::lay_anew() {
  spare_.swap(near_);
  for (; next_ < counts_.size(); ++next_) {
    if (counts_[next_] == 0) continue;
    take_bucket();
    --next_;
    spare_.insert(spare_.end(), near_.begin(), near_.end());
  }
  near_.clear();
  beyond_.insert(beyond_.end(), spare_.begin(), spare_.end());
  spare_.clear();
  far_ = beyond_.size();
  counts_.clear();
  next_ = 0;
  lay_out();
}

}  // namespace throughline
