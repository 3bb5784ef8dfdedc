// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/program.hpp"
#include "model/time_kind.hpp"
#include "simulation/journey.hpp"
#include "simulation/replication_result.hpp"

namespace throughline {

/// What the time of journeys goes into, to the tick: every instant between the arrival of a counted journey and its end
/// (or that of the run) is in exactly one entry. Time is taken in whole ticks, whose differences add up without
/// rounding: the entries of a journey sum exactly to the ticks from its first instant to its last. Of branches only the
/// time of the one that let the journey go on counts, from the fork on; so branches keep theirs until that is known. A
/// journey keeps its entries, too: once it has completed they tell how the time at each step moves with that of the
/// whole.
/// Not thread-safe; allocates only to grow.
class TimeLedger {
 public:
  static constexpr double ticks_per_second = 1 << 20;
  static std::int64_t ticks_of(double seconds) { return static_cast<std::int64_t>(seconds * ticks_per_second); }

  void clear(std::size_t cells, std::size_t segments);

  /// A journey begins; `counted`: whether its time goes into the totals.
  void begin(std::uint32_t journey, double now, bool counted);
  /// A part of a journey begins, whose time is not the journey's yet.
  void begin_part(std::uint32_t part, double now);
  /// From now on time goes into something else.
  void turn(std::uint32_t journey, double now, TimeKind kind, std::uint32_t cell) {
    close(journey, ticks_of(now));
    accounts_[journey].kind = kind;
    accounts_[journey].cell = cell;
  }
  std::uint32_t cell(std::uint32_t journey) const { return accounts_[journey].cell; }
  bool waits(std::uint32_t journey) const { return accounts_[journey].kind == TimeKind::wait; }
  bool is_in_branches(std::uint32_t journey) const { return accounts_[journey].kind == TimeKind::branches; }
  /// When what it does now began, seconds.
  double since(std::uint32_t journey) const { return static_cast<double>(accounts_[journey].since) / ticks_per_second; }
  /// For so long of a wait that is about to end nobody was there who could have served.
  void was_off_duty(std::uint32_t journey, double seconds, double now);

  /// A branch lets the journey go on: its time is that of the whole since the fork.
  void join(std::uint32_t part, std::uint32_t whole, double now);
  /// All time up to now is told.
  void close(std::uint32_t journey, double now) { close(journey, ticks_of(now)); }
  /// A part is given up, and its time with it.
  void drop(std::uint32_t part);
  /// A journey has ended, and all its time is told. Requires: no part.
  void end(std::uint32_t journey, bool completed);

  /// What is told from now on is told of another batch of the run.
  void begin_batch() {
    std::fill(totals_.begin(), totals_.end(), 0);
    std::fill(spreads_.begin(), spreads_.end(), TimeSpread{});
  }
  /// Ticks by cell and kind.
  const std::vector<std::int64_t>& totals() const noexcept { return totals_; }
  /// By step, of completed journeys that count.
  const std::vector<TimeSpread>& spreads() const noexcept { return spreads_; }

 private:
  struct Account {
    std::int64_t since = 0;
    std::uint32_t cell = 0;
    std::uint32_t first = no_index;  ///< its entries, last first; none of a journey that does not count
    TimeKind kind = TimeKind::handoff;
    bool counted = false;
    bool is_part = false;
  };
  struct Entry {
    std::int64_t ticks = 0;
    std::size_t total = 0;
    std::uint32_t next = no_index;
  };

  void grow(std::uint32_t journey);
  void close(std::uint32_t journey, std::int64_t ticks);
  void post(Account& account, std::size_t total, std::int64_t ticks);

  std::vector<Account> accounts_;  ///< by journey
  std::vector<Entry> entries_;
  std::uint32_t vacant_ = no_index;  ///< entry
  std::vector<std::int64_t> totals_;
  std::vector<TimeSpread> spreads_;
  std::size_t totals_of_step_ = time_kinds;
};

}  // namespace throughline
