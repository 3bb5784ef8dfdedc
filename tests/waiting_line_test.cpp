// SPDX-License-Identifier: MIT
#include "simulation/waiting_line.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

namespace throughline {
namespace {

JourneyPool pool_of(std::uint32_t journeys) {
  JourneyPool pool;
  for (std::uint32_t journey = 0; journey < journeys; ++journey) pool.acquire();
  return pool;
}

std::vector<std::uint32_t> take_all(WaitingLine& line, JourneyPool& journeys) {
  std::vector<std::uint32_t> order;
  while (!line.empty()) order.push_back(line.take_first(journeys));
  return order;
}

TEST(WaitingLine, ServesFirstComeFirstServedWithinARankAndHigherRanksFirst) {
  JourneyPool journeys = pool_of(8);
  WaitingLine line(3);
  for (const auto& [journey, rank] :
       std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 2}, {1, 1}, {2, 2}, {3, 0}, {4, 1}, {5, 0}}) {
    line.join(journeys, journey, rank);
  }
  EXPECT_EQ(line.size(), 6U);
  EXPECT_EQ(take_all(line, journeys), (std::vector<std::uint32_t>{3, 5, 1, 4, 0, 2}));
  EXPECT_EQ(line.size(), 0U);
}

TEST(WaitingLine, ClosesUpBehindWhoeverLeavesFromTheFrontTheMiddleAndTheEnd) {
  JourneyPool journeys = pool_of(6);
  WaitingLine line(1);
  for (std::uint32_t journey = 0; journey < 6; ++journey) line.join(journeys, journey, 0);
  line.leave(journeys, 0, 0);
  line.leave(journeys, 3, 0);
  line.leave(journeys, 5, 0);
  line.join(journeys, 0, 0);
  EXPECT_EQ(line.size(), 4U);
  EXPECT_EQ(take_all(line, journeys), (std::vector<std::uint32_t>{1, 2, 4, 0})) << "who comes again stands behind";
}

TEST(WaitingLine, CanBeEmptiedByLeavingAndFilledAgain) {
  JourneyPool journeys = pool_of(2);
  WaitingLine line(2);
  line.join(journeys, 1, 1);
  line.leave(journeys, 1, 1);
  EXPECT_TRUE(line.empty());
  line.join(journeys, 0, 1);
  line.join(journeys, 1, 0);
  EXPECT_EQ(take_all(line, journeys), (std::vector<std::uint32_t>{1, 0}));
}

TEST(WaitingLine, AgreesWithPlainQueuesThroughRandomJoiningTakingAndLeaving) {
  constexpr std::uint32_t people = 200;
  constexpr std::uint32_t ranks = 4;
  std::mt19937_64 random(3);
  JourneyPool journeys = pool_of(people);
  WaitingLine line(ranks);
  std::vector<std::deque<std::uint32_t>> reference(ranks);
  std::vector<std::uint32_t> rank_of(people, ranks);  // ranks: does not wait
  for (int turn = 0; turn < 100'000; ++turn) {
    const auto journey = static_cast<std::uint32_t>(random() % people);
    const auto total = [&] {
      std::size_t sum = 0;
      for (const auto& queue : reference) sum += queue.size();
      return sum;
    };
    if (rank_of[journey] == ranks) {
      rank_of[journey] = static_cast<std::uint32_t>(random() % ranks);
      line.join(journeys, journey, rank_of[journey]);
      reference[rank_of[journey]].push_back(journey);
    } else if (random() % 2 == 0) {
      std::deque<std::uint32_t>& queue = reference[rank_of[journey]];
      queue.erase(std::find(queue.begin(), queue.end(), journey));
      line.leave(journeys, journey, rank_of[journey]);
      rank_of[journey] = ranks;
    } else {
      const auto first =
          std::find_if(reference.begin(), reference.end(), [](const auto& queue) { return !queue.empty(); });
      ASSERT_EQ(line.take_first(journeys), first->front()) << "at turn " << turn;
      rank_of[first->front()] = ranks;
      first->pop_front();
    }
    ASSERT_EQ(line.size(), total()) << "at turn " << turn;
  }
}

TEST(WaitingLine, IsEmptyWhenCleared) {
  JourneyPool journeys = pool_of(3);
  WaitingLine line(2);
  line.join(journeys, 0, 0);
  line.join(journeys, 1, 1);
  line.clear();
  EXPECT_TRUE(line.empty());
  line.join(journeys, 2, 1);
  EXPECT_EQ(take_all(line, journeys), (std::vector<std::uint32_t>{2}));
}

}  // namespace
}  // namespace throughline
