// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command_line.hpp"
#include "cli/progress.hpp"

namespace throughline {

// What commands that simulate have in common.

/// Progress is for terminals, unless it is asked for.
Progress::Manner manner_of(const SimulatingCommand& command);

}  // namespace throughline
