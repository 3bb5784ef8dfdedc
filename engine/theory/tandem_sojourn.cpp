// SPDX-License-Identifier: MIT
#include "theory/tandem_sojourn.hpp"

#include <cassert>
#include <cmath>

namespace throughline {

TandemSojourn::TandemSojourn(double arrival_rate, const std::vector<double>& service_rates) {
  for (const double rate : service_rates) rates_.push_back(rate - arrival_rate);
  // P(T > t) = sum of w_i exp(-r_i t), w_i = product over j of r_j / (r_j - r_i): partial fractions.
  for (std::size_t one = 0; one < rates_.size(); ++one) {
    double weight = 1.0;
    for (std::size_t other = 0; other < rates_.size(); ++other) {
      if (other == one) continue;
      assert(rates_[other] != rates_[one]);
      weight *= rates_[other] / (rates_[other] - rates_[one]);
    }
    weights_.push_back(weight);
  }
}

double TandemSojourn::mean() const noexcept {
  double sum = 0.0;
  for (const double rate : rates_) sum += 1.0 / rate;
  return sum;
}

double TandemSojourn::deviation() const noexcept {
  double variance = 0.0;
  for (const double rate : rates_) variance += 1.0 / (rate * rate);
  return std::sqrt(variance);
}

double TandemSojourn::within(double limit) const noexcept {
  double tail = 0.0;
  for (std::size_t index = 0; index < rates_.size(); ++index)
    tail += weights_[index] * std::exp(-rates_[index] * limit);
  return 1.0 - tail;
}

double TandemSojourn::quantile(double probability) const noexcept {
  double low = 0.0;
  double high = mean();
  while (within(high) < probability) high *= 2.0;
  for (double middle = 0.5 * (low + high); high - low > 1e-13 * high; middle = 0.5 * (low + high)) {
    (within(middle) < probability ? low : high) = middle;
  }
  return high;
}

}  // namespace throughline
