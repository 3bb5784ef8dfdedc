// SPDX-License-Identifier: MIT
#include "theory/finite_capacity.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cassert>
#include <cmath>

namespace throughline {

FiniteCapacity::FiniteCapacity(double arrival_rate, double service_rate, std::uint32_t servers, std::uint32_t capacity)
    : arrival_rate_(arrival_rate), capacity_(servers * service_rate), servers_(servers) {
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

double FiniteCapacity::delay_probability() const noexcept {
  double delayed = 0.0;
  for (std::size_t number = servers_; number + 1 < states_.size(); ++number) delayed += states_[number];
  return delayed / (1.0 - turned_away());
}

double FiniteCapacity::wait_within(double limit) const {
  double longer = 0.0;
  for (std::size_t number = servers_; number + 1 < states_.size(); ++number) {
    const auto departures = static_cast<double>(number - servers_ + 1);
    longer += states_[number] * boost::math::gamma_q(departures, capacity_ * limit);
  }
  return 1.0 - longer / (1.0 - turned_away());
}

double FiniteCapacity::wait_quantile(double probability) const {
  if (1.0 - delay_probability() >= probability) return 0.0;
  const auto missing = [this, probability](double limit) { return wait_within(limit) - probability; };
  double high = 1.0 / capacity_;
  while (missing(high) < 0.0) high *= 2.0;
  std::uintmax_t most_steps = 200;
  const auto bracket =
      boost::math::tools::toms748_solve(missing, 0.0, high, boost::math::tools::eps_tolerance<double>(48), most_steps);
  return bracket.second;
}

}  // namespace throughline
