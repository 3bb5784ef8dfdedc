// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_table.hpp"

namespace throughline {

/// The words of a command line are wrong: exit code 2. The text says what, and what would be right.
class InvalidCommandLine : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A command line, sorted by the command table; no value has been read yet.
struct Arguments {
  const CommandRule* command = nullptr;  ///< nullptr: none was given
  std::optional<std::string> argument;
  std::vector<std::string> more_arguments;  ///< behind the first, where the command takes more than one
  std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< by option, in order; flags with empty ones

  bool has(std::string_view option) const { return values.find(option) != values.end(); }
  /// The value of an option that is given once, none where it is not given.
  std::optional<std::string> value(std::string_view option) const;
};

/// `words` without the name of the program. Throws InvalidCommandLine.
Arguments sort_arguments(const std::vector<std::string>& words);

}  // namespace throughline
