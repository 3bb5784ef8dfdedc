// SPDX-License-Identifier: MIT
#include "theory/finite_population.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(FinitePopulation, BalancesTwoMembersAtOneServer) {
  // Weights 1, 2 a, 2 a^2 with a = 1 / 2.
  const FinitePopulation queue(2, 1.0, 2.0, 1);
  EXPECT_NEAR(queue.state_probabilities()[0], 0.4, 1e-15);
  EXPECT_NEAR(queue.state_probabilities()[1], 0.4, 1e-15);
  EXPECT_NEAR(queue.state_probabilities()[2], 0.2, 1e-15);
  EXPECT_NEAR(queue.occupancy(), 0.6, 1e-15);
  EXPECT_NEAR(queue.throughput(), 1.2, 1e-15);
  EXPECT_NEAR(queue.mean_queue(), 0.2, 1e-15);
  EXPECT_NEAR(queue.mean_time(), 0.2 / 1.2 + 0.5, 1e-15);
  EXPECT_NEAR(queue.delay_probability(), 1.0 / 3.0, 1e-15) << "alone, the other member is there a third of the time";
}

TEST(FinitePopulation, RepairsSixMachines) {
  const FinitePopulation queue(6, 1.0 / 600.0, 1.0 / 120.0, 2);
  EXPECT_NEAR(queue.mean_wait(), 17.0028275, 5e-8);
  EXPECT_NEAR(queue.mean_time(), 137.002828, 5e-7);
  EXPECT_NEAR(queue.throughput() * 3600.0, 29.307893, 5e-7);
  EXPECT_NEAR(queue.occupancy(), 0.488464883, 5e-10);
}

TEST(FinitePopulation, NeverWaitsWhereEverybodyHasAServer) {
  const FinitePopulation queue(500, 1.0, 1.0, 500);
  EXPECT_NEAR(queue.mean_queue(), 0.0, 1e-12);
  EXPECT_NEAR(queue.delay_probability(), 0.0, 1e-12);
  EXPECT_NEAR(queue.occupancy(), 0.5, 1e-12);
}

}  // namespace
}  // namespace throughline
