// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/command_line.hpp"

namespace throughline {

/// A script that teaches a shell the commands and options of the command table.
std::string completion_script(Shell shell);

}  // namespace throughline
