// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>

#include "model/program.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {

/// The customers of one segment as they come from outside. Each brings the gap before it: a unit exponential that is
/// turned into time by inverting the cumulative rate (Cinlar 1975), or a draw of the time between arrivals. So the luck
/// of a customer is the same whatever the rate. Not thread-safe.
class Arrivals {
 public:
  /// Before the first customer of a replication.
  Arrivals(const Program& program, std::uint32_t segment, std::uint64_t seed, std::uint64_t replication);

  /// Seconds after the start of the run at which the next customer comes; at the close or later where nobody does.
  double time() const noexcept { return time_; }
  /// The key of that customer's luck.
  std::uint64_t key() const noexcept { return key_; }
  /// Where its program begins.
  std::uint32_t entry() const noexcept { return segment_->entry; }

  /// Goes on to the customer after that one.
  void advance() {
    key_ = luck_.journey_key(number_++);
    RandomStream stream(key_, segment_->address, 0, Purpose::arrival);
    if (segment_->arrivals == SegmentTable::Arrivals::rate) [[likely]] {
      const double exponential = stream.exponential();
      const double time = time_ + exponential * mean_gap_;
      if (time <= level_end_) [[likely]] {
        time_ = time;
      } else {
        invert(exponential);
      }
    } else {
      time_ += program_->samplers.draw(segment_->interval, stream);
    }
  }

 private:
  void invert(double exponential);
  void enter_level(std::size_t level, double cycle_start);

  const Program* program_;
  const SegmentTable* segment_;
  SegmentLuck luck_;
  std::uint64_t number_ = 0;
  std::uint64_t key_ = 0;
  double time_ = 0.0;
  std::size_t level_ = 0;
  double cycle_start_ = 0.0;  ///< of the cycle of the rate, seconds after the start of the run
  double level_end_ = 0.0;
  double mean_gap_ = 0.0;  ///< at this level; infinite where nobody comes
};

}  // namespace throughline
