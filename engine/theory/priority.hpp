// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace throughline {

/// Mean waits of M/M/c with non-preemptive priorities and one service rate, first class served first (Cobham, 1954):
/// C / (c mu) / ((1 - s_{k-1}) (1 - s_k)), s_k the load of the classes up to k. Requires a total load below 1.
std::vector<double> nonpreemptive_waits(const std::vector<double>& arrival_rates, double service_rate,
                                        std::uint32_t servers);

/// Mean times in the system of M/M/c with preemptive-resume priorities and one service rate (White and Christie, 1958;
/// Mitrani and King, 1981): the classes up to k are an M/M/c of their own, and by Little's law class k has what they
/// have more than those up to k - 1. Requires a total load below 1.
std::vector<double> preemptive_times(const std::vector<double>& arrival_rates, double service_rate,
                                     std::uint32_t servers = 1);

/// A class of customers of one server; services of any law.
struct PriorityClass {
  double arrival_rate = 0.0;
  double mean_service = 0.0;
  double second_moment = 0.0;  ///< of a service
};

/// Mean waits of M/G/1 with non-preemptive priorities: R / ((1 - s_{k-1}) (1 - s_k)), R = sum of lambda E[S^2] / 2 of
/// all classes (Cobham, 1954). Requires a total load below 1.
std::vector<double> nonpreemptive_waits(const std::vector<PriorityClass>& classes);

/// Mean times in the system of M/G/1 with preemptive-resume priorities: E[S_k] / (1 - s_{k-1}) + R_k / ((1 - s_{k-1})
/// (1 - s_k)), R_k = sum of lambda E[S^2] / 2 of the classes up to k (Jaiswal, 1968). Requires a total load below 1.
std::vector<double> preemptive_times(const std::vector<PriorityClass>& classes);

}  // namespace throughline
