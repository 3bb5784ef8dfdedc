// SPDX-License-Identifier: MIT
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "throughline/document.hpp"

namespace throughline {

ExitCode execute(const SchemaCommand&) {
  write(Stream::output, document_schema());
  return ExitCode::success;
}

}  // namespace throughline
