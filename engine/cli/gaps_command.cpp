// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "blueprint/measure_path.hpp"
#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/closed_gaps.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/pulled_levers.hpp"
#include "cli/simulating.hpp"
#include "diagnostic/nearest_name.hpp"
#include "experiment/judged_measures.hpp"
#include "model/catalog.hpp"
#include "report/annotations.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/gap_report.hpp"
#include "throughline/gap_study.hpp"

namespace throughline {
namespace {

/// As the blueprint spells it: the measure that was asked for, else the file's.
std::string north_star_of(const Blueprint& blueprint) {
  if (!blueprint.asked.empty()) return path_of(blueprint.asked.front(), measure_names(blueprint));
  if (blueprint.north_star) return path_of(*blueprint.north_star, measure_names(blueprint));
  throw InvalidCommandLine(
      "gaps needs a north star, the measure that says how well the service does what it is there for: "
      "--north-star journey.completed, or north_star = \"journey.completed\" in [blueprint]");
}

void check_direction(const Model& model, const std::string& north_star) {
  if (direction_of(model.catalog(), north_star) != Direction::neither) return;
  throw InvalidCommandLine(
      fmt::format("north star {}: nothing says whether more or less of it is better; a target on it does", north_star));
}

void check_touchpoints(const Blueprint& blueprint, const std::vector<std::string>& asked) {
  std::vector<std::string> names;
  for (const Touchpoint& touchpoint : blueprint.touchpoints) names.push_back(touchpoint.key);
  for (const std::string& name : asked) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string hint = did_you_mean(name, names);
    throw InvalidCommandLine(
        fmt::format("--touchpoint: unknown touchpoint \"{}\"{}", name, hint.empty() ? "" : "; " + hint));
  }
}

}  // namespace

ExitCode execute(const GapsCommand& command) {
  const Begun begun;
  const Outputs outputs(command.outputs, command.file);
  const BlueprintFile file(command.file);
  const Overlay overlay = with_levers(file, command.overlay, command.levers);
  const Document document = file.document(overlay);
  outputs.keep_inputs(document);
  const Blueprint blueprint = build_blueprint(document);
  GapStudyOptions options{
      command.experiment, north_star_of(blueprint), {"economics.profit", "experience.score", "experience.nps"}};
  check_touchpoints(blueprint, command.touchpoints);
  // What journeys spend their time at is measured of the blueprint as it is alone.
  Overlay accounting = overlay;
  accounting.alone = true;
  accounting.settings.push_back({"run.time_shares", "true"});
  const Model base = compile(build_blueprint(file.document(accounting)));
  check_direction(base, options.north_star);
  const ClosedGaps closed([&file](const Overlay& closing) { return file.document(closing); }, overlay, document,
                          file.gap_closings(overlay, document, command.touchpoints));

  const Interrupt interrupt(command.time_limit);
  options.experiment.interrupt = &interrupt.flag();
  Progress progress(manner_of(command));
  Gaps gaps = rank_gaps(
      base, closed.descriptions(), [&closed](const auto& which) { return closed.model(which); }, options,
      [&progress](const auto& now) { progress.show(now); });
  progress.clear();
  gaps.left_out = closed.left_out();
  if (gaps.partial && interrupt.is_out_of_time()) gaps.partial_reason = out_of_time(command);
  complete(gaps.base, overlay, document);
  complete(gaps.timing, command.words, begun);

  write_files(gaps, command, outputs);
  tell(command, outputs,
       {write_warnings(gaps), [&](const TerminalOptions& page) { return write_terminal(gaps, page); },
        [&] { return write_annotations(gaps.base.warnings); }});
  if (gaps.base.overflow) complain(fmt::format("throughline: {}", gaps.partial_reason));
  return exit_code(gaps, interrupt.signal());
}

}  // namespace throughline
