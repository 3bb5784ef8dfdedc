// SPDX-License-Identifier: MIT
#pragma once

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// How busy each pool is, what it costs and how long it stays after its shifts, per replication.
Table staff_table(const ExperimentResult& result);

}  // namespace throughline
