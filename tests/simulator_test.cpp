// SPDX-License-Identifier: MIT
// Priorities, segments, stages and endings, where nothing is left to chance.
#include "simulation/simulator.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "replay.hpp"
#include "service_text.hpp"
#include "tally.hpp"

namespace throughline {
namespace {

using testing::minute;
using testing::model_of;
using testing::one_customer;
using testing::Replay;
using testing::replay;
using testing::service;
using testing::Spans;
using testing::spans;
using testing::tally;

TEST(Priority, OfSegmentsAndStepsHoldsInOneQueuePerPool) {
  // All come between 31 and 59 s to one person, who is busy for 100 s with the first.
  const std::string text = R"(schema = 1
[run]
length = "60 s"
[segments]
first = { start = "x", arrivals = { interarrival = "31 s" } }
plain_x = { start = "x", arrivals = { interarrival = "35 s" } }
plain_y = { start = "y", arrivals = { interarrival = "40 s" } }
vip_x = { start = "x", arrivals = { interarrival = "45 s" } }
late_y = { start = "y", arrivals = { interarrival = "50 s" } }
[staff.clerk]
count = 1
PRIORITY
[steps.x]
staff = "clerk"
time = "100 s"
[steps.y]
staff = "clerk"
time = "100 s"
)";
  const auto order = [&](const std::string& priority) {
    std::string with = text;
    const Replay story = replay(with.replace(with.find("PRIORITY"), 8, priority));
    std::vector<std::uint32_t> segments;
    for (const VisitRecord& visit : story.visits) segments.push_back(static_cast<std::uint32_t>(visit.segment));
    return segments;
  };
  using Order = std::vector<std::uint32_t>;
  EXPECT_EQ(order(""), (Order{0, 1, 2, 3, 4}));
  EXPECT_EQ(order("priority = [\"segment.vip_x\", \"step.y\"]"), (Order{0, 3, 2, 4, 1}));
  EXPECT_EQ(order("priority = [\"step.y\", \"segment.vip_x\"]"), (Order{0, 2, 4, 3, 1}));
  EXPECT_EQ(order("priority = [\"step.y\", \"step.x\"]"), (Order{0, 2, 4, 1, 3}));
  EXPECT_EQ(order("priority = [\"segment.late_y\"]"), (Order{0, 4, 1, 2, 3}));
}

TEST(Segments, AreServedByThePoolAndInTheTimeThatTheirOwnKeysName) {
  const Replay story = replay(R"(schema = 1
[run]
length = "60 s"
[segments]
plain = { start = "a", arrivals = { interarrival = "31 s" } }
vip = { start = "a", arrivals = { interarrival = "40 s" } }
self = { start = "a", arrivals = { interarrival = "50 s" } }
[staff.clerk]
shifts.all = { from = "00:00", to = "24:00", count = 1 }
[staff.expert]
shifts.all = { from = "00:00", to = "24:00", count = 2 }
[steps.a]
staff = "clerk"
time = "100 s"
for.vip = { staff = "expert", time = "10 s" }
for.self = { staff = "none", time = "20 s" }
)");
  ASSERT_EQ(story.visits.size(), 3U);
  EXPECT_EQ(story.visits[0].segment, SegmentId{1});
  EXPECT_EQ(story.visits[0].ended, 50.0);
  EXPECT_EQ(story.visits[0].server, 0U);
  EXPECT_EQ(story.visits[1].segment, SegmentId{2});
  EXPECT_EQ(story.visits[1].ended, 70.0);
  EXPECT_EQ(story.visits[1].server, std::nullopt) << "nobody serves it";
  EXPECT_EQ(story.visits[2].ended, 131.0);
}

TEST(Stages, RunFromArrivalToTheStartOfAService) {
  const ReplicationResult result = tally(model_of(service("9 min", "4 min", R"(
[staff.clerk]
count = 1
[steps.a]
staff = "clerk"
time = "5 min"
next = "b"
[steps.b]
time = "1 min"
[stages]
wait = { from = "arrival", to = "a.start" }
whole = { from = "a.start", to = "end" }
until_b = { from = "arrival", to = ["b.end", "b"] }
)")));
  // Customers at 4 and 8; services 4 to 9 and 9 to 14.
  ASSERT_EQ(result.stages.size(), 3U);
  EXPECT_EQ(result.stages[0].count, 2.0);
  EXPECT_EQ(result.stages[0].sum, 0 * minute + 1 * minute);
  EXPECT_EQ(result.stages[1].sum, 6 * minute + 6 * minute);
  EXPECT_EQ(result.stages[2].sum, 5 * minute + 6 * minute) << "the earlier of both: `b` is reached";
}

TEST(Stages, AreClockedOnceFromTheFirstTimeThatTheyBegin) {
  const ReplicationResult result = tally(model_of(one_customer(R"(
[steps.a]
time = "2 min"
failure = { probability = 1, then = "retry", attempts = 3 }
[stages]
first = { from = "a", to = "a.end" }
to_the_end = { from = "a", to = "end" }
)")));
  EXPECT_EQ(result.stages[0].count, 1.0);
  EXPECT_EQ(result.stages[0].sum, 2 * minute);
  EXPECT_EQ(result.stages[1].sum, 6 * minute);
}

TEST(Stages, EndWithTheJourneyWhereNoneOfTheirEndsIsReached) {
  const std::string stages =
      "[stages]\nspan = { from = \"a\", to = \"b.start\" }\nnever = { from = \"b\", to = \"end\" }\n";
  const std::string failing =
      "[steps.a]\ntime = \"2 min\"\nfailure = { probability = 1 }\nnext = \"b\"\n[steps.b]\ntime = \"1 min\"\n";
  const ReplicationResult failed = tally(model_of(one_customer(failing + stages)));
  EXPECT_EQ(failed.stages[0].count, 1.0);
  EXPECT_EQ(failed.stages[0].sum, 2 * minute);
  EXPECT_EQ(failed.stages[1].count, 0.0) << "never begun";
}

TEST(Stages, OfWhoIsStillInsideAtTheEndAreNotCounted) {
  const ReplicationResult result = tally(model_of(R"(schema = 1
[run]
length = "12 min"
ending = "stop"
[segments.all]
start = "a"
arrivals = { interarrival = "5 min" }
[steps.a]
time = "4 min"
[stages]
span = { from = "a", to = "end" }
)"));
  EXPECT_EQ(result.stages[0].count, 1.0);
  EXPECT_EQ(result.journeys[0].unfinished, 1.0);
}

TEST(Drain, LeavesNobodyInsideWhomThePeopleOnDutyCanServe) {
  const Replay story = replay(service("10 min", "3 min", R"(
[staff.clerk]
count = 1
[steps.a]
staff = "clerk"
time = "8 min"
)"));
  EXPECT_EQ(spans(story.visits), (Spans{{3, 11}, {11, 19}, {19, 27}}));
  for (const JourneyRecord& journey : story.journeys) EXPECT_EQ(journey.outcome, Outcome::completed);
}

TEST(Drain, StartsNoShiftAndEndsNone) {
  const Replay story = replay(service("10 min", "4 min", R"(
[staff.clerk]
shifts.on = { from = "00:00", to = "00:12", count = 1 }
shifts.late = { from = "00:10", to = "01:00", count = 5 }
[steps.a]
staff = "clerk"
time = "6 min"
)"));
  EXPECT_EQ(spans(story.visits), (Spans{{4, 10}, {10, 16}})) << "one person, over time from minute 12 on";
}

TEST(Drain, LeavesUnfinishedWhomNobodyCanServe) {
  const Model model = model_of(service("10 min", "4 min", R"(
[staff.clerk]
shifts.on = { from = "00:00", to = "00:07", count = 1 }
[steps.a]
staff = "clerk"
time = "6 min"
)"));
  const ReplicationResult result = tally(model);
  EXPECT_EQ(result.journeys[0].completed, 1.0);
  EXPECT_EQ(result.journeys[0].unfinished, 1.0);
  EXPECT_EQ(result.stranded, (std::vector<std::uint32_t>{0}));
}

TEST(Unfinished, VisitsAreToldWithWhatIsKnownOfThem) {
  const Replay story = replay(R"(schema = 1
[run]
length = "15 min"
ending = "stop"
[segments.all]
start = "look"
arrivals = { interarrival = "4 min" }
[staff.clerk]
shifts.on = { from = "00:00", to = "24:00", count = 1 }
[steps.look]
time = { by_clock = { "00:00" = "1 min", "00:12" = "10 min" } }
next = "desk"
[steps.desk]
staff = "clerk"
time = "20 min"
patience = "30 min"
)");
  EXPECT_EQ(story.visits.size(), 2U);
  ASSERT_EQ(story.unfinished.size(), 3U);
  const VisitRecord& served = story.unfinished[0];
  EXPECT_EQ(served.step, StepId{1});
  EXPECT_EQ(served.started, 5 * minute);
  EXPECT_EQ(served.service, 20 * minute);
  EXPECT_EQ(served.patience, std::nullopt) << "somebody was free at once";
  EXPECT_EQ(served.server, 0U);
  EXPECT_EQ(served.ended, 15 * minute);
  const VisitRecord& waiting = story.unfinished[1];
  EXPECT_EQ(waiting.step, StepId{1});
  EXPECT_EQ(waiting.reached, 9 * minute);
  EXPECT_EQ(waiting.started, std::nullopt);
  EXPECT_EQ(waiting.service, std::nullopt) << "that of the step before is not its own";
  EXPECT_EQ(waiting.patience, 30 * minute);
  EXPECT_EQ(waiting.server, std::nullopt);
  const VisitRecord& looking = story.unfinished[2];
  EXPECT_EQ(looking.step, StepId{0});
  EXPECT_EQ(looking.started, 12 * minute);
  EXPECT_EQ(looking.service, 10 * minute);
  EXPECT_EQ(looking.server, std::nullopt);
}

TEST(Unfinished, JourneysOnTheirWayHaveNoVisit) {
  const Replay story = replay(R"(schema = 1
[run]
length = "7 min"
ending = "stop"
[segments.all]
start = "a"
arrivals = { interarrival = "4 min" }
[steps.a]
time = "1 min"
next.b = { delay = "5 min" }
[steps.b]
time = "1 min"
)");
  EXPECT_EQ(story.visits.size(), 1U);
  EXPECT_TRUE(story.unfinished.empty());
  ASSERT_EQ(story.journeys.size(), 1U);
  EXPECT_EQ(story.journeys[0].ended, 7 * minute);
}

TEST(Unfinished, EndsWithTheReplicationNotWithItsPlan) {
  const auto queue = [](const std::string& run) {
    return "schema = 1\n[run]\nlength = \"10 min\"\n" + run + R"(
[segments.all]
start = "a"
arrivals = { interarrival = "4 min" }
[staff.clerk]
shifts.on = { from = "00:00", to = "00:07", count = 1 }
[steps.a]
staff = "clerk"
time = "8 min"
)";
  };
  const Replay drained = replay(queue("ending = \"drain\""));
  ASSERT_EQ(drained.unfinished.size(), 1U);
  EXPECT_EQ(drained.unfinished[0].ended, 12 * minute) << "when the last one was served";
  EXPECT_EQ(drained.journeys.back().ended, 12 * minute);
  const Replay overflowed = replay(queue("max_inside = 1"));
  ASSERT_EQ(overflowed.unfinished.size(), 1U);
  EXPECT_EQ(overflowed.unfinished[0].started, 4 * minute);
  EXPECT_EQ(overflowed.unfinished[0].ended, 8 * minute) << "when one more came";
  EXPECT_EQ(overflowed.journeys.back().ended, 8 * minute);
}

TEST(Unfinished, WhoIsInALoopWithoutTimeHasEndedAllVisits) {
  // The last step that took time is not told again.
  const Replay story = replay(one_customer(R"(
[steps.a]
time = "1 min"
next = "b"
[steps.b]
lane = "customer"
next = { b = 0.9999999999999999, done = "rest" }
)"));
  EXPECT_EQ(story.visits.size(), 1U + 1'000'000U);
  EXPECT_TRUE(story.unfinished.empty());
  ASSERT_EQ(story.journeys.size(), 1U);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::unfinished);
  EXPECT_EQ(story.journeys[0].at, StepId{1});
  EXPECT_EQ(story.journeys[0].ended, 11 * minute);
}

TEST(Simulator, TellsTheSameStoryWhateverItSimulatedBefore) {
  const Model model = model_of(R"(schema = 1
[run]
length = "2 h"
[segments.all]
start = "a"
arrivals = { rate = "60 per hour" }
[staff.clerk]
shifts.a = { from = "00:00", to = "01:00", count = 2 }
shifts.b = { from = "00:30", to = "02:00", count = 1 }
[steps.a]
staff = "clerk"
time = { exponential = { mean = "90 s" } }
wrap_up = "10 s"
patience = { exponential = { mean = "3 min" } }
failure = { probability = 0.1, then = "retry" }
next.b = { repeat = 0.2 }
[steps.b]
time = "20 s"
[stages]
span = { from = "a", to = "b" }
)");
  Recorder recorder(model.program());
  Simulator<Recorder> simulator(model.program(), recorder);
  std::vector<ReplicationResult> results;
  for (const std::uint64_t replication : {3U, 0U, 5U, 3U}) {
    recorder.begin_replication();
    simulator.run(1, replication);
    simulator.report(recorder.result());
    results.push_back(recorder.result());
  }
  const ReplicationResult alone = tally(model, 1, 3);
  for (const ReplicationResult* result : {&results[0], &results[3]}) {
    EXPECT_EQ(result->events, alone.events);
    EXPECT_EQ(result->ended_at, alone.ended_at);
    EXPECT_EQ(result->visits[0].service, alone.visits[0].service);
    EXPECT_EQ(result->visits[0].wait_served, alone.visits[0].wait_served);
    EXPECT_EQ(result->journeys[0].time, alone.journeys[0].time);
    EXPECT_EQ(result->stages[0], alone.stages[0]);
    EXPECT_EQ(result->staff[0].busy, alone.staff[0].busy);
    EXPECT_EQ(result->staff[0].drain_overtime, alone.staff[0].drain_overtime);
    EXPECT_EQ(result->queues[0].area, alone.queues[0].area);
    EXPECT_EQ(result->passages, alone.passages);
  }
  EXPECT_NE(results[1].events, alone.events);
}

}  // namespace
}  // namespace throughline
