// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <optional>
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

Overlay overlay_of(const SweepCommand& command, Overlay overlay, std::size_t index) {
  overlay.alone = true;
  const std::vector<std::string> values = values_of(command.variations, index);
  for (std::size_t place = 0; place < values.size(); ++place)
    overlay.settings.push_back({command.variations[place].path, values[place]});
  return overlay;
}

}  // namespace

ExitCode execute(const SweepCommand& command) {
  const Begun begun;
  const Outputs outputs(command.outputs, command.file);
  const BlueprintFile file(command.file);
  const Overlay overlay = with_levers(file, command.overlay, command.levers);
  const Document document = file.document(overlay);
  outputs.keep_inputs(document);
  const Blueprint blueprint = build_blueprint(document);
  if (blueprint.run.method == Method::batch_means)
    throw InvalidCommandLine(
        "sweep gives up most alternatives after a few replications, which batch means do not have");
  SweepOptions options;
  options.experiment = command.experiment;
  options.exhaustive = command.exhaustive;
  options.same_within = command.same_within;
  if (command.measure) options.measure = path_of(blueprint.asked.back(), measure_names(blueprint));
  const auto model_of = [&](std::size_t index) {
    return compile(build_blueprint(file.document(overlay_of(command, overlay, index))));
  };

  const Interrupt interrupt(command.time_limit);
  options.experiment.interrupt = &interrupt.flag();
  Progress progress(manner_of(command), "alternatives");
  const std::size_t count = size_of(command.variations);
  SweepResult result = sweep(count, model_of, options, [&progress](const auto& now) { progress.show(now); });
  progress.clear();
  if (result.partial && interrupt.is_out_of_time()) result.partial_reason = out_of_time(command);
  for (std::size_t index = 0; index < count; ++index) {
    const std::vector<std::string> values = values_of(command.variations, index);
    for (std::size_t place = 0; place < values.size(); ++place)
      result.alternatives[index].settings.push_back({command.variations[place].path, values[place]});
  }
  for (const Overlay::Setting& setting : overlay.settings)
    result.provenance.settings.push_back(fmt::format("{}={}", setting.path, setting.value));
  result.warnings.insert(result.warnings.begin(), blueprint.warnings.begin(), blueprint.warnings.end());
  complete(result.timing, command.words, begun);

  write_files(result, command, outputs);
  tell(command, outputs,
       {write_warnings(result), [&](const TerminalOptions& page) { return write_terminal(result, page); },
        [&] { return write_annotations(result, command.strict); }});
  return exit_code(result, command.strict, interrupt.signal());
}

}  // namespace throughline
