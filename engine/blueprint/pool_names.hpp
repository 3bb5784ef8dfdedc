// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "throughline/blueprint.hpp"

namespace throughline {

/// Whom a step needs, by key: `doctor + nurse` at once, `teller / adviser` either.
std::string pool_names(const Blueprint& blueprint, const Staffing& staff);

}  // namespace throughline
