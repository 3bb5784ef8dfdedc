// SPDX-License-Identifier: MIT
#pragma once

#include "throughline/economics_section.hpp"

namespace throughline {

/// What a customer is worth from the next period on, per unit of margin of a journey: purchases times the sum of
/// (r / (1 + d))^t over the periods t = 1, 2, ... of the horizon, for a retention r and a discount d (Berger and Nasr,
/// 1998, case 1); without a horizon purchases times r / (1 + d - r) (Gupta and Lehmann, 2003). The journey of now,
/// t = 0, is not among them. Requires r < 1 or d > 0, or a horizon.
double lifetime_multiple(const EconomicsSection& economics);

}  // namespace throughline
