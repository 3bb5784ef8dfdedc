// SPDX-License-Identifier: MIT
#include "cli/commands.hpp"
#include "cli/completion.hpp"
#include "cli/console.hpp"

namespace throughline {

ExitCode execute(const CompletionCommand& command) {
  write(Stream::output, completion_script(command.shell));
  return ExitCode::success;
}

}  // namespace throughline
