// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// How busy each pool is, as a bar too, what it costs and how long it stays after its shifts, per replication.
Table staff_table(const ExperimentResult& result);

/// What its columns mean.
inline constexpr std::string_view staff_words = "per replication; occupancy: busy of present, overtime included";

}  // namespace throughline
