// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <exception>
#include <variant>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/environment.hpp"
#include "report/annotations.hpp"

namespace throughline {
namespace {

void complain_of(const InvalidBlueprint& mistakes, const Environment& environment) {
  if (!environment.github_actions) return complain(mistakes.what());
  complain(without_commands(mistakes.what()));
  write(Stream::error, write_annotations(mistakes.diagnostics()));
}

ExitCode run_program(const std::vector<std::string>& words) {
  const Environment environment = read_environment();
  try {
    return std::visit([](const auto& command) { return execute(command); }, read_command_line(words, environment));
  } catch (const InvalidCommandLine& mistake) {
    complain(fmt::format("throughline: {}", mistake.what()));
    return ExitCode::command_line;
  } catch (const InvalidBlueprint& mistakes) {
    complain_of(mistakes, environment);
    return exit_code(mistakes);
  } catch (const std::exception& failure) {
    complain(fmt::format("throughline: {}", failure.what()));
    return ExitCode::failure;
  }
}

}  // namespace
}  // namespace throughline

int main(int count, char** words) {
  return static_cast<int>(throughline::run_program({words, words + count}));
}
