// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command_line.hpp"
#include "cli/exit_code.hpp"

namespace throughline {

// Each command does its work and says how it ended. Results go to standard output, warnings and progress to standard
// error. Throws InvalidBlueprint, InvalidCommandLine and std::system_error.

ExitCode execute(const InitCommand& command);
ExitCode execute(const SchemaCommand& command);
ExitCode execute(const CheckCommand& command);
ExitCode execute(const RunCommand& command);
ExitCode execute(const CompareCommand& command);
ExitCode execute(const SensitivityCommand& command);
ExitCode execute(const GapsCommand& command);
ExitCode execute(const LeversCommand& command);
ExitCode execute(const SurveyCommand& command);
ExitCode execute(const SweepCommand& command);
ExitCode execute(const VerifyCommand& command);
ExitCode execute(const TraceCommand& command);
ExitCode execute(const DrawCommand& command);
ExitCode execute(const ReportCommand& command);
ExitCode execute(const CompletionCommand& command);
ExitCode execute(const PrintCommand& command);

}  // namespace throughline
