// SPDX-License-Identifier: MIT
#include "theory/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace throughline {

double queue_relaxation(double arrival_rate, double service_rate, std::uint32_t servers) {
  const double gap = std::sqrt(servers * service_rate) - std::sqrt(arrival_rate);
  return std::max(1.0 / (gap * gap), 1.0 / service_rate);
}

double queue_relaxation(double arrival_rate, double service_rate, std::uint32_t servers, double places) {
  const double capacity = servers * service_rate;
  const double gap = std::sqrt(capacity) - std::sqrt(arrival_rate);
  const double bounded = 2.0 * std::sqrt(arrival_rate * capacity) * (1.0 - std::cos(std::numbers::pi / (places + 2.0)));
  return std::max(1.0 / (gap * gap + bounded), 1.0 / service_rate);
}

double general_relaxation(double arrival_rate, double mean_service, double cv2) {
  return queue_relaxation(arrival_rate, 1.0 / mean_service, 1) * std::max(1.0, (1.0 + cv2) / 2.0);
}

double death_relaxation(double service_rate, double least_rate) {
  return std::max(1.0 / service_rate, 1.0 / least_rate);
}

}  // namespace throughline
