// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace throughline {

/// Where the program runs, as far as what it writes depends on that; colors are the console's.
struct Environment {
  bool github_actions = false;  ///< whoever reads the log takes workflow commands (GITHUB_ACTIONS is `true`)
  std::string step_summary;     ///< file to which a step appends Markdown (GITHUB_STEP_SUMMARY); empty: none
};

/// Reads the variables, once, for `main`.
Environment read_environment();

}  // namespace throughline
