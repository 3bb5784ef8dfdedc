// SPDX-License-Identifier: MIT
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_file.hpp"
#include "cli/progress.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using Clock = std::chrono::steady_clock;

/// Where the result goes, beside the report for people.
struct Outputs {
  std::optional<OutputFile> json;
  std::optional<OutputFile> csv;

  bool take_standard_output() const {
    return (json && json->is_standard_output()) || (csv && csv->is_standard_output());
  }
};

void refuse_overwriting(const std::optional<OutputFile>& output, const std::optional<std::string>& other,
                        const std::string& what) {
  if (output && other && output->is_same_as(*other)) throw InvalidCommandLine(what);
}

Outputs outputs_of(const RunCommand& command) {
  Outputs outputs;
  if (command.json) outputs.json.emplace(*command.json);
  if (command.csv) outputs.csv.emplace(*command.csv);
  refuse_overwriting(outputs.json, command.csv, "--json and --csv name the same file");
  refuse_overwriting(outputs.json, command.file, "--json would overwrite the blueprint");
  refuse_overwriting(outputs.csv, command.file, "--csv would overwrite the blueprint");
  return outputs;
}

/// What the blueprint reads must stay as it is: a csv beside it is named from its folder.
void keep_inputs(const RunCommand& command, const Outputs& outputs, const Document& document) {
  const std::filesystem::path folder = std::filesystem::path(command.file).parent_path();
  for (const InputFile& input : document.inputs) {
    const std::string path = (folder / input.name).string();
    refuse_overwriting(outputs.json, path, fmt::format("--json would overwrite {}", input.name));
    refuse_overwriting(outputs.csv, path, fmt::format("--csv would overwrite {}", input.name));
  }
}

Progress::Manner manner_of(const RunCommand& command) {
  if (is_terminal(Stream::error) && (!command.quiet || command.progress)) return Progress::Manner::one_line;
  return command.progress ? Progress::Manner::lines : Progress::Manner::hidden;
}

std::uint64_t peak_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U;
}

/// What the experiment cannot know of itself.
void complete(ExperimentResult& result, const RunCommand& command, const Document& document, std::time_t started,
              Clock::time_point begun) {
  for (const Overlay::Setting& setting : command.overlay.settings) {
    result.provenance.settings.push_back(fmt::format("{}={}", setting.path, setting.value));
  }
  for (const ScenarioSection& scenario : document.scenarios) {
    result.blueprint.scenarios.push_back({scenario.key, scenario.name});
  }
  if (!result.timing) return;
  result.timing->command = command.words;
  result.timing->started = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(started));
  result.timing->seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  result.timing->peak_memory = peak_memory();
}

}  // namespace

ExitCode execute(const RunCommand& command) {
  const Clock::time_point begun = Clock::now();
  const std::time_t started = std::time(nullptr);
  const Outputs outputs = outputs_of(command);
  const Document document = BlueprintFile(command.file).document(command.overlay);
  keep_inputs(command, outputs, document);
  const Blueprint blueprint = build_blueprint(document);
  const Model model = compile(blueprint);

  const Interrupt interrupt;
  ExperimentOptions options = command.experiment;
  options.interrupt = &interrupt.flag();
  Progress progress(manner_of(command));
  progress.show({0, options.replications.value_or(blueprint.run.replications)});
  ExperimentResult result = run_experiment(model, options, [&progress](const auto& so_far) { progress.show(so_far); });
  progress.clear();
  complete(result, command, document, started, begun);

  // Files first: whoever reads the report may stop reading, and that ends the program.
  if (outputs.json) outputs.json->write(write_json(result, !command.reproducible));
  if (outputs.csv) outputs.csv->write(write_csv(result));
  if (!command.quiet) {
    write(Stream::error, write_warnings(result));
    const Stream stream = outputs.take_standard_output() ? Stream::error : Stream::output;
    const Page page = page_of(stream, command.color);
    write(stream, write_terminal(result, {page.color, page.width}));
  }
  if (result.overflow) complain(fmt::format("throughline: {}", result.partial_reason));
  return exit_code(result, command.strict, interrupt.signal());
}

}  // namespace throughline
