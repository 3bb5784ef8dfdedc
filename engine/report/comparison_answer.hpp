// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "throughline/paired_comparison.hpp"

namespace throughline {

/// Of redesigns the answer, sentence by sentence: which is best, and how each does against the first.
std::vector<std::string> comparison_answer(const PairedComparison& comparison);

}  // namespace throughline
