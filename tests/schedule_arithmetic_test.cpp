// SPDX-License-Identifier: MIT
#include "blueprint/schedule_arithmetic.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

Schedule<double> schedule(double period, std::vector<Level<double>> levels) {
  Schedule<double> made;
  made.period = period;
  made.levels = std::move(levels);
  return made;
}

constexpr double hour = 3600.0;
const Schedule<double> daily = schedule(seconds_per_day, {{8 * hour, 1.0}, {20 * hour, 3.0}});
const Schedule<double> weekly = schedule(seconds_per_week, {{0.0, 10.0}, {5 * seconds_per_day, 20.0}});

TEST(ScheduleSum, OfConstantsIsConstant) {
  const std::vector<Schedule<double>> parts{Schedule<double>(0.25), Schedule<double>(0.5)};
  EXPECT_EQ(sum_of(parts), Schedule<double>(0.75));
  EXPECT_EQ(sum_of({}), Schedule<double>(0.0));
}

TEST(ScheduleSum, HoldsAtEveryHourOfTheWeek) {
  const std::vector<Schedule<double>> parts{daily, weekly, Schedule<double>(0.5)};
  const Schedule<double> sum = sum_of(parts);
  EXPECT_EQ(sum.period, seconds_per_week);
  for (double clock = 0.0; clock < seconds_per_week; clock += 0.5 * hour) {
    EXPECT_EQ(sum.at(clock), daily.at(clock) + weekly.at(clock) + 0.5) << clock;
  }
}

TEST(ScheduleAverage, WeighsEveryLevelWithItsTime) {
  EXPECT_DOUBLE_EQ(average(daily, 0.0, seconds_per_day), 2.0);
  EXPECT_DOUBLE_EQ(average(daily, 7 * hour, 9 * hour), 2.0);
  EXPECT_DOUBLE_EQ(average(daily, 19 * hour, 32 * hour), (1.0 + 12 * 3.0) / 13.0);
  EXPECT_DOUBLE_EQ(average(weekly, 4.5 * seconds_per_day, 7.5 * seconds_per_day), (5.0 + 40.0 + 5.0) / 3.0);
  EXPECT_DOUBLE_EQ(average(daily, 7 * hour, 365'000 * seconds_per_day + 7 * hour), 2.0);
  EXPECT_DOUBLE_EQ(average(Schedule<double>(4.0), 0.0, 1.0), 4.0);
}

TEST(ScheduleChange, IsTheNextLevelAlsoBeyondTheCycle) {
  EXPECT_EQ(next_change(daily, 0.0), 8 * hour);
  EXPECT_EQ(next_change(daily, 8 * hour), 20 * hour);
  EXPECT_EQ(next_change(daily, 21 * hour), 32 * hour);
  EXPECT_EQ(next_change(Schedule<double>(1.0), 5.0), std::numeric_limits<double>::infinity());
}

TEST(ScheduleExtremes, AreItsSmallestAndLargestLevel) {
  EXPECT_EQ(least(daily), 1.0);
  EXPECT_EQ(greatest(daily), 3.0);
}

TEST(ScheduleMean, IsTheMeanOfTheLawAtEveryTime) {
  TimeLaw law;
  law.period = seconds_per_day;
  law.levels = {{0.0, Distribution::constant(60.0)}, {hour, Distribution::uniform(60.0, 120.0)}};
  EXPECT_EQ(mean_of(law), schedule(seconds_per_day, {{0.0, 60.0}, {hour, 90.0}}));
}

}  // namespace
}  // namespace throughline
