// SPDX-License-Identifier: MIT
#include "experiment/precision.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "replay.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;

std::string desk(const std::string& run) {
  return "schema = 1\n[run]\nlength = \"2 h\"\n" + run +
         "[segments.guest]\nstart = \"ask\"\narrivals = { rate = \"30 per hour\" }\n[staff.clerk]\ncount = 1\n"
         "[steps.ask]\nstaff = \"clerk\"\ntime = { exponential = { mean = \"80 s\" } }\n"
         "failure = { probability = 0.05, then = \"leave\" }\n";
}

double half_width(const Estimate& estimate) {
  return (*estimate.high - *estimate.low) / 2.0 / *estimate.value;
}

TEST(Precision, AddsWholeRoundsUntilEveryMeasureIsKnownWellEnough) {
  const ExperimentResult result = run_experiment(model_of(
      desk("replications = 25\nprecision = { \"journey.time.p90\" = \"4 %\", \"journey.failed\" = \"5 %\" }\n")));
  ASSERT_EQ(result.precision.size(), 2U);
  for (const PrecisionResult& each : result.precision) {
    EXPECT_TRUE(each.met) << each.path;
    EXPECT_LE(*each.reached, each.asked) << each.path;
    EXPECT_NEAR(*each.reached, half_width(*result.find(each.path)), 1e-12) << each.path;
    EXPECT_FALSE(each.replications_to_reach) << each.path;
  }
  EXPECT_EQ(result.provenance.replications % 25, 0U);
  EXPECT_GT(result.provenance.replications, 100U);
  EXPECT_EQ(result.provenance.planned_replications, result.provenance.replications);
}

TEST(Precision, GivesWhatAsManyReplicationsGiveAtOnce) {
  const ExperimentResult rounds = run_experiment(model_of(desk("replications = 40\nprecision = \"5 %\"\n")));
  ASSERT_GT(rounds.provenance.replications, 80U);
  const ExperimentResult once =
      run_experiment(model_of(desk(fmt::format("replications = {}\n", rounds.provenance.replications))));
  for (const char* const path : {"journey.time.mean", "journey.failed", "staff.clerk.occupancy"}) {
    EXPECT_EQ(*rounds.find(path)->value, *once.find(path)->value) << path;
    EXPECT_EQ(*rounds.find(path)->low, *once.find(path)->low) << path;
  }
  // Quantiles rest on other sections: the figure is the same, the interval alike.
  EXPECT_EQ(*rounds.find("journey.time.p90")->value, *once.find("journey.time.p90")->value);
  EXPECT_NEAR(half_width(*rounds.find("journey.time.p90")), half_width(*once.find("journey.time.p90")), 0.02);
}

TEST(Precision, EndsWithinItsBudgetsAndTellsWhatWouldReachIt) {
  const ExperimentResult few =
      run_experiment(model_of(desk("replications = 20\nprecision = \"0.5 %\"\nmax_replications = 90\n")));
  EXPECT_EQ(few.provenance.replications, 90U);
  EXPECT_FALSE(few.precision.front().met);
  EXPECT_FALSE(few.partial);
  // The width falls with the root of the number.
  const double ratio = *few.precision.front().reached / 0.005;
  EXPECT_NEAR(static_cast<double>(*few.precision.front().replications_to_reach), 90.0 * ratio * ratio, 1.0);

  const ExperimentResult events =
      run_experiment(model_of(desk("replications = 20\nprecision = \"0.5 %\"\nmax_events = 20000\n")));
  EXPECT_FALSE(events.precision.front().met);
  // A replication takes about 117 events; one round may go beyond.
  EXPECT_GT(events.timing->events, 20000U - 20U * 120U);
  EXPECT_LT(events.timing->events, 20000U + 21U * 130U);
}

TEST(Precision, IsAimedAtWhereNobodySaysHowOften) {
  const ExperimentResult result = run_experiment(model_of(desk("")));
  ASSERT_EQ(result.precision.size(), 1U);
  EXPECT_EQ(result.precision.front().path, "journey.time.mean");
  EXPECT_TRUE(result.precision.front().by_default);
  EXPECT_TRUE(result.precision.front().met);
  EXPECT_LE(half_width(*result.find("journey.time.mean")), 0.02);
  EXPECT_TRUE(run_experiment(model_of(desk("replications = 10\n"))).precision.empty());

  ExperimentOptions exactly;
  exactly.replications = 12;
  const ExperimentResult ordered = run_experiment(model_of(desk("")), exactly);
  EXPECT_EQ(ordered.provenance.replications, 12U);
  EXPECT_TRUE(ordered.precision.empty());
}

TEST(Precision, IsJudgedWhereANumberOfReplicationsIsOrdered) {
  ExperimentOptions exactly;
  exactly.replications = 12;
  const ExperimentResult result = run_experiment(model_of(desk("precision = \"1 %\"\n")), exactly);
  EXPECT_EQ(result.provenance.replications, 12U);
  EXPECT_FALSE(result.precision.front().met);
}

TEST(Precision, OfWhatNeverHappensIsNoReasonToGoOnForNobody) {
  const std::string nobody = desk("").replace(desk("").find("30 per hour"), 11, "0 per hour");
  const ExperimentResult result = run_experiment(model_of(nobody));
  EXPECT_EQ(result.provenance.replications, 100U);
}

TEST(Precision, GivesTheSameForAnyNumberOfThreads) {
  const Model model = model_of(desk("replications = 30\nprecision = { \"journey.time.p90\" = \"5 %\" }\n"));
  ExperimentOptions one;
  one.threads = 1;
  const ExperimentResult alone = run_experiment(model, one);
  for (const unsigned threads : {2U, 8U}) {
    ExperimentOptions many;
    many.threads = threads;
    const ExperimentResult together = run_experiment(model, many);
    EXPECT_EQ(together.provenance.replications, alone.provenance.replications);
    ASSERT_EQ(together.measures.size(), alone.measures.size());
    for (std::size_t index = 0; index < alone.measures.size(); ++index) {
      const Estimate& left = alone.measures[index].estimate;
      const Estimate& right = together.measures[index].estimate;
      EXPECT_EQ(left.value, right.value) << alone.measures[index].path;
      EXPECT_EQ(left.low, right.low) << alone.measures[index].path;
      EXPECT_EQ(left.high, right.high) << alone.measures[index].path;
    }
  }
}

}  // namespace
}  // namespace throughline
