// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace throughline {

/// Mean waits of M/M/c with non-preemptive priorities and one service rate, first class served first (Cobham, 1954):
/// C / (c mu) / ((1 - s_{k-1}) (1 - s_k)), s_k the load of the classes up to k. Requires a total load below 1.
std::vector<double> nonpreemptive_waits(const std::vector<double>& arrival_rates, double service_rate,
                                        std::uint32_t servers);

/// Mean times in the system of M/M/1 with preemptive-resume priorities and one service rate (White and Christie, 1958):
/// (1 / mu) / ((1 - s_{k-1}) (1 - s_k)). Requires a total load below 1.
std::vector<double> preemptive_times(const std::vector<double>& arrival_rates, double service_rate);

}  // namespace throughline
