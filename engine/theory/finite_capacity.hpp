// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace throughline {

/// M/M/c/K in the steady state, first come first served: who finds `capacity` customers there, waiting and in service,
/// goes away (birth and death; Gross and Harris, 1974). Requires 1 <= servers <= capacity. Any unit of time.
class FiniteCapacity {
 public:
  FiniteCapacity(double arrival_rate, double service_rate, std::uint32_t servers, std::uint32_t capacity);

  /// P(n there), n = 0 .. capacity.
  const std::vector<double>& state_probabilities() const noexcept { return states_; }
  double turned_away() const noexcept { return states_.back(); }
  /// Mean number there, and mean number waiting.
  double mean_number() const noexcept { return number_; }
  double mean_queue() const noexcept { return queue_; }
  double occupancy() const noexcept { return (number_ - queue_) / servers_; }
  // Of those who joined.
  double mean_wait() const noexcept { return queue_ / (arrival_rate_ * (1.0 - turned_away())); }
  double delay_probability() const noexcept;
  /// P(wait <= limit): who finds n >= c there waits for n - c + 1 departures.
  double wait_within(double limit) const;
  /// The wait that a share `probability` does not exceed.
  double wait_quantile(double probability) const;

 private:
  double arrival_rate_;
  double capacity_;  ///< c mu
  std::uint32_t servers_;
  std::vector<double> states_;
  double number_ = 0.0;
  double queue_ = 0.0;
};

}  // namespace throughline
