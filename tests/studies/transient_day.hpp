// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace throughline::testing {

/// M(t)/M/c over a day that begins empty and drains after its last level, first come first served: Kolmogorov's forward
/// equations for the number inside (Kolmogorov, 1931), by the method of Runge and Kutta. What an arrival at t finds is
/// that law (Wolff, 1982), and what it finds decides its time. Any unit of time, the same throughout.
class TransientDay {
 public:
  /// Arrivals at `rate` from the end of the level before it to `until`.
  struct Level {
    double until = 0.0;
    double rate = 0.0;
  };

  /// Requires levels that end at multiples of a hundredth of 1 / service_rate.
  TransientDay(const std::vector<Level>& levels, double service_rate, std::uint32_t servers);

  /// Arrival to departure, over all who come: ratio of expected totals.
  double mean_time() const;
  /// The time that a share of all does not exceed, where it is less than fifty mean services.
  double time_quantile(double share) const;
  /// P(wait <= limit); requires a limit below fifty mean services.
  double wait_within(double limit) const;

 private:
  enum class Span : std::uint8_t { wait, time };
  /// P(span > t), at steps of a hundredth of a mean service.
  std::vector<double> survival(Span span) const;

  double service_rate_;
  double drain_;               ///< rate at which a queue shrinks
  double step_;                ///< of the integration
  std::vector<double> ahead_;  ///< P(an arrival has to wait for k departures)
};

}  // namespace throughline::testing
