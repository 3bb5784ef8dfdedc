// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/pulled_levers.hpp"
#include "report/display_text.hpp"
#include "report/shell_word.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {
namespace {

/// Where several are asked for, each is pulled by itself.
std::vector<PulledLever> levers_of(const BlueprintFile& file, const LeversCommand& command, const Document& document) {
  std::vector<PulledLever> levers;
  if (command.levers.empty()) return file.levers(command.overlay, document);
  for (const LeverRequest& lever : command.levers) levers.push_back(pulled(file, command.overlay, lever));
  return levers;
}

/// A key that no scenario has yet.
std::string free_key(const PulledLever& lever, std::vector<std::string>& taken) {
  const std::string key = scenario_key(lever);
  std::string free = key;
  for (int number = 2; std::find(taken.begin(), taken.end(), free) != taken.end(); ++number)
    free = fmt::format("{}_{}", key, number);
  taken.push_back(free);
  return free;
}

std::string heading(const LeversCommand& command) {
  return fmt::format(
      "# The levers that apply, each as a scenario to add to the file. Amounts are assumptions: change them, or say\n"
      "# another with --lever NAME:WHERE=AMOUNT. To try one: throughline run {} --lever NAME:WHERE\n",
      harmless(shell_word(command.file)));
}

}  // namespace

ExitCode execute(const LeversCommand& command) {
  const BlueprintFile file(command.file);
  const Document document = file.document(command.overlay);
  build_blueprint(document);  // throws where the blueprint is wrong
  const std::vector<PulledLever> levers = levers_of(file, command, document);
  if (levers.empty()) throw InvalidCommandLine(fmt::format("no lever applies to {}", command.file));
  std::vector<std::string> taken;
  for (const ScenarioSection& scenario : document.scenarios) taken.push_back(scenario.key);
  std::string text = command.levers.empty() ? heading(command) : "";
  std::string_view pillar;
  for (const PulledLever& lever : levers) {
    if (lever.rule->pillar != pillar && command.levers.empty()) text += fmt::format("\n# {}\n", lever.rule->pillar);
    pillar = lever.rule->pillar;
    text += (text.empty() ? "" : "\n") + scenario_text(lever, free_key(lever, taken), command.overlay.scenario);
  }
  write(Stream::output, text);
  return ExitCode::success;
}

}  // namespace throughline
