// SPDX-License-Identifier: MIT
#include "throughline/distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "laws.hpp"

namespace throughline {
namespace {

using testing::with;

constexpr double infinity = std::numeric_limits<double>::infinity();

void expect_moments(const Distribution& law, double mean, double variance, double tolerance = 1e-12) {
  EXPECT_NEAR(law.mean(), mean, tolerance * std::abs(mean)) << law.description();
  EXPECT_NEAR(law.variance(), variance, 10.0 * tolerance * (variance + 1e-300)) << law.description();
}

TEST(Distribution, FamiliesHaveTheMomentsOfTheirParameters) {
  expect_moments(Distribution::constant(30.0), 30.0, 0.0);
  expect_moments(Distribution::exponential(4.0), 4.0, 16.0);
  expect_moments(Distribution::uniform(2.0, 5.0), 3.5, 0.75);
  expect_moments(Distribution::triangular(1.0, 2.0, 6.0), 3.0, 7.0 / 6.0);
  expect_moments(Distribution::lognormal_mean_cv(45.0, 0.6), 45.0, 27.0 * 27.0);
  expect_moments(Distribution::gamma_mean_cv(70.0, 0.5), 70.0, 35.0 * 35.0);
  expect_moments(Distribution::gamma_mean_cv(70.0, 3.0), 70.0, 210.0 * 210.0);
  expect_moments(Distribution::erlang(12.0, 3), 12.0, 48.0);
  expect_moments(Distribution::weibull(2.0, 10.0), 10.0 * std::sqrt(M_PI) / 2.0, 100.0 * (1.0 - M_PI / 4.0));
  expect_moments(Distribution::weibull(1.0, 10.0), 10.0, 100.0);
  expect_moments(Distribution::hyperexponential(10.0, 2.0), 10.0, 400.0);
  expect_moments(Distribution::beta(2.0, 10.0, 2.0, 3.0), 2.0 + 8.0 * 0.4, 64.0 * 0.04);
  expect_moments(Distribution::pert(2.0, 3.0, 10.0), 4.0, 8.0 * 8.0 * (1.5 * 4.5) / (36.0 * 7.0));
  expect_moments(Distribution::empirical({1.0, 2.0, 6.0}), 3.0, 14.0 / 3.0);
  expect_moments(Distribution::mixture({1.0, 3.0}, {Distribution::constant(4.0), Distribution::exponential(8.0)}), 7.0,
                 0.25 * 9.0 + 0.75 * (64.0 + 1.0));
}

TEST(Distribution, PhaseTypesHaveTheMomentsOfTheirChain) {
  // Two exponentials in a row, the second with probability 1/2: mean 1 + 4/2, second moment by conditioning.
  const Distribution coxian = Distribution::phase_type({1.0, 0.0}, {{-1.0, 0.5}, {0.0, -0.25}});
  expect_moments(coxian, 3.0, 2.0 + 0.5 * (2.0 * 1.0 * 4.0 + 32.0) - 9.0);
  // An Erlang of five phases.
  std::vector<std::vector<double>> rates(5, std::vector<double>(5));
  for (std::size_t phase = 0; phase < 5; ++phase) {
    rates[phase][phase] = -0.5;
    if (phase < 4) rates[phase][phase + 1] = 0.5;
  }
  expect_moments(Distribution::phase_type({1.0, 0.0, 0.0, 0.0, 0.0}, rates), 10.0, 20.0);
  expect_moments(Distribution::phase_type({0.3, 0.7}, {{-2.0, 0.0}, {0.0, -0.5}}), 1.55,
                 0.3 * 0.5 + 0.7 * 8.0 - 1.55 * 1.55);
}

TEST(Distribution, LognormalsKeepPrecisionForTinySpreads) {
  for (const double cv : {1e-8, 1e-4, 1e-2, 1.0, 10.0}) {
    const Distribution law = Distribution::lognormal_mean_cv(45.0, cv);
    EXPECT_NEAR(std::sqrt(law.variance()) / law.mean(), cv, 1e-9 * cv);
  }
  const Distribution by_median = Distribution::lognormal_median_p90(45.0, 90.0);
  EXPECT_NEAR(std::exp(by_median.parameters[0]), 45.0, 1e-12);
  EXPECT_NEAR(std::exp(by_median.parameters[0] + 1.2815515655446004 * by_median.parameters[1]), 90.0, 1e-11);
}

TEST(Distribution, HyperexponentialsBalanceTheirMeans) {
  const Distribution law = Distribution::hyperexponential(1.0, 2.0);
  EXPECT_NEAR(law.parameters[0], 0.8872983346, 1e-10);
  EXPECT_NEAR(1.0 / law.parameters[1], 1.7745966692, 1e-10);
  EXPECT_NEAR(1.0 / law.parameters[2], 0.2254033308, 1e-10);
  EXPECT_EQ(Distribution::hyperexponential(5.0, 1.0), Distribution::exponential(5.0));
}

TEST(Distribution, NormalsAreTruncatedAboveZero) {
  // Above the mean: the half normal.
  expect_moments(Distribution::normal(0.0, 1.0), std::sqrt(2.0 / M_PI), 1.0 - 2.0 / M_PI);
  // Nothing to cut.
  expect_moments(Distribution::normal(100.0, 1.0), 100.0, 1.0);
  // lambda = density(1) / tail(1) = 1.5251352761609812
  const double lambda = 1.5251352761609812;
  expect_moments(Distribution::normal(-1.0, 1.0), lambda - 1.0, 1.0 - lambda * (lambda - 1.0), 1e-12);
}

TEST(Distribution, NormalsFarBelowZeroTendToTheExponential) {
  // Asymptotically 1/a - 2/a^3 + 10/a^5 - 74/a^7 and 1/a^2 - 6/a^4 + 50/a^6 - 518/a^8.
  for (const double a : {30.0, 100.0, 1000.0}) {
    const Distribution law = Distribution::normal(-a, 1.0);
    const double b = 1.0 / (a * a);
    EXPECT_NEAR(law.mean() * a, 1.0 - 2.0 * b + 10.0 * b * b - 74.0 * b * b * b, 800.0 * b * b * b * b + 1e-12);
    EXPECT_NEAR(law.variance() / b, 1.0 - 6.0 * b + 50.0 * b * b - 518.0 * b * b * b, 7000.0 * b * b * b * b + 1e-9);
  }
}

TEST(Distribution, BothFormulasOfTheTruncatedNormalAgreeWhereTheyMeet) {
  const Distribution left = Distribution::normal(-2.0 + 1e-12, 1.0);
  const Distribution right = Distribution::normal(-2.0 - 1e-12, 1.0);
  EXPECT_NEAR(left.mean(), right.mean(), 1e-11);
  EXPECT_NEAR(left.variance(), right.variance(), 1e-11);
}

TEST(Distribution, ClampedExponentialsHaveTheirLimitedExpectations) {
  // E min(X, u) = m (1 - e^-u/m), E min(X, u)^2 = 2 m^2 (1 - (1 + u/m) e^-u/m).
  const double far = std::exp(-1.5);
  const double mean = 2.0 * (1.0 - far);
  expect_moments(with(Distribution::exponential(2.0), 0.0, -infinity, 3.0), mean,
                 8.0 * (1.0 - 2.5 * far) - mean * mean);
  // max(X, l) = l + (X - l)+, and the exponential forgets.
  const double reached = std::exp(-0.5);
  expect_moments(with(Distribution::exponential(2.0), 0.0, 1.0, infinity), 1.0 + 2.0 * reached,
                 8.0 * reached - 4.0 * reached * reached);
  // A clamp far out in the tail.
  const double tail = std::exp(-30.0);
  expect_moments(with(Distribution::exponential(1.0), 0.0, 30.0, infinity), 30.0 + tail, 2.0 * tail - tail * tail);
  // Shifted first, clamped then.
  expect_moments(with(Distribution::exponential(2.0), 5.0, -infinity, 8.0), 5.0 + mean,
                 8.0 * (1.0 - 2.5 * far) - mean * mean);
}

TEST(Distribution, ClampedUniformsAreAtomsAndARest) {
  // 1/4 at 4, 1/4 at 6, uniform between.
  expect_moments(with(Distribution::uniform(3.0, 7.0), 0.0, 4.0, 6.0), 5.0, 0.5 + 0.5 / 3.0);
  expect_moments(with(Distribution::uniform(3.0, 7.0), 10.0, 14.0, 16.0), 15.0, 0.5 + 0.5 / 3.0);
}

TEST(Distribution, ClampedLognormalsHaveTheirLimitedExpectation) {
  // E min(X, u) = mean * Phi(z - sigma) + u * Phi(-z), z = (log u - mu) / sigma.
  const Distribution law = Distribution::lognormal_mean_cv(45.0, 0.6);
  const double z = (std::log(60.0) - law.parameters[0]) / law.parameters[1];
  const auto normal = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
  const double mean = 45.0 * normal(z - law.parameters[1]) + 60.0 * normal(-z);
  const double second = (45.0 * 45.0 + 27.0 * 27.0) * normal(z - 2.0 * law.parameters[1]) + 3600.0 * normal(-z);
  expect_moments(with(law, 0.0, -infinity, 60.0), mean, second - mean * mean, 1e-11);
}

TEST(Distribution, ClampsThatDoNotCutChangeNothing) {
  for (const testing::Law& law : testing::every_law()) {
    if (law.distribution.shift != 0.0 || law.distribution.minimum > -infinity || law.distribution.maximum < infinity)
      continue;
    const Distribution loose = with(law.distribution, 0.0, -1.0, 1e9);
    EXPECT_NEAR(loose.mean(), law.distribution.mean(), 1e-11 * law.distribution.mean()) << law.name;
    EXPECT_NEAR(loose.variance(), law.distribution.variance(), 1e-9 * law.distribution.variance()) << law.name;
  }
}

TEST(Distribution, AClampThatLeavesOneValueIsAConstant) {
  expect_moments(with(Distribution::exponential(2.0), 0.0, 5.0, 5.0), 5.0, 0.0);
  expect_moments(with(Distribution::uniform(3.0, 7.0), 0.0, 8.0, 9.0), 8.0, 0.0);
  expect_moments(with(Distribution::uniform(3.0, 7.0), 0.0, 1.0, 2.0), 2.0, 0.0);
}

TEST(Distribution, AClampedMixtureIsAMixtureOfClampedParts) {
  const Distribution part = Distribution::exponential(2.0);
  const Distribution mixture = Distribution::mixture({0.5, 0.5}, {with(part, 1.0, -infinity, 4.0), part});
  const Distribution first = with(part, 2.0, -infinity, 4.5);
  const Distribution second = with(part, 1.0, -infinity, 4.5);
  const Distribution clamped = with(mixture, 1.0, -infinity, 4.5);
  const double mean = 0.5 * (first.mean() + second.mean());
  const double square =
      0.5 * (first.variance() + first.mean() * first.mean() + second.variance() + second.mean() * second.mean());
  expect_moments(clamped, mean, square - mean * mean, 1e-11);
}

TEST(Distribution, BoundsFollowShiftAndClamp) {
  EXPECT_EQ(Distribution::exponential(2.0).lower_bound(), 0.0);
  EXPECT_EQ(Distribution::exponential(2.0).upper_bound(), infinity);
  const Distribution clamped = with(Distribution::exponential(2.0), -1.0, 0.5, 9.0);
  EXPECT_EQ(clamped.lower_bound(), 0.5);
  EXPECT_EQ(clamped.upper_bound(), 9.0);
  EXPECT_EQ(with(Distribution::exponential(2.0), -1.0, -infinity, infinity).lower_bound(), -1.0);
  EXPECT_EQ(Distribution::triangular(1.0, 2.0, 6.0).upper_bound(), 6.0);
  EXPECT_EQ(Distribution::pert(1.0, 2.0, 6.0).upper_bound(), 6.0);
  EXPECT_EQ(Distribution::beta(1.0, 6.0, 2.0, 2.0).upper_bound(), 6.0);
  EXPECT_EQ(Distribution::empirical({4.0, 2.0, 9.0}).lower_bound(), 2.0);
  const Distribution mixture =
      Distribution::mixture({0.5, 0.5}, {Distribution::uniform(3.0, 4.0), Distribution::uniform(6.0, 8.0)});
  EXPECT_EQ(mixture.lower_bound(), 3.0);
  EXPECT_EQ(mixture.upper_bound(), 8.0);
}

TEST(Distribution, KnowsWhereDrawsCanBeEqual) {
  EXPECT_TRUE(Distribution::constant(1.0).has_atoms());
  EXPECT_TRUE(Distribution::empirical({1.0, 2.0}).has_atoms());
  EXPECT_FALSE(Distribution::exponential(1.0).has_atoms());
  EXPECT_FALSE(Distribution::normal(-1.0, 1.0).has_atoms());
  EXPECT_TRUE(with(Distribution::exponential(1.0), 0.0, 0.5, infinity).has_atoms());
  EXPECT_FALSE(with(Distribution::exponential(1.0), 0.5, 0.5, infinity).has_atoms());
  EXPECT_TRUE(with(Distribution::uniform(1.0, 2.0), 0.0, 0.0, 1.5).has_atoms());
  EXPECT_FALSE(with(Distribution::uniform(1.0, 2.0), 0.0, 0.0, 2.0).has_atoms());
  EXPECT_TRUE(
      Distribution::mixture({0.5, 0.5}, {Distribution::constant(1.0), Distribution::exponential(1.0)}).has_atoms());
  EXPECT_FALSE(
      Distribution::mixture({0.5, 0.5}, {Distribution::uniform(1.0, 2.0), Distribution::exponential(1.0)}).has_atoms());
}

TEST(Distribution, LawsWithoutWidthAreConstants) {
  EXPECT_EQ(Distribution::uniform(3.0, 3.0), Distribution::constant(3.0));
  EXPECT_EQ(Distribution::triangular(3.0, 3.0, 3.0), Distribution::constant(3.0));
  EXPECT_EQ(Distribution::pert(3.0, 3.0, 3.0), Distribution::constant(3.0));
  EXPECT_EQ(Distribution::beta(3.0, 3.0, 1.0, 2.0), Distribution::constant(3.0));
}

TEST(Distribution, DescribesItselfToPeople) {
  EXPECT_EQ(Distribution::lognormal_mean_cv(45.0, 0.6).description(), "lognormal, mean 45 s, cv 0.6");
  EXPECT_EQ(Distribution::exponential(360.0).description(), "exponential, mean 6 min");
  EXPECT_EQ(Distribution::constant(90.0).description(), "constant 90 s");
  EXPECT_EQ(Distribution::constant(0.0).description(), "constant 0 s");
  EXPECT_EQ(Distribution::gamma_mean_cv(70.0, 0.5).description(), "gamma, mean 70 s, cv 0.5");
  EXPECT_EQ(Distribution::erlang(7200.0, 3).description(), "erlang, mean 2 h, 3 phases");
  EXPECT_EQ(Distribution::hyperexponential(10.0, 2.0).description(), "hyperexponential, mean 10 s, cv 2");
  EXPECT_EQ(with(Distribution::uniform(3.0, 7.0), 2.0, 4.0, 120.0).description(),
            "uniform, 3 s to 7 s, shifted by 2 s, at least 4 s, at most 2 min");
  EXPECT_EQ(
      Distribution::mixture({1.0, 3.0}, {Distribution::constant(5.0), Distribution::exponential(8.0)}).description(),
      "mixture of 25 % constant 5 s; 75 % exponential, mean 8 s");
  for (const testing::Law& law : testing::every_law()) EXPECT_FALSE(law.distribution.description().empty()) << law.name;
}

TEST(Distribution, EqualParametersAreEqualLaws) {
  EXPECT_EQ(Distribution::gamma_mean_cv(70.0, 0.5), Distribution::gamma_mean_cv(70.0, 0.5));
  EXPECT_NE(Distribution::gamma_mean_cv(70.0, 0.5), Distribution::gamma_mean_cv(70.0, 0.6));
  EXPECT_NE(Distribution::exponential(2.0), with(Distribution::exponential(2.0), 1.0, -infinity, infinity));
}

}  // namespace
}  // namespace throughline
