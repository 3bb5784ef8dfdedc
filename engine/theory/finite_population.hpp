// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace throughline {

/// M/M/c//N in the steady state: `members` who each come again after an exponential think time (machine repair; birth
/// and death, Palm, 1947). Any unit of time; think_rate = 1 / mean think time. Requires at least one server and member.
class FinitePopulation {
 public:
  FinitePopulation(std::uint32_t members, double think_rate, double service_rate, std::uint32_t servers);

  /// P(n there, waiting and in service), n = 0 .. members.
  const std::vector<double>& state_probabilities() const noexcept { return states_; }
  /// Comings per unit of time.
  double throughput() const noexcept { return throughput_; }
  double occupancy() const noexcept { return throughput_ / (servers_ * service_rate_); }
  double mean_queue() const noexcept { return queue_; }
  double mean_wait() const noexcept { return queue_ / throughput_; }
  /// Mean wait and service together.
  double mean_time() const noexcept { return mean_wait() + 1.0 / service_rate_; }
  /// P(wait > 0): who comes sees what the others make alone (Sevcik and Mitrani, 1981).
  double delay_probability() const noexcept { return delayed_; }

 private:
  double service_rate_;
  std::uint32_t servers_;
  std::vector<double> states_;
  double throughput_ = 0.0;
  double queue_ = 0.0;
  double delayed_ = 0.0;
};

}  // namespace throughline
