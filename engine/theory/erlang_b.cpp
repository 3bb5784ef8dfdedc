// SPDX-License-Identifier: MIT
#include "theory/erlang_b.hpp"

namespace throughline {

double erlang_b(std::uint32_t servers, double offered_load) {
  double loss = 1.0;
  // B(k) = a B(k-1) / (k + a B(k-1)): every term is positive, so nothing cancels (Jagerman, 1974).
  for (std::uint32_t server = 1; server <= servers; ++server) {
    loss = offered_load * loss / (server + offered_load * loss);
  }
  return loss;
}

}  // namespace throughline
