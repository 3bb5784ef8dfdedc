// SPDX-License-Identifier: MIT
#include "theory/deterministic_patience.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "theory/erlang_b.hpp"

namespace throughline {
namespace {

/// Integral of exp(-rate v) over [0, limit]; rate >= 0.
double exponential_area(double rate, double limit) {
  return rate == 0.0 ? limit : -std::expm1(-rate * limit) / rate;
}

/// Integral of v exp(-rate v) over [0, limit]; rate >= 0.
double exponential_moment(double rate, double limit) {
  const double scaled = rate * limit;
  // Near 0 the closed form loses all digits to cancellation: its series is exact there.
  if (scaled < 1e-4) return limit * limit * (0.5 - scaled / 3.0 + scaled * scaled / 8.0);
  return (1.0 - std::exp(-scaled) * (1.0 + scaled)) / (rate * rate);
}

}  // namespace

DeterministicPatience::DeterministicPatience(double arrival_rate, double service_rate, double patience,
                                             std::uint32_t servers)
    : arrival_rate_(arrival_rate), patience_(patience), capacity_(servers * service_rate) {
  assert(servers > 0 && arrival_rate > 0.0 && service_rate > 0.0 && patience >= 0.0);
  // The offered wait has density lambda p exp((lambda - c mu) v) up to the patience D, and lambda p exp(lambda D - c mu
  // v) beyond, where p = P(c - 1 busy); fewer than c are busy with probability p / B(c - 1). Weights are relative to
  // the larger of the densities at 0 and at D, so that an overloaded queue with long patience does not overflow.
  const double drain = capacity_ - arrival_rate;
  const double growth = std::max(0.0, -drain * patience);
  const double idle = std::exp(-growth) / erlang_b(servers - 1, arrival_rate / service_rate);
  const double beyond = arrival_rate * std::exp(-drain * patience - growth) / capacity_;
  const double until = weight_within(patience);
  total_ = idle + until + beyond;
  delayed_ = (until + beyond) / total_;
  abandonment_ = beyond / total_;
  const double moment = drain >= 0.0
                            ? exponential_moment(drain, patience)
                            : patience * exponential_area(-drain, patience) - exponential_moment(-drain, patience);
  waiting_of_served_ = arrival_rate * moment / total_;
}

double DeterministicPatience::weight_within(double limit) const noexcept {
  const double drain = capacity_ - arrival_rate_;
  if (drain >= 0.0) return arrival_rate_ * exponential_area(drain, limit);
  return arrival_rate_ * std::exp(drain * (patience_ - limit)) * exponential_area(-drain, limit);
}

double DeterministicPatience::service_level(double limit) const noexcept {
  if (limit >= patience_) return 1.0;
  return 1.0 - delayed_ + weight_within(limit) / total_;
}

}  // namespace throughline
