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
#include "cli/simulating.hpp"
#include "report/number.hpp"
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

Outputs outputs_of(const RunCommand& command) {
  Outputs outputs;
  if (command.json) outputs.json.emplace(*command.json);
  if (command.csv) outputs.csv.emplace(*command.csv);
  if (outputs.json && command.csv && outputs.json->is_same_as(*command.csv))
    throw InvalidCommandLine("--json and --csv name the same file");
  keep_blueprint(outputs.json, "--json", command.file);
  keep_blueprint(outputs.csv, "--csv", command.file);
  return outputs;
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
  keep_inputs(outputs.json, "--json", command.file, document);
  keep_inputs(outputs.csv, "--csv", command.file, document);
  const Blueprint blueprint = build_blueprint(document);
  const Model model = compile(blueprint);

  const Interrupt interrupt(command.time_limit);
  ExperimentOptions options = command.experiment;
  options.interrupt = &interrupt.flag();
  Progress progress(manner_of(command));
  progress.show({0, options.replications.value_or(blueprint.run.replications)});
  ExperimentResult result = run_experiment(model, options, [&progress](const auto& so_far) { progress.show(so_far); });
  progress.clear();
  if (result.partial && interrupt.is_out_of_time())
    result.partial_reason = fmt::format("the time limit of {} is over", exact_duration(*command.time_limit));
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
