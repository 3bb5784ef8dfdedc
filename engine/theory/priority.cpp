// SPDX-License-Identifier: MIT
#include "theory/priority.hpp"

#include <numeric>

#include "theory/erlang_c.hpp"

namespace throughline {

std::vector<double> nonpreemptive_waits(const std::vector<double>& arrival_rates, double service_rate,
                                        std::uint32_t servers) {
  const double total = std::accumulate(arrival_rates.begin(), arrival_rates.end(), 0.0);
  const double capacity = servers * service_rate;
  const double first = ErlangC(total, service_rate, servers).delay_probability() / capacity;
  std::vector<double> waits;
  double free_above = 1.0;
  for (const double rate : arrival_rates) {
    const double free_with = free_above - rate / capacity;
    waits.push_back(first / (free_above * free_with));
    free_above = free_with;
  }
  return waits;
}

std::vector<double> preemptive_times(const std::vector<double>& arrival_rates, double service_rate,
                                     std::uint32_t servers) {
  std::vector<double> times;
  double rate_so_far = 0.0;
  double inside_above = 0.0;
  for (const double rate : arrival_rates) {
    rate_so_far += rate;
    const double inside = rate_so_far * ErlangC(rate_so_far, service_rate, servers).mean_time();
    times.push_back((inside - inside_above) / rate);
    inside_above = inside;
  }
  return times;
}

std::vector<double> nonpreemptive_waits(const std::vector<PriorityClass>& classes) {
  double residual = 0.0;
  for (const PriorityClass& each : classes) residual += each.arrival_rate * each.second_moment / 2.0;
  std::vector<double> waits;
  double free_above = 1.0;
  for (const PriorityClass& each : classes) {
    const double free_with = free_above - each.arrival_rate * each.mean_service;
    waits.push_back(residual / (free_above * free_with));
    free_above = free_with;
  }
  return waits;
}

std::vector<double> preemptive_times(const std::vector<PriorityClass>& classes) {
  std::vector<double> times;
  double free_above = 1.0;
  double residual = 0.0;
  for (const PriorityClass& each : classes) {
    residual += each.arrival_rate * each.second_moment / 2.0;
    const double free_with = free_above - each.arrival_rate * each.mean_service;
    times.push_back(each.mean_service / free_above + residual / (free_above * free_with));
    free_above = free_with;
  }
  return times;
}

}  // namespace throughline
