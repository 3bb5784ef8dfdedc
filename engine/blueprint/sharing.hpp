// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "blueprint/draft.hpp"

namespace throughline {

/// What of a step does not go with people who work as one (`sharing`), where its staff does so: each in a clause, with
/// a hint.
std::vector<std::pair<std::string, std::string>> against_sharing(const BehaviorSection& behavior, const Draft& draft);

}  // namespace throughline
