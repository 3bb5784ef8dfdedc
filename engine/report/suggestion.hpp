// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "throughline/result.hpp"

namespace throughline {

/// The command to try next, with why: `throughline run clinic.toml --replications 1200`. Empty where the result does
/// not know its file.
struct Suggestion {
  std::string reason;  ///< `to decide`
  std::string command;
};

Suggestion suggestion(const ExperimentResult& result);

}  // namespace throughline
