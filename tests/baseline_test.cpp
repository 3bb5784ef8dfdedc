// SPDX-License-Identifier: MIT
#include "throughline/baseline.hpp"

#include <gtest/gtest.h>

#include <string>

#include "replay.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

const std::string desk = R"(
schema = 1
[run]
length = "8 h"
replications = 60
[segments.guest]
start = "ask"
arrivals = { rate = "30 per hour" }
[staff.clerk]
count = 1
cost = "20 per hour"
[steps.ask]
staff = "clerk"
time = { exponential = { mean = "80 s" } }
failure = { probability = 0.1, then = "leave" }
[targets]
"journey.time.p90" = "< 8 min"
"journey.failed" = "< 20 %"
)";

ExperimentResult run_of(const std::vector<Overlay::Setting>& settings, std::uint64_t seed = 1,
                        std::uint64_t replications = 60) {
  return run_experiment(compile(build_blueprint(read_document_text(desk, "desk.toml", {"base", settings, {}}))),
                        {.replications = replications, .seed = seed});
}

StoredResult stored(const ExperimentResult& result) {
  const Provenance& from = result.provenance;
  return {"baseline.json", from.seed,        from.replications, from.length,
          from.warm_up,    from.batch_means, result.influences};
}

double width(const BaselineDifference& difference) {
  return *difference.difference.high - *difference.difference.low;
}

TEST(Baseline, JudgesTheMeasuresOfTheTargetsTheJourneyTimeAndTheCost) {
  const ExperimentResult result = run_of({});
  ASSERT_EQ(result.influences.size(), 4U);
  EXPECT_EQ(result.influences[0].path, "journey.time.p90");
  EXPECT_EQ(result.influences[1].path, "journey.failed");
  EXPECT_EQ(result.influences[2].path, "journey.time.mean");
  EXPECT_EQ(result.influences[3].path, "cost");
  EXPECT_EQ(result.influences[2].moves.size(), 60U);
  EXPECT_DOUBLE_EQ(result.influences[2].estimate.confidence, 1.0 - 0.05 / 4.0);
}

TEST(Baseline, OfTheSameRunDiffersByExactlyNothing) {
  const ExperimentResult result = run_of({});
  const BaselineComparison comparison = compare_with_baseline(result, stored(result));
  EXPECT_TRUE(comparison.same_luck);
  for (const BaselineDifference& each : comparison.differences) {
    EXPECT_TRUE(each.paired) << each.path;
    EXPECT_EQ(*each.difference.value, 0.0) << each.path;
    EXPECT_EQ(*each.difference.low, 0.0) << each.path;
    EXPECT_EQ(*each.difference.high, 0.0) << each.path;
    EXPECT_EQ(each.verdict, Verdict::same) << each.path;
  }
  EXPECT_FALSE(comparison.is_worse());
}

TEST(Baseline, IsBetterThanASlowerService) {
  const ExperimentResult slower = run_of({{"steps.ask.time.exponential.mean", "88 s"}});
  const BaselineComparison comparison = compare_with_baseline(slower, stored(run_of({})));
  EXPECT_TRUE(comparison.is_worse());
  EXPECT_EQ(comparison.differences[0].verdict, Verdict::worse);
  EXPECT_EQ(comparison.differences[1].verdict, Verdict::same);
  EXPECT_EQ(comparison.differences[2].verdict, Verdict::worse);
  const ExperimentResult faster = run_of({{"steps.ask.time.exponential.mean", "72 s"}});
  EXPECT_FALSE(compare_with_baseline(faster, stored(run_of({}))).is_worse());
}

TEST(Baseline, WithOtherLuckIsComparedAsAnIndependentRunAndLessSharply) {
  const std::vector<Overlay::Setting> slower{{"steps.ask.time.exponential.mean", "82 s"}};
  const BaselineComparison paired = compare_with_baseline(run_of(slower), stored(run_of({})));
  const BaselineComparison apart = compare_with_baseline(run_of(slower, 2), stored(run_of({})));
  EXPECT_FALSE(apart.same_luck);
  for (const std::size_t index : {0U, 2U}) {
    EXPECT_TRUE(paired.differences[index].paired);
    EXPECT_FALSE(apart.differences[index].paired);
    EXPECT_GT(width(apart.differences[index]), 3.0 * width(paired.differences[index]));
  }
}

TEST(Baseline, WithoutMovesIsComparedByItsIntervals) {
  const ExperimentResult result = run_of({}, 2);
  StoredResult with = stored(run_of({}));
  StoredResult without = with;
  for (MeasureInfluence& each : without.measures) each.moves.clear();
  const BaselineComparison one = compare_with_baseline(result, with);
  const BaselineComparison other = compare_with_baseline(result, without);
  for (const std::size_t index : {1U, 2U}) {
    EXPECT_EQ(one.differences[index].difference.value, other.differences[index].difference.value);
    // Stored intervals are bent by skewness, and wider for it where the replications are few.
    EXPECT_NEAR(width(one.differences[index]) / width(other.differences[index]), 1.0, 0.25);
  }
}

TEST(Baseline, OfAMeasureThatItDoesNotKnowIsUndecided) {
  const ExperimentResult result = run_of({});
  StoredResult baseline = stored(result);
  baseline.measures.erase(baseline.measures.begin());
  baseline.measures[0].estimate.unit = Unit::money;
  const BaselineComparison comparison = compare_with_baseline(result, baseline);
  for (const std::size_t index : {0U, 1U}) {
    EXPECT_FALSE(comparison.differences[index].difference.value);
    EXPECT_EQ(comparison.differences[index].difference.reason, "the stored result does not know it");
    EXPECT_EQ(comparison.differences[index].verdict, Verdict::undecided);
  }
  EXPECT_EQ(comparison.differences[2].verdict, Verdict::same);
}

TEST(Baseline, KeepsABoundedNumberOfMoves) {
  const ExperimentResult result = run_of({{"run.length", "30 min"}}, 1, 1500);
  const MeasureInfluence& mean = result.influences[2];
  EXPECT_EQ(mean.moves.size(), 1000U);
  EXPECT_EQ(*compare_with_baseline(result, stored(result)).differences[2].difference.high, 0.0);
  // What is taken together says as much of the error as what stands alone.
  StoredResult intervals = stored(run_of({{"run.length", "30 min"}}, 2, 1500));
  const double by_moves = width(compare_with_baseline(result, intervals).differences[2]);
  for (MeasureInfluence& each : intervals.measures) each.moves.clear();
  EXPECT_NEAR(by_moves / width(compare_with_baseline(result, intervals).differences[2]), 1.0, 0.1);
}

}  // namespace
}  // namespace throughline
