// SPDX-License-Identifier: MIT
#pragma once

#include "model/program.hpp"

namespace throughline {

/// What people on duty by plan are paid in the counted time of a replication: no replication costs less, as overtime,
/// surges and services only add to it. Of pools whose people may be absent nothing is certain. Where nobody costs
/// anything, an hour of anybody counts as one.
double cost_floor(const Program& program);

}  // namespace throughline
