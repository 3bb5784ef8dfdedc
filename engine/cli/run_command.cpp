// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_file.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/pulled_levers.hpp"
#include "cli/simulating.hpp"
#include "cli/stored_file.hpp"
#include "report/annotations.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

/// The result that the run is compared with, read before anything is simulated.
std::optional<StoredResult> stored_result(const RunCommand& command, const Outputs& outputs) {
  if (!command.baseline) return std::nullopt;
  outputs.keep_baseline(*command.baseline);
  return read_stored_result(stored_text(*command.baseline), *command.baseline);
}

/// A budget bounds the rounds of a precision; where there is none it would be ignored.
void refuse_idle_budgets(const RunCommand& command, const Blueprint& blueprint) {
  if (!blueprint.precision.empty()) return;
  for (const Overlay::Setting& setting : command.overlay.settings) {
    for (const auto& [path, option] :
         {std::pair("run.max_replications", "--max-replications"), std::pair("run.max_events", "--max-events")}) {
      if (setting.path == path)
        throw InvalidCommandLine(
            fmt::format("{} says nothing without a precision: the blueprint says how many "
                        "replications",
                        option));
    }
  }
}

}  // namespace

ExitCode execute(const RunCommand& command) {
  const Begun begun;
  const Outputs outputs(command.outputs, command.file);
  const std::optional<StoredResult> baseline = stored_result(command, outputs);
  const BlueprintFile file(command.file);
  const Overlay overlay = with_levers(file, command.overlay, command.levers);
  const Document document = file.document(overlay);
  outputs.keep_inputs(document);
  const Blueprint blueprint = build_blueprint(document);
  const Model model = compile(blueprint);

  refuse_idle_budgets(command, blueprint);

  const Interrupt interrupt(command.time_limit);
  ExperimentOptions options = command.experiment;
  options.interrupt = &interrupt.flag();
  Progress progress(manner_of(command));
  progress.show({0, options.replications.value_or(blueprint.run.replications)});
  ExperimentResult result = run_experiment(model, options, [&progress](const auto& so_far) { progress.show(so_far); });
  progress.clear();
  if (result.partial && !result.overflow && interrupt.is_out_of_time()) result.partial_reason = out_of_time(command);
  complete(result, overlay, document);
  if (baseline) result.baseline = compare_with_baseline(result, *baseline);
  if (result.timing) complete(*result.timing, command.words, begun);

  // Files first: whoever reads the report may stop reading, and that ends the program.
  write_files(result, command, outputs);
  tell(command, outputs,
       {write_warnings(result), [&](const TerminalOptions& page) { return write_terminal(result, page); },
        [&] { return write_annotations(result, command.strict); }});
  if (result.overflow) complain(fmt::format("throughline: {}", result.partial_reason));
  return exit_code(result, command.strict, interrupt.signal());
}

}  // namespace throughline
