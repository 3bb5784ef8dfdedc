// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/console.hpp"
#include "cli/environment.hpp"
#include "cli/outputs.hpp"
#include "cli/variation.hpp"
#include "text/levers.hpp"
#include "text/varied_inputs.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace throughline {

// What the command line asks for, as types; nothing below sees the words.

struct InitCommand {
  std::string name;
  std::size_t blueprint_template = 0;  ///< its place among blueprint_templates()
};

struct SchemaCommand {};

struct CheckCommand {
  std::string file;
  Overlay overlay;
  std::vector<LeverRequest> levers;  ///< after the scenario, before the settings, in this order
  bool explain = false;
  ColorChoice color = ColorChoice::automatic;
};

/// What every command that simulates takes.
struct SimulatingCommand {
  std::string file;
  Overlay overlay;
  std::vector<LeverRequest> levers;  ///< after the scenario, before the settings, in this order
  ExperimentOptions experiment;
  std::vector<OutputRequest> outputs;
  std::optional<double> time_limit;  ///< seconds
  bool reproducible = false;
  bool strict = false;
  bool quiet = false;
  bool progress = false;
  ColorChoice color = ColorChoice::automatic;
  std::string words;  ///< the command line, as a shell would read it
  Environment environment;
};

struct RunCommand : SimulatingCommand {
  std::optional<std::string> baseline;  ///< a stored result, as written
};

/// Each lever is an alternative of its own: pulled in the first scenario.
struct CompareCommand : SimulatingCommand {
  std::vector<std::string> more_files;
  std::vector<std::string> scenarios;  ///< of the file, in order; of several files: of each one
  std::optional<std::string> best;     ///< measure, as written
  double same_within = 0.01;
};

struct SensitivityCommand : SimulatingCommand {
  VariationRequest variations;
};

struct GapsCommand : SimulatingCommand {
  std::vector<std::string> touchpoints;  ///< whose gaps are closed; none: those of all
};

struct SurveyCommand : SimulatingCommand {
  std::string survey;                  ///< file
  std::vector<std::string> constants;  ///< that are fitted, as written; none: the usual ones
};

struct SweepCommand : SimulatingCommand {
  std::vector<Variation> variations;  ///< the first one varies slowest
  std::optional<std::string> measure;
  double same_within = 0.01;
  bool exhaustive = false;
};

struct LeversCommand {
  std::string file;
  Overlay overlay;
  std::vector<LeverRequest> levers;  ///< none: every one that applies
};

struct VerifyCommand : SimulatingCommand {};

struct TraceCommand {
  std::string file;
  Overlay overlay;
  std::vector<LeverRequest> levers;
  std::optional<std::uint64_t> seed;
  std::uint64_t replication = 1;         ///< from 1
  std::optional<std::uint64_t> journey;  ///< from 1; none: the whole log
};

struct DrawCommand : SimulatingCommand {
  std::string svg = "-";  ///< file; `-` is standard output
  bool figures = false;   ///< simulate, and draw what was found
};

/// What a report is made of is there already: nothing is simulated.
struct ReportCommand {
  std::string file;
  std::optional<std::string> other;    ///< to stand beside it
  std::vector<OutputRequest> outputs;  ///< none: the report of the terminal
  ColorChoice color = ColorChoice::automatic;
};

enum class Shell : std::uint8_t { bash, zsh, fish };

struct CompletionCommand {
  Shell shell = Shell::bash;
};

/// Help or version.
struct PrintCommand {
  std::string text;
};

using CommandLine = std::variant<InitCommand, SchemaCommand, CheckCommand, RunCommand, CompareCommand, SweepCommand,
                                 SensitivityCommand, GapsCommand, LeversCommand, SurveyCommand, VerifyCommand,
                                 TraceCommand, DrawCommand, ReportCommand, CompletionCommand, PrintCommand>;

/// `words` with the name of the program first. Throws InvalidCommandLine.
CommandLine read_command_line(const std::vector<std::string>& words, const Environment& environment = {});

}  // namespace throughline
