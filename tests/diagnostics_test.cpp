// SPDX-License-Identifier: MIT
#include "diagnostic/diagnostics.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

std::vector<Diagnostic> thrown_by(const Diagnostics& diagnostics) {
  try {
    diagnostics.throw_if_any();
  } catch (const InvalidBlueprint& error) {
    return error.diagnostics();
  }
  return {};
}

TEST(Diagnostics, ThrowNothingWhereNothingWasFound) {
  EXPECT_NO_THROW(Diagnostics("a.toml").throw_if_any());
}

TEST(Diagnostics, StandInTheOrderOfTheFileThenOfOtherFilesThenOfSettings) {
  Diagnostics diagnostics("m.toml");
  diagnostics.add({"--set", 0, 0}, "setting");
  diagnostics.add({"m.toml", 9, 1}, "ninth");
  diagnostics.add({"z.csv", 1, 1}, "csv");
  diagnostics.add({"m.toml", 2, 7}, "second, later");
  diagnostics.add({"m.toml", 2, 3}, "second");
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : thrown_by(diagnostics)) messages.push_back(diagnostic.message);
  EXPECT_EQ(messages, (std::vector<std::string>{"second", "second, later", "ninth", "csv", "setting"}));
}

TEST(Diagnostics, SayEachMistakeOnce) {
  Diagnostics diagnostics("m.toml");
  for (int time = 0; time < 3; ++time) diagnostics.add({"m.toml", 1, 1}, "again", "and again");
  EXPECT_EQ(thrown_by(diagnostics).size(), 1U);
}

TEST(Diagnostics, CountWhatIsTooMuchToRead) {
  Diagnostics diagnostics("m.toml");
  for (std::uint32_t line = 1; line <= 1000; ++line) diagnostics.add({"m.toml", line, 1}, "wrong");
  const std::vector<Diagnostic> thrown = thrown_by(diagnostics);
  ASSERT_EQ(thrown.size(), Diagnostics::most_thrown + 1);
  EXPECT_EQ(to_string(thrown.back()), "m.toml: 800 more mistakes are not shown");
}

TEST(Diagnostics, KeepSoManyAndNoMore) {
  Diagnostics diagnostics("m.toml");
  for (std::uint32_t line = 1; line <= 201; ++line) diagnostics.add({"m.toml", line, 1}, "wrong");
  EXPECT_EQ(to_string(thrown_by(diagnostics).back()), "m.toml: 1 more mistake is not shown");
  for (std::uint32_t line = 202; line <= 20'000; ++line) diagnostics.add({"m.toml", line, 1}, "wrong");
  EXPECT_EQ(diagnostics.size(), Diagnostics::most_kept);
  EXPECT_EQ(to_string(thrown_by(diagnostics).back()), "m.toml: at least 9800 more mistakes are not shown");
}

}  // namespace
}  // namespace throughline
