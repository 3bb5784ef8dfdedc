// SPDX-License-Identifier: MIT
#include "report/measure_index.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

TEST(MeasureIndex, FindsMeasuresByPath) {
  const ExperimentResult result = testing::tea_house();
  const MeasureIndex index(result);
  EXPECT_EQ(index.find("journey.time.p90"), result.find("journey.time.p90"));
  EXPECT_EQ(index.find("journey.time.p91"), nullptr);
}

TEST(MeasureIndex, TakesTheFirstServiceLevelOfAStepForTheExpectedOne) {
  ExperimentResult result = testing::tea_house();
  result.measures.push_back({"step.order.service_level(9 min)", testing::estimate_of(Unit::share, 1.0, 0.0)});
  const MeasureIndex index(result);
  EXPECT_EQ(index.expected_service_level("order"), result.find("step.order.service_level(3 min)"));
  EXPECT_EQ(index.expected_service_level("brew"), nullptr);
}

}  // namespace
}  // namespace throughline
