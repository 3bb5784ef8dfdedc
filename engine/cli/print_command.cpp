// SPDX-License-Identifier: MIT
#include "cli/commands.hpp"
#include "cli/console.hpp"

namespace throughline {

ExitCode execute(const PrintCommand& command) {
  write(Stream::output, command.text);
  return ExitCode::success;
}

}  // namespace throughline
