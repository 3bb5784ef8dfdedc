// SPDX-License-Identifier: MIT
#include "report/number.hpp"

#include <gtest/gtest.h>

#include <clocale>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::absent;
using testing::estimate_of;

TEST(Number, KeepsTwoSignificantDigitsOfTheHalfWidth) {
  EXPECT_EQ(figure(estimate_of(Unit::count, 3.14159, 0.0123), ""), "3.142 ± 0.012");
  EXPECT_EQ(figure(estimate_of(Unit::count, 3.14159, 1.23), ""), "3.1 ± 1.2");
  EXPECT_EQ(figure(estimate_of(Unit::count, 31415.9, 12.3), ""), "31416 ± 12");
  EXPECT_EQ(figure(estimate_of(Unit::count, 31415.9, 1234.0), ""), "31400 ± 1200");
}

TEST(Number, DoesNotGainADigitWhereTheHalfWidthRoundsUp) {
  EXPECT_EQ(figure(estimate_of(Unit::count, 5.0, 0.0996), ""), "5.00 ± 0.10");
  EXPECT_EQ(figure(estimate_of(Unit::count, 5.0, 9.96), ""), "5 ± 10");
}

TEST(Number, ShowsDurationsInTheUnitOfTheirMagnitude) {
  EXPECT_EQ(figure(estimate_of(Unit::seconds, 0.2, 0.01), ""), "0.200 ± 0.010 s");
  EXPECT_EQ(figure(estimate_of(Unit::seconds, 89.0, 1.1), ""), "89.0 ± 1.1 s");
  EXPECT_EQ(figure(estimate_of(Unit::seconds, 438.6, 2.4), ""), "7.310 ± 0.040 min");
  EXPECT_EQ(figure(estimate_of(Unit::seconds, 7200.0, 360.0), ""), "2.00 ± 0.10 h");
  EXPECT_EQ(figure(estimate_of(Unit::seconds, 172'800.0, 8640.0), ""), "2.00 ± 0.10 d");
}

TEST(Number, ShowsSharesMoneyAndRatesWithTheirUnits) {
  EXPECT_EQ(figure(estimate_of(Unit::share, 0.8423, 0.0042), ""), "84.23 ± 0.42 %");
  EXPECT_EQ(figure(estimate_of(Unit::money, 4.2, 0.05), "EUR"), "4.200 ± 0.050 EUR");
  EXPECT_EQ(figure(estimate_of(Unit::money, 4.2, 0.05), ""), "4.200 ± 0.050");
  EXPECT_EQ(figure(estimate_of(Unit::per_hour, 61.0, 1.5), ""), "61.0 ± 1.5 per hour");
}

TEST(Number, NamesBothEndsOfALopsidedInterval) {
  Estimate estimate = estimate_of(Unit::share, 0.002, 0.001);
  estimate.low = 0.0;
  estimate.high = 0.0051;
  EXPECT_EQ(figure(estimate, ""), "0.20 (0.00 to 0.51) %");
}

TEST(Number, BoundsWhatNeverOrAlwaysHappened) {
  Estimate never = estimate_of(Unit::share, 0.0, 0.0);
  never.high = 0.00301;
  EXPECT_EQ(figure(never, ""), "below 0.31 %");
  Estimate always = estimate_of(Unit::share, 1.0, 0.0);
  always.low = 0.99699;
  EXPECT_EQ(figure(always, ""), "above 99.69 %");
}

TEST(Number, NeverShowsAValueAsIfItWereCertain) {
  Estimate one_replication = estimate_of(Unit::seconds, 438.6, 1.0);
  one_replication.low = one_replication.high = std::nullopt;
  EXPECT_EQ(figure(one_replication, ""), "7.3 ± ? min");
  EXPECT_EQ(margin(one_replication, 480.0, true, ""), "+0.69 ± ? min");
  EXPECT_EQ(figure(absent(Unit::seconds, "no journey completed"), ""), "-");
  EXPECT_EQ(margin(absent(Unit::seconds, "no journey completed"), 1.0, true, ""), "-");
}

TEST(Number, SaysSoWhereNothingVaries) {
  EXPECT_EQ(figure(estimate_of(Unit::seconds, 10.0, 0.0), ""), "10 ± 0 s");
  EXPECT_EQ(figure(estimate_of(Unit::seconds, 10.0, 1e-14), ""), "10 ± 0 s");
  EXPECT_EQ(figure(estimate_of(Unit::share, 0.0, 0.0), ""), "0 ± 0 %");
}

TEST(Number, IsNeverMinusNothing) {
  EXPECT_EQ(figure(estimate_of(Unit::count, -0.001, 1.0), ""), "0.0 ± 1.0");
}

TEST(Number, ShowsAMarginInTheUnitOfItsFigureWithASign) {
  EXPECT_EQ(margin(estimate_of(Unit::seconds, 438.6, 2.4), 480.0, true, ""), "+0.690 ± 0.040 min");
  EXPECT_EQ(margin(estimate_of(Unit::seconds, 438.6, 2.4), 480.0, false, ""), "-0.690 ± 0.040 min");
  EXPECT_EQ(margin(estimate_of(Unit::share, 0.84, 0.011), 0.85, false, ""), "-1.0 ± 1.1 points");
  EXPECT_EQ(margin(estimate_of(Unit::seconds, 10.0, 0.0), 12.0, true, ""), "+2 ± 0 s");
}

TEST(Number, ShowsALopsidedMarginByItsEnds) {
  Estimate estimate = estimate_of(Unit::seconds, 642.0, 1.0);
  estimate.low = 516.0;
  estimate.high = 888.0;
  // All of the interval misses the bound; a half-width would say otherwise.
  EXPECT_EQ(margin(estimate, 480.0, true, ""), "-2.7 (-6.8 to -0.6) min");
  EXPECT_EQ(margin(estimate, 480.0, false, ""), "+2.7 (+0.6 to +6.8) min");
}

TEST(Number, ShowsExactValuesWithoutNoughtsBehindThem) {
  EXPECT_EQ(exact_duration(8 * 3600.0), "8 h");
  EXPECT_EQ(exact_duration(150.0), "2.5 min");
  EXPECT_EQ(exact_duration(0.0), "0 s");
  EXPECT_EQ(exact(0.95, Unit::share, ""), "95 %");
  EXPECT_EQ(exact(1.23456, Unit::count, ""), "1.235");
  EXPECT_EQ(exact(123456.0, Unit::count, ""), "123456");
}

TEST(Number, MakesACurrencyHarmless) {
  EXPECT_EQ(figure(estimate_of(Unit::money, 4.2, 0.5), "\x1b[2J"), "4.20 ± 0.50 \\u001B[2J");
}

TEST(Number, KnowsNoLocale) {
  const char* const german = std::setlocale(LC_ALL, "de_DE.UTF-8");
  const std::string text = figure(estimate_of(Unit::count, 3.14159, 0.0123), "");
  if (german != nullptr) std::setlocale(LC_ALL, "C");
  EXPECT_EQ(text, "3.142 ± 0.012");
}

}  // namespace
}  // namespace throughline
