// SPDX-License-Identifier: MIT
#include "theory/erlang_a.hpp"

#include <gtest/gtest.h>

#include "theory/erlang_c.hpp"

namespace throughline {
namespace {

TEST(ErlangA, GivesTheSteadyStateOfTheOpenTelephoneLine) {
  const ErlangA line(4.2, 0.5, 1.0, 12);
  EXPECT_NEAR(line.abandonment(), 0.02967891, 5e-9);
  EXPECT_NEAR(line.served_within(1.0 / 3.0), 0.9741823, 1e-7);
  EXPECT_NEAR(line.service_level(1.0 / 3.0), 0.9678715, 5e-8);
  EXPECT_NEAR(line.mean_wait_of_served(), 0.02406008, 5e-9);
  EXPECT_NEAR(line.occupancy(), 0.6792, 5e-5);
}

TEST(ErlangA, IsAnInfinityOfServersWherePatienceIsAsShortAsService) {
  // With theta = mu the number there is Poisson(a), whatever c: P(wait > 0) = P(Poisson(2) >= 2).
  const ErlangA line(2.0, 1.0, 1.0, 2);
  EXPECT_NEAR(line.delay_probability(), 1.0 - 3.0 * 0.1353352832366127, 1e-14);
  EXPECT_NEAR(line.mean_queue(), 4.0 * 0.1353352832366127, 1e-14);
}

TEST(ErlangA, ApproachesErlangCWherePatienceIsLong) {
  const ErlangA patient(0.2, 0.1, 1e-9, 3);
  const ErlangC endless(0.2, 0.1, 3);
  EXPECT_NEAR(patient.mean_wait(), endless.mean_wait(), 1e-6);
  EXPECT_NEAR(patient.mean_wait_of_served(), endless.mean_wait(), 1e-6);
  EXPECT_NEAR(patient.wait_within(5.0), endless.wait_within(5.0), 1e-6);
}

TEST(ErlangA, ShedsWhatIsAboveCapacity) {
  // Far above capacity the servers are always busy, and the rest gives up.
  const ErlangA flooded(100.0, 1.0, 0.001, 10);
  EXPECT_NEAR(flooded.abandonment(), 0.9, 1e-9);
  EXPECT_NEAR(flooded.occupancy(), 1.0, 1e-9);
  EXPECT_NEAR(flooded.delay_probability(), 1.0, 1e-9);
}

TEST(ErlangA, HoldsForAThousandServers) {
  const ErlangA center(1000.0, 1.0, 1.0, 1000);
  // With theta = mu the number there is Poisson(1000): P(N >= 1000) = 1 - P(N <= 999).
  EXPECT_NEAR(center.delay_probability(), 0.5042052442, 1e-9);
}

TEST(ErlangA, CountsTheSameCustomersInEveryFigure) {
  const ErlangA line(4.2, 0.5, 1.0, 9);
  EXPECT_NEAR(line.wait_within(0.0), 1.0 - line.delay_probability(), 1e-12);
  EXPECT_NEAR(line.wait_within(100.0), 1.0, 1e-12);
  EXPECT_NEAR(line.service_level(100.0), 1.0, 1e-12);
  for (const double share : {0.7, 0.9, 0.99}) EXPECT_NEAR(line.wait_within(line.wait_quantile(share)), share, 1e-10);
  // Mean wait = integral of P(wait > t).
  double area = 0.0;
  constexpr double step = 1e-2;
  for (double time = 0.5 * step; time < 20.0; time += step) area += step * (1.0 - line.wait_within(time));
  EXPECT_NEAR(area, line.mean_wait(), 1e-5);
}

TEST(ErlangA, GivesNoWaitToThoseBelowTheShareServedAtOnce) {
  EXPECT_EQ(ErlangA(4.2, 0.5, 1.0, 12).wait_quantile(0.5), 0.0);
}

}  // namespace
}  // namespace throughline
