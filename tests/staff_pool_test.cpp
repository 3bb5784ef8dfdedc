// SPDX-License-Identifier: MIT
#include "simulation/staff_pool.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace throughline {
namespace {

PoolTable by_level() {
  return {};
}

PoolTable by_shifts(std::uint32_t people) {
  PoolTable table;
  table.has_shifts = true;
  table.people = people;
  return table;
}

/// A person comes on duty and finds nobody waiting.
void come_free(StaffPool& pool, double now, std::uint32_t person) {
  pool.come(now, person);
  ASSERT_TRUE(pool.stays(now, person));
  pool.rest(now, person);
}

/// A person has finished: rests if still on duty. Whether they stayed.
bool finish(StaffPool& pool, double now, std::uint32_t person) {
  if (!pool.stays(now, person)) return false;
  pool.rest(now, person);
  return true;
}

TEST(StaffPool, IsEmptyUntilSomebodyComesOnDuty) {
  StaffPool pool(by_level());
  EXPECT_FALSE(pool.has_free());
  EXPECT_EQ(pool.raise(0.0, 2), 2U);
  come_free(pool, 0.0, nobody);
  EXPECT_TRUE(pool.has_free());
  EXPECT_EQ(pool.record().on_duty.value(), 1.0);
  come_free(pool, 0.0, nobody);
  EXPECT_EQ(pool.record().on_duty.value(), 2.0);
  EXPECT_EQ(pool.record().busy.value(), 0.0);
}

TEST(StaffPool, IntegratesBusyTimeFromSeizingToResting) {
  StaffPool pool(by_level());
  pool.raise(0.0, 2);
  come_free(pool, 0.0, nobody);
  come_free(pool, 0.0, nobody);
  EXPECT_EQ(pool.seize(10.0), nobody);
  pool.seize(20.0);
  EXPECT_FALSE(pool.has_free());
  EXPECT_TRUE(finish(pool, 50.0, nobody));
  EXPECT_EQ(pool.record().busy.until(60.0), 40.0 + 40.0);
  EXPECT_EQ(pool.record().on_duty.until(60.0), 120.0);
  EXPECT_EQ(pool.record().overtime.until(60.0), 0.0);
}

TEST(StaffPool, LetsIdlePeopleGoFirstWhenTheLevelFalls) {
  StaffPool pool(by_level());
  pool.raise(0.0, 3);
  for (int person = 0; person < 3; ++person) come_free(pool, 0.0, nobody);
  pool.seize(5.0);
  pool.lower(10.0, 1);
  EXPECT_FALSE(pool.has_free()) << "both idle ones have gone";
  EXPECT_EQ(pool.record().on_duty.value(), 1.0);
  EXPECT_EQ(pool.record().overtime.value(), 0.0);
  EXPECT_TRUE(finish(pool, 12.0, nobody));
}

TEST(StaffPool, FinishesTheCustomerInServiceAfterTheLevelHasFallen) {
  StaffPool pool(by_level());
  pool.raise(0.0, 3);
  for (int person = 0; person < 3; ++person) come_free(pool, 0.0, nobody);
  for (int person = 0; person < 3; ++person) pool.seize(5.0);
  pool.lower(10.0, 1);
  EXPECT_EQ(pool.record().on_duty.value(), 1.0);
  EXPECT_EQ(pool.record().overtime.value(), 2.0);
  EXPECT_FALSE(finish(pool, 14.0, nobody)) << "the first to become free leaves";
  EXPECT_FALSE(finish(pool, 17.0, nobody)) << "and so does the second";
  EXPECT_TRUE(finish(pool, 20.0, nobody)) << "the third is the one who stays";
  EXPECT_EQ(pool.record().overtime.until(20.0), 4.0 + 7.0);
  EXPECT_EQ(pool.record().on_duty.until(20.0), 3 * 10.0 + 10.0);
  EXPECT_EQ(pool.record().busy.until(20.0), 9.0 + 12.0 + 15.0);
}

TEST(StaffPool, KeepsWhoIsOverTimeWhenTheLevelRisesAgain) {
  StaffPool pool(by_level());
  pool.raise(0.0, 2);
  for (int person = 0; person < 2; ++person) come_free(pool, 0.0, nobody);
  for (int person = 0; person < 2; ++person) pool.seize(0.0);
  pool.lower(10.0, 0);
  EXPECT_EQ(pool.record().overtime.value(), 2.0);
  EXPECT_EQ(pool.raise(15.0, 3), 1U) << "two of the three are still there";
  EXPECT_EQ(pool.record().overtime.value(), 0.0);
  come_free(pool, 15.0, nobody);
  EXPECT_EQ(pool.record().on_duty.value(), 3.0);
  EXPECT_TRUE(finish(pool, 20.0, nobody));
  EXPECT_TRUE(finish(pool, 20.0, nobody));
  EXPECT_EQ(pool.record().overtime.until(20.0), 2 * 5.0);
}

TEST(StaffPool, KeepsOnlySoManyOverTimeAsTheRisenLevelWants) {
  StaffPool pool(by_level());
  pool.raise(0.0, 3);
  for (int person = 0; person < 3; ++person) come_free(pool, 0.0, nobody);
  for (int person = 0; person < 3; ++person) pool.seize(0.0);
  pool.lower(10.0, 0);
  EXPECT_EQ(pool.raise(12.0, 1), 0U);
  EXPECT_EQ(pool.record().on_duty.value(), 1.0);
  EXPECT_EQ(pool.record().overtime.value(), 2.0);
  EXPECT_FALSE(finish(pool, 13.0, nobody));
  EXPECT_FALSE(finish(pool, 14.0, nobody));
  EXPECT_TRUE(finish(pool, 15.0, nobody));
}

TEST(StaffPool, LetsTheLongestFreePersonOfAShiftServeNext) {
  StaffPool pool(by_shifts(4));
  for (std::uint32_t person = 0; person < 4; ++person) come_free(pool, 0.0, person);
  EXPECT_EQ(pool.seize(1.0), 0U);
  EXPECT_EQ(pool.seize(2.0), 1U);
  EXPECT_TRUE(finish(pool, 3.0, 1));
  EXPECT_TRUE(finish(pool, 4.0, 0));
  EXPECT_EQ(pool.seize(5.0), 2U);
  EXPECT_EQ(pool.seize(5.0), 3U);
  EXPECT_EQ(pool.seize(5.0), 1U) << "free since 3";
  EXPECT_EQ(pool.seize(5.0), 0U) << "free since 4";
  EXPECT_FALSE(pool.has_free());
}

TEST(StaffPool, FinishesTheCustomerInServiceAfterTheShiftEnds) {
  StaffPool pool(by_shifts(3));
  for (std::uint32_t person = 0; person < 3; ++person) come_free(pool, 0.0, person);
  EXPECT_EQ(pool.seize(0.0), 0U);
  pool.end_group(10.0, {0, 0, 2});
  EXPECT_EQ(pool.record().on_duty.value(), 1.0);
  EXPECT_EQ(pool.record().overtime.value(), 1.0) << "person 0 is busy, person 1 has gone home";
  EXPECT_EQ(pool.seize(11.0), 2U) << "not person 1";
  EXPECT_FALSE(pool.has_free());
  EXPECT_TRUE(finish(pool, 12.0, 2)) << "is on duty, whoever else is over time";
  EXPECT_FALSE(finish(pool, 15.0, 0));
  EXPECT_EQ(pool.record().overtime.until(15.0), 5.0);
  EXPECT_EQ(pool.record().busy.until(15.0), 15.0 + 1.0);
  EXPECT_EQ(pool.record().on_duty.until(15.0), 3 * 10.0 + 5.0);
}

TEST(StaffPool, BeginsAgainWhenCleared) {
  StaffPool pool(by_shifts(2));
  come_free(pool, 0.0, 0);
  come_free(pool, 0.0, 1);
  pool.seize(1.0);
  pool.end_group(5.0, {0, 0, 2});
  pool.clear();
  EXPECT_FALSE(pool.has_free());
  EXPECT_EQ(pool.record().busy.until(9.0), 0.0);
  EXPECT_EQ(pool.record().on_duty.until(9.0), 0.0);
  EXPECT_EQ(pool.record().overtime.until(9.0), 0.0);
  come_free(pool, 3.0, 1);
  EXPECT_EQ(pool.seize(4.0), 1U);
  EXPECT_FALSE(pool.has_free());
}

TEST(StaffPool, AgreesWithAListOfPeopleThroughRandomShiftsAndServices) {
  // One shift per person. The reference keeps who is free in a plain list, longest free first.
  constexpr std::uint32_t people = 12;
  std::mt19937_64 random(11);
  StaffPool pool(by_shifts(people));
  std::vector<std::uint32_t> free;
  std::vector<bool> on_duty(people);
  std::vector<bool> busy(people);
  double busy_seconds = 0.0;
  double duty_seconds = 0.0;
  double over_seconds = 0.0;
  for (int second = 0; second < 50'000; ++second) {
    const double now = second;
    const auto person = static_cast<std::uint32_t>(random() % people);
    const bool comes = !on_duty[person] && !busy[person] && random() % 3 != 0;
    if (comes) {
      come_free(pool, now, person);
      on_duty[person] = true;
      free.push_back(person);
    } else if (busy[person]) {
      ASSERT_EQ(finish(pool, now, person), on_duty[person]) << "at " << second;
      busy[person] = false;
      if (on_duty[person]) free.push_back(person);
    } else if (on_duty[person] && random() % 8 == 0) {
      pool.end_group(now, {0, person, 1});
      on_duty[person] = false;
      free.erase(std::find(free.begin(), free.end(), person));
    } else if (!free.empty()) {
      ASSERT_EQ(pool.seize(now), free.front()) << "at " << second;
      busy[free.front()] = true;
      free.erase(free.begin());
      if (random() % 2 == 0) {
        const auto leaver = static_cast<std::uint32_t>(std::find(busy.begin(), busy.end(), true) - busy.begin());
        if (on_duty[leaver]) pool.end_group(now, {0, leaver, 1});
        on_duty[leaver] = false;
      }
    }
    ASSERT_EQ(pool.has_free(), !free.empty()) << "at " << second;
    for (std::uint32_t other = 0; other < people; ++other) {
      busy_seconds += busy[other] ? 1.0 : 0.0;
      duty_seconds += on_duty[other] ? 1.0 : 0.0;
      over_seconds += busy[other] && !on_duty[other] ? 1.0 : 0.0;
    }
  }
  EXPECT_GT(over_seconds, 1000.0);
  EXPECT_EQ(pool.record().busy.until(50'000.0), busy_seconds);
  EXPECT_EQ(pool.record().on_duty.until(50'000.0), duty_seconds);
  EXPECT_EQ(pool.record().overtime.until(50'000.0), over_seconds);
}

}  // namespace
}  // namespace throughline
