// SPDX-License-Identifier: MIT
#include "report/suggestion.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::tea_house;

ExperimentResult all_met() {
  ExperimentResult result = tea_house();
  for (TargetResult& target : result.targets) target.status = TargetStatus::met;
  return result;
}

TEST(Suggestion, AsksForAsManyReplicationsAsDecide) {
  EXPECT_EQ(suggestion(tea_house()).command, "throughline run tea.toml --replications 490");
}

TEST(Suggestion, AsksForALongerRunWhereItsBatchesDoNotDecide) {
  ExperimentResult result = tea_house();
  result.provenance.batch_means = true;
  EXPECT_EQ(suggestion(result).command, "throughline run tea.toml --set run.length=10h");
}

TEST(Suggestion, RepeatsWhatWasChanged) {
  ExperimentResult result = tea_house();
  result.provenance.scenario = "third_waiter";
  result.provenance.settings = {"staff.master.count=3", "steps.brew.time=4 min"};
  EXPECT_EQ(suggestion(result).command,
            "throughline run tea.toml --scenario third_waiter --set staff.master.count=3 --set 'steps.brew.time=4 min' "
            "--replications 490");
}

TEST(Suggestion, OffersTheNextScenario) {
  EXPECT_EQ(suggestion(all_met()).command, "throughline run tea.toml --scenario third_waiter");
}

TEST(Suggestion, OffersAStoryWhereAllIsWell) {
  ExperimentResult result = all_met();
  result.blueprint.scenarios.clear();
  EXPECT_EQ(suggestion(result).command, "throughline trace tea.toml --journey 1");
}

TEST(Suggestion, LooksAtTheLoadWhereATargetIsMissed) {
  ExperimentResult result = all_met();
  result.blueprint.scenarios.clear();
  result.targets.front().status = TargetStatus::missed;
  EXPECT_EQ(suggestion(result).command, "throughline check tea.toml");
  result.overflow = true;
  EXPECT_EQ(suggestion(result).command, "throughline check tea.toml");
}

TEST(Suggestion, AsksForIntervalsWhereOneReplicationHasNone) {
  ExperimentResult result = tea_house();
  result.provenance.replications = 1;
  for (TargetResult& target : result.targets) {
    target.status = TargetStatus::undecided;
    target.estimate.low = target.estimate.high = std::nullopt;
  }
  EXPECT_EQ(suggestion(result).command, "throughline run tea.toml --replications 100");
}

TEST(Suggestion, IsEmptyWithoutAFile) {
  ExperimentResult result = tea_house();
  result.provenance.inputs.clear();
  EXPECT_EQ(suggestion(result).command, "");
}

TEST(Suggestion, QuotesFileNames) {
  ExperimentResult result = all_met();
  result.provenance.inputs.front().name = "my tea.toml";
  EXPECT_EQ(suggestion(result).command, "throughline run 'my tea.toml' --scenario third_waiter");
}

}  // namespace
}  // namespace throughline
