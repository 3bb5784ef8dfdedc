// SPDX-License-Identifier: MIT
#include "theory/finite_capacity.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "theory/erlang_b.hpp"
#include "theory/erlang_c.hpp"

namespace throughline {
namespace {

TEST(FiniteCapacity, GivesThePublishedStates) {
  const FiniteCapacity queue(3.0, 4.0, 2, 3);
  const double expected[] = {.46800731, .35100548, .13162706, .04936015};
  for (std::size_t number = 0; number < 4; ++number)
    EXPECT_NEAR(queue.state_probabilities()[number], expected[number], 5e-9);
  EXPECT_NEAR(queue.turned_away(), 0.04936015, 5e-9);
  EXPECT_NEAR(queue.mean_number(), 0.76234004, 5e-9);
  EXPECT_NEAR(queue.mean_wait(), 0.01730769, 5e-9);
}

TEST(FiniteCapacity, KnowsTheWaitOfThoseWhoJoin) {
  // One waiting place: whoever waits does so for the first of two services, Exp(8).
  const FiniteCapacity queue(3.0, 4.0, 2, 3);
  const double waiting = .13162706 / (1.0 - .04936015);
  EXPECT_NEAR(queue.delay_probability(), waiting, 1e-8);
  EXPECT_NEAR(queue.wait_within(0.1), 1.0 - waiting * std::exp(-0.8), 1e-8);
  EXPECT_NEAR(queue.wait_quantile(0.95), std::log(waiting / 0.05) / 8.0, 1e-8);
  EXPECT_EQ(queue.wait_quantile(0.5), 0.0);
  EXPECT_NEAR(queue.occupancy(), 3.0 * (1.0 - .04936015) / 8.0, 1e-8);
  double mean = 0.0;
  for (double share = 0.0005; share < 1.0; share += 0.001) mean += 0.001 * queue.wait_quantile(share);
  EXPECT_NEAR(mean, queue.mean_wait(), 1e-4);
}

TEST(FiniteCapacity, IsErlangCWithMuchRoom) {
  const FiniteCapacity queue(2.0, 1.0, 3, 400);
  const ErlangC endless(2.0, 1.0, 3);
  EXPECT_NEAR(queue.mean_wait(), endless.mean_wait(), 1e-12);
  EXPECT_NEAR(queue.delay_probability(), endless.delay_probability(), 1e-12);
  EXPECT_NEAR(queue.wait_quantile(0.99), endless.wait_quantile(0.99), 1e-9);
}

TEST(FiniteCapacity, IsErlangBWithoutWaitingPlaces) {
  EXPECT_NEAR(FiniteCapacity(500.0, 1.0, 500, 500).turned_away(), erlang_b(500, 500.0), 1e-13);
}

}  // namespace
}  // namespace throughline
