// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "model/program.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {

/// The customers of one segment as they come from outside. By rate, each brings the gap before it: a unit exponential
/// that is turned into time by inverting the cumulative rate (Cinlar 1975), or a draw of the time between arrivals. So
/// the luck of a customer is the same whatever the rate. The gap before a batch is that of its number among batches.
/// Appointments are drawn up when the replication begins. Not thread-safe.
class Arrivals {
 public:
  /// Before the first customer of a replication.
  Arrivals(const Program& program, std::uint32_t segment, std::uint64_t seed, std::uint64_t replication);

  /// Seconds after the start of the run at which the next customer comes; at the close or later where nobody does.
  double time() const noexcept { return time_; }
  /// The key of that customer's luck.
  std::uint64_t key() const noexcept { return key_; }
  /// Where its program begins: of whoever does not show up, it ends there.
  std::uint32_t entry() const noexcept { return entry_; }
  /// When that customer is due: the appointment; without one, when it comes.
  double due() const noexcept { return by_appointment() ? due_ : time_; }

  bool by_appointment() const noexcept { return way_ == SegmentTable::Arrivals::appointments; }
  /// When each of its customers is due, in order; those who do not show up among them.
  std::vector<double> appointments() const;

  /// Goes on to the customer after that one.
  void advance() {
    key_ = luck_.journey_key(number_++);
    if (!plain_rate_) return advance_otherwise();
    RandomStream stream(key_, segment_->address, 0, Purpose::arrival);
    pass(stream.exponential());
  }

  /// The luck of the members of a population, and of those who are inside from the beginning: apart from the customers
  /// who come.
  std::uint64_t member_key(std::uint64_t number) const noexcept { return luck_.journey_key(members_from + number); }
  /// Whether the calendar says that nobody comes.
  bool is_closed(double time) const;
  /// Another member of a population comes, where the limit allows it.
  bool admits_member() noexcept { return number_++ < segment_->limit; }

 private:
  struct Booked {
    double time = 0.0;  ///< of coming
    double due = 0.0;
    std::uint64_t number = 0;
    bool shows_up = true;
  };
  static constexpr std::uint64_t members_from = std::uint64_t{1} << 48U;

  void pass(double exponential) {
    const double time = time_ + exponential * mean_gap_;
    if (time <= level_end_) [[likely]] {
      time_ = time;
    } else {
      invert(exponential);
    }
  }
  void begin_clock();
  void invert(double exponential);
  void enter_level(std::size_t level, double cycle_start);
  void enter_day();
  void advance_otherwise();
  void advance_to_batch();
  void next_moment(std::uint64_t key);
  void draw_up_appointments();
  void add_slot(double slot, std::uint64_t number, std::uint64_t& customers);

  const Program* program_;
  const SegmentTable* segment_;
  SegmentLuck luck_;
  SegmentTable::Arrivals way_;
  bool plain_rate_ = false;
  std::uint32_t entry_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t key_ = 0;
  double time_ = 0.0;
  double due_ = 0.0;

  // By rate.
  std::size_t level_ = 0;
  double cycle_start_ = 0.0;  ///< of the cycle of the rate, seconds after the start of the run
  double level_end_ = 0.0;    ///< or the end of the day, where days differ
  double rate_ = 0.0;         ///< at this level, on this day
  double mean_gap_ = 0.0;     ///< its inverse; infinite where nobody comes

  // Days that differ.
  SegmentLuck day_luck_;
  double next_level_ = 0.0;
  std::size_t closure_ = 0;  ///< the first that has not passed
  double day_end_ = std::numeric_limits<double>::infinity();
  double factor_ = 1.0;

  std::uint64_t moments_ = 0;    ///< batches and recorded times so far
  std::uint64_t with_them_ = 0;  ///< of the batch, still to come
  std::vector<Booked> booked_;   ///< by time
};

}  // namespace throughline
