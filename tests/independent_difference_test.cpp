// SPDX-License-Identifier: MIT
#include "statistics/independent_difference.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace throughline {
namespace {

TEST(IndependentDifference, AddsVariancesAndCountsDegreesAsWelchDoes) {
  // Two means of 10 with the same error are one of 18 degrees; one that does not err leaves the other's degrees alone.
  const Figure alike = independent_difference({5.0, 2.0, 9.0}, {4.0, 2.0, 9.0}, 0.95);
  EXPECT_DOUBLE_EQ(*alike.value, 1.0);
  EXPECT_NEAR(*alike.high - 1.0, 2.10092 * 2.0 * std::sqrt(2.0), 1e-4);
  EXPECT_NEAR(1.0 - *alike.low, *alike.high - 1.0, 1e-12);
  const Figure alone = independent_difference({5.0, 3.0, 9.0}, {4.0, 0.0, 50.0}, 0.95);
  EXPECT_NEAR(*alone.high - 1.0, 2.26216 * 3.0, 1e-4);
  // (1 + 4)^2 / (1 / 4 + 16 / 9) = 12.33 degrees.
  const Figure apart = independent_difference({0.0, 1.0, 4.0}, {0.0, 2.0, 9.0}, 0.9);
  EXPECT_NEAR(*apart.high, student_t(25.0 / (1.0 / 4.0 + 16.0 / 9.0), 0.9) * std::sqrt(5.0), 1e-12);
}

TEST(IndependentDifference, OfFiguresThatDoNotErrIsCertain) {
  const Figure figure = independent_difference({5.0, 0.0, 9.0}, {4.5, 0.0, 9.0}, 0.95);
  EXPECT_EQ(*figure.low, 0.5);
  EXPECT_EQ(*figure.high, 0.5);
}

TEST(IndependentDifference, OfSharesReproducesNewcombesExample) {
  // Newcombe (1998), table II, example (a) by method 10: 56/70 less 48/80 is 0.2000, 0.0524 to 0.3339.
  const Figure one{56.0 / 70.0, 0.6918, 0.8769, {}};
  const Figure other{48.0 / 80.0, 0.4905, 0.7004, {}};
  const Figure figure = independent_difference_of_shares(one, other);
  EXPECT_NEAR(*figure.value, 0.2, 1e-12);
  EXPECT_NEAR(*figure.low, 0.0524, 1e-3);
  EXPECT_NEAR(*figure.high, 0.3339, 1e-3);
}

TEST(IndependentDifference, FindsTheErrorBehindAnInterval) {
  EXPECT_NEAR(error_of_interval(1.0, 5.0, 9.0, 0.95), 2.0 / 2.26216, 1e-5);
}

}  // namespace
}  // namespace throughline
