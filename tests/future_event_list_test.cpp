// SPDX-License-Identifier: MIT
#include "simulation/future_event_list.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <tuple>
#include <vector>

namespace throughline {
namespace {

struct Happening {
  double time = 0.0;
  Rank rank = Rank::service_end;
  std::uint32_t payload = 0;

  bool operator==(const Happening&) const = default;
};

Happening read(const Event& event) {
  return {event.time(), event.rank(), event.payload()};
}

/// The same in the plainest way: ordered by time, then rank, then order of pushing.
class Reference {
 public:
  void push(double time, Rank rank, std::uint32_t payload) {
    events_.emplace(std::tuple(time, rank, sequence_++), Happening{time, rank, payload});
  }
  bool empty() const { return events_.empty(); }
  Happening peek() const { return events_.begin()->second; }
  Happening pop() { return events_.extract(events_.begin()).mapped(); }

 private:
  std::multimap<std::tuple<double, Rank, std::uint64_t>, Happening> events_;
  std::uint64_t sequence_ = 0;
};

Rank any_rank(std::mt19937_64& random) {
  return static_cast<Rank>(random() % 7);
}

/// Some gaps are zero and most fall on a grid, so that equal times are frequent.
double any_gap(std::mt19937_64& random) {
  const std::uint64_t kind = random() % 4;
  if (kind == 0) return 0.0;
  if (kind == 1) return static_cast<double>(random() >> 11) * 0x1p-50;
  return static_cast<double>(random() % 8);
}

TEST(Event, KeepsItsTimeRankAndPayload) {
  for (const double time : {0.0, 0.1, 86'400.0, 1e9}) {
    for (const Rank rank : {Rank::service_end, Rank::patience_end, Rank::clock_mark}) {
      const Event event = Event::at(time, rank, (std::uint64_t{1} << 37U) - 1, 0xFF'FFFFU);
      EXPECT_EQ(read(event), (Happening{time, rank, 0xFF'FFFFU}));
    }
  }
}

TEST(Event, IsOrderedByTimeThenRankThenSequence) {
  const EventKey event = Event::at(10.0, Rank::staff_end, 5, 7).key;
  EXPECT_LT(event, Event::at(10.5, Rank::service_end, 0, 0).key);
  EXPECT_LT(event, Event::at(10.0, Rank::route_arrival, 0, 0).key);
  EXPECT_LT(event, Event::at(10.0, Rank::staff_end, 6, 0).key);
  EXPECT_GT(event, Event::at(10.0, Rank::staff_begin, 9, 9).key);
}

TEST(FutureEventList, GivesEventsOfOneInstantByRankAndThenInOrderOfPushing) {
  FutureEventList list;
  list.push(5.0, Rank::clock_mark, 1);
  list.push(5.0, Rank::service_end, 2);
  list.push(5.0, Rank::outside_arrival, 3);
  list.push(5.0, Rank::service_end, 4);
  list.push(4.0, Rank::clock_mark, 5);
  std::vector<std::uint32_t> order;
  while (!list.empty()) order.push_back(list.pop().payload());
  EXPECT_EQ(order, (std::vector<std::uint32_t>{5, 2, 4, 3, 1}));
}

TEST(FutureEventList, AgreesWithAnOrderedMapThroughAHundredThousandHolds) {
  for (const std::size_t pending : {1U, 2U, 3U, 7U, 40U, 1000U, 5000U, 30'000U}) {
    SCOPED_TRACE(pending);
    std::mt19937_64 random(pending);
    FutureEventList list;
    Reference reference;
    const auto push = [&](double time) {
      const Rank rank = any_rank(random);
      const auto payload = static_cast<std::uint32_t>(random() & 0xFF'FFFFU);
      list.push(time, rank, payload);
      reference.push(time, rank, payload);
    };
    for (std::size_t event = 0; event < pending; ++event) push(any_gap(random));
    for (int hold = 0; hold < 100'000; ++hold) {
      const Happening expected = reference.pop();
      ASSERT_EQ(read(list.pop()), expected) << "after " << hold;
      push(expected.time + any_gap(random));
    }
    while (!reference.empty()) ASSERT_EQ(read(list.pop()), reference.pop());
    EXPECT_TRUE(list.empty());
  }
}

TEST(FutureEventList, AgreesWithAnOrderedMapHoweverUnevenTheTimes) {
  constexpr double never = std::numeric_limits<double>::infinity();
  using Gap = double (*)(std::mt19937_64&);
  const std::vector<Gap> gaps{
      [](std::mt19937_64&) { return 300.0; },
      [](std::mt19937_64& random) { return random() % 10 < 4 ? 1e-12 : 1e9; },
      [](std::mt19937_64& random) { return std::ldexp(1.0, static_cast<int>(random() % 80) - 40); },
      [](std::mt19937_64& random) { return random() % 1000 == 0 ? 1e6 : static_cast<double>(random() % 9973) * 1e-4; },
      [](std::mt19937_64& random) { return random() % 3 == 0 ? never : 5.0; },
      [](std::mt19937_64& random) { return random() % 3 == 0 ? never : static_cast<double>(random() % 1'000'000); },
  };
  for (std::size_t kind = 0; kind < gaps.size(); ++kind) {
    SCOPED_TRACE(kind);
    std::mt19937_64 random(kind);
    FutureEventList list;
    Reference reference;
    for (std::uint32_t payload = 0; payload < 4000; ++payload) {
      const double time = gaps[kind](random);
      list.push(time, Rank::service_end, payload);
      reference.push(time, Rank::service_end, payload);
    }
    for (std::uint32_t hold = 0; hold < 20'000 && reference.peek().time < never; ++hold) {
      const Happening expected = reference.pop();
      ASSERT_EQ(read(list.pop()), expected) << "after " << hold;
      const double time = expected.time + gaps[kind](random);
      list.push(time, Rank::service_end, hold);
      reference.push(time, Rank::service_end, hold);
    }
    while (!reference.empty()) ASSERT_EQ(read(list.pop()), reference.pop());
    EXPECT_TRUE(list.empty());
  }
}

TEST(FutureEventList, AgreesWithAnOrderedMapWhateverTheOrderOfPushingPeekingAndPopping) {
  std::mt19937_64 random(9);
  FutureEventList list;
  Reference reference;
  double now = 0.0;
  std::size_t most_pending = 0;
  std::size_t pending = 0;
  for (int turn = 0; turn < 300'000; ++turn) {
    // Long stretches of growing and of shrinking, so that the list is often emptied.
    const bool growing = (turn / 3000) % 2 == 0;
    const bool pushes = reference.empty() || random() % 8 < (growing ? 5U : 2U);
    if (pushes) {
      const Rank rank = any_rank(random);
      const auto payload = static_cast<std::uint32_t>(random() & 0xFF'FFFFU);
      const double time = now + any_gap(random);
      list.push(time, rank, payload);
      reference.push(time, rank, payload);
      most_pending = std::max(most_pending, ++pending);
    } else {
      const Happening expected = reference.pop();
      ASSERT_EQ(read(list.pop()), expected) << "at turn " << turn;
      now = expected.time;
      --pending;
    }
    ASSERT_EQ(list.empty(), reference.empty()) << "at turn " << turn;
    if (!reference.empty() && random() % 2 == 0) {
      ASSERT_EQ(read(list.peek()), reference.peek()) << "at turn " << turn;
    }
  }
  EXPECT_GT(most_pending, 500U);
}

TEST(FutureEventList, PeeksPastTheHoleThatTheLastPopLeft) {
  FutureEventList list;
  for (std::uint32_t payload = 0; payload < 20; ++payload) {
    list.push(static_cast<double>(20 - payload), Rank::service_end, payload);
  }
  for (std::uint32_t left = 20; left > 1; --left) {
    EXPECT_EQ(list.pop().payload(), left - 1);
    EXPECT_EQ(list.peek().payload(), left - 2);
    EXPECT_EQ(list.peek().payload(), left - 2) << "looking takes nothing";
  }
  EXPECT_FALSE(list.empty());
  EXPECT_EQ(list.pop().payload(), 0U);
  EXPECT_TRUE(list.empty()) << "only the hole is left";
}

TEST(FutureEventList, BeginsAgainWhenCleared) {
  FutureEventList list;
  for (std::uint32_t payload = 0; payload < 100; ++payload) list.push(1.0, Rank::service_end, payload);
  list.pop();
  list.clear();
  EXPECT_TRUE(list.empty());
  list.push(3.0, Rank::service_end, 7);
  list.push(2.0, Rank::clock_mark, 8);
  EXPECT_EQ(read(list.pop()), (Happening{2.0, Rank::clock_mark, 8}));
  EXPECT_EQ(read(list.pop()), (Happening{3.0, Rank::service_end, 7}));
  EXPECT_TRUE(list.empty());
}

}  // namespace
}  // namespace throughline
