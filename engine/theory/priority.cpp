// SPDX-License-Identifier: MIT
#include "theory/priority.hpp"

#include <numeric>

#include "theory/erlang_c.hpp"

namespace throughline {
namespace {

/// `first` divided, for each class, by the free share above it and the free share with it.
std::vector<double> spread_over_classes(double first, const std::vector<double>& arrival_rates, double capacity) {
  std::vector<double> times;
  double free_above = 1.0;
  for (const double rate : arrival_rates) {
    const double free_with = free_above - rate / capacity;
    times.push_back(first / (free_above * free_with));
    free_above = free_with;
  }
  return times;
}

}  // namespace

std::vector<double> nonpreemptive_waits(const std::vector<double>& arrival_rates, double service_rate,
                                        std::uint32_t servers) {
  const double total = std::accumulate(arrival_rates.begin(), arrival_rates.end(), 0.0);
  const double capacity = servers * service_rate;
  const double delayed = ErlangC(total, service_rate, servers).delay_probability();
  return spread_over_classes(delayed / capacity, arrival_rates, capacity);
}

std::vector<double> preemptive_times(const std::vector<double>& arrival_rates, double service_rate) {
  return spread_over_classes(1.0 / service_rate, arrival_rates, service_rate);
}

}  // namespace throughline
