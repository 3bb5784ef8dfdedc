// SPDX-License-Identifier: MIT
#include "theory/relaxation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace throughline {
namespace {

TEST(Relaxation, IsLongNearFullLoad) {
  EXPECT_NEAR(queue_relaxation(0.81, 1.0, 1), 100.0, 1e-9);
  EXPECT_NEAR(queue_relaxation(3.24, 1.0, 4), 25.0, 1e-9);
  EXPECT_NEAR(queue_relaxation(1.0, 1.0, 100), 1.0, 1e-15) << "not shorter than a service";
}

TEST(Relaxation, OfASmallQueueIsBoundedByItsRoom) {
  // M/M/1/1: the eigenvalue is lambda + mu. M/M/1/K at full load: 2 (1 - cos(pi / (K + 1))) mu.
  EXPECT_NEAR(queue_relaxation(1.0, 1.0, 1, 9.0), 1.0 / (2.0 - 2.0 * std::cos(std::numbers::pi / 11.0)), 1e-9);
  EXPECT_NEAR(queue_relaxation(0.81, 1.0, 1, 1e6), 100.0, 1e-4);
  EXPECT_LT(queue_relaxation(2.0, 1.0, 1, 5.0), queue_relaxation(1.0, 1.0, 1, 5.0));
}

TEST(Relaxation, GrowsWithTheSpreadOfServices) {
  EXPECT_NEAR(general_relaxation(0.81, 1.0, 3.0), 200.0, 1e-9);
  EXPECT_NEAR(general_relaxation(0.81, 1.0, 0.0), 100.0, 1e-9);
}

TEST(Relaxation, IsThatOfTheSlowerOfServiceAndPatience) {
  EXPECT_EQ(death_relaxation(0.5, 2.0), 2.0);
  EXPECT_EQ(death_relaxation(2.0, 0.25), 4.0);
}

}  // namespace
}  // namespace throughline
