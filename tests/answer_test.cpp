// SPDX-License-Identifier: MIT
#include "report/answer.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::absent;
using testing::tea_house;

Estimate& measure(ExperimentResult& result, std::string_view path) {
  for (Measure& each : result.measures) {
    if (each.path == path) return each.estimate;
  }
  throw std::out_of_range(std::string(path));
}

/// As it is shown: spaces that must not break look like any other.
std::string plain_answer(const ExperimentResult& result) {
  std::string text = answer(result);
  for (std::size_t at = text.find(no_break_space); at != std::string::npos; at = text.find(no_break_space)) {
    text.replace(at, no_break_space.size(), " ");
  }
  return text;
}

TEST(Answer, SaysWhatBecameOfTargetsTimeAndCustomers) {
  EXPECT_EQ(plain_answer(tea_house()),
            "Of 3 targets 1 is missed, 1 is undecided and 1 is met. A completed journey takes 62.08 ± 0.21 min on "
            "average, and "
            "one in ten more than 1.550 ± 0.018 h; 97.12 ± 0.23 % of customers complete it and 2.88 ± 0.23 % give up "
            "waiting.");
}

TEST(Answer, SpeaksOfJourneysAloneWithoutTargets) {
  ExperimentResult result = tea_house();
  result.targets.clear();
  EXPECT_EQ(answer(result).rfind("A completed journey takes", 0), 0U);
}

TEST(Answer, CountsTargetsInWords) {
  ExperimentResult result = tea_house();
  for (TargetResult& target : result.targets) target.status = TargetStatus::met;
  EXPECT_EQ(answer(result).rfind("All 3 targets are met. ", 0), 0U);
  result.targets.pop_back();
  EXPECT_EQ(answer(result).rfind("Both targets are met. ", 0), 0U);
  for (TargetResult& target : result.targets) target.status = TargetStatus::missed;
  EXPECT_EQ(answer(result).rfind("Both targets are missed. ", 0), 0U);
  for (TargetResult& target : result.targets) target.status = TargetStatus::met;
  result.targets.pop_back();
  EXPECT_EQ(answer(result).rfind("The target journey.time.p90 < 2 h is met. ", 0), 0U);
  result.targets.front().status = TargetStatus::undecided;
  EXPECT_EQ(answer(result).rfind("The target journey.time.p90 < 2 h is undecided. ", 0), 0U);
}

TEST(Answer, SaysWhyJourneyTimeIsUnknown) {
  ExperimentResult result = tea_house();
  measure(result, "journey.time.mean") = absent(Unit::seconds, "no journey completed");
  result.targets.clear();
  EXPECT_EQ(answer(result).rfind("Journey time is unknown: no journey completed; ", 0), 0U);
}

TEST(Answer, TellsWhoWasStillInside) {
  ExperimentResult result = tea_house();
  measure(result, "journey.unfinished") = testing::estimate_of(Unit::share, 0.05, 0.01);
  EXPECT_NE(plain_answer(result).find("; 5.0 ± 1.0 % of arrivals were still inside at the end."), std::string::npos);
}

TEST(Answer, NamesItsOrigin) {
  ExperimentResult result = tea_house();
  EXPECT_EQ(origin(result), "老城茶馆: 400 replications of 8 h, seed 1, intervals of 95 % confidence");
  result.provenance.scenario = "third_waiter";
  result.provenance.settings = {"staff.master.count=3"};
  result.provenance.replications = 120;
  EXPECT_EQ(origin(result),
            "老城茶馆, scenario third_waiter, staff.master.count=3: 120 of 400 replications of 8 h, seed 1, intervals "
            "of 95 % "
            "confidence");
}

TEST(Answer, TellsHowIntervalsAndWarmUpCameAbout) {
  ExperimentResult result = tea_house();
  result.provenance.warm_up = 1800.0;
  result.provenance.warm_up_found = true;
  EXPECT_EQ(origin(result),
            "老城茶馆: 400 replications of 8 h with a warm-up of 30 min (found), seed 1, intervals of 95 % confidence");
  result.provenance.batch_means = true;
  EXPECT_EQ(origin(result),
            "老城茶馆: 400 batches of one run of 8 h with a warm-up of 30 min (found), seed 1, intervals of 95 % "
            "confidence");
}

TEST(Answer, MakesNamesHarmless) {
  ExperimentResult result = tea_house();
  result.blueprint.name = "\x1b[2J";
  EXPECT_EQ(origin(result).find('\x1b'), std::string::npos);
  result.targets.resize(1);
  result.targets.front().path = "phase.\x1b[2J.time.mean";
  EXPECT_EQ(answer(result).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace throughline
