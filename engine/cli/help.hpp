// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/command_table.hpp"

namespace throughline {

/// What the program does, its commands, exit codes and where to begin.
std::string help_text();

/// One command and its options.
std::string help_text(const CommandRule& command);

/// `throughline 0.1.0`
std::string version_text();

}  // namespace throughline
