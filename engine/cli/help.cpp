// SPDX-License-Identifier: MIT
#include "cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace throughline {
namespace {

std::string with_value(std::string_view name, std::string_view value) {
  return value.empty() ? std::string(name) : fmt::format("{} {}", name, value);
}

std::string listed(std::span<const OptionRule> options) {
  std::string text;
  for (const OptionRule& option : options) {
    text += fmt::format("  {:<20} {}\n", with_value(option.name, option.value), option.help);
  }
  return text;
}

}  // namespace

std::string help_text() {
  std::string text =
      "Throughline simulates service blueprints: how long a journey takes, where it fails, where people wait,\n"
      "whether targets are met, each with a confidence interval.\n\n"
      "usage: throughline COMMAND [OPTIONS]\n\n";
  for (const CommandRule& command : command_table()) {
    text += fmt::format("  {:<20} {}\n", with_value(command.name, command.argument), command.help);
  }
  text += fmt::format("\n{}", listed(common_options()));
  return text +
         "\nTo begin: throughline init clinic, then throughline run clinic.toml. Options of a command: throughline run "
         "--help\n"
         "Exit codes: 0 no target missed, 1 input, output or too many customers inside, 2 command line, 3 invalid "
         "blueprint,\n"
         "99 a target missed (with --strict also undecided) or a figure not as theory has it, 130 and 143 "
         "interrupted.\n";
}

std::string help_text(const CommandRule& command) {
  const std::string argument = command.argument.empty() ? "" : fmt::format(" {}", command.argument);
  const std::string options = command.options.empty() ? "" : " [OPTIONS]";
  return fmt::format("usage: throughline {}{}{}: {}\n\n{}{}", command.name, argument, options, command.help,
                     listed(command.options), listed(common_options()));
}

std::string version_text() {
  return "throughline " THROUGHLINE_VERSION "\n";
}

}  // namespace throughline
