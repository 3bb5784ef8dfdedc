// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/event.hpp"

namespace throughline {

/// Many pending events (a ladder queue of one rung: Tang, Goh and Thng, 2005): the next few sorted, later ones in
/// buckets of equal width in time, what lies beyond the buckets unsorted. Every event moves a fixed number of times,
/// however many are pending. Not thread-safe. Does not allocate once it has been as large as it gets.
class EventLadder {
 public:
  void clear();

  std::size_t size() const noexcept { return near_.size() + far_; }

  void push(EventKey key);
  /// Gives the next event and forgets it. Requires: not empty.
  EventKey take();

 private:
  static constexpr std::uint32_t per_bucket = 8;  ///< slots; what does not fit is chained
  static constexpr std::uint32_t none = ~0U;
  struct Excess {
    EventKey key;
    std::uint32_t next;  ///< of the same bucket, or of the vacant ones
  };

  /// Never falls where the time rises, whatever rounding does: so buckets are in order.
  double place_of(EventKey key) const noexcept { return (Event{key}.time() - start_) * per_width_; }
  void push_near(EventKey key);
  void push_far(double place, EventKey key);
  void put(std::size_t bucket, EventKey key);
  void put_in_excess(std::size_t bucket, EventKey key);
  void take_bucket();
  void sort_near();
  void lay_out();
  void lay_anew();

  std::vector<EventKey> near_;  ///< the next one last
  std::vector<EventKey> taken_;
  std::size_t far_ = 0;   ///< events in buckets and beyond
  std::size_t next_ = 0;  ///< bucket
  double start_ = 0.0;
  double per_width_ = 0.0;
  std::vector<std::uint32_t> counts_;  ///< by bucket
  std::vector<EventKey> slots_;        ///< by bucket
  std::vector<EventKey> beyond_;
  std::vector<EventKey> spare_;
  std::size_t pushes_ = 0;  ///< since the buckets were laid out
  bool laid_out_ = false;
  std::vector<std::uint32_t> first_excess_;  ///< by bucket
  std::vector<Excess> excess_;
  std::uint32_t vacant_ = none;
};

}  // namespace throughline
