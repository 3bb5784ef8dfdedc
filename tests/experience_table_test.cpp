// SPDX-License-Identifier: MIT
#include "report/experience_table.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::estimate_of;

ExperimentResult judged_tea_house() {
  ExperimentResult result = testing::tea_house();
  result.measures.push_back({"experience.csat", estimate_of(Unit::share, 0.9, 0.01)});
  result.measures.push_back({"experience.nps", estimate_of(Unit::points, 0.41, 0.02)});
  result.measures.push_back({"experience.score", estimate_of(Unit::count, 88.0, 0.5)});
  result.measures.push_back({"economics.profit", estimate_of(Unit::money, -120.0, 15.0)});
  result.measures.push_back({"economics.lost_value", estimate_of(Unit::money, 300.0, 20.0)});
  result.measures.push_back({"economics.lost_value.failure", estimate_of(Unit::money, 225.0, 20.0)});
  result.measures.push_back({"economics.lost_value.wait", estimate_of(Unit::money, 75.0, 10.0)});
  result.measures.push_back({"economics.lost_value.time", estimate_of(Unit::money, 0.0, 0.0)});
  result.measures.push_back({"touchpoint.order.experience", estimate_of(Unit::count, 92.0, 0.4)});
  result.measures.push_back({"touchpoint.table.experience", estimate_of(Unit::count, 75.0, 0.6)});
  result.measures.push_back({"touchpoint.order.lost_value", estimate_of(Unit::money, 75.0, 10.0)});
  result.measures.push_back({"touchpoint.table.lost_value", estimate_of(Unit::money, 225.0, 20.0)});
  result.measures.push_back({"step.brew.lost_value", estimate_of(Unit::money, 0.0, 0.0)});
  return result;
}

TEST(ExperienceTable, IsEmptyWhereNothingIsJudged) {
  const ExperimentResult result = testing::tea_house();
  EXPECT_EQ(experience_table(result).write(100, false), "");
  EXPECT_EQ(loss_table(result).write(100, false), "");
  EXPECT_EQ(experience_sentence(result), "");
  EXPECT_EQ(economics_sentence(result), "");
}

TEST(ExperienceTable, SaysWhatCustomersMakeOfItInASentence) {
  EXPECT_EQ(experience_sentence(judged_tea_house()),
            "What customers make of it, by the model of the blueprint: NPS 41.0 ± 2.0 points, satisfied (CSAT) 90.0 ± "
            "1.0 %, score of 0 to 100 88.00 ± 0.50.");
  EXPECT_EQ(economics_sentence(judged_tea_house()),
            "What it is worth: profit per day -120 ± 15 CNY, value lost per day 300 ± 20 CNY.");
}

TEST(ExperienceTable, MarksWhereMostValueIsLost) {
  const std::string text = experience_table(judged_tea_house()).write(100, false);
  EXPECT_NE(text.find("75.00 ± 0.60        225 ± 20 CNY\n    most value is lost here\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("brew"), std::string::npos) << "behind the scenes, where nothing is lost";
}

TEST(ExperienceTable, ShowsCausesAsBars) {
  EXPECT_EQ(loss_table(judged_tea_house()).write(100, false),
            "  why value is lost                 per day\n"
            "  a service failed             225 ± 20 CNY  ███████████████\n"
            "  waited too long, and stayed   75 ± 10 CNY  █████\n");
}

}  // namespace
}  // namespace throughline
