// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// What the time of journeys goes into, each way that takes any with a bar as long as its share. Empty where it is not
/// measured.
Table time_table(const ExperimentResult& result);

/// What its shares are of.
inline constexpr std::string_view time_words =
    "of all the time that customers spend inside; of branches, that of the one waited for";

}  // namespace throughline
