// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace throughline {

/// M/M/c+D in the steady state, first come first served: every customer gives up after the same time (Gnedenko and
/// Kovalenko, 1968; Zeltyn and Mandelbaum, 2005). Stable at any load; patience 0 is Erlang B.
/// Any unit of time, the same throughout. Requires at least one server, positive rates, patience >= 0.
class DeterministicPatience {
 public:
  DeterministicPatience(double arrival_rate, double service_rate, double patience, std::uint32_t servers);

  double occupancy() const noexcept { return arrival_rate_ * (1.0 - abandonment_) / capacity_; }
  /// P(wait > 0), served or not; with patience 0, P(gave up).
  double delay_probability() const noexcept { return delayed_; }
  /// Abandoned / joined.
  double abandonment() const noexcept { return abandonment_; }
  /// Of all who joined, served or not.
  double mean_wait() const noexcept { return waiting_of_served_ + patience_ * abandonment_; }
  double mean_wait_of_served() const noexcept { return waiting_of_served_ / (1.0 - abandonment_); }
  double mean_queue() const noexcept { return arrival_rate_ * mean_wait(); }
  /// Served with wait <= limit / (joined - abandoned with wait <= limit).
  double service_level(double limit) const noexcept;

 private:
  /// Relative weight of an offered wait in (0, limit], limit <= patience.
  double weight_within(double limit) const noexcept;

  double arrival_rate_;
  double patience_;
  double capacity_;  ///< c mu
  double total_;     ///< of all relative weights
  double delayed_;
  double abandonment_;
  double waiting_of_served_;  ///< E[wait, served]
};

}  // namespace throughline
