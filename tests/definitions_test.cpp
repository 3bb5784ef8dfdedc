// SPDX-License-Identifier: MIT
#include "report/definitions.hpp"

#include <gtest/gtest.h>

#include <string>

#include "example_result.hpp"

namespace throughline {
namespace {

std::string words_of(const std::string& path) {
  ExperimentResult result;
  result.measures = {{path, {}}};
  std::string text;
  for (const Definition& each : definitions_of(result)) text += std::string(each.form) + ";";
  return text;
}

TEST(Definitions, AreThereForEveryMeasureOfAResult) {
  for (const Measure& measure : testing::tea_house().measures) EXPECT_TRUE(is_defined(measure.path)) << measure.path;
  EXPECT_TRUE(is_defined("segment.app.step.order.wait.p90"));
  EXPECT_TRUE(is_defined("phase.v1.5 beta.queue.max"));
  EXPECT_TRUE(is_defined("share_of_days(step.order.service_level(20 s) >= 80 %)"));
  EXPECT_TRUE(is_defined("experience.nps"));
  EXPECT_TRUE(is_defined("segment.app.experience.dissatisfied"));
  EXPECT_TRUE(is_defined("segment.app.economics.lost_value.turned_away"));
  EXPECT_TRUE(is_defined("touchpoint.order.lost_value"));
  EXPECT_TRUE(is_defined("touchpoint.order.experience"));
  EXPECT_FALSE(is_defined("journey.mood"));
}

TEST(Definitions, TellOneQuantityFromAnother) {
  EXPECT_EQ(words_of("step.order.wait_due.mean"), "….wait_due;");
  EXPECT_EQ(words_of("step.order.wait.mean"), "….wait;");
  EXPECT_EQ(words_of("staff.clerk.cost"), "staff.cost;");
  EXPECT_EQ(words_of("cost"), "cost;");
  EXPECT_EQ(words_of("journey.time_all.p50"), "journey.time_all;");
}

}  // namespace
}  // namespace throughline
