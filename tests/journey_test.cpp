// SPDX-License-Identifier: MIT
#include "simulation/journey.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace throughline {
namespace {

static_assert(sizeof(Journey) == 64, "a customer is one cache line");

TEST(JourneyPool, UsesReleasedRecordsAgainTheLastReleasedFirst) {
  JourneyPool journeys;
  for (std::uint32_t expected = 0; expected < 4; ++expected) EXPECT_EQ(journeys.acquire(), expected);
  journeys.release(1);
  journeys.release(3);
  EXPECT_EQ(journeys.acquire(), 3U);
  EXPECT_EQ(journeys.acquire(), 1U);
  EXPECT_EQ(journeys.acquire(), 4U) << "no record is vacant any more";
  EXPECT_EQ(journeys.size(), 5U);
}

TEST(JourneyPool, MarksReleasedRecordsAsVacant) {
  JourneyPool journeys;
  const std::uint32_t journey = journeys.acquire();
  journeys[journey].segment = 2;
  journeys.release(journey);
  EXPECT_EQ(journeys[journey].segment, Journey::vacant);
}

TEST(JourneyPool, GrowsNoLargerThanTheMostThatWereInsideAtOnce) {
  std::mt19937_64 random(2);
  JourneyPool journeys;
  std::vector<std::uint32_t> inside;
  std::size_t most = 0;
  for (int turn = 0; turn < 50'000; ++turn) {
    if (inside.empty() || random() % 2 == 0) {
      const std::uint32_t journey = journeys.acquire();
      ASSERT_EQ(std::count(inside.begin(), inside.end(), journey), 0) << "given away twice";
      inside.push_back(journey);
      most = std::max(most, inside.size());
    } else {
      const std::size_t place = random() % inside.size();
      journeys.release(inside[place]);
      inside.erase(inside.begin() + static_cast<std::ptrdiff_t>(place));
    }
  }
  EXPECT_GT(most, 50U);
  EXPECT_EQ(journeys.size(), most);
}

TEST(JourneyPool, BeginsAgainWhenCleared) {
  JourneyPool journeys;
  journeys.acquire();
  journeys.acquire();
  journeys.release(0);
  journeys.clear();
  EXPECT_EQ(journeys.size(), 0U);
  EXPECT_EQ(journeys.acquire(), 0U);
  EXPECT_EQ(journeys.acquire(), 1U);
}

}  // namespace
}  // namespace throughline
