// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "throughline/result.hpp"

namespace throughline {
namespace {

Estimate between(double low, double high) {
  Estimate estimate;
  estimate.value = (low + high) / 2.0;
  estimate.low = low;
  estimate.high = high;
  return estimate;
}

constexpr bool below = true;
constexpr bool above = false;
constexpr bool strict = true;
constexpr bool or_equal = false;

TEST(Target, IsMetWhereTheWholeIntervalSatisfiesIt) {
  EXPECT_EQ(judge(between(1.0, 2.0), below, strict, 2.5), TargetStatus::met);
  EXPECT_EQ(judge(between(1.0, 2.0), above, strict, 0.5), TargetStatus::met);
}

TEST(Target, IsMissedWhereNoneOfTheIntervalSatisfiesIt) {
  EXPECT_EQ(judge(between(1.0, 2.0), below, strict, 0.5), TargetStatus::missed);
  EXPECT_EQ(judge(between(1.0, 2.0), above, or_equal, 2.5), TargetStatus::missed);
}

TEST(Target, IsUndecidedWhereTheBoundLiesInsideTheInterval) {
  for (const bool direction : {below, above}) {
    for (const bool strictness : {strict, or_equal}) {
      EXPECT_EQ(judge(between(1.0, 2.0), direction, strictness, 1.5), TargetStatus::undecided);
    }
  }
}

TEST(Target, CountsAnIntervalThatTouchesTheBoundOnlyWhereItMayEqualIt) {
  EXPECT_EQ(judge(between(1.0, 2.0), below, or_equal, 2.0), TargetStatus::met);
  EXPECT_EQ(judge(between(1.0, 2.0), below, strict, 2.0), TargetStatus::undecided);
  EXPECT_EQ(judge(between(1.0, 2.0), below, or_equal, 1.0), TargetStatus::undecided);
  EXPECT_EQ(judge(between(1.0, 2.0), below, strict, 1.0), TargetStatus::missed);
  EXPECT_EQ(judge(between(1.0, 2.0), above, or_equal, 1.0), TargetStatus::met);
  EXPECT_EQ(judge(between(1.0, 2.0), above, strict, 1.0), TargetStatus::undecided);
  EXPECT_EQ(judge(between(1.0, 2.0), above, or_equal, 2.0), TargetStatus::undecided);
  EXPECT_EQ(judge(between(1.0, 2.0), above, strict, 2.0), TargetStatus::missed);
}

TEST(Target, OnASureValueIsNeverUndecided) {
  EXPECT_EQ(judge(between(3.0, 3.0), below, or_equal, 3.0), TargetStatus::met);
  EXPECT_EQ(judge(between(3.0, 3.0), below, strict, 3.0), TargetStatus::missed);
  EXPECT_EQ(judge(between(3.0, 3.0), above, or_equal, 3.0), TargetStatus::met);
  EXPECT_EQ(judge(between(3.0, 3.0), above, strict, 3.0), TargetStatus::missed);
}

TEST(Target, IsUndecidedWithoutAValueOrAnInterval) {
  Estimate estimate;
  EXPECT_EQ(judge(estimate, below, strict, 1.0), TargetStatus::undecided);
  estimate.value = 0.5;
  EXPECT_EQ(judge(estimate, below, strict, 1.0), TargetStatus::undecided);
  estimate.low = 0.4;
  EXPECT_EQ(judge(estimate, below, strict, 1.0), TargetStatus::undecided);
}

TEST(ExperimentResult, FindsMeasuresByPath) {
  ExperimentResult result;
  result.measures = {{"journey.time.mean", between(1.0, 2.0)}, {"journey.time.p90", between(3.0, 4.0)}};
  ASSERT_NE(result.find("journey.time.p90"), nullptr);
  EXPECT_EQ(result.find("journey.time.p90")->low, 3.0);
  EXPECT_EQ(result.find("journey.time"), nullptr);
}

}  // namespace
}  // namespace throughline
