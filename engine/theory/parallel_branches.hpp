// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// Mean of the k-th shortest of independent exponential times of the given rates; in the unit of 1/rate. From the
/// shortest of each group of them, by inclusion and exclusion (David and Nagaraja, 2003, section 5.2). Requires
/// positive rates, k from 1 to their number, and at most `most_branches` of them: the cost doubles with each.
double mean_of_shortest(std::size_t k, const std::vector<double>& rates);
inline constexpr std::size_t most_branches = 12;

/// Mean time through two parallel M/M/1 queues that each get a half of every job, until both are done: (12 - rho) / 8
/// times that through one (Flatto and Hahn, 1984; Nelson and Tantawi, 1988). Requires arrival_rate < service_rate.
double mean_of_two_queues(double arrival_rate, double service_rate);

/// A fork whose branches meet after a time that theory knows.
struct ParallelBranches {
  std::vector<Blueprint::Vertex> steps;  ///< of each branch the only one
  double arrival_rate = 0.0;             ///< of journeys that fork, per second
  double time = 0.0;                     ///< mean, from the fork until the branches meet, seconds
  bool queue = false;                    ///< the branches are queues, and what meets is no Poisson stream
};

/// The branches that begin at a step, for customers of one segment who come there as so many per second: each taken by
/// everybody, of one step with an exponential time, which nobody reaches otherwise; without staff any number of them,
/// or two that are M/M/1 queues alike, behind which journeys end. None: otherwise.
std::optional<ParallelBranches> parallel_branches(const Blueprint& blueprint, Blueprint::Vertex step, SegmentId segment,
                                                  double arrival_rate);

}  // namespace throughline
