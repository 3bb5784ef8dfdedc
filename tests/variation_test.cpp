// SPDX-License-Identifier: MIT
#include "cli/variation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/arguments.hpp"

namespace throughline {
namespace {

using Values = std::vector<std::string>;

TEST(Variation, IsARange) {
  EXPECT_EQ(variation_of("staff.clerk.count=2..5").path, "staff.clerk.count");
  EXPECT_EQ(variation_of("staff.clerk.count=2..5").values, (Values{"2", "3", "4", "5"}));
  EXPECT_EQ(variation_of("a=2..10:4").values, (Values{"2", "6", "10"}));
  EXPECT_EQ(variation_of("a=0.1..0.5:0.1").values, (Values{"0.1", "0.2", "0.3", "0.4", "0.5"}));
  EXPECT_EQ(variation_of("a=3..3").values, (Values{"3"}));
}

TEST(Variation, IsAListWhoseValuesMayHoldCommasInBrackets) {
  EXPECT_EQ(variation_of("a=2 min,90 s").values, (Values{"2 min", "90 s"}));
  EXPECT_EQ(variation_of("a={ gamma = { mean = \"1 min\", cv = 1 } },30 s").values,
            (Values{"{ gamma = { mean = \"1 min\", cv = 1 } }", "30 s"}));
  EXPECT_EQ(variation_of("staff.a.count.\"08:00\"=1..2").path, "staff.a.count.\"08:00\"");
}

TEST(Variation, SaysWhatIsNone) {
  for (const char* const text : {"a", "=2..3", "a=", "a=1,,2", "a=5..2", "a=1..5:0", "a=1..x", "a=1..2000000:0.1"})
    EXPECT_THROW(variation_of(text), InvalidCommandLine) << text;
}

TEST(Variation, MakesAGridWhoseLastVariesFastest) {
  const std::vector<Variation> grid{{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}};
  EXPECT_EQ(size_of(grid), 6U);
  EXPECT_EQ(values_of(grid, 0), (Values{"1", "x"}));
  EXPECT_EQ(values_of(grid, 1), (Values{"1", "y"}));
  EXPECT_EQ(values_of(grid, 5), (Values{"2", "z"}));
}

TEST(Variation, IsBounded) {
  const Variation many{"a", Values(1000, "1")};
  EXPECT_THROW(check_size({many, {"b", Values(1000, "1")}}), InvalidCommandLine);
  EXPECT_THROW(check_size({many, many}), InvalidCommandLine);
  EXPECT_NO_THROW(check_size({many, {"b", Values(100, "1")}}));
}

}  // namespace
}  // namespace throughline
