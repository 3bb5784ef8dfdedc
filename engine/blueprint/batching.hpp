// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "blueprint/draft.hpp"

namespace throughline {

/// What of a step does not go with customers who gather and are served together (`batch`): each in a clause, with a
/// hint.
std::vector<std::pair<std::string, std::string>> against_batching(const BehaviorSection& behavior, const Draft& draft);

}  // namespace throughline
