// SPDX-License-Identifier: MIT
#include "theory/finite_population.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace throughline {

FinitePopulation::FinitePopulation(std::uint32_t members, double think_rate, double service_rate, std::uint32_t servers)
    : service_rate_(service_rate), servers_(servers) {
  assert(members > 0 && servers > 0);
  // In logarithms: the weights of hundreds of members span more than a double.
  std::vector<double> logarithms{0.0};
  for (std::uint32_t number = 1; number <= members; ++number) {
    const double comings = (members - number + 1) * think_rate;
    logarithms.push_back(logarithms.back() + std::log(comings / (std::min(number, servers) * service_rate)));
  }
  const double largest = *std::max_element(logarithms.begin(), logarithms.end());
  double total = 0.0;
  for (const double logarithm : logarithms) {
    states_.push_back(std::exp(logarithm - largest));
    total += states_.back();
  }
  double finding_all_busy = 0.0;
  for (std::uint32_t number = 0; number <= members; ++number) {
    states_[number] /= total;
    const double comings = (members - number) * think_rate * states_[number];
    throughput_ += comings;
    if (number >= servers) finding_all_busy += comings;
    queue_ += (number - std::min(number, servers)) * states_[number];
  }
  delayed_ = finding_all_busy / throughput_;
}

}  // namespace throughline
