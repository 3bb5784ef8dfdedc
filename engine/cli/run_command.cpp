// SPDX-License-Identifier: MIT
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <ctime>
#include <string>
#include <system_error>
#include <vector>

#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_file.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/simulating.hpp"
#include "report/annotations.hpp"
#include "report/number.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using Clock = std::chrono::steady_clock;

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

void write_files(const ExperimentResult& result, const RunCommand& command, const Outputs& outputs) {
  const bool with_timing = !command.reproducible;
  outputs.write(OutputFormat::json, [&] { return write_json(result, with_timing); });
  outputs.write(OutputFormat::csv, [&] { return write_csv(result); });
  outputs.write(OutputFormat::junit, [&] { return write_junit(result, {command.strict, with_timing}); });
  outputs.write(OutputFormat::markdown, [&] { return write_markdown(result); });
  const std::string& summary = command.environment.step_summary;
  if (summary.empty()) return;
  // The summary is the host's: a run is no worse for what the host does not take.
  const std::error_code failure = append(summary, "\n" + write_markdown(result));
  if (failure) complain(fmt::format("throughline: GITHUB_STEP_SUMMARY: {}: {}", summary, failure.message()));
}

void report(const ExperimentResult& result, const RunCommand& command, Stream stream) {
  const Page page = page_of(stream, command.color);
  std::string warnings = write_warnings(result);
  std::string text = write_terminal(result, {page.color, page.width});
  if (command.environment.github_actions) {
    warnings = without_commands(warnings);
    text = without_commands(text) + write_annotations(result, command.strict);
  }
  write(Stream::error, warnings);
  write(stream, text);
}

}  // namespace

ExitCode execute(const RunCommand& command) {
  const Clock::time_point begun = Clock::now();
  const std::time_t started = std::time(nullptr);
  const Outputs outputs(command.outputs, command.file);
  const Document document = BlueprintFile(command.file).document(command.overlay);
  outputs.keep_inputs(document);
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
  write_files(result, command, outputs);
  if (!command.quiet) report(result, command, outputs.report_stream());
  if (result.overflow) complain(fmt::format("throughline: {}", result.partial_reason));
  return exit_code(result, command.strict, interrupt.signal());
}

}  // namespace throughline
