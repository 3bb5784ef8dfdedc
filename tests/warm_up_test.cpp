// SPDX-License-Identifier: MIT
#include "experiment/warm_up.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <string>

#include "model/program.hpp"
#include "replay.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;

/// Everybody is served at once, for so long; 60 come in an hour.
std::string ward(const std::string& run, const std::string& stay, const std::string& arrivals = "") {
  return "schema = 1\n[run]\nwarm_up = \"auto\"\n" + run +
         "[segments.guest]\nstart = \"stay\"\narrivals = { rate = \"60 per hour\"" + arrivals +
         " }\n[steps.stay]\ntime = " + stay + "\n";
}

WarmUp warm_up_of(const std::string& text) {
  return *find_warm_up(model_of(text), 1, 2);
}

TEST(WarmUp, IsTheTimeThatTheFirstCustomersStay) {
  // From the first hour on 60 are inside on average: to a 200th of the run it is where the rise ends.
  const WarmUp found = warm_up_of(ward("length = \"50 h\"\n", "\"1 h\""));
  EXPECT_TRUE(found.settled);
  EXPECT_GE(found.seconds, 3600.0 * 0.5);
  EXPECT_LE(found.seconds, 3600.0 * 1.5);
}

TEST(WarmUp, IsNextToNothingWhereTheRunBeginsInItsSteadyState) {
  // Those inside stay exponentially long, so that 60 who begin to be there when the run begins are the steady state.
  const WarmUp found =
      warm_up_of(ward("length = \"100 h\"\n", "{ exponential = { mean = \"1 h\" } }", ", backlog = { stay = 60 }"));
  EXPECT_TRUE(found.settled);
  EXPECT_LE(found.seconds, 360'000.0 / 20.0);
}

TEST(WarmUp, IsNothingWhereNobodyEverComes) {
  std::string nobody = ward("length = \"1 h\"\n", "\"1 min\"");
  nobody.replace(nobody.find("60 per hour"), 11, "0 per hour");
  EXPECT_EQ(warm_up_of(nobody).seconds, 0.0);
}

TEST(WarmUp, IsHalfOfARunThatIsTooShortToTell) {
  const std::string text = ward("length = \"2 h\"\nreplications = 3\n", "\"5 h\"");
  const WarmUp found = warm_up_of(text);
  EXPECT_FALSE(found.settled);
  EXPECT_EQ(found.seconds, 3600.0);
  const ExperimentResult result = run_experiment(model_of(text));
  ASSERT_FALSE(result.warnings.empty());
  EXPECT_EQ(result.warnings.back().message,
            "run: no warm-up found (auto): the number of customers inside has not settled within half of the run, "
            "which is left out; choose a length of several times as much, or say the warm_up");
}

TEST(WarmUp, IsLookedForInTheFirstPartsOfOneLongRun) {
  const std::string run = "method = \"batch_means\"\n";
  const WarmUp found = warm_up_of(ward(run + "length = \"1000 h\"\n", "\"1 h\""));
  EXPECT_TRUE(found.settled);
  EXPECT_GE(found.seconds, 3600.0 * 0.5);
  EXPECT_LE(found.seconds, 3600.0 * 1.5) << "to a 200th of a 32nd";
  const WarmUp later = warm_up_of(ward(run + "length = \"48 h\"\n", "\"1 h\""));
  EXPECT_TRUE(later.settled) << "an hour and a half is not enough, but up to twelve are";
  EXPECT_GE(later.seconds, 3600.0 * 0.8);
  EXPECT_LE(later.seconds, 3600.0 * 6.0);
  const WarmUp never = warm_up_of(ward(run + "length = \"4 h\"\n", "\"5 h\""));
  EXPECT_FALSE(never.settled);
  EXPECT_EQ(never.seconds, 7200.0);
}

TEST(WarmUp, IsThatOfTheExperiment) {
  const Model model = model_of(ward("length = \"20 h\"\nreplications = 10\n", "\"1 h\""));
  ASSERT_TRUE(model.program().finds_warm_up);
  const ExperimentResult result = run_experiment(model);
  EXPECT_TRUE(result.provenance.warm_up_found);
  EXPECT_EQ(result.provenance.warm_up, find_warm_up(model, 1, 1)->seconds);
  EXPECT_GT(result.provenance.warm_up, 0.0);
  EXPECT_TRUE(result.warnings.empty());

  const ExperimentResult told = run_experiment(with_warm_up(model, result.provenance.warm_up));
  EXPECT_FALSE(told.provenance.warm_up_found);
  ASSERT_EQ(told.measures.size(), result.measures.size());
  for (std::size_t index = 0; index < told.measures.size(); ++index) {
    EXPECT_EQ(told.measures[index].estimate.value, result.measures[index].estimate.value) << told.measures[index].path;
    EXPECT_EQ(told.measures[index].estimate.low, result.measures[index].estimate.low) << told.measures[index].path;
  }
  EXPECT_LT(*run_experiment(with_warm_up(model, 0.0)).find("throughput")->value, *told.find("throughput")->value)
      << "nobody leaves in the first hour";
}

TEST(WarmUp, IsTheSameOnAnyNumberOfThreads) {
  const Model model = model_of(ward("length = \"9 h\"\n", "{ exponential = { mean = \"20 min\" } }"));
  const WarmUp alone = *find_warm_up(model, 7, 1);
  for (const unsigned threads : {2U, 8U}) EXPECT_EQ(find_warm_up(model, 7, threads)->seconds, alone.seconds);
}

TEST(WarmUp, OfDaysThatDrainLeavesTheDrainOut) {
  const std::string day = "length = \"10 h\"\nreplications = 5\nending = \"drain\"\n";
  const ExperimentResult result = run_experiment(model_of(ward(day, "\"15 min\"")));
  EXPECT_TRUE(result.provenance.warm_up_found);
  EXPECT_GE(result.provenance.warm_up, 540.0);
  EXPECT_LE(result.provenance.warm_up, 3600.0);
  EXPECT_EQ(*result.find("journey.completed")->value, 1.0);
}

TEST(WarmUp, IsNotWaitedForAfterAnInterrupt) {
  const std::atomic<bool> interrupt = true;
  const Model model = model_of(ward("length = \"10 h\"\n", "\"15 min\""));
  EXPECT_FALSE(find_warm_up(model, 1, 2, &interrupt));
  const ExperimentResult result = run_experiment(model, {.interrupt = &interrupt});
  EXPECT_EQ(result.partial_reason, "interrupted");
  EXPECT_EQ(result.provenance.replications, 0U);
}

TEST(WarmUp, OfARunThatCannotGoOnIsHalfOfIt) {
  const WarmUp found = warm_up_of(ward("length = \"100 h\"\nmax_inside = 40\n", "\"1 h\""));
  EXPECT_FALSE(found.settled);
  EXPECT_EQ(found.seconds, 180'000.0);
}

}  // namespace
}  // namespace throughline
