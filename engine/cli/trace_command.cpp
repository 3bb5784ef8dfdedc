// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/event_log.hpp"
#include "cli/pulled_levers.hpp"
#include "cli/story.hpp"

namespace throughline {
namespace {

std::string reason_of(const EarlyEnd& end, const Blueprint& blueprint) {
  if (!end.deadlock.empty()) {
    std::vector<std::string> names;
    for (const StepId stuck : end.deadlock) names.push_back(fmt::format("\"{}\"", blueprint.step(stuck).key));
    return fmt::format("deadlock: the customers at {} block each other for good", fmt::join(names, ", "));
  }
  const std::string& step = blueprint.graph[static_cast<std::size_t>(end.at)].key;
  return end.endless
             ? fmt::format("step \"{}\" is part of a loop in which no time passes", step)
             : fmt::format("more than {} customers inside, most at step \"{}\"", blueprint.run.max_inside, step);
}

std::string story(const Blueprint& blueprint, const Witnessed& witnessed, std::uint64_t journey,
                  std::uint64_t replication) {
  std::optional<std::string> told = tell_story(blueprint, witnessed, journey);
  if (told) return *std::move(told);
  throw InvalidCommandLine(
      fmt::format("--journey {}: replication {} has {} journeys", journey, replication, witnessed.journeys().size()));
}

}  // namespace

ExitCode execute(const TraceCommand& command) {
  const BlueprintFile file(command.file);
  const Blueprint blueprint = build_blueprint(file.document(with_levers(file, command.overlay, command.levers)));
  Witnessed witnessed;
  const std::optional<EarlyEnd> early_end =
      observe(compile(blueprint), command.seed.value_or(blueprint.run.seed), command.replication - 1, witnessed);
  write(Stream::output, command.journey ? story(blueprint, witnessed, *command.journey, command.replication)
                                        : write_event_log(blueprint, witnessed));
  if (!early_end) return ExitCode::success;
  complain(fmt::format("throughline: the log ends early: {}", reason_of(*early_end, blueprint)));
  return ExitCode::failure;
}

}  // namespace throughline
