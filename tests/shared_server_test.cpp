// SPDX-License-Identifier: MIT
#include "simulation/shared_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <random>
#include <utility>
#include <vector>

namespace throughline {
namespace {

/// Who leaves when, until nobody is left.
std::vector<std::pair<double, std::uint32_t>> departures(SharedServer& server, TimerList& timers) {
  std::vector<std::pair<double, std::uint32_t>> all;
  while (!timers.empty()) {
    const Event event = timers.pop();
    all.emplace_back(event.time(), event.payload());
    server.leave_first(event.time(), timers);
  }
  return all;
}

using Departures = std::vector<std::pair<double, std::uint32_t>>;

TEST(SharedServer, ServesEverybodyAtOnceAndSoMuchTheSlower) {
  SharedServer server;
  TimerList timers;
  server.set_people(0.0, 1.0, timers);
  server.join(0.0, 7, 10.0, timers);
  server.join(4.0, 8, 10.0, timers);
  server.join(6.0, 9, 2.0, timers);
  EXPECT_EQ(departures(server, timers), (Departures{{12.0, 9}, {18.0, 7}, {22.0, 8}}));
  EXPECT_TRUE(server.empty());
  EXPECT_EQ(server.record().busy.until(30.0), 22.0);
  EXPECT_EQ(server.record().on_duty.until(30.0), 30.0);
}

TEST(SharedServer, GivesNobodyMoreThanOnePerson) {
  SharedServer server;
  TimerList timers;
  server.set_people(0.0, 2.0, timers);
  server.join(0.0, 1, 3.0, timers);
  server.join(1.0, 2, 3.0, timers);
  EXPECT_EQ(departures(server, timers), (Departures{{3.0, 1}, {4.0, 2}}));
  server.join(10.0, 3, 0.1, timers);
  EXPECT_EQ(timers.peek().time(), 10.0 + 0.1) << "as a person who serves it alone";
  EXPECT_EQ(server.record().busy.until(10.0), 6.0);
}

TEST(SharedServer, StandsStillWhileNobodyIsThere) {
  SharedServer server;
  TimerList timers;
  server.join(0.0, 1, 5.0, timers);
  EXPECT_TRUE(timers.empty());
  server.set_people(10.0, 1.0, timers);
  server.set_people(12.0, 0.0, timers);
  EXPECT_TRUE(timers.empty());
  EXPECT_FALSE(server.empty());
  server.set_people(20.0, 3.0, timers);
  EXPECT_EQ(departures(server, timers), (Departures{{23.0, 1}}));
  EXPECT_EQ(server.record().busy.until(30.0), 5.0);
}

TEST(SharedServer, GoesOnTheFasterWithoutWhoeverBreaksOff) {
  SharedServer server;
  TimerList timers;
  server.set_people(0.0, 1.0, timers);
  for (std::uint32_t journey = 0; journey < 4; ++journey) server.join(0.0, journey, 8.0 - journey, timers);
  server.break_off(4.0, 3, timers);  // the first to be done
  server.break_off(7.0, 0, timers);  // the last
  // 1 and 2 have had 1 + 1 s, and 5 and 4 s are left of them.
  EXPECT_EQ(departures(server, timers), (Departures{{15.0, 2}, {16.0, 1}}));
}

TEST(SharedServer, EndsEqualWorkThatBeganTogetherAtOneInstant) {
  SharedServer server;
  TimerList timers;
  server.set_people(0.0, 1.0, timers);
  server.join(0.0, 0, 0.3, timers);
  for (std::uint32_t journey = 1; journey <= 7; ++journey) server.join(0.1, journey, 1.0 / 3.0, timers);
  const Departures all = departures(server, timers);
  for (std::size_t place = 2; place < all.size(); ++place) {
    EXPECT_EQ(all[place].first, all[1].first);
    EXPECT_EQ(all[place].second, all[place - 1].second + 1) << "in order of coming";
  }
}

/// The same, step by step: everybody's work is counted down at each event.
struct Slow {
  std::map<std::uint32_t, double> left;
  double people = 1.0;

  double speed() const { return std::min(1.0, people / static_cast<double>(left.size())); }
  double next(double now) const {
    double least = std::numeric_limits<double>::infinity();
    for (const auto& [journey, work] : left) least = std::min(least, work);
    return left.empty() || people == 0.0 ? std::numeric_limits<double>::infinity() : now + least / speed();
  }
  void pass(double seconds) {
    const double done = left.empty() ? 0.0 : seconds * speed();
    for (auto& [journey, work] : left) work -= done;
  }
};

TEST(SharedServer, AgreesWithCountingDownEverybodysWork) {
  std::mt19937_64 random(5);
  const auto uniform = [&random] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  SharedServer server;
  TimerList timers;
  Slow slow;
  server.set_people(0.0, slow.people, timers);
  double now = 0.0;
  std::uint32_t journey = 0;
  for (int event = 0; event < 20'000; ++event) {
    const double step = uniform() * 1.5;
    const double end = slow.next(now);
    if (end <= now + step) {
      ASSERT_FALSE(timers.empty());
      const Event timer = timers.pop();
      ASSERT_NEAR(timer.time(), end, 1e-6);
      slow.pass(timer.time() - now);
      now = timer.time();
      ASSERT_NEAR(slow.left.at(timer.payload()), 0.0, 1e-6);
      slow.left.erase(timer.payload());
      server.leave_first(now, timers);
      continue;
    }
    slow.pass(step);
    now += step;
    const double what = uniform();
    if (what < 0.1) {
      slow.people = static_cast<double>(random() % 4);
      server.set_people(now, slow.people, timers);
    } else if (what < 0.2 && !slow.left.empty()) {
      const auto leaver = std::next(slow.left.begin(), static_cast<std::ptrdiff_t>(random() % slow.left.size()));
      server.break_off(now, leaver->first, timers);
      slow.left.erase(leaver);
    } else {
      const double work = uniform() * 1.5;
      server.join(now, journey, work, timers);
      slow.left[journey++] = work;
    }
  }
  EXPECT_GT(journey, 5'000U);
}

TEST(SharedServer, BeginsAnewWhenCleared) {
  SharedServer server;
  TimerList timers;
  server.set_people(0.0, 1.0, timers);
  server.join(0.0, 1, 5.0, timers);
  server.clear();
  timers.clear();
  EXPECT_TRUE(server.empty());
  EXPECT_EQ(server.people(), 0.0);
  server.set_people(0.0, 1.0, timers);
  server.join(0.0, 2, 3.0, timers);
  EXPECT_EQ(departures(server, timers), (Departures{{3.0, 2}}));
}

}  // namespace
}  // namespace throughline
