// SPDX-License-Identifier: MIT
#include "random/elementary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Units in the last place between a result and the exact value.
double units_apart(double result, long double exact) {
  const double nearest = static_cast<double>(exact);
  const double unit = std::nextafter(std::abs(nearest), infinity) - std::abs(nearest);
  return std::abs(static_cast<double>((static_cast<long double>(result) - exact) / static_cast<long double>(unit)));
}

RandomStream numbers() {
  return {1, 2, 3, Purpose::service};
}

TEST(Elementary, TheExponentialIsWithinAUnitOfTheLastPlace) {
  RandomStream stream = numbers();
  for (int n = 0; n < 1'000'000; ++n) {
    const double scale = n % 2 == 0 ? 1410.0 : 4.0;
    const double x = (stream.uniform() - 0.5) * scale;
    ASSERT_LT(units_apart(exp_portable(x), std::exp(static_cast<long double>(x))), 0.6) << x;
  }
}

TEST(Elementary, TheLogarithmIsWithinTwoUnitsOfTheLastPlace) {
  RandomStream stream = numbers();
  for (int n = 0; n < 1'000'000; ++n) {
    const double uniform = stream.uniform();
    const double x = n % 4 == 0 ? exp_portable((uniform - 0.5) * 1400.0) : n % 4 == 1 ? uniform : 0.6 + uniform;
    ASSERT_LT(units_apart(log_portable(x), std::log(static_cast<long double>(x))), 2.0) << x;
  }
}

TEST(Elementary, TheLogarithmKeepsItsPrecisionNextToOne) {
  for (int exponent = 1; exponent <= 52; ++exponent) {
    const double step = std::ldexp(1.0, -exponent);
    for (const double x : {1.0 + step, 1.0 - step}) {
      EXPECT_LT(units_apart(log_portable(x), std::log1p(static_cast<long double>(x - 1.0))), 2.0) << exponent;
    }
  }
  EXPECT_EQ(log_portable(1.0), 0.0);
}

TEST(Elementary, PowersOfTwoComeOutExactly) {
  EXPECT_EQ(exp_portable(0.0), 1.0);
  EXPECT_DOUBLE_EQ(log_portable(2.0), 0.6931471805599453);
  EXPECT_DOUBLE_EQ(log_portable(0x1p1000), 693.1471805599453);
  EXPECT_DOUBLE_EQ(log_portable(std::numeric_limits<double>::denorm_min()), -744.4400719213812);
}

TEST(Elementary, EndsOfTheRangeFollowTheStandard) {
  EXPECT_EQ(exp_portable(710.0), infinity);
  EXPECT_EQ(exp_portable(infinity), infinity);
  EXPECT_LT(exp_portable(709.78), infinity);
  EXPECT_EQ(exp_portable(-800.0), 0.0);
  EXPECT_EQ(exp_portable(-infinity), 0.0);
  EXPECT_TRUE(std::isnan(exp_portable(std::nan(""))));
  EXPECT_EQ(log_portable(0.0), -infinity);
  EXPECT_EQ(log_portable(infinity), infinity);
  EXPECT_TRUE(std::isnan(log_portable(-1.0)));
  EXPECT_TRUE(std::isnan(log_portable(std::nan(""))));
}

TEST(Elementary, PowersAreWithinTheirBound) {
  RandomStream stream = numbers();
  for (int n = 0; n < 100'000; ++n) {
    const double base = exp_portable(20.0 * stream.uniform() - 10.0);
    const double exponent = 10.0 * stream.uniform() - 5.0;
    const long double exact = std::pow(static_cast<long double>(base), static_cast<long double>(exponent));
    ASSERT_NEAR(static_cast<double>(static_cast<long double>(pow_portable(base, exponent)) / exact), 1.0, 2e-14);
  }
  EXPECT_EQ(pow_portable(0.0, 2.0), 0.0);
  EXPECT_EQ(pow_portable(0.0, 0.0), 1.0);
  EXPECT_EQ(pow_portable(7.0, 0.0), 1.0);
}

}  // namespace
}  // namespace throughline
