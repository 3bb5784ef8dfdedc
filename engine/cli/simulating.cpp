// SPDX-License-Identifier: MIT
#include "cli/simulating.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cli/arguments.hpp"
#include "cli/console.hpp"

namespace throughline {

void keep_blueprint(const std::optional<OutputFile>& output, std::string_view option, const std::string& blueprint) {
  if (output && output->is_same_as(blueprint))
    throw InvalidCommandLine(fmt::format("{} would overwrite the blueprint", option));
}

void keep_inputs(const std::optional<OutputFile>& output, std::string_view option, const std::string& blueprint,
                 const Document& document) {
  const std::filesystem::path folder = std::filesystem::path(blueprint).parent_path();
  for (const InputFile& input : document.inputs) {
    if (output && output->is_same_as(folder / input.name))
      throw InvalidCommandLine(fmt::format("{} would overwrite {}", option, input.name));
  }
}

Progress::Manner manner_of(const SimulatingCommand& command) {
  if (is_terminal(Stream::error) && (!command.quiet || command.progress)) return Progress::Manner::one_line;
  return command.progress ? Progress::Manner::lines : Progress::Manner::hidden;
}

}  // namespace throughline
