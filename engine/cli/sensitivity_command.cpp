// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

#include "blueprint/measure_path.hpp"
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
#include "throughline/experiment.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

/// Inputs that can be varied in words; the others with their reasons. `kept`: the first, as they are.
std::vector<InputRange> ranges_of(std::vector<VariedInput> inputs, std::vector<VariedInput>& kept,
                                  std::vector<InputLeftOut>& left_out) {
  std::vector<InputRange> ranges;
  for (VariedInput& input : inputs) {
    if (!input.low && !input.high) {
      left_out.push_back({input.path, input.reason});
      continue;
    }
    ranges.push_back({input.path, input.low ? std::optional(input.low->words) : std::nullopt,
                      input.high ? std::optional(input.high->words) : std::nullopt});
    kept.push_back(std::move(input));
  }
  return ranges;
}

}  // namespace

ExitCode execute(const SensitivityCommand& command) {
  const Begun begun;
  const Outputs outputs(command.outputs, command.file);
  const BlueprintFile file(command.file);
  const Overlay overlay = with_levers(file, command.overlay, command.levers);
  const Document document = file.document(overlay);
  outputs.keep_inputs(document);
  const Blueprint blueprint = build_blueprint(document);
  const Model base = compile(blueprint);
  std::vector<VariedInput> inputs;
  std::vector<InputLeftOut> left_out;
  const std::vector<InputRange> ranges = ranges_of(file.varied_inputs(overlay, command.variations), inputs, left_out);
  const auto model_of = [&](std::size_t input, RangeEnd end) {
    Overlay varied = overlay;
    varied.settings.push_back((end == RangeEnd::low ? inputs[input].low : inputs[input].high)->setting);
    return compile(build_blueprint(file.document(varied)));
  };

  const Interrupt interrupt(command.time_limit);
  SensitivityOptions options{command.experiment, path_of(blueprint.asked.front(), measure_names(blueprint))};
  options.experiment.interrupt = &interrupt.flag();
  Progress progress(manner_of(command));
  Sensitivity sensitivity =
      find_sensitivity(base, ranges, model_of, options, [&progress](const auto& now) { progress.show(now); });
  progress.clear();
  sensitivity.left_out = std::move(left_out);
  if (sensitivity.partial && interrupt.is_out_of_time()) sensitivity.partial_reason = out_of_time(command);
  complete(sensitivity.base, overlay, document);
  complete(sensitivity.timing, command.words, begun);

  write_files(sensitivity, command, outputs);
  tell(command, outputs,
       {write_warnings(sensitivity), [&](const TerminalOptions& page) { return write_terminal(sensitivity, page); },
        [&] { return write_annotations(sensitivity.base.warnings); }});
  if (sensitivity.base.overflow) complain(fmt::format("throughline: {}", sensitivity.partial_reason));
  return exit_code(sensitivity, interrupt.signal());
}

}  // namespace throughline
