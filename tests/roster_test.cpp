// SPDX-License-Identifier: MIT
#include "blueprint/roster.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

constexpr double hour = 3600.0;
constexpr std::uint8_t every_day = 127;
constexpr std::uint8_t monday = 1;
constexpr std::uint8_t sunday = 64;

Staff with_shifts(std::vector<Shift> shifts) {
  Staff staff;
  staff.shifts = std::move(shifts);
  return staff;
}

TEST(Roster, ExpandsShiftsOverTheDaysOfTheRun) {
  const Staff staff = with_shifts({{"day", 8 * hour, 16 * hour, every_day, 2}});
  const std::vector<DutyPeriod> periods = duty_periods(staff, 0.0, 2 * seconds_per_day);
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[0], (DutyPeriod{8 * hour, 16 * hour, 0, 2}));
  EXPECT_EQ(periods[1], (DutyPeriod{32 * hour, 40 * hour, 0, 2}));
}

TEST(Roster, KnowsWhoBeganBeforeTheRun) {
  const Staff staff = with_shifts({{"night", 20 * hour, 8 * hour, every_day, 3}});
  const std::vector<DutyPeriod> periods = duty_periods(staff, 7 * hour, 4 * hour);
  ASSERT_EQ(periods.size(), 1U);
  EXPECT_EQ(periods[0], (DutyPeriod{-11 * hour, 1 * hour, 0, 3}));
}

TEST(Roster, CrossesFromSundayNightIntoMonday) {
  const Staff staff = with_shifts({{"night", 20 * hour, 8 * hour, sunday, 1}});
  EXPECT_EQ(duty_periods(staff, 0.0, seconds_per_day).size(), 1U);
  EXPECT_EQ(duty_periods(staff, seconds_per_day, seconds_per_day).size(), 0U);
}

TEST(Roster, ObservesTheDaysOfAShift) {
  const Staff staff = with_shifts({{"monday", 8 * hour, 16 * hour, monday, 1}});
  const std::vector<DutyPeriod> periods = duty_periods(staff, 0.0, 2 * seconds_per_week);
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[1].begin, seconds_per_week + 8 * hour);
}

TEST(Roster, LetsNobodyComeAtTheCloseOrLeaveAtTheStart) {
  const Staff staff =
      with_shifts({{"before", 4 * hour, 8 * hour, every_day, 1}, {"after", 16 * hour, 20 * hour, every_day, 1}});
  EXPECT_TRUE(duty_periods(staff, 8 * hour, 8 * hour).empty());
}

TEST(Roster, SortsByTheBeginThenByTheOrderOfTheShifts) {
  const Staff staff = with_shifts({{"late", 12 * hour, 20 * hour, every_day, 1},
                                   {"early", 8 * hour, 16 * hour, every_day, 1},
                                   {"help", 8 * hour, 12 * hour, every_day, 1}});
  const std::vector<DutyPeriod> periods = duty_periods(staff, 0.0, seconds_per_day);
  ASSERT_EQ(periods.size(), 3U);
  EXPECT_EQ(periods[0].shift, 1U);
  EXPECT_EQ(periods[1].shift, 2U);
  EXPECT_EQ(periods[2].shift, 0U);
}

TEST(Roster, AddsUpOverlappingShifts) {
  const Staff staff =
      with_shifts({{"early", 8 * hour, 16 * hour, every_day, 2}, {"late", 12 * hour, 20 * hour, every_day, 1}});
  EXPECT_EQ(duty_levels(staff, 10 * hour, 12 * hour),
            (std::vector<DutyLevel>{{0.0, 2}, {2 * hour, 3}, {6 * hour, 1}, {10 * hour, 0}}));
}

TEST(Roster, HasOneLevelWhereOneShiftFollowsAnother) {
  const Staff staff =
      with_shifts({{"early", 0.0, 12 * hour, every_day, 1}, {"late", 12 * hour, 24 * hour, every_day, 1}});
  EXPECT_EQ(duty_levels(staff, 0.0, seconds_per_day), (std::vector<DutyLevel>{{0.0, 1}}));
}

TEST(Roster, FollowsTheLevelsOfACount) {
  Staff staff;
  staff.count = Schedule<std::uint32_t>();
  staff.count->period = seconds_per_day;
  staff.count->levels = {{0.0, 0}, {8 * hour, 4}, {17 * hour, 0}};
  EXPECT_EQ(duty_levels(staff, 9 * hour, 24 * hour), (std::vector<DutyLevel>{{0.0, 4}, {8 * hour, 0}, {23 * hour, 4}}));
}

TEST(Roster, IsOneLevelForAConstantCount) {
  Staff staff;
  staff.count = Schedule<std::uint32_t>(5);
  EXPECT_EQ(duty_levels(staff, 9 * hour, 24 * hour), (std::vector<DutyLevel>{{0.0, 5}}));
}

TEST(Roster, BeginsNoShiftOnAClosedDay) {
  const Staff staff = with_shifts({{"night", 20 * hour, 8 * hour, every_day, 1}});
  const std::vector<DutyPeriod> periods = duty_periods(staff, 0.0, 3 * seconds_per_day, {{1, 1}});
  ASSERT_EQ(periods.size(), 3U);
  EXPECT_EQ(periods[0], (DutyPeriod{-4 * hour, 8 * hour, 0, 1}));
  EXPECT_EQ(periods[1], (DutyPeriod{20 * hour, 32 * hour, 0, 1})) << "ends on the closed day";
  EXPECT_EQ(periods[2], (DutyPeriod{68 * hour, 80 * hour, 0, 1}));
  EXPECT_TRUE(duty_periods(staff, 0.0, 8 * hour, {{-1, 0}}).empty()) << "closed on the day before the run";
}

TEST(Roster, CountsNobodyOnAClosedDay) {
  Staff staff;
  staff.count = Schedule<std::uint32_t>();
  staff.count->period = seconds_per_day;
  staff.count->levels = {{0.0, 1}, {8 * hour, 4}, {17 * hour, 2}};
  // From 20:00 over the closed next day and the two last ones.
  EXPECT_EQ(duty_levels(staff, 20 * hour, 4 * 24 * hour, {{-9, -5}, {1, 1}, {3, 7}, {20, 30}}),
            (std::vector<DutyLevel>{
                {0.0, 2}, {4 * hour, 0}, {28 * hour, 1}, {36 * hour, 4}, {45 * hour, 2}, {52 * hour, 0}}));
  EXPECT_EQ(duty_levels(staff, 9 * hour, 24 * hour, {{0, 0}}),
            (std::vector<DutyLevel>{{0.0, 0}, {15 * hour, 1}, {23 * hour, 4}}));
  staff.count = Schedule<std::uint32_t>(3);
  EXPECT_EQ(duty_levels(staff, 0.0, 24 * hour, {{0, 0}}), (std::vector<DutyLevel>{{0.0, 0}}));
  staff.kind = StaffKind::place;
  EXPECT_EQ(duty_levels(staff, 0.0, 24 * hour, {{0, 0}}), (std::vector<DutyLevel>{{0.0, 3}}));
}

}  // namespace
}  // namespace throughline
