// SPDX-License-Identifier: MIT
#include "theory/erlang_c.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(ErlangC, GivesTheWaitsOfOneServer) {
  const ErlangC half(0.5, 1.0, 1);
  EXPECT_NEAR(half.delay_probability(), 0.5, 1e-15);
  EXPECT_NEAR(half.mean_wait(), 1.0, 1e-15);
  EXPECT_NEAR(half.mean_queue(), 0.5, 1e-15);
  EXPECT_NEAR(half.wait_quantile(0.95), 4.60517, 5e-6);
  EXPECT_NEAR(half.wait_quantile(0.99), 7.82405, 5e-6);

  const ErlangC three_quarters(0.75, 1.0, 1);
  EXPECT_NEAR(three_quarters.mean_wait(), 3.0, 1e-14);
  EXPECT_NEAR(three_quarters.mean_time(), 4.0, 1e-14);
  EXPECT_NEAR(three_quarters.mean_queue(), 2.25, 1e-14);
  EXPECT_NEAR(three_quarters.wait_quantile(0.90), 8.05961, 5e-6);
  EXPECT_NEAR(three_quarters.wait_quantile(0.95), 10.83220, 5e-6);

  const ErlangC four_fifths(0.8, 1.0, 1);
  EXPECT_NEAR(four_fifths.mean_wait(), 4.0, 1e-14);
  EXPECT_NEAR(four_fifths.mean_queue(), 3.2, 1e-14);
  EXPECT_NEAR(four_fifths.wait_quantile(0.95), 13.86294, 5e-6);

  const ErlangC nine_tenths(0.9, 1.0, 1);
  EXPECT_NEAR(nine_tenths.mean_wait(), 9.0, 1e-13);
  EXPECT_NEAR(nine_tenths.mean_queue(), 8.1, 1e-13);
  EXPECT_NEAR(nine_tenths.wait_quantile(0.95), 28.90372, 5e-6);
  EXPECT_NEAR(nine_tenths.wait_quantile(0.99), 44.99810, 5e-6);

  EXPECT_NEAR(ErlangC(1.0, 2.0, 1).mean_wait(), 0.5, 1e-15);
}

TEST(ErlangC, GivesTheWaitsOfABank) {
  const ErlangC three(0.2, 0.1, 3);
  EXPECT_NEAR(three.delay_probability(), 0.44444444, 5e-9);
  EXPECT_NEAR(three.mean_wait(), 4.44444444, 5e-9);
  EXPECT_NEAR(three.mean_time(), 14.4444, 5e-5);
  EXPECT_NEAR(three.mean_queue(), 0.888889, 5e-7);
  EXPECT_NEAR(three.wait_within(5.0), 0.73043082, 5e-9);
  EXPECT_NEAR(three.wait_quantile(0.90), 14.91655, 5e-6);
  EXPECT_NEAR(three.wait_quantile(0.95), 21.84802, 5e-6);

  const ErlangC four(0.2, 0.1, 4);
  EXPECT_NEAR(four.delay_probability(), 0.17391304, 5e-9);
  EXPECT_NEAR(four.mean_wait(), 0.86956522, 5e-9);
  EXPECT_NEAR(four.wait_within(5.0), 0.93602097, 5e-9);
  EXPECT_NEAR(four.wait_quantile(0.95), 6.23266, 5e-6);
}

TEST(ErlangC, GivesTheTableOfCallCenters) {
  struct Row {
    double erlangs;
    std::uint32_t agents;
    double delayed, wait, level_180, level_300;
  };
  const Row rows[] = {
      {5, 6, .58751645, .58751645, .47426718, .45037426},     {5, 7, .32414995, .16207497, .74044101, .71631261},
      {5, 8, .16726651, .05575550, .88014831, .86305377},     {10, 11, .68211820, .68211820, .38961381, .36187365},
      {10, 12, .44938822, .22469411, .64015804, .60670742},   {10, 13, .28527045, .09509015, .79559479, .76644031},
      {10, 14, .17413193, .04353298, .88835002, .86662742},   {10, 15, .10204237, .02040847, .94145284, .92688345},
      {20, 22, .56791516, .28395758, .54524909, .50297580},   {20, 24, .29807230, .07451807, .80888189, .77169798},
      {20, 25, .20910283, .04182057, .88002654, .85017128},   {50, 54, .47360773, .11840193, .69633201, .63725042},
      {50, 56, .30934780, .05155797, .84117555, .79263797},   {50, 60, .11730206, .01173021, .96138499, .93977512},
      {100, 105, .51570743, .10314149, .70411110, .63047948}, {100, 108, .32832968, .04104121, .86501963, .80738663},
      {100, 115, .09544102, .00636273, .98197352, .96488921},
  };
  for (const Row& row : rows) {
    const ErlangC short_calls(row.erlangs / 180.0, 1.0 / 180.0, row.agents);
    const ErlangC long_calls(row.erlangs / 300.0, 1.0 / 300.0, row.agents);
    EXPECT_NEAR(short_calls.delay_probability(), row.delayed, 5e-9) << row.erlangs << " " << row.agents;
    EXPECT_NEAR(short_calls.mean_wait() / 180.0, row.wait, 5e-9) << row.erlangs << " " << row.agents;
    EXPECT_NEAR(short_calls.wait_within(20.0), row.level_180, 5e-9) << row.erlangs << " " << row.agents;
    EXPECT_NEAR(long_calls.wait_within(20.0), row.level_300, 5e-9) << row.erlangs << " " << row.agents;
  }
}

TEST(ErlangC, AgreesWithPublishedTestValues) {
  const ErlangC fourteen(100.0 / 1800.0, 1.0 / 180.0, 14);
  EXPECT_NEAR(fourteen.wait_within(20.0), 0.8883500191794669, 1e-13);
  EXPECT_NEAR(fourteen.delay_probability(), 0.1741319335950498, 1e-13);
  EXPECT_NEAR(fourteen.occupancy(), 0.7142857, 5e-8);
  const ErlangC fifteen(100.0 / 1800.0, 1.0 / 180.0, 15);
  EXPECT_NEAR(fifteen.wait_within(20.0), 0.941, 5e-4);
  EXPECT_NEAR(fifteen.delay_probability(), 0.102, 5e-4);
}

TEST(ErlangC, GivesTheDeviationOfTheWait) {
  EXPECT_NEAR(ErlangC(0.8, 1.0, 1).wait_deviation(), 4.8989795, 5e-8);
  EXPECT_NEAR(ErlangC(2.0, 1.0, 3).wait_deviation(), 0.83147942, 5e-9);
}

TEST(ErlangC, HasNoWaitBelowTheShareServedAtOnce) {
  EXPECT_EQ(ErlangC(0.5, 1.0, 1).wait_quantile(0.5), 0.0);
  EXPECT_GT(ErlangC(0.5, 1.0, 1).wait_quantile(0.51), 0.0);
}

}  // namespace
}  // namespace throughline
