// SPDX-License-Identifier: MIT
#include "simulation/arrivals.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

constexpr double hour = 3600.0;
constexpr double minute = 60.0;

Program program_of(Schedule<double> rate, double length, double starts_clock = 0.0) {
  Program program;
  program.length = length;
  program.starts_clock = starts_clock;
  SegmentTable segment;
  segment.address = address_of("walk_in");
  segment.arrivals = SegmentTable::Arrivals::rate;
  segment.rate = std::move(rate);
  program.segments.push_back(segment);
  return program;
}

Program program_of(const Distribution& interval, double length) {
  Program program;
  program.length = length;
  SegmentTable segment;
  segment.address = address_of("walk_in");
  segment.arrivals = SegmentTable::Arrivals::interarrival;
  segment.interval = program.samplers.add(interval);
  program.segments.push_back(segment);
  return program;
}

Schedule<double> profile(double period, std::vector<Level<double>> levels) {
  Schedule<double> schedule;
  schedule.period = period;
  schedule.levels = std::move(levels);
  return schedule;
}

std::vector<double> times_of(const Program& program, std::uint64_t seed = 1, std::uint64_t replication = 0) {
  std::vector<double> times;
  for (Arrivals arrivals(program, 0, seed, replication); arrivals.time() < program.length; arrivals.advance()) {
    times.push_back(arrivals.time());
  }
  return times;
}

/// The gaps of the same customers, as unit exponentials: their luck, whatever the rate.
std::vector<double> unit_gaps(std::size_t count, std::uint64_t seed = 1, std::uint64_t replication = 0) {
  std::vector<double> gaps;
  const std::uint64_t address = address_of("walk_in");
  for (std::uint64_t number = 0; number < count; ++number) {
    gaps.push_back(
        RandomStream(SegmentLuck(seed, replication, address).journey_key(number), address, 0, Purpose::arrival)
            .exponential());
  }
  return gaps;
}

/// The cumulative rate, minute by minute (rates of these tests change on the minute). Asked for later and later times.
class Expected {
 public:
  Expected(const Schedule<double>& rate, double starts_clock) : rate_(rate), starts_clock_(starts_clock) {}

  double until(double time) {
    for (; minute_ + minute <= time; minute_ += minute) sum_ += rate_.at(starts_clock_ + minute_) * minute;
    return sum_ + rate_.at(starts_clock_ + minute_) * (time - minute_);
  }

 private:
  const Schedule<double>& rate_;
  double starts_clock_;
  double minute_ = 0.0;
  double sum_ = 0.0;
};

/// Inverting the cumulative rate: at each arrival it equals the sum of the unit exponentials so far.
void expect_inversion(const Schedule<double>& rate, double length, double starts_clock) {
  const std::vector<double> times = times_of(program_of(rate, length, starts_clock));
  ASSERT_GT(times.size(), 20U);
  const std::vector<double> gaps = unit_gaps(times.size() + 1);
  Expected expected(rate, starts_clock);
  double luck = 0.0;
  for (std::size_t customer = 0; customer < times.size(); ++customer) {
    luck += gaps[customer];
    ASSERT_NEAR(expected.until(times[customer]), luck, 1e-6) << "customer " << customer;
    EXPECT_LT(times[customer], length);
  }
  EXPECT_GT(luck + gaps.back(), expected.until(length) - 1e-6) << "somebody is missing";
}

TEST(Arrivals, ComeAtAConstantRateAfterExponentialGaps) {
  const std::vector<double> times = times_of(program_of(Schedule<double>(0.25), hour));
  const std::vector<double> gaps = unit_gaps(times.size());
  ASSERT_GT(times.size(), 800U);
  double time = 0.0;
  for (std::size_t customer = 0; customer < times.size(); ++customer) {
    time += gaps[customer] / 0.25;
    ASSERT_EQ(times[customer], time);
  }
}

TEST(Arrivals, BringTheSameLuckAtEveryRate) {
  // A power of two scales exactly: the same customers come, eight times as fast.
  const std::vector<double> slow = times_of(program_of(Schedule<double>(1.0 / 64.0), 8.0 * hour));
  const std::vector<double> fast = times_of(program_of(Schedule<double>(1.0 / 8.0), hour));
  ASSERT_GT(slow.size(), 300U);
  ASSERT_EQ(slow.size(), fast.size());
  for (std::size_t customer = 0; customer < slow.size(); ++customer) {
    ASSERT_EQ(slow[customer], 8.0 * fast[customer]) << "customer " << customer;
  }
}

TEST(Arrivals, HaveKeysOfTheirSegmentAndNumber) {
  const Program program = program_of(Schedule<double>(0.1), hour);
  Arrivals arrivals(program, 0, 7, 3);
  for (std::uint64_t number = 0; number < 50; ++number, arrivals.advance()) {
    ASSERT_EQ(arrivals.key(), SegmentLuck(7, 3, address_of("walk_in")).journey_key(number));
  }
}

TEST(Arrivals, DifferBetweenSeedsAndReplications) {
  const Program program = program_of(Schedule<double>(0.1), hour);
  EXPECT_EQ(times_of(program, 1, 0), times_of(program, 1, 0));
  EXPECT_NE(times_of(program, 1, 0), times_of(program, 2, 0));
  EXPECT_NE(times_of(program, 1, 0), times_of(program, 1, 1));
}

TEST(Arrivals, InvertTheCumulativeRateOfADailyProfile) {
  const Schedule<double> rate =
      profile(seconds_per_day, {{7 * hour, 0.02}, {9 * hour, 0.05}, {11 * hour, 0.01}, {22 * hour, 0.002}});
  expect_inversion(rate, 3.0 * seconds_per_day, 0.0);
}

TEST(Arrivals, StartInsideALevelOfTheProfile) {
  const Schedule<double> rate = profile(seconds_per_day, {{7 * hour, 0.02}, {9 * hour, 0.05}, {11 * hour, 0.01}});
  expect_inversion(rate, 5.0 * hour, 9 * hour + 17 * minute);
  expect_inversion(rate, 5.0 * hour, 11 * hour);
  expect_inversion(rate, 30.0 * hour, 6 * hour);
}

TEST(Arrivals, WrapAroundTheEndOfTheWeek) {
  const double day = seconds_per_day;
  const Schedule<double> rate = profile(seconds_per_week, {{8 * hour, 0.01}, {5 * day, 0.002}, {6 * day + hour, 0.02}});
  expect_inversion(rate, 2.5 * day, 6 * day + 20 * hour);
  expect_inversion(rate, 16.0 * day, 4 * day + 3 * hour);
}

TEST(Arrivals, StayAwayWhileTheRateIsZero) {
  const Schedule<double> rate = profile(seconds_per_day, {{0.0, 0.0}, {8 * hour, 0.02}, {12 * hour, 0.0}});
  const Program program = program_of(rate, 5.0 * seconds_per_day);
  const std::vector<double> times = times_of(program);
  for (const double time : times) {
    const double phase = std::fmod(time, seconds_per_day);
    EXPECT_GE(phase, 8 * hour);
    EXPECT_LT(phase, 12 * hour);
  }
  expect_inversion(rate, 5.0 * seconds_per_day, 0.0);
}

TEST(Arrivals, NeverComeWhereTheRateIsAlwaysZero) {
  EXPECT_TRUE(times_of(program_of(Schedule<double>(0.0), hour)).empty());
  EXPECT_TRUE(times_of(program_of(profile(seconds_per_day, {{0.0, 0.0}, {hour, 0.0}}), 9 * seconds_per_day)).empty());
}

TEST(Arrivals, NeverComeToASegmentWithoutArrivals) {
  Program program = program_of(Schedule<double>(1.0), hour);
  program.segments[0].arrivals = SegmentTable::Arrivals::none;
  EXPECT_TRUE(times_of(program).empty());
}

TEST(Arrivals, ComeFirstAfterOneInterval) {
  const std::vector<double> times = times_of(program_of(Distribution::constant(7.0), 30.0));
  EXPECT_EQ(times, (std::vector<double>{7.0, 14.0, 21.0, 28.0}));
}

TEST(Arrivals, DoNotComeAtTheCloseOrAfterIt) {
  EXPECT_EQ(times_of(program_of(Distribution::constant(10.0), 30.0)), (std::vector<double>{10.0, 20.0}));
  EXPECT_EQ(times_of(program_of(Distribution::constant(10.0), std::nextafter(30.0, 31.0))),
            (std::vector<double>{10.0, 20.0, 30.0}));
  EXPECT_TRUE(times_of(program_of(Distribution::constant(10.0), 10.0)).empty());
}

/// Counts of a day are mixed Poisson: variance mean + cv^2 mean^2; days of one replication differ, common ones do not.
TEST(Arrivals, AreUncertainByTheDay) {
  constexpr double cv = 0.3;
  constexpr std::uint64_t replications = 4000;
  Program program = program_of(Schedule<double>(10.0 / hour), 2.0 * 24.0 * hour, 18.0 * hour);
  program.segments[0].day_factor = program.samplers.add(Distribution::gamma_mean_cv(1.0, cv));
  program.segments[0].day_address = address_of("walk_in");
  const double mean = 240.0;
  double sum = 0.0, squares = 0.0, products = 0.0;
  for (std::uint64_t replication = 0; replication < replications; ++replication) {
    double first = 0.0, second = 0.0;  // the second calendar day, from hour 6, and the day after
    for (const double time : times_of(program, 1, replication)) {
      first += time >= 6.0 * hour && time < 30.0 * hour ? 1.0 : 0.0;
      second += time >= 30.0 * hour ? 1.0 : 0.0;
    }
    sum += first - mean;
    squares += (first - mean) * (first - mean);
    products += (first - mean) * (second - 0.75 * mean);
  }
  const double variance = mean + cv * cv * mean * mean;
  EXPECT_NEAR(sum / replications, 0.0, 4.0 * std::sqrt(variance / replications));
  EXPECT_NEAR(squares / replications / variance, 1.0, 0.12);
  EXPECT_NEAR(products / replications / variance, 0.0, 0.08) << "the factor of another day is another";
}

}  // namespace
}  // namespace throughline
