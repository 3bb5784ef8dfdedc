// SPDX-License-Identifier: MIT
#include "blueprint/load.hpp"

#include <gtest/gtest.h>

#include "blueprint_text.hpp"

namespace throughline {
namespace {

constexpr double hour = 3600.0;

const std::string desk = "[steps.desk]\nstaff = \"clerk\"\ntime = \"3 min\"\nwrap_up = \"1 min\"\n";

TEST(OfferedLoad, IsArrivalsTimesServiceAndWrapUpForEveryHour) {
  const Blueprint blueprint = blueprint_of(
      "[segments.guest]\nstart = \"desk\"\narrivals = { profile = { \"00:00\" = \"30 per hour\", \"10:00\" = \"45 per "
      "hour\" } }\n"
      "[staff.clerk]\nshifts.early = { from = \"08:00\", to = \"12:30\", count = 2 }\n"
      "shifts.late = { from = \"12:30\", to = \"16:00\", count = 4 }\n" +
      desk);
  const std::vector<PoolLoad> pools = offered_load(blueprint);
  ASSERT_EQ(pools.size(), 1U);
  ASSERT_EQ(pools[0].hours.size(), 8U);
  EXPECT_NEAR(pools[0].hours[0].offered, 2.0, 1e-12);
  EXPECT_NEAR(pools[0].hours[2].offered, 3.0, 1e-12);
  EXPECT_EQ(pools[0].hours[2].from, 2 * hour);
  EXPECT_NEAR(pools[0].hours[4].on_duty, 3.0, 1e-12);
  EXPECT_NEAR(pools[0].hours[4].load(), 1.0, 1e-12);
  EXPECT_EQ(pools[0].worst().from, 2 * hour);
  EXPECT_NEAR(pools[0].worst().load(), 1.5, 1e-12);
}

TEST(OfferedLoad, SpreadsLongWorkOverTheTimeThatItLasts) {
  const Blueprint blueprint = build_blueprint(document_of(
      "[segments.guest]\nstart = \"stay\"\narrivals = { profile = { \"00:00\" = \"1 per hour\", \"12:00\" = \"3 per "
      "hour\" } }\n[staff.bed]\nkind = \"place\"\ncount = 60\n[steps.stay]\nstaff = \"bed\"\ntime = \"24 h\"\n",
      "2026-01-05 00:00", "4 d"));
  const std::vector<HourLoad> hours = offered_load(blueprint)[0].hours;
  EXPECT_NEAR(hours[0].offered, 1.0, 1e-9);
  EXPECT_NEAR(hours[11].offered, 12.0, 1e-9);
  EXPECT_NEAR(hours[23].offered, 48.0, 1e-9);
  EXPECT_NEAR(hours[71].offered, 48.0, 1e-9);
  EXPECT_NEAR(hours[80].offered, 48.0, 1e-9);
}

TEST(OfferedLoad, RestsOnClosedDates) {
  const std::string text =
      "[calendar]\nclosed = \"2026-01-06\"\n"
      "[segments.guest]\nstart = \"walk\"\narrivals = { rate = \"30 per hour\" }\n"
      "[staff.clerk]\ncount = 4\n[steps.walk]\ntime = \"90 min\"\nnext = \"desk\"\n" +
      desk;
  const Blueprint blueprint = build_blueprint(document_of(text, "2026-01-05 20:00", "30 h"));
  const std::vector<HourLoad> hours = offered_load(blueprint)[0].hours;
  EXPECT_NEAR(hours[3].offered, 2.0, 1e-12);
  EXPECT_NEAR(hours[3].on_duty, 4.0, 1e-12);
  EXPECT_NEAR(hours[4].offered, 2.0, 1e-12) << "who came before midnight is on the way";
  EXPECT_NEAR(hours[5].offered, 1.0, 1e-12);
  EXPECT_NEAR(hours[6].offered, 0.0, 1e-12);
  EXPECT_NEAR(hours[4].on_duty, 0.0, 1e-12);
  EXPECT_NEAR(hours[28].on_duty, 4.0, 1e-12);
  EXPECT_NEAR(hours[29].offered, 1.0, 1e-12);
  EXPECT_EQ(unattended(blueprint, StaffId{0}), (std::vector<Span>{{4 * hour, 5.5 * hour}}));
}

TEST(OfferedLoad, AddsUpSegmentsWithTheirOwnTimes) {
  const Blueprint blueprint = blueprint_of(
      "[segments.guest]\nstart = \"desk\"\narrivals = { rate = \"15 per hour\" }\n"
      "[segments.member]\nstart = \"desk\"\narrivals = { rate = \"6 per hour\" }\n[staff.clerk]\ncount = 2\n" +
      desk + "[steps.desk.for.member]\ntime = \"9 min\"\n");
  EXPECT_NEAR(offered_load(blueprint)[0].hours[0].offered, 15 * 4.0 / 60 + 6 * 10.0 / 60, 1e-12);
}

TEST(OfferedLoad, FollowsTimesByTheClock) {
  const Blueprint blueprint = blueprint_of(
      "[segments.guest]\nstart = \"desk\"\narrivals = { rate = \"60 per hour\" }\n[staff.clerk]\ncount = 9\n"
      "[steps.desk]\nstaff = \"clerk\"\ntime = { by_clock = { \"08:00\" = \"2 min\", \"12:00\" = \"5 min\" } }\n");
  const std::vector<PoolLoad> pools = offered_load(blueprint);
  EXPECT_NEAR(pools[0].hours[3].offered, 2.0, 1e-12);
  EXPECT_NEAR(pools[0].hours[4].offered, 5.0, 1e-12);
}

TEST(OfferedLoad, ComesToAStepWhenTheWayThereHasPassed) {
  const std::string text =
      "[segments.guest]\nstart = \"walk\"\narrivals = { profile = { \"08:00\" = \"60 per hour\", \"10:00\" = \"0 per "
      "hour\" } }\n"
      "[staff.clerk]\nshifts.day = { from = \"09:30\", to = \"11:00\", count = 5 }\n"
      "[steps.walk]\ntime = \"90 min\"\nnext = \"desk\"\n" +
      desk;
  const Blueprint blueprint = blueprint_of(text);
  const std::vector<HourLoad> hours = offered_load(blueprint)[0].hours;
  EXPECT_NEAR(hours[0].offered, 0.0, 1e-12);
  EXPECT_NEAR(hours[1].offered, 2.0, 1e-12);
  EXPECT_NEAR(hours[2].offered, 4.0, 1e-12);
  EXPECT_NEAR(hours[3].offered, 2.0, 1e-12);
  EXPECT_NEAR(hours[4].offered, 0.0, 1e-12);
  EXPECT_EQ(unattended(blueprint, StaffId{0}), (std::vector<Span>{{3 * hour, 3.5 * hour}}));
}

TEST(OfferedLoad, EndsWithTheRunOrItsFirstWeek) {
  const std::string text =
      "[segments.guest]\nstart = \"desk\"\narrivals = { rate = \"6 per hour\" }\n[staff.clerk]\ncount = 2\n" + desk;
  Document document = document_of(text);
  document.run.length = 2.5 * hour;
  const std::vector<PoolLoad> pools = offered_load(build_blueprint(document));
  ASSERT_EQ(pools[0].hours.size(), 3U);
  EXPECT_EQ(pools[0].hours[2].to, 2.5 * hour);
  EXPECT_NEAR(pools[0].hours[2].offered, 0.4, 1e-12);
  document.run.length = 30 * seconds_per_day;
  EXPECT_EQ(offered_load(build_blueprint(document))[0].hours.size(), 168U);
}

TEST(OfferedLoad, IsInfiniteWhereNobodyIsOnDuty) {
  const HourLoad unattended{0.0, hour, 0.5, 0.0};
  const HourLoad idle{0.0, hour, 0.0, 0.0};
  EXPECT_EQ(unattended.load(), std::numeric_limits<double>::infinity());
  EXPECT_EQ(idle.load(), 0.0);
}

TEST(Unattended, IsWhereCustomersArriveAndNobodyIsOnDuty) {
  const Blueprint blueprint = blueprint_of(
      "[segments.guest]\nstart = \"desk\"\narrivals = { profile = { \"08:30\" = \"30 per hour\", \"15:00\" = \"0 per "
      "hour\" } }\n"
      "[staff.clerk]\nshifts.early = { from = \"09:00\", to = \"12:00\", count = 1 }\n"
      "shifts.late = { from = \"13:00\", to = \"14:30\", count = 1 }\n[staff.idle]\ncount = 0\n" +
      desk);
  EXPECT_EQ(unattended(blueprint, StaffId{0}),
            (std::vector<Span>{{0.5 * hour, 1 * hour}, {4 * hour, 5 * hour}, {6.5 * hour, 7 * hour}}));
  EXPECT_TRUE(unattended(blueprint, StaffId{1}).empty());
}

/// Two early clerks and a late one who can do the same.
Blueprint either_or() {
  return blueprint_of(
      "[segments.guest]\nstart = \"desk\"\narrivals = { profile = { \"08:00\" = \"30 per hour\", \"15:00\" = \"0 per "
      "hour\" } }\n"
      "[staff.clerk]\nshifts.early = { from = \"08:00\", to = \"12:00\", count = 2 }\n"
      "[staff.other]\nshifts.late = { from = \"10:00\", to = \"14:00\", count = 1 }\n"
      "[steps.desk]\nstaff = { any_of = [\"clerk\", \"other\"] }\ntime = \"4 min\"\n");
}

TEST(OfferedLoad, IsSharedByThoseWhoAreOnDutyWhereAnyOfThemWillDo) {
  const std::vector<PoolLoad> pools = offered_load(either_or());
  EXPECT_NEAR(pools[0].hours[0].offered, 2.0, 1e-12);
  EXPECT_NEAR(pools[1].hours[0].offered, 0.0, 1e-12);
  EXPECT_NEAR(pools[0].hours[2].offered, 2.0 * 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(pools[1].hours[2].offered, 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(pools[1].hours[4].offered, 2.0, 1e-12);
}

/// 12 an hour: a bed from admission (10 min) over the ward (half an hour, half of them twice) to discharge (5 min).
TEST(OfferedLoad, HoldsWhoIsKeptUntilReleased) {
  const Blueprint blueprint = blueprint_of(
      "[segments.guest]\nstart = \"admit\"\narrivals = { rate = \"12 per hour\" }\n"
      "[staff.nurse]\ncount = 9\n[staff.bed]\nkind = \"place\"\ncount = 20\n"
      "[steps.admit]\nstaff = [\"nurse\", \"bed\"]\nkeeps = [\"bed\"]\ntime = \"10 min\"\nnext = \"ward\"\n"
      "[steps.ward]\ntime = \"30 min\"\nnext = { ward = 0.5, discharge = 0.5 }\n"
      "[steps.discharge]\nstaff = \"nurse\"\nreleases = [\"bed\"]\ntime = \"5 min\"\nnext = \"home\"\n"
      "[steps.home]\ntime = \"2 h\"\n");
  const std::vector<PoolLoad> pools = offered_load(blueprint);
  EXPECT_NEAR(pools[0].hours[4].offered, 12.0 * 15.0 / 60.0, 1e-9);
  EXPECT_NEAR(pools[1].hours[4].offered, 12.0 * 75.0 / 60.0, 1e-9);
}

TEST(Unattended, IsNobodyWhoseWorkSomebodyElseCanDo) {
  const Blueprint blueprint = either_or();
  const std::vector<Span> nobody{{6 * hour, 7 * hour}};
  EXPECT_EQ(unattended(blueprint, StaffId{0}), nobody);
  EXPECT_EQ(unattended(blueprint, StaffId{1}), nobody);
}

}  // namespace
}  // namespace throughline
