// SPDX-License-Identifier: MIT
#include "throughline/paired_comparison.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "replay.hpp"
#include "throughline/experiment.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::model_of;

std::string line(const std::string& time, int clerks, const std::string& run = "replications = 100\n") {
  return fmt::format(
      "schema = 1\n[blueprint]\ncurrency = \"EUR\"\n[run]\nlength = \"4 h\"\n{}[segments.guest]\nstart = \"ask\"\n"
      "arrivals = {{ rate = \"30 per hour\" }}\n[staff.clerk]\ncount = {}\ncost = \"20 per hour\"\n"
      "[steps.ask]\nstaff = \"clerk\"\ntime = {}\n",
      run, clerks, time);
}

const PairedDifference& difference_of(const ComparedAlternative& alternative, const std::string& path) {
  for (const PairedDifference& each : alternative.differences)
    if (each.path == path) return each;
  throw std::out_of_range(path);
}

double score(const PairedDifference& difference, double expected) {
  const Estimate& estimate = difference.difference;
  return (*estimate.value - expected) * 2.0 / (*estimate.high - *estimate.low);
}

TEST(PairedComparison, TellsACertainDifferenceExactly) {
  const std::string stop = "replications = 100\nending = \"stop\"\n";
  const PairedComparison result = compare_alternatives(
      {{"slow", model_of(line("\"60 s\"", 50, stop))}, {"quick", model_of(line("\"50 s\"", 50, stop))}});
  const PairedDifference& time = difference_of(result.alternatives[1], "journey.time.mean");
  EXPECT_NEAR(*time.difference.value, -10.0, 1e-9);
  EXPECT_NEAR(*time.difference.low, *time.difference.high, 1e-9);
  EXPECT_EQ(time.verdict, Verdict::better);
  EXPECT_FALSE(time.variance_ratio);
  EXPECT_EQ(difference_of(result.alternatives[1], "cost").verdict, Verdict::same);
  EXPECT_EQ(result.best.left, std::vector<std::size_t>{1});
}

TEST(PairedComparison, AgreesWithTheory) {
  // M/M/1 and M/M/2 with rho 2/3 and 1/3 of 80 s: W = 1/(mu - lambda) and 1/mu / (1 - rho^2).
  const std::string run = "warm_up = \"2 h\"\nreplications = 1600\nending = \"drain\"\n";
  const std::string time = "{ exponential = { mean = \"80 s\" } }";
  std::string one = line(time, 1, run);
  std::string two = line(time, 2, run);
  for (std::string* text : {&one, &two}) text->replace(text->find("\"4 h\""), 5, "\"12 h\"");
  const PairedComparison result = compare_alternatives({{"one", model_of(one)}, {"two", model_of(two)}});
  const PairedDifference& mean = difference_of(result.alternatives[1], "journey.time.mean");
  const double expected = 80.0 / (1.0 - 1.0 / 9.0) - 240.0;
  // Two intervals of 95 % together: a half-width is 2.24 standard errors.
  EXPECT_LT(std::abs(score(mean, expected)), 4.0 / 2.24);
  EXPECT_LT((*mean.difference.high - *mean.difference.low) / 2.0, 0.03 * std::abs(expected));
  EXPECT_EQ(mean.verdict, Verdict::better);
  EXPECT_GT(*mean.variance_ratio, 1.0);
  // The second clerk is paid for as long as the first, overtime aside, and buys the time that is saved.
  const PairedDifference& cost = difference_of(result.alternatives[1], "cost");
  EXPECT_EQ(cost.verdict, Verdict::worse);
  EXPECT_NEAR(*mean.cost_of_gain->value, *cost.difference.value / -*mean.difference.value, 1e-9);
  EXPECT_LT(*mean.cost_of_gain->low, *mean.cost_of_gain->value);
}

TEST(PairedComparison, HoldsItsIntervalsTogether) {
  const PairedComparison result = compare_alternatives({{"one", model_of(line("\"60 s\"", 1))},
                                                        {"two", model_of(line("\"60 s\"", 2))},
                                                        {"three", model_of(line("\"60 s\"", 3))}});
  EXPECT_EQ(result.intervals, 4U);  // journey.time.mean and cost, of two alternatives
  const PairedDifference& judged = difference_of(result.alternatives[1], "journey.time.mean");
  EXPECT_TRUE(judged.simultaneous);
  EXPECT_DOUBLE_EQ(judged.difference.confidence, 1.0 - 0.05 / 4.0);
  const PairedDifference& other = difference_of(result.alternatives[1], "journey.time.p90");
  EXPECT_FALSE(other.simultaneous);
  EXPECT_DOUBLE_EQ(other.difference.confidence, 0.95);
  EXPECT_TRUE(result.alternatives[0].differences.empty());
}

TEST(PairedComparison, TellsWhatCommonLuckBoughtAndWhereItBoughtNothing) {
  // R-01 with one more triage nurse: the queues downstream carry nearly all of the time, and meet the same luck.
  std::ifstream file(std::string(THROUGHLINE_SOURCE_DIR) + "/tests/known_answers/urgent_care.toml");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  Overlay more;
  more.scenario = "more_triage";
  ComparisonOptions options;
  options.experiment.replications = 200;
  const PairedComparison triage =
      compare_alternatives({{"base", model_of(text)}, {"more_triage", model_of(text, more)}}, options);
  EXPECT_GE(*difference_of(triage.alternatives[1], "journey.time.mean").variance_ratio, 50.0);

  // A step of another name meets luck of its own; arrivals alone are shared, and here they hardly matter.
  std::string other = line("{ exponential = { mean = \"80 s\" } }", 50);
  for (std::size_t at = other.find("ask"); at != std::string::npos; at = other.find("ask")) other.replace(at, 3, "beg");
  const PairedComparison apart = compare_alternatives(
      {{"ask", model_of(line("{ exponential = { mean = \"80 s\" } }", 50))}, {"beg", model_of(other)}}, options);
  EXPECT_NEAR(*difference_of(apart.alternatives[1], "journey.time.mean").variance_ratio, 1.0, 0.3);
}

TEST(PairedComparison, LeavesWhatAChangeDoesNotTouchExactlyAsItWas) {
  const std::string two_desks = line("{ exponential = { mean = \"80 s\" } }", 1) +
                                "next = \"pay\"\n[staff.cashier]\ncount = 1\n[steps.pay]\nstaff = \"cashier\"\n"
                                "time = { exponential = { mean = \"60 s\" } }\n";
  Overlay more;
  more.settings = {{"staff.cashier.count", "2"}};
  const PairedComparison result =
      compare_alternatives({{"one", model_of(two_desks)}, {"two", model_of(two_desks, more)}});
  const PairedDifference& before = difference_of(result.alternatives[1], "step.ask.wait.p90");
  EXPECT_EQ(*before.difference.low, 0.0);
  EXPECT_EQ(*before.difference.high, 0.0);
  EXPECT_EQ(before.verdict, Verdict::same);
  EXPECT_EQ(difference_of(result.alternatives[1], "step.pay.wait.mean").verdict, Verdict::better);
}

TEST(PairedComparison, SaysWhatWouldDecide) {
  ComparisonOptions options;
  options.experiment.replications = 10;
  options.experiment.seed = 3;
  options.same_within = 0.0001;
  const std::string time = "{ exponential = { mean = \"80 s\" } }";
  const std::string hardly = "{ exponential = { mean = \"80.2 s\" } }";
  std::string other = line(hardly, 50);
  for (std::size_t at = other.find("ask"); at != std::string::npos; at = other.find("ask")) other.replace(at, 3, "beg");
  const PairedComparison result =
      compare_alternatives({{"a", model_of(line(time, 50))}, {"b", model_of(other)}}, options);
  const PairedDifference& mean = difference_of(result.alternatives[1], "journey.time.mean");
  ASSERT_EQ(mean.verdict, Verdict::undecided);
  ASSERT_TRUE(mean.replications_to_decide);
  const double half = (*mean.difference.high - *mean.difference.low) / 2.0;
  const double needed = 10.0 * half * half / (*mean.difference.value * *mean.difference.value);
  EXPECT_NEAR(static_cast<double>(*mean.replications_to_decide), needed, 1.0);
  EXPECT_EQ(result.best.left.size(), 2U);
  EXPECT_GT(*result.best.replications_to_decide, 10U);
}

TEST(PairedComparison, AddsRoundsUntilTheBestIsKnown) {
  const std::string time = "{ exponential = { mean = \"80 s\" } }";
  ComparisonOptions options;
  options.best = "journey.time.mean";
  options.same_within = 0.02;
  const std::string run = "replications = 10\nmax_replications = 5000\nprecision = \"50 %\"\n";
  const PairedComparison result = compare_alternatives({{"two", model_of(line(time, 2, run))},
                                                        {"three", model_of(line(time, 3, run))},
                                                        {"four", model_of(line(time, 4, run))}},
                                                       options);
  ASSERT_EQ(result.best.left.size(), 1U);
  EXPECT_NE(result.best.left.front(), 0U);  // three and four are within 2 % of each other
  EXPECT_FALSE(result.best.replications_to_decide);
  EXPECT_EQ(result.alternatives[0].result.provenance.replications % 10, 0U);
  EXPECT_EQ(result.alternatives[0].result.provenance.replications,
            result.alternatives[2].result.provenance.replications);
}

TEST(PairedComparison, GivesTheSameBytesForAnyNumberOfThreads) {
  const std::string time = "{ exponential = { mean = \"80 s\" } }";
  const std::string run = "replications = 30\nprecision = { \"journey.time.p90\" = \"8 %\" }\n";
  const auto written = [&](unsigned threads) {
    ComparisonOptions options;
    options.experiment.threads = threads;
    return write_json(compare_alternatives({{"one", model_of(line(time, 1, run))},
                                            {"two", model_of(line(time, 2, run))},
                                            {"three", model_of(line(time, 3, run))}},
                                           options),
                      false);
  };
  const std::string alone = written(1);
  EXPECT_EQ(alone, written(2));
  EXPECT_EQ(alone, written(8));
  EXPECT_NE(alone.find("\"planned_replications\""), std::string::npos);
}

TEST(PairedComparison, KeepsWholePairsWhereItIsInterrupted) {
  std::atomic<bool> interrupt{false};
  ComparisonOptions options;
  options.experiment.interrupt = &interrupt;
  options.experiment.replications = 2000;
  const std::string time = "{ exponential = { mean = \"80 s\" } }";
  const PairedComparison result =
      compare_alternatives({{"one", model_of(line(time, 1))}, {"two", model_of(line(time, 2))}}, options,
                           [&interrupt](const ExperimentProgress& progress) {
                             if (progress.completed == 400) interrupt = true;
                           });
  EXPECT_TRUE(result.partial);
  const std::uint64_t finished = result.alternatives[0].result.provenance.replications;
  EXPECT_GT(finished, 0U);
  EXPECT_LT(finished, 2000U);
  EXPECT_EQ(finished, result.alternatives[1].result.provenance.replications);
  EXPECT_FALSE(result.alternatives[1].differences.empty());
}

TEST(PairedComparison, TellsWhichAlternativeOverflows) {
  Overlay narrow;
  narrow.settings = {{"run.max_inside", "3"}};
  const std::string time = "{ exponential = { mean = \"80 s\" } }";
  const PairedComparison result =
      compare_alternatives({{"wide", model_of(line(time, 1))}, {"narrow", model_of(line(time, 1), narrow)}});
  EXPECT_TRUE(result.overflow);
  EXPECT_TRUE(result.alternatives[1].result.overflow);
  EXPECT_FALSE(result.alternatives[0].result.overflow);
  EXPECT_NE(result.partial_reason.find("more than 3 customers"), std::string::npos);
}

}  // namespace
}  // namespace throughline
