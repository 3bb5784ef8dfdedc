// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/output_file.hpp"
#include "cli/template.hpp"
#include "report/shell_word.hpp"

namespace throughline {

ExitCode execute(const InitCommand& command) {
  constexpr std::string_view ending = ".toml";
  if (command.name.empty()) throw InvalidCommandLine("init needs a NAME");
  const std::string file =
      command.name == "-" || command.name.ends_with(ending) ? command.name : command.name + ending.data();
  const OutputFile output(file, Existing::kept);
  output.write(blueprint_templates()[command.blueprint_template].text);
  if (!output.is_standard_output()) {
    const std::string word = shell_word(file);
    complain(fmt::format("wrote {}\nnext: throughline check {}, then throughline run {}", file, word, word));
    const auto names = template_names();
    const bool meant = command.blueprint_template == 0 && command.name != names.front() &&
                       std::find(names.begin(), names.end(), command.name) != names.end();
    if (meant) complain(fmt::format("a template is called {}, too: --template {}", command.name, command.name));
  }
  return ExitCode::success;
}

}  // namespace throughline
