// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace throughline {

/// One station of an open network: exponential service, first come first served.
struct Station {
  double external_rate = 0.0;  ///< arrivals from outside
  double service_rate = 1.0;   ///< of one server
  std::uint32_t servers = 1;
  std::vector<double> routing;  ///< probability to go to each station next; what is missing to 1 leaves
};

/// An open network of M/M/c stations in the steady state (Jackson, 1957): every station behaves like an M/M/c with the
/// rate that solves the traffic equations. Requires that everybody leaves in the end, and every load below 1. Any unit
/// of time.
class JacksonNetwork {
 public:
  explicit JacksonNetwork(const std::vector<Station>& stations);

  double arrival_rate(std::size_t station) const { return rates_.at(station); }
  /// Mean wait and service of one visit.
  double mean_time(std::size_t station) const { return times_.at(station); }
  /// Mean number of customers in the network.
  double mean_number() const noexcept { return number_; }
  /// Mean time from arrival to departure, by Little's law (1961).
  double mean_journey() const noexcept { return number_ / external_rate_; }

 private:
  std::vector<double> rates_;
  std::vector<double> times_;
  double external_rate_ = 0.0;
  double number_ = 0.0;
};

}  // namespace throughline
