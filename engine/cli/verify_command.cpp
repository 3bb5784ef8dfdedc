// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "blueprint/measure_path.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/pulled_levers.hpp"
#include "cli/simulating.hpp"
#include "report/display_text.hpp"
#include "report/verification.hpp"
#include "theory/steady_state.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

std::vector<VerifiedFigure> figures_of(const std::vector<ExpectedMeasure>& expected, const MeasureNames& names,
                                       const ExperimentResult& result) {
  std::vector<VerifiedFigure> figures;
  for (const ExpectedMeasure& each : expected) {
    const std::string path = path_of(each.measure, names);
    figures.push_back({path, each.value, *result.find(path)});
  }
  return figures;
}

/// The pools of the blueprint, and its journeys where they lead through several queues.
std::vector<VerifiedModel> models_of(const Recognition& recognition, const Blueprint& blueprint,
                                     const ExperimentResult& result) {
  const MeasureNames names = measure_names(blueprint);
  std::vector<VerifiedModel> models;
  for (const RecognizedQueue& queue : recognition.queues) {
    models.push_back({fmt::format("staff {}", names.staff[static_cast<std::size_t>(queue.pool)]), queue.model.law,
                      queue.model.load, figures_of(queue.model.expected, names, result)});
  }
  if (!recognition.journeys.empty()) {
    models.push_back({"journeys", recognition.network, std::nullopt, figures_of(recognition.journeys, names, result)});
  }
  return models;
}

std::vector<NoAnswer> unanswered_of(const Recognition& recognition, const Blueprint& blueprint) {
  std::vector<NoAnswer> list;
  for (const UnansweredPool& each : recognition.unanswered) {
    list.push_back(
        {fmt::format("staff \"{}\"", blueprint.staff[static_cast<std::size_t>(each.pool)].key), each.reason});
  }
  return list;
}

Provenance provenance_of_nothing(const Document& document, const Blueprint& blueprint) {
  Provenance provenance;
  provenance.version = THROUGHLINE_VERSION;
  provenance.seed = blueprint.run.seed;
  provenance.scenario = blueprint.scenario;
  for (const InputFile& input : document.inputs) provenance.inputs.push_back({input.name, input.sha256});
  return provenance;
}

}  // namespace

ExitCode execute(const VerifyCommand& command) {
  const Outputs outputs(command.outputs, command.file);
  const BlueprintFile file(command.file);
  const Overlay overlay = with_levers(file, command.overlay, command.levers);
  const Document document = file.document(overlay);
  outputs.keep_inputs(document);
  const Blueprint blueprint = build_blueprint(document);
  const SteadyState steady = steady_state(blueprint, recognize(blueprint), command.experiment.replications);

  const Interrupt interrupt;
  ExperimentResult result;
  result.provenance = provenance_of_nothing(document, blueprint);
  if (!steady.recognition.is_empty()) {
    ExperimentOptions options = command.experiment;
    options.interrupt = &interrupt.flag();
    Progress progress(manner_of(command));
    result = run_experiment(compile(steady.blueprint), options, [&progress](const auto& now) { progress.show(now); });
  }
  for (const Overlay::Setting& setting : overlay.settings) {
    result.provenance.settings.push_back(fmt::format("{}={}", setting.path, setting.value));
  }
  Verification verification;
  verification.blueprint = blueprint.about.name;
  verification.currency = blueprint.about.currency;
  verification.provenance = result.provenance;
  verification.relaxation = steady.relaxation;
  verification.models = models_of(steady.recognition, blueprint, result);
  verification.unanswered = unanswered_of(steady.recognition, blueprint);
  verification.partial = result.partial;
  verification.partial_reason = result.partial_reason;

  outputs.write(OutputFormat::json, [&] { return write_json(verification); });
  if (!command.quiet) {
    const Stream stream = outputs.report_stream();
    const Page page = page_of(stream, command.color);
    write(stream, write_terminal(verification, {page.color, page.width}));
  }
  if (result.overflow) complain(fmt::format("throughline: {}", result.partial_reason));
  return exit_code(verification, result, interrupt.signal());
}

}  // namespace throughline
