// SPDX-License-Identifier: MIT
#include "statistics/ratio.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

using Values = std::vector<double>;

TEST(Ratio, AMeanWithoutSkewHasStudentsInterval) {
  // Mean 5, standard deviation sqrt(20/3), standard error sqrt(5/3); t(3) = 3.18245.
  const Figure mean = mean_of(Values{2.0, 4.0, 6.0, 8.0}, 0.95);
  EXPECT_EQ(mean.value, 5.0);
  EXPECT_NEAR(*mean.low, 5.0 - 3.18245 * std::sqrt(5.0 / 3.0), 1e-4);
  EXPECT_NEAR(*mean.high, 5.0 + 3.18245 * std::sqrt(5.0 / 3.0), 1e-4);
}

TEST(Ratio, ASkewedMeanReachesFartherToTheLongSide) {
  const Figure mean = mean_of(Values{11.0, 11.0, 11.0, 12.0, 12.0, 19.0}, 0.95);
  EXPECT_GT(*mean.high - *mean.value, *mean.value - *mean.low);
  // Hall's (1992) transform takes both ends back to Student's quantile t: T + g T^2 / 3 + g^2 T^3 / 27 + g / 6 for g =
  // skewness / sqrt(n). What six values hide adds 5 t (4 t^2 - 1) / 72 g^2.
  const double deviation = std::sqrt((3 * 25.0 / 9 + 2 * 4.0 / 9 + 361.0 / 9) / 6);
  const double skewness = (-3 * 125.0 / 27 - 2 * 8.0 / 27 + 6859.0 / 27) / 6 / std::pow(deviation, 3);
  const double slope = skewness / std::sqrt(6.0);
  const double error = deviation / std::sqrt(5.0);
  const double center = 10.0 + 8.0 / 3.0;
  const auto transformed = [&](double end) {
    const double t = (center - end) / error;
    return t + slope * t * t / 3.0 + slope * slope * t * t * t / 27.0 + slope / 6.0;
  };
  const double student = 2.57058;
  const double cautious = student + 5.0 * student * (4.0 * student * student - 1.0) / 72.0 * slope * slope;
  EXPECT_NEAR(transformed(*mean.low), cautious, 1e-4);
  EXPECT_NEAR(transformed(*mean.high), -cautious, 1e-4);
}

TEST(Ratio, TotalsAreDividedNotRatiosAveraged) {
  const Figure ratio = ratio_of_totals(Values{1.0, 9.0}, Values{1.0, 3.0}, 0.95);
  EXPECT_EQ(ratio.value, 2.5);
  // Leaving out one replication leaves 3 or 1: moved by 0.5 and -1.5.
  const double error = std::sqrt(0.5 * (0.25 + 2.25));
  EXPECT_EQ(ratio.low, 0.0) << "never below, where nothing is negative";
  EXPECT_NEAR(*ratio.high, 2.5 + 12.7062 * error, 1e-3);
}

TEST(Ratio, WhatCannotBeNegativeHasNoNegativeInterval) {
  const Values few{0.0, 0.0, 6.0};
  EXPECT_EQ(mean_of(few, 0.95).low, 0.0);
  EXPECT_EQ(ratio_of_totals(few, Values{2.0, 3.0, 4.0}, 0.95).low, 0.0);
  // A difference keeps both ends, whatever the sign of its mean.
  const Figure difference = mean_of(Values{-1.0, 0.0, 7.0}, 0.95);
  EXPECT_EQ(difference.value, 2.0);
  EXPECT_LT(*difference.low, -1.0);
  const Figure other = mean_of(Values{1.0, 0.0, -7.0}, 0.95);
  EXPECT_DOUBLE_EQ(*other.low, -*difference.high);
  EXPECT_DOUBLE_EQ(*other.high, -*difference.low);
  EXPECT_LT(*ratio_of_totals(Values{1.0, -1.0, 3.0}, Values{2.0, 3.0, 4.0}, 0.95).low, 0.0);
}

TEST(Ratio, ProportionalTotalsHaveNoSpread) {
  const Figure ratio = ratio_of_totals(Values{2.0, 4.0, 6.0}, Values{1.0, 2.0, 3.0}, 0.95);
  EXPECT_EQ(ratio.value, 2.0);
  EXPECT_EQ(ratio.low, 2.0);
  EXPECT_EQ(ratio.high, 2.0);
}

TEST(Ratio, SaysWhyThereIsNoFigure) {
  EXPECT_EQ(mean_of(Values{}, 0.95).reason, "no replication");
  EXPECT_EQ(mean_of(Values{4.0}, 0.95).reason, "one replication");
  EXPECT_EQ(mean_of(Values{4.0}, 0.95).value, 4.0);
  EXPECT_FALSE(ratio_of_totals(Values{0.0, 0.0}, Values{0.0, 0.0}, 0.95).value);
  EXPECT_EQ(ratio_of_totals(Values{0.0, 0.0}, Values{0.0, 0.0}, 0.95).reason, "no observation");
  EXPECT_EQ(ratio_of_totals(Values{}, Values{}, 0.95).reason, "no observation");
  const Figure lone = ratio_of_totals(Values{3.0, 0.0}, Values{2.0, 0.0}, 0.95);
  EXPECT_EQ(lone.value, 1.5);
  EXPECT_FALSE(lone.low);
  EXPECT_EQ(lone.reason, "all observations in one replication");
  EXPECT_EQ(share_of_totals(Values{1.0}, Values{2.0}, 0.95).reason, "one replication");
}

TEST(Ratio, AShareThatNeverHappenedHasAnUpperBound) {
  const Figure share = share_of_totals(Values(50, 0.0), Values(50, 20.0), 0.95);
  EXPECT_EQ(share.value, 0.0);
  EXPECT_EQ(share.low, 0.0);
  const double t = 2.009575;  // 49 degrees
  EXPECT_NEAR(*share.high, t * t / (1000.0 + t * t), 1e-7);
}

TEST(Ratio, AShareThatAlwaysHappenedHasALowerBound) {
  const Figure share = share_of_totals(Values(50, 20.0), Values(50, 20.0), 0.95);
  EXPECT_EQ(share.value, 1.0);
  EXPECT_EQ(share.high, 1.0);
  EXPECT_GT(*share.low, 0.99);
  EXPECT_LT(*share.low, 1.0);
}

TEST(Ratio, SharesStayBetweenZeroAndOne) {
  const Figure rare = share_of_totals(Values{1.0, 0.0, 0.0, 0.0}, Values{5.0, 5.0, 5.0, 5.0}, 0.99);
  EXPECT_GT(*rare.low, 0.0);
  EXPECT_LT(*rare.high, 1.0);
  const Figure common = share_of_totals(Values{4.0, 5.0, 5.0, 5.0}, Values{5.0, 5.0, 5.0, 5.0}, 0.99);
  EXPECT_GT(*common.low, 0.0);
  EXPECT_LT(*common.high, 1.0);
  EXPECT_NEAR(*rare.high, 1.0 - *common.low, 1e-12);
}

/// The share of experiments whose interval holds the truth.
template <class Experiment>
double coverage(int experiments, double truth, Experiment experiment) {
  int held = 0;
  for (int number = 0; number < experiments; ++number) {
    RandomStream stream(5, 6, static_cast<std::uint32_t>(number), Purpose::service);
    const Figure figure = experiment(stream);
    held += *figure.low <= truth && truth <= *figure.high ? 1 : 0;
  }
  return static_cast<double>(held) / experiments;
}

TEST(Ratio, IntervalsOfSkewedMeansCoverAsPromised) {
  // Student's interval alone covers in 0.88 of these: squares of exponentials, thirty replications.
  const double covered = coverage(4000, 2.0, [](RandomStream& stream) {
    Values values(30);
    for (double& value : values) {
      const double root = stream.exponential();
      value = root * root;
    }
    return mean_of(values, 0.95);
  });
  EXPECT_GT(covered, 0.905);
  EXPECT_LT(covered, 0.96);
}

TEST(Ratio, IntervalsOfRareEventsCoverAsPromised) {
  // Twelve failures expected in thirty days of four hundred services.
  const double covered = coverage(2000, 0.001, [](RandomStream& stream) {
    Values failures(30);
    for (double& count : failures) {
      for (int service = 0; service < 400; ++service) count += stream.uniform() < 0.001 ? 1.0 : 0.0;
    }
    return share_of_totals(failures, Values(30, 400.0), 0.95);
  });
  EXPECT_GT(covered, 0.935);
  EXPECT_LT(covered, 0.98);
}

TEST(Ratio, IntervalsOfClusteredSharesCoverAsPromised) {
  // Whole days are good or bad: the services of a day are not independent.
  const double covered = coverage(2000, 0.15, [](RandomStream& stream) {
    Values failures(40);
    for (double& count : failures) {
      const double share = stream.uniform() < 0.5 ? 0.05 : 0.25;
      for (int service = 0; service < 100; ++service) count += stream.uniform() < share ? 1.0 : 0.0;
    }
    return share_of_totals(failures, Values(40, 100.0), 0.95);
  });
  EXPECT_GT(covered, 0.935);
  EXPECT_LT(covered, 0.965);
}

}  // namespace
}  // namespace throughline
