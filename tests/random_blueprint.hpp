// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace throughline::testing {

/// A valid blueprint that mixes features at random; small enough to be simulated in a few milliseconds. Arrivals end
/// well before the run does. The same number gives the same text.
std::string random_blueprint(std::uint64_t number);

/// One whose customers keep people over steps and call for others, of pools that are always there.
std::string random_keepers(std::uint64_t number);

}  // namespace throughline::testing
