// SPDX-License-Identifier: MIT
#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <utility>

#include "diagnostic/nearest_name.hpp"

namespace throughline {
namespace {

std::string with_suggestion(std::string message, const std::string& written, const std::vector<std::string>& valid) {
  const std::string hint = did_you_mean(written, valid);
  return hint.empty() ? message : message + "; " + hint;
}

/// What the parser fills for one command. Every value stays the text that was written: the parser's own numbers wrap
/// around, are octal after a zero, and take "nan".
struct Target {
  const CommandRule* rule = nullptr;
  CLI::App* parser = nullptr;
  std::vector<std::string> positionals;
  std::deque<std::pair<std::string_view, std::vector<std::string>>> values;
};

void add_option(const OptionRule& rule, Target& target) {
  const std::string name = rule.letter.empty() ? std::string(rule.name) : fmt::format("{},{}", rule.letter, rule.name);
  std::vector<std::string>& values = target.values.emplace_back(rule.name, std::vector<std::string>()).second;
  if (rule.value.empty()) {
    const auto note = [&values](std::int64_t count) { values.assign(static_cast<std::size_t>(count), ""); };
    target.parser->add_flag_function(name, note)->disable_flag_override();
  } else {
    // Without this an option that may be repeated swallows the words behind its value.
    target.parser->add_option(name, values)->allow_extra_args(false);
  }
}

void define(const CommandRule* rule, CLI::App* parser, Target& target) {
  target.rule = rule;
  target.parser = parser;
  parser->set_help_flag();
  parser->allow_extras();
  if (rule != nullptr) {
    for (const OptionRule& option : rule->options) add_option(option, target);
    parser->add_option("ARGUMENT", target.positionals);
  }
  for (const OptionRule& option : common_options()) add_option(option, target);
}

/// Says what is wrong with a word that nothing in the table fits.
[[noreturn]] void refuse(const std::string& word, const CommandRule* command) {
  const bool is_option = word.size() > 1 && word.front() == '-';
  if (!is_option && command == nullptr) {
    if (is_unbuilt_command(word)) throw InvalidCommandLine(fmt::format("{} is not built yet", word));
    throw InvalidCommandLine(with_suggestion(fmt::format("unknown command \"{}\"", word), word, command_names()));
  }
  if (!is_option) throw InvalidCommandLine(fmt::format("{} takes no \"{}\"", command->name, word));
  const std::string name = word.substr(0, word.find('='));
  if (is_unbuilt_option(name)) throw InvalidCommandLine(fmt::format("{} is not built yet", name));
  const std::string owner = command == nullptr ? "" : fmt::format(" of {}", command->name);
  std::vector<std::string> valid{"--help", "--version"};
  if (command != nullptr) valid = option_names(*command);
  throw InvalidCommandLine(with_suggestion(fmt::format("unknown option {}{}", name, owner), name, valid));
}

/// Words without a place; the parser leaves "--", which only says that no options follow, among them.
std::vector<std::string> extras_of(const CLI::App& parser) {
  std::vector<std::string> extras = parser.remaining();
  extras.erase(std::remove(extras.begin(), extras.end(), "--"), extras.end());
  return extras;
}

/// An option before a plain word: who mistypes an option should not hear about what followed it.
void refuse_extras(const std::vector<std::string>& extras, const CommandRule* command) {
  if (extras.empty()) return;
  const auto option = std::find_if(extras.begin(), extras.end(),
                                   [](const std::string& word) { return word.size() > 1 && word.front() == '-'; });
  refuse(option == extras.end() ? extras.front() : *option, command);
}

Arguments arguments_of(Target& target) {
  Arguments arguments;
  arguments.command = target.rule;
  for (auto& [name, values] : target.values) {
    if (values.empty()) continue;
    const auto rule = target.rule == nullptr ? common_options() : target.rule->options;
    const bool repeatable = std::any_of(rule.begin(), rule.end(), [name = name](const OptionRule& option) {
      return option.name == name && option.repeatable;
    });
    if (values.size() > 1 && !repeatable) throw InvalidCommandLine(fmt::format("{} is given twice", name));
    arguments.values.emplace(name, std::move(values));
  }
  if (arguments.has("--help") || arguments.has("--version")) return arguments;
  refuse_extras(extras_of(*target.parser), target.rule);
  if (target.rule == nullptr) return arguments;
  const std::vector<std::string_view> names = target.rule->arguments();
  const std::size_t wanted = names.size();
  const std::vector<std::string>& given = target.positionals;
  if (given.size() > wanted && !target.rule->takes_several()) refuse(given[wanted], target.rule);
  if (given.size() < wanted) {
    throw InvalidCommandLine(fmt::format("{} needs a {}", target.rule->name, names[given.size()]));
  }
  if (wanted == 0) return arguments;
  arguments.argument = given.front();
  arguments.more_arguments.assign(given.begin() + 1, given.end());
  return arguments;
}

}  // namespace

std::optional<std::string> Arguments::value(std::string_view option) const {
  const auto found = values.find(option);
  return found == values.end() ? std::nullopt : std::optional(found->second.front());
}

Arguments sort_arguments(const std::vector<std::string>& words) {
  CLI::App parser;
  parser.require_subcommand(0, 1);
  std::deque<Target> targets;
  define(nullptr, &parser, targets.emplace_back());
  for (const CommandRule& rule : command_table()) {
    define(&rule, parser.add_subcommand(std::string(rule.name)), targets.emplace_back());
  }
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    parser.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    throw InvalidCommandLine(error.what());
  }
  Arguments before = arguments_of(targets.front());
  for (Target& target : targets) {
    if (target.rule == nullptr || !target.parser->parsed()) continue;
    if (!before.values.empty()) {
      before.command = target.rule;
      return before;
    }
    return arguments_of(target);
  }
  return before;
}

}  // namespace throughline
