// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "random/sampler.hpp"
#include "replay.hpp"
#include "statistics/interval.hpp"
#include "throughline/experiment.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::model_of;

/// Seconds.
std::string list_of(const std::vector<double>& values) {
  std::string list;
  for (const double value : values) list += fmt::format("{}\"{} s\"", list.empty() ? "" : ", ", value);
  return list;
}

/// Nobody waits: the mean journey time is that of the data, as exactly as customers are many.
std::string path_of(const std::vector<double>& values, const std::string& run) {
  return "schema = 1\n[run]\nlength = \"50 h\"\n" + run +
         "[segments.guest]\nstart = \"walk\"\narrivals = { rate = \"120 per hour\" }\n"
         "[steps.walk]\ntime = { empirical = { values = [" +
         list_of(values) + "] } }\n";
}

/// M/G/1 with services from the data.
std::string desk_of(const std::vector<double>& values, const std::string& run) {
  return "schema = 1\n[run]\nlength = \"12 h\"\nwarm_up = \"2 h\"\n" + run +
         "[segments.guest]\nstart = \"ask\"\narrivals = { rate = \"36 per hour\" }\n[staff.clerk]\ncount = 1\n"
         "[steps.ask]\nstaff = \"clerk\"\ntime = { empirical = { values = [" +
         list_of(values) + "] } }\n";
}

std::vector<double> uniform_values(std::uint64_t seed, std::size_t count, double low, double high) {
  std::vector<double> values;
  RandomStream stream(seed, 0, 0, Purpose::service);
  for (std::size_t each = 0; each < count; ++each)
    values.push_back(std::round((low + (high - low) * stream.uniform()) * 1000.0) / 1000.0);
  return values;
}

double half_width(const Estimate& estimate) {
  return (*estimate.high - *estimate.low) / 2.0;
}

TEST(SamplerTable, ResamplesOneValueLessThanThereAreAndKeepsOtherLaws) {
  SamplerTable table;
  const std::uint32_t data = table.add(Distribution::empirical({1.0, 2.0, 3.0, 4.0, 5.0}));
  const std::uint32_t other = table.add(Distribution::constant(7.0));
  const std::uint32_t single = table.add(Distribution::empirical({9.0}));
  EXPECT_EQ(table.data_sizes(), (std::vector<std::uint32_t>{5, 1}));
  double sum = 0.0;
  double squares = 0.0;
  constexpr int resamples = 4000;
  for (int resample = 0; resample < resamples; ++resample) {
    const SamplerTable drawn = table.with_resampled_data(1, static_cast<std::uint64_t>(resample));
    const std::vector<double>& values = drawn.distribution(data).table;
    ASSERT_EQ(values.size(), 4U);
    double mean = 0.0;
    for (const double value : values) mean += value / 4.0;
    sum += mean;
    squares += mean * mean;
    EXPECT_EQ(drawn.distribution(other), table.distribution(other));
    EXPECT_EQ(drawn.distribution(single), table.distribution(single));
  }
  // The variance of the mean is that of a sample of five: s^2 / n = 2.5 / 5.
  const double mean = sum / resamples;
  EXPECT_NEAR(mean, 3.0, 4.0 * std::sqrt(0.5 / resamples));
  EXPECT_NEAR(squares / resamples - mean * mean, 0.5, 4.0 * 0.5 * std::sqrt(2.0 / resamples));
}

TEST(SamplerTable, ResamplesEqualDataAlike) {
  SamplerTable table;
  const std::vector<double> values{1.0, 2.0, 3.0, 4.0, 5.0};
  const std::uint32_t plain = table.add(Distribution::empirical(values));
  Distribution late = Distribution::empirical(values);
  late.shift = 10.0;
  const std::uint32_t shifted = table.add(late);
  const std::uint32_t unlike = table.add(Distribution::empirical({1.0, 2.0, 3.0, 4.0, 6.0}));
  bool differs = false;
  for (std::uint64_t resample = 0; resample < 20; ++resample) {
    const SamplerTable drawn = table.with_resampled_data(1, resample);
    EXPECT_EQ(drawn.distribution(plain).table, drawn.distribution(shifted).table);
    differs = differs || drawn.distribution(unlike).table[0] != drawn.distribution(plain).table[0];
  }
  EXPECT_TRUE(differs);
}

TEST(InputUncertainty, IsThatOfTheMeanOfTheData) {
  const std::vector<double> values = uniform_values(7, 25, 30.0, 90.0);
  double mean = 0.0;
  for (const double value : values) mean += value / 25.0;
  double variance = 0.0;
  for (const double value : values) variance += (value - mean) * (value - mean) / 24.0;
  const ExperimentResult result = run_experiment(model_of(path_of(values, "replications = 30\nresamples = 400\n")));
  const Estimate& time = *result.find("journey.time.mean");
  EXPECT_NEAR(*time.value, mean, 0.5);
  const double expected = student_t(24.0, 0.95) * std::sqrt(variance / 25.0);
  // A variance of 400 resamples is known to within 14 %, its root to within 7 %.
  EXPECT_NEAR(half_width(time), expected, 0.08 * expected);
  EXPECT_GT(*time.input_share, 0.95);
  ASSERT_TRUE(result.input_uncertainty);
  EXPECT_EQ(result.input_uncertainty->data_sizes, (std::vector<std::uint32_t>{25}));
  EXPECT_EQ(result.input_uncertainty->resamples, 400U);
  EXPECT_EQ(result.input_uncertainty->replications_each, 10U);
  // How many come does not depend on the data.
  EXPECT_LT(*result.find("throughput")->input_share, 0.05);
}

TEST(InputUncertainty, LeavesTheFiguresAndWidensTheIntervals) {
  const std::vector<double> values = uniform_values(3, 40, 40.0, 100.0);
  const ExperimentResult without = run_experiment(model_of(desk_of(values, "replications = 20\n")));
  const ExperimentResult with = run_experiment(model_of(desk_of(values, "replications = 20\nresamples = 40\n")));
  ASSERT_EQ(without.measures.size(), with.measures.size());
  for (std::size_t index = 0; index < with.measures.size(); ++index) {
    const Estimate& narrow = without.measures[index].estimate;
    const Estimate& wide = with.measures[index].estimate;
    EXPECT_EQ(narrow.value, wide.value) << with.measures[index].path;
    EXPECT_FALSE(narrow.input_share);
    if (!narrow.low || !wide.low) continue;
    EXPECT_LE(*wide.low, *narrow.low) << with.measures[index].path;
    EXPECT_GE(*wide.high, *narrow.high) << with.measures[index].path;
    if (wide.unit == Unit::share) {
      EXPECT_GE(*wide.low, 0.0);
      EXPECT_LE(*wide.high, 1.0);
    }
  }
  EXPECT_GT(half_width(*with.find("staff.clerk.occupancy")), 2.0 * half_width(*without.find("staff.clerk.occupancy")));
  ASSERT_TRUE(without.input_uncertainty);
  EXPECT_EQ(without.input_uncertainty->resamples, 0U);
}

TEST(InputUncertainty, DecidesTargetsByTheWholeInterval) {
  const std::vector<double> values = uniform_values(3, 12, 40.0, 100.0);
  const std::string target = "[targets]\n\"staff.clerk.occupancy\" = \"< 74 %\"\n";
  const Model without = model_of(desk_of(values, "replications = 100\n") + target);
  const Model with = model_of(desk_of(values, "replications = 100\nresamples = 40\n") + target);
  EXPECT_NE(run_experiment(without).targets.front().status, TargetStatus::undecided);
  EXPECT_EQ(run_experiment(with).targets.front().status, TargetStatus::undecided);
}

TEST(InputUncertainty, GivesTheSameBytesForAnyNumberOfThreads) {
  const Model model = model_of(desk_of(uniform_values(5, 20, 40.0, 100.0), "replications = 20\nresamples = 30\n"));
  std::string first;
  for (const unsigned threads : {1U, 2U, 8U}) {
    ExperimentOptions options;
    options.threads = threads;
    const std::string json = write_json(run_experiment(model, options), false);
    if (first.empty()) first = json;
    EXPECT_EQ(json, first) << threads;
  }
}

TEST(InputUncertainty, CountsItsReplicationsAsProgress) {
  const Model model = model_of(desk_of(uniform_values(5, 20, 40.0, 100.0), "replications = 20\nresamples = 30\n"));
  std::uint64_t last = 0;
  ExperimentProgress progress;
  run_experiment(model, {}, [&](const ExperimentProgress& so_far) {
    EXPECT_EQ(so_far.completed, ++last);
    progress = so_far;
  });
  EXPECT_EQ(progress.completed, 20U + 30U * 10U);
  EXPECT_EQ(progress.planned, progress.completed);
}

TEST(InputUncertainty, StatesNoIntervalWhereSomeDataOverwhelmTheService) {
  const std::vector<double> values{60.0, 60.0, 60.0, 60.0, 150.0};
  const ExperimentResult result =
      run_experiment(model_of(desk_of(values, "replications = 10\nresamples = 100\nmax_inside = 100\n")));
  EXPECT_FALSE(result.partial);
  const Estimate& time = *result.find("journey.time.mean");
  EXPECT_TRUE(time.value);
  EXPECT_FALSE(time.low);
  EXPECT_NE(time.reason.find("more than 100 customers were inside"), std::string::npos) << time.reason;
}

TEST(InputUncertainty, EndsWithAnInterrupt) {
  const Model model = model_of(desk_of(uniform_values(5, 20, 40.0, 100.0), "replications = 20\nresamples = 30\n"));
  std::atomic<bool> interrupt = false;
  ExperimentOptions options;
  options.threads = 1;
  options.interrupt = &interrupt;
  const ExperimentResult result = run_experiment(
      model, options, [&](const ExperimentProgress& so_far) { interrupt = interrupt || so_far.completed == 100; });
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.partial_reason, "interrupted");
  EXPECT_EQ(result.provenance.replications, 20U);
  EXPECT_FALSE(result.find("journey.time.mean")->input_share);
}

/// Of 120 samples of 30 services each: how often the interval holds the wait that Pollaczek and Khinchine (1932) give
/// for the law that the samples are from.
TEST(InputUncertainty, CoversAsPromised) {
  constexpr double rate = 36.0 / 3600.0;
  constexpr double low = 40.0;
  constexpr double high = 100.0;
  const double mean = (low + high) / 2.0;
  const double second = (low * low + low * high + high * high) / 3.0;
  const double expected = rate * second / (2.0 * (1.0 - rate * mean));
  constexpr int experiments = 120;
  int with = 0;
  int without = 0;
  for (int each = 0; each < experiments; ++each) {
    const std::vector<double> values = uniform_values(100 + static_cast<std::uint64_t>(each), 30, low, high);
    const auto holds = [&](const std::string& run) {
      const ExperimentResult result = run_experiment(model_of(desk_of(values, run)));
      const Estimate& wait = *result.find("step.ask.wait.mean");
      return *wait.low <= expected && expected <= *wait.high;
    };
    with += holds("replications = 20\nresamples = 30\n") ? 1 : 0;
    without += holds("replications = 60\n") ? 1 : 0;
  }
  // 0.95 of 120 with a standard error of 2 %. Without the inputs' part the interval says little.
  EXPECT_GE(with, 0.90 * experiments);
  EXPECT_LT(without, 0.70 * experiments);
}

}  // namespace
}  // namespace throughline
