// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "cli/arguments.hpp"
#include "cli/blueprint_file.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/event_log.hpp"
#include "cli/story.hpp"

namespace throughline {
namespace {

/// Whether the replication had to stop because too many were inside: all of those are then unfinished.
bool has_overflowed(const Witnessed& witnessed, const Blueprint& blueprint) {
  const auto& journeys = witnessed.journeys();
  const auto unfinished = std::count_if(journeys.begin(), journeys.end(), [](const JourneyRecord& journey) {
    return journey.outcome == Outcome::unfinished;
  });
  return static_cast<std::uint64_t>(unfinished) >= blueprint.run.max_inside;
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
  const Blueprint blueprint = build_blueprint(BlueprintFile(command.file).document(command.overlay));
  Witnessed witnessed;
  observe(compile(blueprint), command.seed.value_or(blueprint.run.seed), command.replication - 1, witnessed);
  write(Stream::output, command.journey ? story(blueprint, witnessed, *command.journey, command.replication)
                                        : write_event_log(blueprint, witnessed));
  if (!has_overflowed(witnessed, blueprint)) return ExitCode::success;
  complain(fmt::format("throughline: the log ends early: more than {} customers inside", blueprint.run.max_inside));
  return ExitCode::failure;
}

}  // namespace throughline
