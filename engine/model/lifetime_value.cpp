// SPDX-License-Identifier: MIT
#include "model/lifetime_value.hpp"

namespace throughline {

double lifetime_multiple(const EconomicsSection& economics) {
  const double retention = economics.retention;
  if (!economics.horizon) return economics.purchases * retention / (1.0 + economics.discount - retention);
  const double factor = retention / (1.0 + economics.discount);
  double sum = 0.0;
  double kept = 1.0;
  for (std::uint32_t period = 1; period <= *economics.horizon; ++period) {
    kept *= factor;
    sum += kept;
  }
  return economics.purchases * sum;
}

}  // namespace throughline
