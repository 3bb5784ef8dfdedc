// SPDX-License-Identifier: MIT
#include "theory/finite_capacity.hpp"

#include <gtest/gtest.h>

#include "theory/erlang_b.hpp"

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

TEST(FiniteCapacity, IsErlangBWithoutWaitingPlaces) {
  EXPECT_NEAR(FiniteCapacity(500.0, 1.0, 500, 500).turned_away(), erlang_b(500, 500.0), 1e-13);
}

}  // namespace
}  // namespace throughline
