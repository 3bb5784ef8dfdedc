// SPDX-License-Identifier: MIT
#include "theory/finite_capacity.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace throughline {

FiniteCapacity::FiniteCapacity(double arrival_rate, double service_rate, std::uint32_t servers, std::uint32_t capacity)
    : arrival_rate_(arrival_rate) {
  assert(servers > 0 && servers <= capacity);
  // In logarithms: the weights of hundreds of servers span more than a double.
  std::vector<double> logarithms{0.0};
  for (std::uint32_t number = 1; number <= capacity; ++number) {
    const double departures = std::min(number, servers) * service_rate;
    logarithms.push_back(logarithms.back() + std::log(arrival_rate / departures));
  }
  const double largest = *std::max_element(logarithms.begin(), logarithms.end());
  double total = 0.0;
  for (const double logarithm : logarithms) {
    states_.push_back(std::exp(logarithm - largest));
    total += states_.back();
  }
  for (std::uint32_t number = 0; number <= capacity; ++number) {
    states_[number] /= total;
    number_ += number * states_[number];
    queue_ += (number - std::min(number, servers)) * states_[number];
  }
}

}  // namespace throughline
