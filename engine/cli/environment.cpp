// SPDX-License-Identifier: MIT
#include "cli/environment.hpp"

#include <cstdlib>

namespace throughline {
namespace {

std::string value_of(const char* variable) {
  const char* const value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

}  // namespace

Environment read_environment() {
  return {value_of("GITHUB_ACTIONS") == "true", value_of("GITHUB_STEP_SUMMARY")};
}

}  // namespace throughline
