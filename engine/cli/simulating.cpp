// SPDX-License-Identifier: MIT
#include "cli/simulating.hpp"

#include "cli/console.hpp"

namespace throughline {

Progress::Manner manner_of(const SimulatingCommand& command) {
  if (is_terminal(Stream::error) && (!command.quiet || command.progress)) return Progress::Manner::one_line;
  return command.progress ? Progress::Manner::lines : Progress::Manner::hidden;
}

}  // namespace throughline
