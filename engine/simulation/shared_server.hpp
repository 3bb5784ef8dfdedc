// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "simulation/journey.hpp"
#include "simulation/time_integral.hpp"
#include "simulation/timer_list.hpp"

namespace throughline {

/// People who work as one for everybody who is there (processor sharing): c people are spread evenly over n customers,
/// at most one to each. Everybody is served equally fast, so whoever comes at a time when each customer so far has been
/// served for v seconds is done when each has been for v and its own work: those present stand in that order for good,
/// and only the first needs a timer, whose end moves as people or customers come and go. Each change costs the
/// logarithm of how many are there. Not thread-safe; allocates only to grow.
class SharedServer {
 public:
  void clear();

  /// So many people are there from now on; nobody: everything stands still.
  void set_people(double now, double people, TimerList& timers);
  double people() const noexcept { return people_; }

  /// A customer comes, with so many seconds of one person's work.
  void join(double now, std::uint32_t journey, double work, TimerList& timers);
  /// The customer whose timer has just ended goes.
  void leave_first(double now, TimerList& timers);
  /// Somebody goes whose work is not done. Requires: is here.
  void break_off(double now, std::uint32_t journey, TimerList& timers);

  bool empty() const noexcept { return present_.empty(); }
  const DutyRecord& record() const noexcept { return record_; }

 private:
  double at_work() const noexcept;
  /// How fast each customer is served.
  double speed() const noexcept { return at_work() / static_cast<double>(present_.size()); }
  void serve_until(double now);
  void go_on(double now, TimerList& timers);

  TimerList present_;  ///< by how long each will have been served since somebody was first here, when done
  double people_ = 0.0;
  double served_ = 0.0;  ///< each of those who have been here since then, seconds at speed 1
  double until_ = 0.0;   ///< when it was so
  double busy_ = 0.0;
  std::uint32_t timed_ = nobody;
  DutyRecord record_;
};

}  // namespace throughline
