// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/command_line.hpp"
#include "cli/output_file.hpp"
#include "cli/progress.hpp"
#include "throughline/document.hpp"

namespace throughline {

// What commands that simulate have in common.

/// Throws InvalidCommandLine where the output of `option` would overwrite the blueprint.
void keep_blueprint(const std::optional<OutputFile>& output, std::string_view option, const std::string& blueprint);

/// The same for every file that the blueprint reads: a csv beside it is named from its folder.
void keep_inputs(const std::optional<OutputFile>& output, std::string_view option, const std::string& blueprint,
                 const Document& document);

/// Progress is for terminals, unless it is asked for.
Progress::Manner manner_of(const SimulatingCommand& command);

}  // namespace throughline
