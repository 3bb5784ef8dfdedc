// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace throughline {

inline constexpr std::uint32_t nobody = ~0U;

/// Where a journey is when the run ends before it does.
enum class Whereabouts : std::uint8_t {
  between,     ///< on its way, at no step
  waiting,     ///< in line
  in_service,  ///< of a person
  busy         ///< at a step that needs nobody
};

/// One customer inside, as the registers of a program: a cache line. Also stands for a person's wrap-up after the
/// customer has gone on
/// (`segment` = wrapping_up).
struct alignas(64) Journey {
  static constexpr std::uint16_t vacant = 0xFFFF;
  static constexpr std::uint16_t wrapping_up = 0xFFFE;

  std::uint64_t key = 0;            ///< of its luck
  double arrived = 0.0;             ///< seconds after the start of the run
  double reached = 0.0;             ///< the current step
  double started = 0.0;             ///< its service there
  std::uint32_t counter = 0;        ///< program counter: the instruction at which it goes on
  std::uint32_t next = nobody;      ///< behind it in its queue; in the list of vacant records
  std::uint32_t previous = nobody;  ///< before it in its queue
  std::uint32_t visit = 0;          ///< coming to the current step, from 0
  std::uint32_t person = nobody;    ///< who serves it, where people are told apart
  std::uint32_t step = 0;           ///< where it is
  std::uint32_t cell = 0;           ///< of its step and segment
  std::uint16_t segment = vacant;
  std::uint16_t attempts = 0;  ///< services at the current step that failed and are tried again
};

/// The customers inside, by index; records are used again. Not thread-safe; allocates only to grow.
class JourneyPool {
 public:
  void clear() {
    journeys_.clear();
    vacant_ = nobody;
  }

  /// A vacant record. References to other records do not survive this.
  std::uint32_t acquire() {
    if (vacant_ == nobody) {
      journeys_.emplace_back();
      return static_cast<std::uint32_t>(journeys_.size() - 1);
    }
    const std::uint32_t index = vacant_;
    vacant_ = journeys_[index].next;
    return index;
  }

  void release(std::uint32_t index) {
    journeys_[index].segment = Journey::vacant;
    journeys_[index].next = vacant_;
    vacant_ = index;
  }

  Journey& operator[](std::uint32_t index) noexcept { return journeys_[index]; }
  const Journey& operator[](std::uint32_t index) const noexcept { return journeys_[index]; }
  /// Of a record in here.
  std::uint32_t index_of(const Journey& journey) const noexcept {
    return static_cast<std::uint32_t>(&journey - journeys_.data());
  }
  std::size_t size() const noexcept { return journeys_.size(); }

 private:
  std::vector<Journey> journeys_;
  std::uint32_t vacant_ = nobody;
};

}  // namespace throughline
