// SPDX-License-Identifier: MIT
#include "cli/help.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(Help, NamesEveryCommand) {
  for (const CommandRule& command : command_table()) {
    EXPECT_NE(help_text().find(std::string("\n  ") + std::string(command.name)), std::string::npos) << command.name;
  }
}

TEST(Help, NamesEveryOptionOfACommand) {
  for (const CommandRule& command : command_table()) {
    for (const std::string& option : option_names(command)) {
      EXPECT_NE(help_text(command).find("\n  " + option), std::string::npos) << option;
    }
  }
}

TEST(Help, FitsAPage) {
  std::string all = help_text();
  for (const CommandRule& command : command_table()) all += help_text(command);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    EXPECT_LE(end - at, 120U) << all.substr(at, end - at);
    at = end + 1;
  }
}

}  // namespace
}  // namespace throughline
