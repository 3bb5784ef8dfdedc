// SPDX-License-Identifier: MIT
// Deterministic traces: exact event times, no random numbers. Those that are facts of the documentation and tests of
// Ciw and simmer are blueprints of their own, in tests/traces; these pin the order of equal times.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "replay.hpp"

namespace throughline {
namespace {

using testing::Replay;
using testing::replay;

std::vector<std::optional<double>> starts(const std::vector<VisitRecord>& visits) {
  std::vector<std::optional<double>> times;
  for (const VisitRecord& visit : visits) times.push_back(visit.started);
  return times;
}

/// One queue: arrivals every `every`, with the given keys of staff and step.
std::string one_queue(const std::string& length, const std::string& every, const std::string& staff,
                      const std::string& step, const std::string& ending = "stop") {
  return "schema = 1\n[run]\nlength = \"" + length + "\"\nending = \"" + ending +
         "\"\n[segments.all]\nstart = \"desk\"\narrivals = { interarrival = \"" + every + "\" }\n[staff.clerk]\n" +
         staff + "\n[steps.desk]\nstaff = \"clerk\"\n" + step + "\n";
}

/// Two steps with little room, and everybody goes from each to the other: once both are full, nobody moves.
TEST(Traces, NameThoseWhoBlockEachOtherForGood) {
  const std::string text = R"(schema = 1
[run]
length = "10 h"
[segments.all]
start = "one"
arrivals = { interarrival = "1 min" }
[staff.a]
count = 1
[staff.b]
count = 1
[steps.one]
staff = "a"
time = "1 min"
capacity = 2
when_full = "block"
next = { two = 0.999, done = 0.001 }
[steps.two]
staff = "b"
time = "2 min"
capacity = 1
when_full = "block"
next = { one = 0.999, done = 0.001 }
)";
  Replay story;
  const std::optional<EarlyEnd> end = observe(testing::model_of(text), 1, 0, story);
  ASSERT_TRUE(end);
  std::vector<StepId> stuck = end->deadlock;
  std::sort(stuck.begin(), stuck.end());
  EXPECT_EQ(stuck, (std::vector<StepId>{StepId{0}, StepId{1}}));
}

TEST(Traces, KeepPeopleByLevelWhereTheFirstToBecomeFreeLeaves) {
  // Two people until minute 11, then one: the first to become free (at 13) leaves, the other (at 15) takes the next.
  const Replay story =
      replay(one_queue("30 min", "5 min", "count = { \"00:00\" = 2, \"00:11\" = 1 }", "time = \"8 min\""));
  ASSERT_GE(story.visits.size(), 3U);
  EXPECT_EQ(starts(story.visits)[0], 300.0);
  EXPECT_EQ(starts(story.visits)[1], 600.0);
  EXPECT_EQ(starts(story.visits)[2], 1080.0)
      << "arrives at 15; the person free at 13 has left, the other is free at 18";
}

// Equal times, pair by pair of neighboring kinds.

TEST(EqualTimes, AServiceEndsBeforeAShiftEndsSoTheNextIsStillServed) {
  const Replay story = replay(one_queue(
      "60 min", "150 s", "shifts.only = { from = \"00:00\", to = \"00:10\", count = 1 }", "time = \"450 s\""));
  ASSERT_EQ(story.visits.size(), 2U);
  EXPECT_EQ(story.visits[0].ended, 600.0);
  EXPECT_EQ(story.visits[1].started, 600.0) << "taken in the instant before duty ends";
}

TEST(EqualTimes, AShiftStartsBeforeAnotherEnds) {
  // The newcomer takes the one who waits; the leaver, who becomes free at the same instant, then has nobody to serve.
  const Replay story = replay(one_queue("30 min", "5 min",
                                        "shifts.a = { from = \"00:00\", to = \"00:10\", count = 1 }\n"
                                        "shifts.b = { from = \"00:10\", to = \"00:30\", count = 1 }",
                                        "time = \"8 min\""));
  ASSERT_GE(story.visits.size(), 2U);
  EXPECT_EQ(story.visits[0].started, 300.0);
  EXPECT_EQ(story.visits[0].server, 0U);
  EXPECT_EQ(story.visits[1].started, 600.0);
  EXPECT_EQ(story.visits[1].server, 1U);
}

constexpr const char* routed = R"(schema = 1
[run]
length = "20 min"
ending = "stop"
[segments.routed]
start = "walk"
arrivals = { interarrival = "8 min" }
[segments.direct]
start = "desk"
arrivals = { interarrival = "10 min" }
[staff.clerk]
DUTY
[steps.walk]
lane = "customer"
time = "1 min"
next.desk = { delay = "1 min" }
[steps.desk]
staff = "clerk"
time = "30 s"
)";

std::string routed_with(const std::string& duty) {
  std::string text = routed;
  return text.replace(text.find("DUTY"), 4, duty);
}

TEST(EqualTimes, AShiftEndsBeforeARoutedCustomerComes) {
  const Replay story = replay(routed_with("shifts.only = { from = \"00:00\", to = \"00:10\", count = 1 }"));
  EXPECT_TRUE(story.visits_to(StepId{1}).empty()) << "both come at the instant at which duty has ended";
}

TEST(EqualTimes, ARoutedCustomerComesBeforeOneFromOutside) {
  const Replay story = replay(routed_with("count = 1"));
  const auto visits = story.visits_to(StepId{1});
  ASSERT_GE(visits.size(), 2U);
  EXPECT_EQ(visits[0].reached, 600.0);
  EXPECT_EQ(visits[1].reached, 600.0);
  EXPECT_EQ(visits[0].segment, SegmentId{0}) << "the routed one first, though the other was scheduled before it";
  EXPECT_EQ(visits[1].started, 630.0);
}

TEST(EqualTimes, ACustomerFromOutsideComesBeforePatienceEnds) {
  // The first of the queue gives up at minute 10 exactly, when another arrives: the newcomer stands behind it for that
  // instant.
  const Replay story = replay(one_queue("12 min", "5 min", "count = 0", "time = \"1 min\"\npatience = \"5 min\""));
  ASSERT_EQ(story.journeys.size(), 2U);
  EXPECT_EQ(story.journeys[0].ended, 600.0);
  EXPECT_EQ(story.journeys[1].arrived, 600.0);
}

TEST(EqualTimes, WhoeversPatienceEndsAsAPersonBecomesFreeIsServed) {
  const Replay story = replay(one_queue("41 s", "10 s", "count = 1", "time = \"15 s\"\npatience = \"5 s\""));
  ASSERT_EQ(story.visits.size(), 3U);
  EXPECT_EQ(story.visits[2].journey, 2U) << "the third gave up meanwhile";
  EXPECT_EQ(story.visits[2].started, 25.0) << "reached at 20, patience until 25, free at 25";
}

TEST(EqualTimes, WhoHasNoPatienceIsServedByAShiftThatStartsThen) {
  const Replay story =
      replay(one_queue("20 min", "5 min", "shifts.only = { from = \"00:10\", to = \"00:20\", count = 1 }",
                       "time = \"1 min\"\npatience = \"0 s\""));
  ASSERT_EQ(story.visits.size(), 3U);
  EXPECT_EQ(story.visits[0].started, std::nullopt);
  EXPECT_EQ(story.visits[1].started, 600.0);
}

TEST(EqualTimes, PatienceEndsBeforeTheClose) {
  const Replay story = replay(one_queue("10 s", "6 s", "count = 0", "time = \"1 s\"\npatience = \"4 s\""));
  ASSERT_EQ(story.journeys.size(), 1U);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::abandoned);
}

TEST(EqualTimes, AServiceEndsBeforeTheClose) {
  const Replay story = replay(one_queue("10 s", "6 s", "count = 1", "time = \"4 s\""));
  ASSERT_EQ(story.journeys.size(), 1U);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::completed);
}

TEST(EqualTimes, NobodyArrivesAtTheClose) {
  const Replay story = replay(one_queue("10 s", "5 s", "count = 1", "time = \"1 s\"", "drain"));
  EXPECT_EQ(story.journeys.size(), 1U);
}

TEST(EqualTimes, WithinAKindTheFirstScheduledIsFirst) {
  // Two counters end two services at the same instant; at the next step their customers stand in the order in which the
  // services began.
  const Replay story = replay(R"(schema = 1
[run]
length = "60 s"
ending = "stop"
[segments.first]
start = "a"
arrivals = { interarrival = "10 s" }
[segments.second]
start = "b"
arrivals = { interarrival = "15 s" }
[staff.one]
count = 1
[staff.two]
count = 1
[staff.three]
count = 1
[steps.a]
staff = "one"
time = "10 s"
next = "c"
[steps.b]
staff = "two"
time = "5 s"
next = "c"
[steps.c]
staff = "three"
time = "3 s"
)");
  const auto visits = story.visits_to(StepId{2});
  ASSERT_GE(visits.size(), 2U);
  EXPECT_EQ(visits[0].segment, SegmentId{0});
  EXPECT_EQ(visits[0].reached, 20.0);
  EXPECT_EQ(visits[1].segment, SegmentId{1});
  EXPECT_EQ(visits[1].reached, 20.0);
  EXPECT_EQ(visits[1].started, 23.0);
}

TEST(EqualTimes, ARoutedCustomerWaitsForAllEndsOfItsInstant) {
  // At 20 s customer 1 leaves `a` for `b` and customer 2, of high priority, would overtake there; but the person of `b`
  // becomes free at the same instant, and takes who already waited.
  const Replay story = replay(R"(schema = 1
[run]
length = "60 s"
ending = "stop"
[segments.slow]
start = "a"
arrivals = { interarrival = "10 s" }
[segments.plain]
start = "b"
arrivals = { interarrival = "9 s" }
[staff.one]
count = 1
[staff.two]
count = 1
priority = ["segment.slow"]
[steps.a]
staff = "one"
time = "10 s"
next = "b"
[steps.b]
staff = "two"
time = "11 s"
)");
  const auto visits = story.visits_to(StepId{1});
  ASSERT_GE(visits.size(), 2U);
  EXPECT_EQ(visits[0].started, 9.0);
  EXPECT_EQ(visits[1].started, 20.0);
  EXPECT_EQ(visits[1].segment, SegmentId{1}) << "had waited since 18";
}

}  // namespace
}  // namespace throughline
