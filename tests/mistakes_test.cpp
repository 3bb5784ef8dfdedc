// SPDX-License-Identifier: MIT
#include "blueprint/mistakes.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

SourcePosition at(const std::string& file, std::uint32_t line, std::uint32_t column) {
  SourcePosition position;
  position.file = file;
  position.line = line;
  position.column = column;
  return position;
}

std::vector<std::string> thrown(Mistakes& mistakes) {
  std::vector<std::string> messages;
  try {
    mistakes.throw_if_any("main.toml");
  } catch (const InvalidBlueprint& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) messages.push_back(diagnostic.message);
  }
  return messages;
}

TEST(Mistakes, ComeInTheOrderOfTheFileThenOfOthersThenOfSettings) {
  Mistakes mistakes;
  mistakes.add(at("--set", 0, 0), "setting");
  mistakes.add(at("a.csv", 1, 1), "csv");
  mistakes.add(at("main.toml", 10, 2), "third");
  mistakes.add(at("main.toml", 9, 3), "second");
  mistakes.add(at("main.toml", 9, 1), "first");
  EXPECT_EQ(thrown(mistakes), (std::vector<std::string>{"first", "second", "third", "csv", "setting"}));
}

TEST(Mistakes, AreToldOnce) {
  Mistakes mistakes;
  mistakes.add(at("main.toml", 1, 1), "one");
  mistakes.add(at("main.toml", 1, 1), "other");
  mistakes.add(at("main.toml", 1, 1), "one");
  mistakes.add(at("main.toml", 1, 2), "one");
  EXPECT_EQ(thrown(mistakes), (std::vector<std::string>{"one", "other", "one"}));
}

TEST(Mistakes, DoNotThrowWhereThereAreNone) {
  Mistakes mistakes;
  EXPECT_TRUE(mistakes.empty());
  EXPECT_NO_THROW(mistakes.throw_if_any("main.toml"));
}

}  // namespace
}  // namespace throughline
