// SPDX-License-Identifier: MIT
#include "blueprint/lanes.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(Lanes, AreDividedByThreeLines) {
  EXPECT_EQ(lines_crossed(Lane::customer, Lane::frontstage), (LinesCrossed{true, false, false}));
  EXPECT_EQ(lines_crossed(Lane::frontstage, Lane::backstage), (LinesCrossed{false, true, false}));
  EXPECT_EQ(lines_crossed(Lane::backstage, Lane::support), (LinesCrossed{false, false, true}));
  EXPECT_EQ(lines_crossed(Lane::customer, Lane::support), (LinesCrossed{true, true, true}));
}

TEST(Lanes, AreCrossedTheSameBothWays) {
  EXPECT_EQ(lines_crossed(Lane::support, Lane::frontstage), (LinesCrossed{false, true, true}));
}

TEST(Lanes, AreNotCrossedWithinOne) {
  for (const Lane lane : {Lane::customer, Lane::frontstage, Lane::backstage, Lane::support}) {
    EXPECT_EQ(lines_crossed(lane, lane), LinesCrossed());
  }
}

TEST(Lanes, AreVisibleAboveTheLineOfVisibility) {
  EXPECT_TRUE(is_visible(Lane::customer));
  EXPECT_TRUE(is_visible(Lane::frontstage));
  EXPECT_FALSE(is_visible(Lane::backstage));
  EXPECT_FALSE(is_visible(Lane::support));
}

}  // namespace
}  // namespace throughline
