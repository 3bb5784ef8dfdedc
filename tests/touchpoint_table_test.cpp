// SPDX-License-Identifier: MIT
#include "report/touchpoint_table.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::estimate_of;
using testing::tea_house;

std::string written(const ExperimentResult& result) {
  return touchpoint_table(result).write(100, false);
}

TEST(TouchpointTable, ShowsEachTouchpointThenWhatCustomersDoNotSee) {
  EXPECT_EQ(written(tea_house()),
            "  touchpoint               time               wait         failed        gave up\n"
            "  点茶        3.333 ± 0.050 min  2.167 ± 0.050 min  1.20 ± 0.20 %  2.88 ± 0.23 %\n"
            "    served within the expected 3 min: 84.0 ± 1.1 %\n"
            "    bottleneck: customers together wait longest here\n"
            "  茶桌         55.00 ± 0.20 min\n"
            "    done within the expected 60 min: 50 to 90 %\n"
            "  unseen by the customer\n"
            "  煮水泡茶    4.000 ± 0.033 min       60.0 ± 1.5 s  1.00 ± 0.10 %\n");
}

TEST(TouchpointTable, LeavesEmptyWhatNeverHappened) {
  ExperimentResult result = tea_house();
  for (Measure& measure : result.measures) {
    if (measure.path != "touchpoint.order.failure") continue;
    measure.estimate.value = measure.estimate.low = 0.0;
    measure.estimate.high = 0.003;
  }
  EXPECT_EQ(written(result).find("below"), std::string::npos);
}

TEST(TouchpointTable, MarksEveryPlaceThatMayBeTheBottleneck) {
  ExperimentResult result = tea_house();
  for (Measure& measure : result.measures) {
    if (measure.path == "step.brew.wait.mean") measure.estimate = estimate_of(Unit::seconds, 125.0, 4.0);
  }
  const std::string text = written(result);
  const std::size_t first = text.find("perhaps the bottleneck");
  ASSERT_NE(first, std::string::npos);
  EXPECT_NE(text.find("perhaps the bottleneck", first + 1), std::string::npos);
}

TEST(TouchpointTable, WeighsWaitsByHowManyWait) {
  ExperimentResult result = tea_house();
  for (Measure& measure : result.measures) {
    if (measure.path == "step.brew.wait.mean") measure.estimate.observations = 100'000;
  }
  const std::string text = written(result);
  EXPECT_GT(text.find("bottleneck"), text.find("煮水泡茶"));
}

TEST(TouchpointTable, MarksNothingWhereNobodyWaits) {
  ExperimentResult result = tea_house();
  for (Measure& measure : result.measures) {
    if (measure.path.ends_with(".wait.mean")) measure.estimate = estimate_of(Unit::seconds, 0.0, 0.0);
  }
  EXPECT_EQ(written(result).find("bottleneck"), std::string::npos);
}

TEST(TouchpointTable, BracketsAnExpectedTimeByQuantiles) {
  ExperimentResult result = tea_house();
  result.blueprint.steps[2].expects_time = 5050.0;  // within the interval of p90: not known to be above it
  EXPECT_NE(written(result).find("done within the expected 84.17 min: 50 to 100 %"), std::string::npos);
  result.blueprint.steps[2].expects_time = 600.0;
  EXPECT_NE(written(result).find("done within the expected 10 min: 0 to 50 %"), std::string::npos);
}

}  // namespace
}  // namespace throughline
