// SPDX-License-Identifier: MIT
#include "cli/simulating.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include "cli/console.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

std::uint64_t peak_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U;
}

}  // namespace

void complete(Timing& timing, const std::string& words, const Begun& begun) {
  timing.command = words;
  timing.started = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(begun.clock));
  timing.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun.at).count();
  timing.peak_memory = peak_memory();
}

void complete(ExperimentResult& result, const Overlay& overlay, const Document& document) {
  for (const Overlay::Setting& setting : overlay.settings)
    result.provenance.settings.push_back(fmt::format("{}={}", setting.path, setting.value));
  for (const ScenarioSection& scenario : document.scenarios)
    result.blueprint.scenarios.push_back({scenario.key, scenario.name});
}

std::string out_of_time(const SimulatingCommand& command) {
  return fmt::format("the time limit of {} is over", exact_duration(*command.time_limit));
}

Progress::Manner manner_of(const SimulatingCommand& command) {
  if (is_terminal(Stream::error) && (!command.quiet || command.progress)) return Progress::Manner::one_line;
  return command.progress ? Progress::Manner::lines : Progress::Manner::hidden;
}

}  // namespace throughline
