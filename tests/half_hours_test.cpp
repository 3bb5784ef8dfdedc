// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "replay.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

constexpr double minute = 60.0;

Series series_of(const std::string& about, const std::string& length, const std::string& service) {
  const ExperimentResult result = run_experiment(testing::model_of(
      "schema = 1\n" + about + "[run]\nlength = \"" + length + "\"\nending = \"stop\"\nreplications = 3\n" + service));
  EXPECT_EQ(result.series.size(), 1U);
  return result.series.at(0);
}

std::string queue(const std::string& every, const std::string& time, const std::string& staff) {
  return "[segments.all]\nstart = \"a\"\narrivals = { interarrival = \"" + every + "\" }\n[staff.clerk]\n" + staff +
         "\n[steps.a]\nstaff = \"clerk\"\ntime = \"" + time + "\"\n";
}

std::vector<double> starts_of(const Series& series) {
  std::vector<double> starts;
  for (const SeriesPoint& point : series.points) starts.push_back(point.from / minute);
  return starts;
}

TEST(HalfHours, ShowHowBusyPeopleAre) {
  // One customer each ten minutes from minute 10 on, four minutes each.
  const Series series = series_of("", "2 h", queue("10 min", "4 min", "count = 2"));
  EXPECT_EQ(series.staff, "clerk");
  EXPECT_FALSE(series.folded);
  EXPECT_EQ(starts_of(series), (std::vector<double>{0, 30, 60, 90}));
  for (std::size_t point = 0; point < 4; ++point) {
    const double busy = (point == 0 ? 8.0 : 12.0) / 30.0;
    EXPECT_DOUBLE_EQ(series.points[point].on_duty, 2.0);
    EXPECT_DOUBLE_EQ(series.points[point].busy, busy);
    ASSERT_TRUE(series.points[point].occupancy);
    EXPECT_DOUBLE_EQ(*series.points[point].occupancy, busy / 2.0);
    EXPECT_DOUBLE_EQ(series.points[point].queue_mean, 0.0);
  }
}

TEST(HalfHours, ShowTheQueueAndSayNothingOfOccupancyWhereNobodyIsPresent) {
  // Somebody comes every minute, and nobody serves: 0 + 1 + ... + 29 customer minutes, then 30 + ... + 59.
  const Series series = series_of("", "1 h", queue("1 min", "1 min", "count = 0"));
  ASSERT_EQ(series.points.size(), 2U);
  EXPECT_DOUBLE_EQ(series.points[0].queue_mean, 14.5);
  EXPECT_DOUBLE_EQ(series.points[1].queue_mean, 44.5);
  EXPECT_FLOAT_EQ(static_cast<float>(series.points[1].queue_p5), 44.5F);
  EXPECT_FLOAT_EQ(static_cast<float>(series.points[1].queue_p95), 44.5F);
  EXPECT_EQ(series.points[0].occupancy, std::nullopt);
  EXPECT_EQ(series.points[0].on_duty, 0.0);
}

TEST(HalfHours, AverageLevelsThatChangeWithinThem) {
  const Series series =
      series_of("", "1 h", queue("2 h", "1 min", "count = { \"00:00\" = 1, \"00:10\" = 4, \"00:50\" = 0 }"));
  ASSERT_EQ(series.points.size(), 2U);
  EXPECT_DOUBLE_EQ(series.points[0].on_duty, (10 * 1.0 + 20 * 4.0) / 30.0);
  EXPECT_DOUBLE_EQ(series.points[1].on_duty, 20 * 4.0 / 30.0);
}

TEST(HalfHours, CountOvertimeAsPresentButNotAsOnDuty) {
  // On duty until minute 20, busy from 15 to 25.
  const Series series = series_of(
      "", "30 min", queue("15 min", "10 min", "shifts.only = { from = \"00:00\", to = \"00:20\", count = 1 }"));
  ASSERT_EQ(series.points.size(), 1U);
  EXPECT_DOUBLE_EQ(series.points[0].on_duty, 20.0 / 30.0);
  EXPECT_DOUBLE_EQ(series.points[0].busy, 10.0 / 30.0);
  EXPECT_DOUBLE_EQ(*series.points[0].occupancy, 10.0 / 25.0);
}

TEST(HalfHours, AreThoseOfTheClock) {
  // From 08:10 to 09:10: twenty minutes, a half hour, ten minutes.
  const Series series =
      series_of("[blueprint]\nstarts = \"2026-01-07 08:10\"\n", "1 h", queue("1 min", "30 s", "count = 1"));
  EXPECT_EQ(starts_of(series), (std::vector<double>{0, 20, 50}));
  EXPECT_DOUBLE_EQ(series.points[0].busy, 19 * 0.5 / 20) << "nobody comes before minute 1";
  EXPECT_DOUBLE_EQ(series.points[1].busy, 0.5);
  EXPECT_DOUBLE_EQ(series.points[2].busy, 0.5);
  for (const SeriesPoint& point : series.points) EXPECT_DOUBLE_EQ(point.on_duty, 1.0);
}

TEST(HalfHours, OfRunsLongerThanAWeekAreFoldedOntoTheWeek) {
  // Two weeks: the very first half hour misses the customer of minute 0.
  const Series series = series_of("", "14 d", queue("10 min", "4 min", "count = 1"));
  EXPECT_TRUE(series.folded);
  ASSERT_EQ(series.points.size(), 336U);
  EXPECT_DOUBLE_EQ(series.points[0].busy, (8.0 + 12.0) / 60.0);
  for (std::size_t point = 1; point < 336; ++point) {
    ASSERT_DOUBLE_EQ(series.points[point].busy, 12.0 / 30.0) << point;
    ASSERT_DOUBLE_EQ(series.points[point].from, static_cast<double>(point) * 30.0 * minute);
  }
}

TEST(HalfHours, FoldPartOfAWeekByTheTimeThatTheRunSpendsInThem) {
  // Wednesday 10:15 to the Thursday of the week after, 10:15: one day is there twice.
  const Series series = series_of("[blueprint]\nstarts = \"2026-01-07 10:15\"\n", "8 d",
                                  queue("10 min", "4 min", "count = { \"00:00\" = 1, \"12:00\" = 3 }"));
  EXPECT_TRUE(series.folded);
  ASSERT_EQ(series.points.size(), 336U);
  for (std::size_t point = 0; point < 336; ++point) {
    const bool afternoon = point % 48 >= 24;
    ASSERT_DOUBLE_EQ(series.points[point].on_duty, afternoon ? 3.0 : 1.0) << point;
  }
}

TEST(HalfHours, FoldedOnesLeaveTheWarmUpOut) {
  // One customer, from the eighth day on: before, nobody is busy.
  const Series series = series_of("", "15 d\"\nwarm_up = \"8 d", queue("8 d", "100 d", "count = 1"));
  EXPECT_TRUE(series.folded);
  ASSERT_EQ(series.points.size(), 336U);
  for (std::size_t point = 0; point < 336; ++point) ASSERT_DOUBLE_EQ(series.points[point].busy, 1.0) << point;
}

TEST(HalfHours, ShowTheQueueOfThePoolAlone) {
  // Two kinds of customers come to one step, and different people serve them.
  const ExperimentResult result = run_experiment(testing::model_of(R"(schema = 1
[run]
length = "30 min"
ending = "stop"
replications = 2
[segments]
red = { start = "a", arrivals = { interarrival = "10 min" } }
blue = { start = "a", arrivals = { interarrival = "10 min" } }
[staff]
few = { count = 0 }
many = { count = 9 }
[steps.a]
staff = "few"
time = "1 min"
for.blue = { staff = "many" }
)"));
  ASSERT_EQ(result.series.size(), 2U);
  EXPECT_DOUBLE_EQ(result.series[0].points[0].queue_mean, (20.0 + 10.0) / 30.0);
  EXPECT_DOUBLE_EQ(result.series[1].points[0].queue_mean, 0.0);
}

TEST(HalfHours, OfAWholeWeekAreNotFolded) {
  const Series series = series_of("", "7 d", queue("10 min", "4 min", "count = 1"));
  EXPECT_FALSE(series.folded);
  EXPECT_EQ(series.points.size(), 336U);
}

}  // namespace
}  // namespace throughline
