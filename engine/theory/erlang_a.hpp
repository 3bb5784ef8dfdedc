// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace throughline {

/// M/M/c+M in the steady state, first come first served: customers give up after an exponential patience (Palm, 1957;
/// Mandelbaum and Zeltyn, 2007). Stable at any load. Any unit of time, the same for all rates.
/// Requires at least one server and positive rates; patience_rate = 1 / mean patience.
class ErlangA {
 public:
  ErlangA(double arrival_rate, double service_rate, double patience_rate, std::uint32_t servers);

  /// Of the servers that are busy.
  double occupancy() const noexcept { return arrival_rate_ * (1.0 - abandonment_) / (servers_ * service_rate_); }
  /// P(wait > 0), served or not.
  double delay_probability() const noexcept { return delayed_; }
  /// Abandoned / joined.
  double abandonment() const noexcept { return abandonment_; }
  /// Of all who joined, served or not.
  double mean_wait() const noexcept { return abandonment_ / patience_rate_; }
  double mean_wait_of_served() const noexcept;
  double mean_queue() const noexcept { return arrival_rate_ * mean_wait(); }
  /// P(wait <= limit), of all who joined.
  double wait_within(double limit) const;
  /// The wait that a share `probability` of all who joined does not exceed.
  double wait_quantile(double probability) const;
  /// Served with wait <= limit / (joined - abandoned with wait <= limit).
  double service_level(double limit) const;
  /// P(wait <= limit) of those served.
  double served_within(double limit) const;

 private:
  /// P(served and wait <= limit) and P(gave up and wait <= limit).
  struct Within {
    double served = 0.0;
    double abandoned = 0.0;
  };
  Within within(double limit) const;

  double arrival_rate_;
  double service_rate_;
  double patience_rate_;
  std::uint32_t servers_;
  std::vector<double> ahead_;  ///< P(arrival finds all servers busy and j waiting)
  double delayed_ = 0.0;
  double abandonment_ = 0.0;
};

}  // namespace throughline
