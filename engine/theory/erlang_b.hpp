// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace throughline {

/// Share of customers lost by M/G/c/c, where who finds every server busy goes away (A. K. Erlang, 1917): the formula
/// holds for any law of service. `offered_load` in erlangs (arrival rate x mean service), at least 0.
double erlang_b(std::uint32_t servers, double offered_load);

}  // namespace throughline
