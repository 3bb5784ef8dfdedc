// SPDX-License-Identifier: MIT
#include "theory/service_station.hpp"

#include <algorithm>
#include <limits>

#include "theory/obstacles.hpp"

namespace throughline {

double CustomerClass::mean_service() const {
  return law_of(*behavior->time).mean();
}

double CustomerClass::mean_busy() const {
  return mean_service() + (behavior->wrap_up ? law_of(*behavior->wrap_up).mean() : 0.0);
}

double CustomerClass::busy_variance() const {
  return law_of(*behavior->time).variance() + (behavior->wrap_up ? law_of(*behavior->wrap_up).variance() : 0.0);
}

std::vector<StepId> ServiceStation::steps() const {
  std::vector<StepId> found;
  for (const CustomerClass& each : classes) {
    if (found.empty() || found.back() != each.step) found.push_back(each.step);
  }
  return found;
}

double ServiceStation::rate() const {
  double total = 0.0;
  for (const CustomerClass& each : classes) total += each.rate;
  return total;
}

double ServiceStation::rate_at(StepId step) const {
  double total = 0.0;
  for (const CustomerClass& each : classes) total += each.step == step ? each.rate : 0.0;
  return total;
}

double ServiceStation::mean_service_at(StepId step) const {
  double total = 0.0;
  for (const CustomerClass& each : classes) total += each.step == step ? each.rate * each.mean_service() : 0.0;
  return total / rate_at(step);
}

double ServiceStation::mean_service() const {
  double total = 0.0;
  for (const CustomerClass& each : classes) total += each.rate * each.mean_service();
  return total / rate();
}

double ServiceStation::mean_busy() const {
  double total = 0.0;
  for (const CustomerClass& each : classes) total += each.rate * each.mean_busy();
  return total / rate();
}

double ServiceStation::busy_second_moment() const {
  double total = 0.0;
  for (const CustomerClass& each : classes) {
    total += each.rate * (each.busy_variance() + each.mean_busy() * each.mean_busy());
  }
  return total / rate();
}

std::optional<double> ServiceStation::service_rate() const {
  const Distribution& first = law_of(*behavior().time);
  const bool same = std::all_of(classes.begin(), classes.end(),
                                [&first](const CustomerClass& each) { return law_of(*each.behavior->time) == first; });
  return same && is_exponential(first) && !wraps_up() ? std::optional(1.0 / first.mean()) : std::nullopt;
}

bool ServiceStation::wraps_up() const {
  return std::any_of(classes.begin(), classes.end(),
                     [](const CustomerClass& each) { return each.behavior->wrap_up.has_value(); });
}

const Distribution* ServiceStation::patience() const {
  return behavior().patience ? &law_of(*behavior().patience) : nullptr;
}

bool ServiceStation::same_patience() const {
  return std::all_of(classes.begin(), classes.end(),
                     [this](const CustomerClass& each) { return each.behavior->patience == behavior().patience; });
}

bool ServiceStation::is_limited() const {
  return std::any_of(classes.begin(), classes.end(),
                     [](const CustomerClass& each) { return each.behavior->room.is_limited(); });
}

bool ServiceStation::same_room() const {
  return std::all_of(classes.begin(), classes.end(),
                     [this](const CustomerClass& each) { return each.behavior->room == behavior().room; });
}

std::uint32_t ServiceStation::capacity() const {
  const Room& room = behavior().room;
  const std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
  const std::uint64_t by_places = room.waiting_places ? std::uint64_t{servers} + *room.waiting_places : most;
  const std::uint64_t by_capacity = room.capacity ? *room.capacity : most;
  return static_cast<std::uint32_t>(std::min({by_places, by_capacity, most}));
}

std::uint32_t ServiceStation::rank_count() const {
  std::uint32_t greatest = 0;
  for (const CustomerClass& each : classes) greatest = std::max(greatest, each.rank);
  return greatest + 1;
}

}  // namespace throughline
