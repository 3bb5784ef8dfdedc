// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <exception>
#include <variant>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"

namespace throughline {
namespace {

ExitCode run_program(const std::vector<std::string>& words) {
  try {
    return std::visit([](const auto& command) { return execute(command); }, read_command_line(words));
  } catch (const InvalidCommandLine& mistake) {
    complain(fmt::format("throughline: {}", mistake.what()));
    return ExitCode::command_line;
  } catch (const InvalidBlueprint& mistakes) {
    complain(mistakes.what());
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
