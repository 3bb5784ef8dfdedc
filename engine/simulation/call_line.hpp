// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/journey.hpp"

namespace throughline {

/// Where each journey stands in the one line that it waits in.
using LinePlaces = std::vector<std::uint32_t>;

/// Journeys that wait for the same people, least key first, among equal keys first come first. A heap that knows where
/// each journey stands, so that any of them can leave. Not thread-safe.
class CallLine {
 public:
  struct Call {
    double key = 0.0;
    std::uint64_t sequence = 0;  ///< of joining
    std::uint32_t journey = nobody;

    friend bool operator<(const Call& left, const Call& right) noexcept {
      return left.key != right.key ? left.key < right.key : left.sequence < right.sequence;
    }
  };

  bool empty() const noexcept { return calls_.empty(); }
  std::size_t size() const noexcept { return calls_.size(); }
  const Call& first() const noexcept { return calls_.front(); }
  /// In the order of the heap: only the first place is special.
  const Call& operator[](std::size_t place) const noexcept { return calls_[place]; }

  void join(LinePlaces& places, const Call& call) {
    if (call.journey >= places.size()) places.resize(2 * (std::size_t{call.journey} + 1));
    calls_.push_back(call);
    rise(places, calls_.size() - 1, call);
  }
  /// Requires: the journey waits in this line.
  void leave(LinePlaces& places, std::uint32_t journey) {
    const std::size_t place = places[journey];
    const Call last = calls_.back();
    calls_.pop_back();
    if (place == calls_.size()) return;
    if (place > 0 && last < calls_[(place - 1) / 2]) {
      rise(places, place, last);
    } else {
      sink(places, place, last);
    }
  }
  void clear() { calls_.clear(); }

 private:
  void put(LinePlaces& places, std::size_t place, const Call& call) {
    calls_[place] = call;
    places[call.journey] = static_cast<std::uint32_t>(place);
  }
  void rise(LinePlaces& places, std::size_t place, const Call& call) {
    for (; place > 0 && call < calls_[(place - 1) / 2]; place = (place - 1) / 2) {
      put(places, place, calls_[(place - 1) / 2]);
    }
    put(places, place, call);
  }
  void sink(LinePlaces& places, std::size_t place, const Call& call) {
    for (;;) {
      std::size_t child = 2 * place + 1;
      if (child >= calls_.size()) break;
      if (child + 1 < calls_.size() && calls_[child + 1] < calls_[child]) ++child;
      if (call < calls_[child]) break;
      put(places, place, calls_[child]);
      place = child;
    }
    put(places, place, call);
  }

  std::vector<Call> calls_;
};

}  // namespace throughline
