// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_file.hpp"
#include "cli/progress.hpp"
#include "cli/pulled_levers.hpp"
#include "cli/simulating.hpp"
#include "model/catalog.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/model.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

/// What there is to draw where nothing is simulated: the blueprint as it is written.
ExperimentResult plain_result(const Model& model) {
  ExperimentResult result;
  result.blueprint = model.catalog().names;
  result.provenance.scenario = model.catalog().scenario;
  result.warnings = model.catalog().warnings;
  return result;
}

/// Refuses to write over a file that the blueprint reads: those beside it are named from its folder.
void keep_inputs(const OutputFile& output, const std::string& blueprint, const Document& document) {
  const std::filesystem::path folder = std::filesystem::path(blueprint).parent_path();
  for (const InputFile& input : document.inputs) {
    if (output.is_same_as(folder / input.name))
      throw InvalidCommandLine(fmt::format("--svg would overwrite {}", input.name));
  }
}

}  // namespace

ExitCode execute(const DrawCommand& command) {
  const OutputFile output(command.svg);
  if (output.is_same_as(command.file)) throw InvalidCommandLine("--svg would overwrite the blueprint");
  const BlueprintFile file(command.file);
  const Overlay overlay = with_levers(file, command.overlay, command.levers);
  const Document document = file.document(overlay);
  keep_inputs(output, command.file, document);
  const Model model = compile(build_blueprint(document));
  const Interrupt interrupt(command.time_limit);
  ExperimentResult result;
  if (command.figures) {
    ExperimentOptions options = command.experiment;
    options.interrupt = &interrupt.flag();
    Progress progress(manner_of(command));
    result = run_experiment(model, options, [&progress](const auto& so_far) { progress.show(so_far); });
    progress.clear();
    if (result.partial && !result.overflow && interrupt.is_out_of_time()) result.partial_reason = out_of_time(command);
  } else {
    result = plain_result(model);
  }
  complete(result, overlay, document);
  output.write(write_svg(result));
  if (!command.quiet) write(Stream::error, write_warnings(result));
  if (result.overflow) complain(fmt::format("throughline: {}", result.partial_reason));
  return exit_code_of_drawing(result, interrupt.signal());
}

}  // namespace throughline
