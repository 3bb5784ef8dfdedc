// SPDX-License-Identifier: MIT
#include "theory/general_service.hpp"

#include <cassert>

namespace throughline {

double pollaczek_khinchine_wait(double arrival_rate, double mean_service, double second_moment) {
  const double load = arrival_rate * mean_service;
  assert(load < 1.0);
  return arrival_rate * second_moment / (2.0 * (1.0 - load));
}

}  // namespace throughline
