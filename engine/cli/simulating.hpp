// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <ctime>
#include <functional>
#include <string>

#include "cli/command_line.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "throughline/document.hpp"
#include "throughline/report.hpp"
#include "throughline/result.hpp"

namespace throughline {

// What commands that simulate have in common.

/// When a command began.
struct Begun {
  std::chrono::steady_clock::time_point at = std::chrono::steady_clock::now();
  std::time_t clock = std::time(nullptr);
};

/// What an experiment cannot know of its time: the words of the command, and what the process took.
void complete(Timing& timing, const std::string& words, const Begun& begun);

/// What a result cannot know of its file: the settings of the command, the scenarios that there are.
void complete(ExperimentResult& result, const Overlay& overlay, const Document& document);

/// Why a run ended early, where that was its limit of time.
std::string out_of_time(const SimulatingCommand& command);

/// Tells people what a command found: doubts on standard error, the report where the outputs leave room for it. Nothing
/// where it is quiet. Where the log is GitHub's, its annotations follow the report, which then holds no command of the
/// runner's.
struct Told {
  std::string warnings;
  std::function<std::string(const TerminalOptions&)> report;
  std::function<std::string()> annotations;
};
void tell(const SimulatingCommand& command, const Outputs& outputs, const Told& told);

/// Adds a report to the summary of the step that the host asks for. The summary is the host's: what it does not take is
/// complained of, and no more.
void add_to_summary(const Environment& environment, const std::function<std::string()>& markdown);

/// Writes the files that were asked for, in every format that there is a writer of, and the summary of the step.
template <class Found>
void write_files(const Found& found, const SimulatingCommand& command, const Outputs& outputs) {
  const bool with_timing = !command.reproducible;
  outputs.write(OutputFormat::json, [&] { return write_json(found, with_timing); });
  outputs.write(OutputFormat::csv, [&] { return write_csv(found); });
  outputs.write(OutputFormat::markdown, [&] { return write_markdown(found); });
  if constexpr (requires { write_html(found, HtmlOptions()); })
    outputs.write(OutputFormat::html, [&] { return write_html(found, {with_timing}); });
  if constexpr (requires { write_junit(found, JunitOptions()); })
    outputs.write(OutputFormat::junit, [&] { return write_junit(found, {command.strict, with_timing}); });
  if constexpr (requires { write_xlsx(found); }) outputs.write(OutputFormat::xlsx, [&] { return write_xlsx(found); });
  add_to_summary(command.environment, [&] { return write_markdown(found); });
}

/// Progress is for terminals, unless it is asked for.
Progress::Manner manner_of(const SimulatingCommand& command);

}  // namespace throughline
