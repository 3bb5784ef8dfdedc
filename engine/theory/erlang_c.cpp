// SPDX-License-Identifier: MIT
#include "theory/erlang_c.hpp"

#include <cassert>
#include <cmath>

#include "theory/erlang_b.hpp"

namespace throughline {

ErlangC::ErlangC(double arrival_rate, double service_rate, std::uint32_t servers)
    : arrival_rate_(arrival_rate),
      service_rate_(service_rate),
      load_(arrival_rate / (servers * service_rate)),
      drain_(servers * service_rate - arrival_rate) {
  assert(servers > 0 && drain_ > 0.0);
  const double loss = erlang_b(servers, arrival_rate / service_rate);
  delayed_ = loss / (1.0 - load_ * (1.0 - loss));
}

double ErlangC::wait_deviation() const noexcept {
  // The wait of the delayed is exponential with the drain rate, so E[W^2] = 2 C / drain^2.
  return std::sqrt(delayed_ * (2.0 - delayed_)) / drain_;
}

double ErlangC::wait_within(double limit) const noexcept {
  return 1.0 - delayed_ * std::exp(-drain_ * limit);
}

double ErlangC::wait_quantile(double probability) const noexcept {
  const double exceeding = 1.0 - probability;
  return delayed_ > exceeding ? std::log(delayed_ / exceeding) / drain_ : 0.0;
}

}  // namespace throughline
