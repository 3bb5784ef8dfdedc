// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace throughline {

/// Time from arrival to departure through M/M/1 queues one behind the other, first come first served, in the steady
/// state: independent exponentials of rates mu_i - lambda (Reich, 1957; Burke, 1956). Any unit of time. Requires
/// service rates above the arrival rate, all different.
class TandemSojourn {
 public:
  TandemSojourn(double arrival_rate, const std::vector<double>& service_rates);

  double mean() const noexcept;
  double deviation() const noexcept;
  /// P(time <= limit).
  double within(double limit) const noexcept;
  /// The time that a share `probability` of the customers does not exceed; probability in (0, 1).
  double quantile(double probability) const noexcept;

 private:
  std::vector<double> rates_;
  std::vector<double> weights_;  ///< of the exponentials in the tail of the sum
};

}  // namespace throughline
