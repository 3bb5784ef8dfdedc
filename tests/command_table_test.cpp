// SPDX-License-Identifier: MIT
#include "cli/command_table.hpp"

#include <gtest/gtest.h>

#include <set>

namespace throughline {
namespace {

TEST(CommandTable, NamesEachOptionOfACommandOnce) {
  for (const CommandRule& command : command_table()) {
    const std::vector<std::string> names = option_names(command);
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size()) << command.name;
    for (const std::string& name : names) {
      EXPECT_TRUE(name.starts_with("--")) << name;
      EXPECT_FALSE(is_unbuilt_option(name)) << name;
    }
    EXPECT_FALSE(is_unbuilt_command(command.name)) << command.name;
  }
}

TEST(CommandTable, OffersWordsOnlyWhereAValueIsWanted) {
  for (const CommandRule& command : command_table()) {
    for (const OptionRule& option : command.options) {
      EXPECT_TRUE(option.offer == Offer::nothing || !option.value.empty()) << option.name;
      EXPECT_FALSE(option.help.empty()) << option.name;
    }
  }
}

TEST(CommandTable, FindsCommandsByName) {
  ASSERT_NE(find_command("run"), nullptr);
  EXPECT_EQ(find_command("run")->name, "run");
  EXPECT_EQ(find_command("runs"), nullptr);
}

}  // namespace
}  // namespace throughline
