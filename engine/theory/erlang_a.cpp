// SPDX-License-Identifier: MIT
#include "theory/erlang_a.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/tools/roots.hpp>
#include <cassert>
#include <cmath>

#include "theory/erlang_b.hpp"

namespace throughline {

ErlangA::ErlangA(double arrival_rate, double service_rate, double patience_rate, std::uint32_t servers)
    : arrival_rate_(arrival_rate), service_rate_(service_rate), patience_rate_(patience_rate), servers_(servers) {
  assert(servers > 0 && arrival_rate > 0.0 && service_rate > 0.0 && patience_rate > 0.0);
  // Birth and death, relative to the state in which all are busy and nobody waits: the states below it weigh 1/B - 1
  // together (Erlang B), and each further customer in the queue multiplies by lambda / (c mu + j theta).
  constexpr double negligible = 1e-18;
  constexpr double too_large = 1e200;
  double below = 1.0 / erlang_b(servers, arrival_rate / service_rate) - 1.0;
  ahead_.push_back(1.0);
  double sum = 1.0;
  for (double weight = 1.0; weight > negligible * sum;) {
    const double departures = servers * service_rate + static_cast<double>(ahead_.size()) * patience_rate;
    weight *= arrival_rate / departures;
    ahead_.push_back(weight);
    sum += weight;
    if (weight < too_large) continue;
    // Far above capacity the weights outgrow a double before they fall: everything is measured anew.
    for (double& each : ahead_) each /= too_large;
    below /= too_large;
    sum /= too_large;
    weight /= too_large;
  }
  const double total = below + sum;
  double queue = 0.0;
  for (std::size_t waiting = 0; waiting < ahead_.size(); ++waiting) {
    ahead_[waiting] /= total;
    queue += static_cast<double>(waiting) * ahead_[waiting];
  }
  delayed_ = sum / total;
  abandonment_ = patience_rate * queue / arrival_rate;
}

double ErlangA::mean_wait_of_served() const noexcept {
  // With j ahead in the queue the offered wait V is a sum of exponentials of rates c mu + i theta, i = 0..j, and
  // patience outlasts it with probability E[exp(-theta V)] = c mu / (c mu + (j + 1) theta); E[V exp(-theta V)] is its
  // derivative.
  const double capacity = servers_ * service_rate_;
  double waiting_of_served = 0.0;
  double mean_if_served = 0.0;
  for (std::size_t waiting = 0; waiting < ahead_.size(); ++waiting) {
    const double rate = capacity + static_cast<double>(waiting + 1) * patience_rate_;
    mean_if_served += 1.0 / rate;
    waiting_of_served += ahead_[waiting] * capacity / rate * mean_if_served;
  }
  return waiting_of_served / (1.0 - abandonment_);
}

ErlangA::Within ErlangA::within(double limit) const {
  // exp(-theta V) given j ahead is Beta(c mu / theta, j + 1): a product of powers of uniforms.
  const double shape = servers_ * service_rate_ / patience_rate_;
  const double patience_left = std::exp(-patience_rate_ * limit);
  Within found{1.0 - delayed_, 0.0};
  for (std::size_t waiting = 0; waiting < ahead_.size(); ++waiting) {
    const double others = static_cast<double>(waiting) + 1.0;
    const double outlasts = shape / (shape + others);
    const double served = outlasts * boost::math::ibetac(shape + 1.0, others, patience_left);
    const double still_waiting = patience_left * boost::math::ibeta(shape, others, patience_left);
    found.served += ahead_[waiting] * served;
    found.abandoned += ahead_[waiting] * (1.0 - served - still_waiting);
  }
  return found;
}

double ErlangA::wait_within(double limit) const {
  const Within found = within(limit);
  return found.served + found.abandoned;
}

double ErlangA::wait_quantile(double probability) const {
  if (1.0 - delayed_ >= probability) return 0.0;
  const auto missing = [this, probability](double limit) { return wait_within(limit) - probability; };
  double high = 1.0 / patience_rate_;
  while (missing(high) < 0.0) high *= 2.0;
  std::uintmax_t most_steps = 200;
  const auto bracket =
      boost::math::tools::toms748_solve(missing, 0.0, high, boost::math::tools::eps_tolerance<double>(48), most_steps);
  return bracket.second;
}

double ErlangA::service_level(double limit) const {
  const Within found = within(limit);
  return found.served / (1.0 - found.abandoned);
}

double ErlangA::served_within(double limit) const {
  return within(limit).served / (1.0 - abandonment_);
}

}  // namespace throughline
