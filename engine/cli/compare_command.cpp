// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "blueprint/measure_path.hpp"
#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/pulled_levers.hpp"
#include "cli/simulating.hpp"
#include "report/annotations.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

/// A file and the scenario of it that is an alternative, or a lever pulled in that scenario.
struct Choice {
  std::string file;
  std::string scenario = "base";
  std::vector<LeverRequest> levers;
};

std::vector<Choice> choices_of(const CompareCommand& command) {
  std::vector<std::string> scenarios = command.scenarios;
  if (!command.more_files.empty()) {
    std::vector<Choice> choices{{command.file, "base", {}}};
    for (const std::string& file : command.more_files) choices.push_back({file, "base", {}});
    if (!command.levers.empty()) throw InvalidCommandLine("compare pulls levers in one file, not in several");
    if (scenarios.size() > choices.size()) throw InvalidCommandLine("compare has more scenarios than files");
    for (std::size_t index = 0; index < scenarios.size(); ++index) choices[index].scenario = scenarios[index];
    return choices;
  }
  if (scenarios.empty() && command.levers.empty()) {
    for (const ScenarioSection& scenario : BlueprintFile(command.file).document({}).scenarios)
      scenarios.push_back(scenario.key);
    if (scenarios.empty()) throw InvalidCommandLine(fmt::format("{} has no scenario to compare with", command.file));
  }
  // One alone is compared with the file as it is, but levers with the scenario in which they are pulled.
  const bool alone = scenarios.size() == 1 && command.levers.empty();
  if (alone || command.scenarios.empty()) scenarios.insert(scenarios.begin(), "base");
  std::vector<Choice> choices;
  for (const std::string& scenario : scenarios) choices.push_back({command.file, scenario, {}});
  for (const LeverRequest& lever : command.levers) choices.push_back({command.file, scenarios.front(), {lever}});
  return choices;
}

/// As short as tells them apart: the lever, the scenario of one file, else the file too.
std::string name_of(const Choice& choice, bool of_one_file) {
  if (!choice.levers.empty()) return written(choice.levers.front());
  if (of_one_file) return choice.scenario;
  const std::string stem = std::filesystem::path(choice.file).stem().string();
  return choice.scenario == "base" ? stem : fmt::format("{} {}", stem, choice.scenario);
}

/// The measures that the command asked for, as the reference's blueprint spells them; the best's is the last.
void read_measures(const CompareCommand& command, const Blueprint& blueprint, ComparisonOptions& options) {
  const MeasureNames names = measure_names(blueprint);
  for (const MeasurePath& measure : blueprint.asked) options.judged.push_back(path_of(measure, names));
  if (!command.best) return;
  options.best = options.judged.back();
  if (command.overlay.measures.empty()) options.judged.clear();
}

/// Batches of different runs can be paired where they are of the same times.
void keep_batches_alike(const RunSection& first, const RunSection& other, const CompareCommand& command) {
  if (first.method == Method::replications && other.method == Method::replications) return;
  if (first.method != other.method || first.length != other.length || first.replications != other.replications ||
      first.warm_up != other.warm_up)
    throw InvalidCommandLine(
        "compare: batch means can be compared only where method, length, warm_up and replications "
        "of all alternatives are the same");
  if (command.best)
    throw InvalidCommandLine("--best adds replications, but batch means come from one run: a longer length decides");
}

}  // namespace

ExitCode execute(const CompareCommand& command) {
  const Begun begun;
  Outputs outputs(command.outputs);
  std::vector<Alternative> alternatives;
  std::vector<Document> documents;
  std::vector<Overlay> overlays;
  RunSection first;
  ComparisonOptions options;
  options.experiment = command.experiment;
  options.same_within = command.same_within;
  for (const Choice& choice : choices_of(command)) {
    Overlay asked = command.overlay;
    asked.scenario = choice.scenario;
    if (command.best) asked.measures.push_back(*command.best);
    outputs.keep_blueprint(choice.file);
    const BlueprintFile file(choice.file);
    overlays.push_back(with_levers(file, asked, choice.levers));
    Document document = file.document(overlays.back());
    outputs.keep_inputs(document);
    const Blueprint blueprint = build_blueprint(document);
    if (alternatives.empty()) {
      read_measures(command, blueprint, options);
      first = blueprint.run;
    }
    keep_batches_alike(first, blueprint.run, command);
    alternatives.push_back({name_of(choice, command.more_files.empty()), compile(blueprint)});
    documents.push_back(std::move(document));
  }

  const Interrupt interrupt(command.time_limit);
  options.experiment.interrupt = &interrupt.flag();
  Progress progress(manner_of(command));
  PairedComparison comparison =
      compare_alternatives(alternatives, options, [&progress](const auto& now) { progress.show(now); });
  progress.clear();
  const bool out = comparison.partial && !comparison.overflow && interrupt.is_out_of_time();
  if (out) comparison.partial_reason = out_of_time(command);
  for (std::size_t index = 0; index < documents.size(); ++index) {
    ExperimentResult& result = comparison.alternatives[index].result;
    if (out) result.partial_reason = comparison.partial_reason;
    complete(result, overlays[index], documents[index]);
  }
  complete(comparison.timing, command.words, begun);

  write_files(comparison, command, outputs);
  tell(command, outputs,
       {write_warnings(comparison), [&](const TerminalOptions& page) { return write_terminal(comparison, page); },
        [&] { return write_annotations(comparison, command.strict); }});
  if (comparison.overflow) complain(fmt::format("throughline: {}", comparison.partial_reason));
  return exit_code(comparison, command.strict, interrupt.signal());
}

}  // namespace throughline
