// SPDX-License-Identifier: MIT
#include "theory/tandem_sojourn.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(TandemSojourn, GivesTheLawOfTwoQueuesInARow) {
  const TandemSojourn journey(0.5, {1.0, 0.8});
  EXPECT_NEAR(journey.mean(), 5.33333333, 5e-9);
  EXPECT_NEAR(journey.deviation(), 3.88730126, 5e-9);
  EXPECT_NEAR(journey.quantile(0.50), 4.41394743, 5e-9);
  EXPECT_NEAR(journey.quantile(0.80), 7.98752305, 5e-9);
  EXPECT_NEAR(journey.quantile(0.90), 10.47382146, 5e-9);
  EXPECT_NEAR(journey.quantile(0.95), 12.88448200, 5e-9);
  EXPECT_NEAR(journey.quantile(0.99), 18.35356017, 5e-9);
  EXPECT_NEAR(journey.within(10.0), 0.88563925, 5e-9);
}

TEST(TandemSojourn, OfOneQueueIsExponential) {
  const TandemSojourn journey(0.5, {1.0});
  EXPECT_NEAR(journey.within(2.0), 0.63212056, 5e-9);
}

}  // namespace
}  // namespace throughline
