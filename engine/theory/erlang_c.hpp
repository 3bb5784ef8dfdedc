// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace throughline {

/// M/M/c in the steady state, first come first served (A. K. Erlang, 1917). Any unit of time, the same for both rates.
/// Requires at least one server and arrival_rate < servers x service_rate.
class ErlangC {
 public:
  ErlangC(double arrival_rate, double service_rate, std::uint32_t servers);

  double occupancy() const noexcept { return load_; }
  /// P(wait > 0).
  double delay_probability() const noexcept { return delayed_; }
  double mean_wait() const noexcept { return delayed_ / drain_; }
  double wait_deviation() const noexcept;
  /// P(wait <= limit): the service level.
  double wait_within(double limit) const noexcept;
  /// The wait that a share `probability` of the customers does not exceed.
  double wait_quantile(double probability) const noexcept;
  /// Mean wait and service together.
  double mean_time() const noexcept { return mean_wait() + 1.0 / service_rate_; }
  /// Mean number waiting.
  double mean_queue() const noexcept { return arrival_rate_ * mean_wait(); }

 private:
  double arrival_rate_;
  double service_rate_;
  double load_;
  double drain_;  ///< rate at which a queue shrinks, c mu - lambda
  double delayed_;
};

}  // namespace throughline
