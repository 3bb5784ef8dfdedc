// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "blueprint/draft.hpp"

namespace throughline {

/// Names of attributes, words and steps found; mistakes are told as of `subject`.
std::optional<Condition> resolve_condition(Draft& draft, const ConditionSection& section, const std::string& subject);

/// What can be the case where some routes are open at times only: which are open then, and how likely that is as far as
/// it is known before the run. Attributes have their laws, the clock runs evenly; of how many wait and of how often a
/// journey has come, nothing is known, so that every outcome of the comparisons counts the same.
struct OpenRoutes {
  std::vector<bool> open;
  double weight = 0.0;
  std::string example;  ///< `business, amount = 801`
};

/// For customers of a segment; `conditions[i]` is that of route i, nullptr where it is always open. None where a
/// mistake was told.
std::optional<std::vector<OpenRoutes>> open_routes(Draft& draft, const std::vector<const Condition*>& conditions,
                                                   SegmentId segment, const std::string& subject,
                                                   const SourcePosition& at);

}  // namespace throughline
