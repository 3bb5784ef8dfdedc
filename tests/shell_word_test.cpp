// SPDX-License-Identifier: MIT
#include "report/shell_word.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(ShellWord, LeavesPlainWordsAlone) {
  EXPECT_EQ(shell_word("scenarios/coffee_bar.toml"), "scenarios/coffee_bar.toml");
  EXPECT_EQ(shell_word("staff.barista.count=3"), "staff.barista.count=3");
  EXPECT_EQ(shell_word("茶馆.toml"), "茶馆.toml");
}

TEST(ShellWord, QuotesWhatAShellWouldRead) {
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("$(reboot)"), "'$(reboot)'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("=ls"), "'=ls'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace throughline
