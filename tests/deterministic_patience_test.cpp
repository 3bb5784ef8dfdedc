// SPDX-License-Identifier: MIT
#include "theory/deterministic_patience.hpp"

#include <gtest/gtest.h>

#include "theory/erlang_b.hpp"
#include "theory/erlang_c.hpp"

namespace throughline {
namespace {

TEST(DeterministicPatience, GivesTheKnownWaitsAndLosses) {
  const DeterministicPatience one(1.0, 1.0, 1.0, 1);
  EXPECT_NEAR(one.delay_probability(), 2.0 / 3.0, 1e-14);
  EXPECT_NEAR(one.abandonment(), 1.0 / 3.0, 1e-14);
  EXPECT_NEAR(one.mean_wait(), 0.5, 1e-14);
  EXPECT_NEAR(one.mean_wait_of_served(), 0.25, 1e-14);

  const DeterministicPatience eight(4.0, 0.5, 0.5, 8);
  EXPECT_NEAR(eight.delay_probability(), 0.48038292, 5e-9);
  EXPECT_NEAR(eight.abandonment(), 0.16012764, 5e-9);
  EXPECT_NEAR(eight.mean_wait(), 0.16012764, 5e-9);
  EXPECT_NEAR(eight.mean_wait_of_served(), 0.09532856, 5e-9);

  const DeterministicPatience patient(4.0, 0.5, 2.0, 8);
  EXPECT_NEAR(patient.delay_probability(), 0.73499279, 5e-9);
  EXPECT_NEAR(patient.abandonment(), 0.08166587, 5e-9);
  EXPECT_NEAR(patient.mean_wait(), 0.81665866, 5e-9);
  EXPECT_NEAR(patient.mean_wait_of_served(), 0.71142616, 5e-9);

  const DeterministicPatience flooded(5.0, 2.0, 6.0, 1);
  EXPECT_NEAR(flooded.abandonment(), 0.6, 5e-8);
  EXPECT_NEAR(flooded.mean_wait_of_served(), 5.66667, 5e-6);
}

TEST(DeterministicPatience, IsErlangBWithoutPatience) {
  const DeterministicPatience impatient(10.0, 1.0, 0.0, 15);
  EXPECT_NEAR(impatient.abandonment(), erlang_b(15, 10.0), 1e-14);
  EXPECT_EQ(impatient.mean_wait(), 0.0);
}

TEST(DeterministicPatience, IsErlangCWithEndlessPatience) {
  const DeterministicPatience patient(0.2, 0.1, 1e5, 3);
  const ErlangC endless(0.2, 0.1, 3);
  EXPECT_NEAR(patient.mean_wait(), endless.mean_wait(), 1e-10);
  EXPECT_NEAR(patient.service_level(5.0), endless.wait_within(5.0), 1e-12);
}

TEST(DeterministicPatience, DoesNotOverflowFarAboveCapacity) {
  const DeterministicPatience flooded(1000.0, 1.0, 1000.0, 10);
  EXPECT_NEAR(flooded.abandonment(), 0.99, 1e-9);
  EXPECT_NEAR(flooded.mean_wait_of_served(), 1000.0, 2.0);
  EXPECT_NEAR(flooded.service_level(999.0), 0.0, 1e-3);
  EXPECT_EQ(flooded.service_level(1000.0), 1.0);
}

TEST(DeterministicPatience, RisesToItsServiceLevelWithoutAStep) {
  const DeterministicPatience flooded(1.5, 1.0, 2.0, 1);
  EXPECT_NEAR(flooded.service_level(0.0), 1.0 - flooded.delay_probability(), 1e-14);
  EXPECT_NEAR(flooded.service_level(2.0 - 1e-12), 1.0 - flooded.abandonment(), 1e-9);
}

}  // namespace
}  // namespace throughline
