// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "throughline/result.hpp"

namespace throughline {

/// The command to try next, with why: `throughline run clinic.toml --replications 1200`. Empty where the result does
/// not know its file.
struct Suggestion {
  std::string reason;  ///< the question that it answers
  std::string command;
};

Suggestion suggestion(const ExperimentResult& result);

/// A command on a blueprint as a shell reads it, with its scenario (none for base) and settings.
std::string command_text(std::string_view verb, std::string_view file, std::string_view scenario,
                         const std::vector<std::string>& settings);

}  // namespace throughline
