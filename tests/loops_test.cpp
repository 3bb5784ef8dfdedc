// SPDX-License-Identifier: MIT
#include "blueprint/loops.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

TEST(Loops, KeepStepsApartThatNothingLeadsBackTo) {
  EXPECT_EQ(loops_downstream({{1}, {2}, {}}), (Groups{{2}, {1}, {0}}));
}

TEST(Loops, JoinStepsThatLeadToEachOther) {
  // 0 -> 1 <-> 2 -> 3, and 3 to itself.
  EXPECT_EQ(loops_downstream({{}, {0, 2}, {1}, {2, 3}}), (Groups{{0}, {1, 2}, {3}}));
}

TEST(Loops, AreNoneWithoutSteps) {
  EXPECT_TRUE(loops_downstream({}).empty());
}

}  // namespace
}  // namespace throughline
