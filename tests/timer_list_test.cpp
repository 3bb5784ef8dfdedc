// SPDX-License-Identifier: MIT
#include "simulation/timer_list.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>
#include <vector>

namespace throughline {
namespace {

TEST(TimerList, EndsPatienceInOrderOfTimeAndEqualOnesInOrderOfStarting) {
  TimerList timers;
  timers.start(5.0, Rank::patience_end, 3);
  timers.start(4.0, Rank::patience_end, 1);
  timers.start(5.0, Rank::patience_end, 2);
  timers.start(4.0, Rank::patience_end, 9);
  std::vector<std::uint32_t> order;
  while (!timers.empty()) {
    EXPECT_EQ(timers.peek().rank(), Rank::patience_end);
    order.push_back(timers.pop().payload());
  }
  EXPECT_EQ(order, (std::vector<std::uint32_t>{1, 9, 3, 2}));
}

TEST(TimerList, LosesATimerThatIsCalledOff) {
  TimerList timers;
  for (std::uint32_t journey = 0; journey < 6; ++journey) timers.start(10.0 - journey, Rank::patience_end, journey);
  timers.call_off(5);
  timers.call_off(0);
  timers.call_off(2);
  std::vector<std::uint32_t> order;
  while (!timers.empty()) order.push_back(timers.pop().payload());
  EXPECT_EQ(order, (std::vector<std::uint32_t>{4, 3, 1}));
}

TEST(TimerList, DoesNothingForAJourneyWithoutATimer) {
  TimerList timers;
  timers.call_off(1'000'000);
  timers.start(1.0, Rank::patience_end, 4);
  timers.call_off(3);
  timers.call_off(5'000);
  EXPECT_EQ(timers.pop().payload(), 4U);
  timers.call_off(4);
  EXPECT_TRUE(timers.empty());
  timers.start(2.0, Rank::patience_end, 4);
  EXPECT_EQ(timers.pop().time(), 2.0) << "a journey can wait again";
}

TEST(TimerList, AgreesWithAnOrderedMapWhileMostTimersAreCalledOff) {
  constexpr std::uint32_t journeys = 3'000;
  std::mt19937_64 random(5);
  TimerList timers;
  std::map<std::pair<double, std::uint64_t>, std::uint32_t> reference;
  std::vector<std::map<std::pair<double, std::uint64_t>, std::uint32_t>::iterator> of_journey(journeys,
                                                                                              reference.end());
  std::uint64_t sequence = 0;
  double now = 0.0;
  std::size_t most = 0;
  int called_off = 0;
  int ended = 0;
  for (int turn = 0; turn < 200'000; ++turn) {
    const auto journey = static_cast<std::uint32_t>(random() % journeys);
    const bool waits = of_journey[journey] != reference.end();
    if (!waits) {
      const double time = now + static_cast<double>(random() % 50);
      timers.start(time, Rank::patience_end, journey);
      of_journey[journey] = reference.emplace(std::pair(time, sequence++), journey).first;
    } else if (random() % 4 != 0) {
      timers.call_off(journey);
      reference.erase(of_journey[journey]);
      of_journey[journey] = reference.end();
      ++called_off;
    } else {
      const auto first = reference.begin();
      ASSERT_EQ(timers.peek().payload(), first->second) << "at turn " << turn;
      const Event event = timers.pop();
      ASSERT_EQ(event.payload(), first->second) << "at turn " << turn;
      ASSERT_EQ(event.time(), first->first.first) << "at turn " << turn;
      now = event.time();
      of_journey[first->second] = reference.end();
      reference.erase(first);
      ++ended;
    }
    ASSERT_EQ(timers.empty(), reference.empty());
    most = std::max(most, reference.size());
  }
  EXPECT_GT(most, 500U);
  EXPECT_GT(called_off, 50'000);
  EXPECT_GT(ended, 10'000);
  while (!reference.empty()) {
    ASSERT_EQ(timers.pop().payload(), reference.begin()->second);
    reference.erase(reference.begin());
  }
  EXPECT_TRUE(timers.empty());
}

TEST(TimerList, BeginsAgainWhenCleared) {
  TimerList timers;
  for (std::uint32_t journey = 0; journey < 50; ++journey) timers.start(1.0, Rank::patience_end, journey);
  timers.clear();
  EXPECT_TRUE(timers.empty());
  timers.start(3.0, Rank::patience_end, 7);
  timers.start(2.0, Rank::patience_end, 8);
  EXPECT_EQ(timers.pop().payload(), 8U);
  EXPECT_EQ(timers.pop().payload(), 7U);
  EXPECT_TRUE(timers.empty());
}

}  // namespace
}  // namespace throughline
