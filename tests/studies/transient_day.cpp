// SPDX-License-Identifier: MIT
#include "transient_day.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace throughline::testing {
namespace {

constexpr std::size_t most_inside = 200;

using State = std::vector<double>;

/// One step of the classical method of Runge and Kutta (Kutta, 1901); slope(state) of the system.
template <class Slope>
void advance(State& state, double step, Slope slope) {
  const auto moved = [&](const State& along, double by) {
    State result(state);
    for (std::size_t index = 0; index < result.size(); ++index) result[index] += by * along[index];
    return result;
  };
  const State first = slope(state);
  const State second = slope(moved(first, step / 2.0));
  const State third = slope(moved(second, step / 2.0));
  const State fourth = slope(moved(third, step));
  for (std::size_t index = 0; index < state.size(); ++index)
    state[index] += step / 6.0 * (first[index] + 2.0 * second[index] + 2.0 * third[index] + fourth[index]);
}

}  // namespace

TransientDay::TransientDay(const std::vector<Level>& levels, double service_rate, std::uint32_t servers)
    : service_rate_(service_rate), drain_(servers * service_rate), step_(0.01 / service_rate) {
  // The law of the number inside, and behind it the arrivals so far by the number that they found.
  State state(2 * most_inside, 0.0);
  state.front() = 1.0;
  double begin = 0.0;
  for (const Level& level : levels) {
    const double rate = level.rate;
    const auto slope = [&](const State& now) {
      State change(now.size(), 0.0);
      for (std::size_t inside = 0; inside < most_inside; ++inside) {
        const double leaves = service_rate * static_cast<double>(std::min<std::size_t>(inside, servers)) * now[inside];
        const double comes = inside + 1 < most_inside ? rate * now[inside] : 0.0;
        change[inside] -= leaves + comes;
        if (inside > 0) change[inside - 1] += leaves;
        if (inside + 1 < most_inside) change[inside + 1] += comes;
        change[most_inside + inside] = rate * now[inside];
      }
      return change;
    };
    const auto steps = static_cast<std::size_t>(std::lround((level.until - begin) / step_));
    for (std::size_t step = 0; step < steps; ++step) advance(state, step_, slope);
    begin = level.until;
  }
  ahead_.assign(most_inside, 0.0);
  const double arrivals = std::accumulate(state.begin() + most_inside, state.end(), 0.0);
  for (std::size_t inside = 0; inside < most_inside; ++inside)
    ahead_[inside < servers ? 0 : inside - servers + 1] += state[most_inside + inside] / arrivals;
}

double TransientDay::mean_time() const {
  double wait = 0.0;
  for (std::size_t ahead = 0; ahead < ahead_.size(); ++ahead)
    wait += ahead_[ahead] * static_cast<double>(ahead) / drain_;
  return wait + 1.0 / service_rate_;
}

std::vector<double> TransientDay::survival(Span span) const {
  constexpr std::size_t points = 5000;
  // By departures that are waited for: each is exponential, and behind the last of them there is the own service.
  State state(ahead_.size(), 1.0);
  if (span == Span::wait) state.front() = 0.0;
  const double own = span == Span::time ? service_rate_ : 0.0;
  const auto slope = [&](const State& now) {
    State change(now.size());
    change.front() = -own * now.front();
    for (std::size_t ahead = 1; ahead < now.size(); ++ahead) change[ahead] = drain_ * (now[ahead - 1] - now[ahead]);
    return change;
  };
  std::vector<double> curve;
  for (std::size_t point = 0; point < points; ++point) {
    curve.push_back(std::inner_product(state.begin(), state.end(), ahead_.begin(), 0.0));
    advance(state, step_, slope);
  }
  return curve;
}

double TransientDay::time_quantile(double share) const {
  const std::vector<double> curve = survival(Span::time);
  const auto past =
      std::partition_point(curve.begin(), curve.end(), [share](double tail) { return tail > 1.0 - share; });
  const auto place = static_cast<double>(past - curve.begin());
  return step_ * (place - (1.0 - share - *past) / (*(past - 1) - *past));
}

double TransientDay::wait_within(double limit) const {
  const std::vector<double> curve = survival(Span::wait);
  const double place = limit / step_;
  const auto point = static_cast<std::size_t>(place);
  const double within = place - static_cast<double>(point);
  return 1.0 - (curve[point] + within * (curve[point + 1] - curve[point]));
}

}  // namespace throughline::testing
