// SPDX-License-Identifier: MIT
#pragma once

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// What the time of journeys goes into, each way that takes any with a bar as long as its share. Empty where it is not
/// measured.
Table time_table(const ExperimentResult& result);

}  // namespace throughline
