// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/pulled_levers.hpp"
#include "cli/simulating.hpp"
#include "diagnostic/nearest_name.hpp"
#include "model/catalog.hpp"
#include "report/annotations.hpp"
#include "text/experience_constants.hpp"
#include "text/input_files.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/survey_fit.hpp"
#include "throughline/survey_report.hpp"

namespace throughline {
namespace {

std::string survey_text(const std::string& name) {
  std::string text = read_file(name, InputFiles::largest);
  if (text.size() <= InputFiles::largest) return text;
  const std::string message = fmt::format("it is larger than {} MiB", InputFiles::largest >> 20U);
  throw InvalidBlueprint({{Severity::error, {name, 1, 1}, message, {}}});
}

/// Those that were asked for, by their paths; the usual ones where none was.
std::vector<SurveyConstant> constants_of(const ExperienceSection& model, const std::vector<std::string>& asked) {
  if (asked.empty()) return usual_constants(model);
  const std::vector<SurveyConstant> every = every_constant(model);
  std::vector<std::string> valid;
  for (const SurveyConstant& constant : every) valid.push_back(constant.path);
  std::vector<SurveyConstant> constants;
  for (const std::string& path : asked) {
    const auto found = std::find(valid.begin(), valid.end(), path);
    if (found == valid.end()) {
      const std::string hint = did_you_mean(path, valid);
      throw InvalidCommandLine(fmt::format("--fit \"{}\": no constant that scores of touchpoints depend on; {}", path,
                                           hint.empty() ? fmt::format("those are {}", fmt::join(valid, ", ")) : hint));
    }
    const SurveyConstant& constant = every[static_cast<std::size_t>(found - valid.begin())];
    const bool again = std::any_of(constants.begin(), constants.end(),
                                   [&path](const SurveyConstant& other) { return other.path == path; });
    if (again) throw InvalidCommandLine(fmt::format("--fit names {} twice", path));
    constants.push_back(constant);
  }
  return constants;
}

void check_size(const Survey& survey, const std::vector<std::string>& asked) {
  if (asked.size() <= survey.touchpoints.size()) return;
  throw InvalidCommandLine(
      fmt::format("--fit names {} constants, and {} asks about {} touchpoint{}: fit no more of them", asked.size(),
                  survey.file, survey.touchpoints.size(), survey.touchpoints.size() == 1 ? "" : "s"));
}

}  // namespace

ExitCode execute(const SurveyCommand& command) {
  const Begun begun;
  const Outputs outputs(command.outputs, command.file);
  outputs.keep_survey(command.survey);
  const BlueprintFile file(command.file);
  const Overlay overlay = with_levers(file, command.overlay, command.levers);
  const Document document = file.document(overlay);
  outputs.keep_inputs(document);
  const Blueprint blueprint = build_blueprint(document);
  if (!blueprint.experience)
    throw InvalidCommandLine("survey needs [experience] in the blueprint: without it nothing is scored");
  const std::vector<SurveyConstant> constants = constants_of(*blueprint.experience, command.constants);
  const Model base = compile(blueprint);
  const std::string answers = survey_text(command.survey);
  const Survey survey = read_survey(answers, command.survey, base.catalog().names.touchpoints);
  check_size(survey, command.constants);
  const auto model_of = [&](std::span<const double> values) {
    Overlay fitted = overlay;
    fitted.alone = true;  // the document has been read in every scenario
    for (std::size_t constant = 0; constant < constants.size(); ++constant)
      fitted.settings.push_back({constants[constant].path, fmt::format("{}", values[constant])});
    return compile(build_blueprint(file.document(fitted)));
  };

  const Interrupt interrupt(command.time_limit);
  SurveyFitOptions options{command.experiment, !command.constants.empty()};
  options.experiment.interrupt = &interrupt.flag();
  Progress progress(manner_of(command));
  SurveyFit fit =
      fit_survey(base, survey, constants, model_of, options, [&progress](const auto& now) { progress.show(now); });
  progress.clear();
  if (fit.partial && interrupt.is_out_of_time()) fit.partial_reason = out_of_time(command);
  complete(fit.base, overlay, document);
  fit.base.provenance.inputs.push_back({command.survey, sha256(answers)});
  complete(fit.timing, command.words, begun);

  write_files(fit, command, outputs);
  tell(command, outputs,
       {write_warnings(fit), [&](const TerminalOptions& page) { return write_terminal(fit, page); },
        [&] { return write_annotations(fit.base.warnings); }});
  if (fit.base.overflow) complain(fmt::format("throughline: {}", fit.partial_reason));
  return exit_code(fit, interrupt.signal());
}

}  // namespace throughline
