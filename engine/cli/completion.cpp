// SPDX-License-Identifier: MIT
#include "cli/completion.hpp"

#include <fmt/format.h>

#include "cli/command_table.hpp"

namespace throughline {
namespace {

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::string joined_words(Offer offer) {
  return fmt::format("{}", fmt::join(offered_words(offer), " "));
}

/// What stands inside single quotes of a shell.
std::string in_quotes(std::string_view text) {
  std::string safe;
  for (const char character : text) safe += character == '\'' ? std::string("'\\''") : std::string(1, character);
  return fmt::format("'{}'", safe);
}

std::string bash_values(const OptionRule& option) {
  switch (option.offer) {
    case Offer::file:
      return R"(compopt -o default; return)";
    case Offer::color:
    case Offer::shell:
    case Offer::blueprint_template:
      return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\")); return", joined_words(option.offer));
    case Offer::nothing:
      break;
  }
  return "return";
}

std::string bash_command(const CommandRule& command) {
  std::string text = fmt::format("    {})\n      case $before in\n", command.name);
  for (const OptionRule& option : command.options) {
    if (!option.value.empty()) text += fmt::format("        {}) {} ;;\n", option.name, bash_values(option));
  }
  text += "      esac\n";
  text += fmt::format("      [[ $word == -* ]] && {{ COMPREPLY=($(compgen -W '{}' -- \"$word\")); return; }}\n",
                      joined(option_names(command)));
  if (command.offer == Offer::file) text += "      compopt -o default\n";
  if (command.offer == Offer::shell) {
    text += fmt::format("      COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n", joined_words(Offer::shell));
  }
  return text + "      ;;\n";
}

std::string bash_script() {
  std::string text =
      "# bash completion of throughline: eval \"$(throughline completion bash)\"\n"
      "_throughline() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  COMPREPLY=()\n";
  text += fmt::format(
      "  if ((COMP_CWORD == 1)); then\n    COMPREPLY=($(compgen -W '{} --help --version' -- \"$word\"))\n    return\n  "
      "fi\n",
      joined(command_names()));
  text += "  case ${COMP_WORDS[1]} in\n";
  for (const CommandRule& command : command_table()) text += bash_command(command);
  return text + "  esac\n}\ncomplete -F _throughline throughline\n";
}

/// Colons and brackets mean something in a specification of _arguments.
std::string zsh_description(std::string_view help) {
  std::string text;
  for (const char character : help) {
    if (character == ':' || character == '[' || character == ']') text += '\\';
    text += character;
  }
  return text;
}

std::string zsh_action(Offer offer) {
  if (offer == Offer::file) return "_files";
  const std::string words = joined_words(offer);
  return words.empty() ? " " : fmt::format("({})", words);
}

std::string zsh_option(const OptionRule& option) {
  std::string rule = fmt::format("{}{}[{}]", option.repeatable ? "*" : "", option.name, zsh_description(option.help));
  if (!option.value.empty()) rule += fmt::format(":{}:{}", option.value, zsh_action(option.offer));
  return in_quotes(rule);
}

std::string zsh_script() {
  std::string text =
      "#compdef throughline\n"
      "# zsh completion of throughline: eval \"$(throughline completion zsh)\"\n"
      "_throughline() {\n"
      "  local -a commands\n"
      "  commands=(\n";
  for (const CommandRule& command : command_table()) {
    text += fmt::format("    {}\n", in_quotes(fmt::format("{}:{}", command.name, zsh_description(command.help))));
  }
  text +=
      "  )\n"
      "  if ((CURRENT == 2)); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  words=(\"${(@)words[2,-1]}\")\n"
      "  ((CURRENT--))\n"
      "  case $command in\n";
  for (const CommandRule& command : command_table()) {
    text += fmt::format("    {})\n      _arguments", command.name);
    for (const OptionRule& option : command.options) text += fmt::format(" \\\n        {}", zsh_option(option));
    for (const OptionRule& option : common_options()) text += fmt::format(" \\\n        {}", zsh_option(option));
    std::size_t place = 0;
    for (const std::string_view name : command.arguments())
      text += fmt::format(" \\\n        '{}:{}:{}'", ++place, name, zsh_action(command.offer));
    text += "\n      ;;\n";
  }
  return text + "  esac\n}\ncompdef _throughline throughline\n";
}

std::string fish_script() {
  std::string text =
      "# fish completion of throughline: throughline completion fish | source\n"
      "complete -c throughline -f\n";
  for (const CommandRule& command : command_table()) {
    text += fmt::format("complete -c throughline -n __fish_use_subcommand -a {} -d {}\n", command.name,
                        in_quotes(command.help));
    const std::string when = fmt::format("complete -c throughline -n '__fish_seen_subcommand_from {}'", command.name);
    for (const OptionRule& option : command.options) {
      std::string rule = fmt::format("{} -l {} -d {}", when, option.name.substr(2), in_quotes(option.help));
      if (!option.value.empty()) rule += option.offer == Offer::file ? " -r -F" : " -x";
      if (!offered_words(option.offer).empty()) rule += fmt::format(" -a '{}'", joined_words(option.offer));
      text += rule + "\n";
    }
    if (command.offer == Offer::file) text += when + " -F\n";
    if (command.offer == Offer::shell) text += fmt::format("{} -a '{}'\n", when, joined_words(Offer::shell));
  }
  for (const OptionRule& option : common_options()) {
    text += fmt::format("complete -c throughline -l {} -d {}\n", option.name.substr(2), in_quotes(option.help));
  }
  return text;
}

}  // namespace

std::string completion_script(Shell shell) {
  switch (shell) {
    case Shell::bash:
      return bash_script();
    case Shell::zsh:
      return zsh_script();
    case Shell::fish:
      break;
  }
  return fish_script();
}

}  // namespace throughline
