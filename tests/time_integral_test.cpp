// SPDX-License-Identifier: MIT
#include "simulation/time_integral.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(TimeIntegral, IsTheAreaUnderASteppedCount) {
  TimeIntegral count;
  EXPECT_EQ(count.until(5.0), 0.0);
  count.add(2.0, 1.0);
  count.add(3.0, 2.0);
  count.add(7.0, -1.0);
  EXPECT_EQ(count.value(), 2.0);
  EXPECT_EQ(count.until(7.0), 1.0 * 1.0 + 3.0 * 4.0);
  EXPECT_EQ(count.until(10.0), 13.0 + 2.0 * 3.0);
}

TEST(TimeIntegral, DoesNotChangeByBeingRead) {
  TimeIntegral count;
  count.add(1.0, 4.0);
  EXPECT_EQ(count.until(2.0), 4.0);
  EXPECT_EQ(count.until(3.0), 8.0);
  EXPECT_EQ(count.until(2.0), 4.0);
  EXPECT_EQ(count.value(), 4.0);
}

TEST(TimeIntegral, IsExactForWholeSecondsHoweverManyChangesThereWere) {
  TimeIntegral count;
  for (int second = 0; second < 1'000'000; ++second) count.add(second, second % 2 == 0 ? 1.0 : -1.0);
  EXPECT_EQ(count.until(1'000'000.0), 500'000.0);
  EXPECT_EQ(count.value(), 0.0);
}

}  // namespace
}  // namespace throughline
