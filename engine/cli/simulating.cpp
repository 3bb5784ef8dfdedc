// SPDX-License-Identifier: MIT
#include "cli/simulating.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <system_error>

#include "cli/console.hpp"
#include "cli/output_file.hpp"
#include "report/annotations.hpp"
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

void tell(const SimulatingCommand& command, const Outputs& outputs, const Told& told) {
  if (command.quiet) return;
  const Stream stream = outputs.report_stream();
  const Page page = page_of(stream, command.color);
  const std::string text = told.report({page.color, page.width});
  if (command.environment.github_actions) {
    write(Stream::error, without_commands(told.warnings));
    write(stream, without_commands(text) + told.annotations());
  } else {
    write(Stream::error, told.warnings);
    write(stream, text);
  }
}

void add_to_summary(const Environment& environment, const std::function<std::string()>& markdown) {
  const std::string& summary = environment.step_summary;
  if (summary.empty()) return;
  const std::error_code failure = append(summary, "\n" + markdown());
  if (failure) complain(fmt::format("throughline: GITHUB_STEP_SUMMARY: {}: {}", summary, failure.message()));
}

Progress::Manner manner_of(const SimulatingCommand& command) {
  if (is_terminal(Stream::error) && (!command.quiet || command.progress)) return Progress::Manner::one_line;
  return command.progress ? Progress::Manner::lines : Progress::Manner::hidden;
}

}  // namespace throughline
