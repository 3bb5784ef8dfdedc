// SPDX-License-Identifier: MIT
#include "text/toml_limits.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace throughline {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string whole;
  for (std::size_t time = 0; time < times; ++time) whole += text;
  return whole;
}

TEST(TomlLimits, LetOrdinaryTextsPass) {
  EXPECT_FALSE(find_excess(""));
  EXPECT_FALSE(find_excess("[a.b]\nc = [1.5, 2.5, { d.e = \"x.y.z\" }]\n"));
  EXPECT_FALSE(find_excess(repeated("[a.b.c]\nd.e.f = 1\n", 1000))) << "depth does not add up from table to table";
  EXPECT_FALSE(find_excess(repeated("x = [1.5, 2.5]\n", 1000)));
}

TEST(TomlLimits, CountNestingOfEveryKind) {
  const std::string seventy = repeated(".a", 70);
  const std::string forty = repeated(".a", 40);
  for (const std::string& deep :
       {fmt::format("x = {}", repeated("[", 70)), fmt::format("x = {}", repeated("{ a = ", 70)),
        fmt::format("a{} = 1", seventy), fmt::format("[a{}]", seventy), fmt::format("[a{0}]\nb{0} = 1", forty),
        fmt::format("a{0} = {{ b{0} = 1 }}", forty)}) {
    const std::optional<TomlExcess> excess = find_excess(deep);
    ASSERT_TRUE(excess) << deep;
    EXPECT_EQ(excess->message, "nested more than 64 levels deep");
  }
}

TEST(TomlLimits, OverlookBracketsAndDotsInStringsAndComments) {
  const std::string many = repeated("[.", 200);
  for (const char* form :
       {"x = \"{}\"", "x = '{}'", "x = \"\"\"\n{}\n\"\"\"", "x = '''\n{}\n'''", "# {}", "x = \"\\\"{}\""}) {
    EXPECT_FALSE(find_excess(fmt::format(fmt::runtime(form), many))) << form;
  }
}

TEST(TomlLimits, CountValuesAndBytes) {
  EXPECT_FALSE(find_excess(fmt::format("x = [{}]", repeated("1,", 90'000))));
  EXPECT_EQ(find_excess(fmt::format("x = [{}]", repeated("1,", 110'000)))->message, "more than 100000 values");
  EXPECT_EQ(find_excess(std::string(TomlLimits::bytes + 1, ' '))->message, "larger than 16 MiB");
}

TEST(TomlLimits, NameThePlaceInCodePoints) {
  const std::optional<TomlExcess> excess = find_excess(fmt::format("a = 1\n\"\u62A4\u58EB\" = {}", repeated("[", 65)));
  ASSERT_TRUE(excess);
  EXPECT_EQ(excess->line, 2U);
  EXPECT_EQ(excess->column, 7U + 65U);
}

}  // namespace
}  // namespace throughline
