// SPDX-License-Identifier: MIT
// What the verbs do, where nothing is left to chance: every time below can be checked by hand.
#include "simulation/simulator.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "replay.hpp"
#include "tally.hpp"

namespace throughline {
namespace {

using testing::model_of;
using testing::Replay;
using testing::replay;
using testing::tally;

constexpr double minute = 60.0;

/// A run of `length`; one customer comes to step `a` after every `every`.
std::string service(const std::string& length, const std::string& every, const std::string& rest) {
  return "schema = 1\n[run]\nlength = \"" + length + "\"\n[segments.all]\nstart = \"a\"\narrivals = { interarrival = \"" +
         every + "\" }\n" + rest;
}

/// Exactly one customer, who comes to step `a` at minute 10.
std::string one_customer(const std::string& rest) {
  return service("15 min", "10 min", rest);
}

std::vector<std::pair<double, double>> spans(const std::vector<VisitRecord>& visits) {
  std::vector<std::pair<double, double>> found;
  for (const VisitRecord& visit : visits) found.emplace_back(*visit.started / minute, visit.ended / minute);
  return found;
}

using Spans = std::vector<std::pair<double, double>>;

TEST(WrapUp, KeepsThePersonBusyWhileTheCustomerGoesOn) {
  const Replay story = replay(service("9 min", "3 min", R"(
[staff.clerk]
count = 1
[steps.a]
staff = "clerk"
time = "2 min"
wrap_up = "2 min"
next = "b"
[steps.b]
lane = "customer"
time = "1 min"
)"));
  EXPECT_EQ(spans(story.visits_to(StepId{0})), (Spans{{3, 5}, {7, 9}})) << "the second waits for the end of the wrap-up";
  EXPECT_EQ(spans(story.visits_to(StepId{1})), (Spans{{5, 6}, {9, 10}})) << "and the first did not";
}

TEST(WrapUp, BelongsToThePersonAndEndsTheirOvertime) {
  const ReplicationResult result = tally(model_of(R"(schema = 1
[run]
length = "15 min"
ending = "stop"
[segments.all]
start = "a"
arrivals = { interarrival = "8 min" }
[staff.clerk]
shifts.only = { from = "00:00", to = "00:09", count = 1 }
[steps.a]
staff = "clerk"
time = "2 min"
wrap_up = "3 min"
)"));
  EXPECT_EQ(result.staff[0].busy, 5 * minute);
  EXPECT_EQ(result.staff[0].on_duty, 9 * minute);
  EXPECT_EQ(result.staff[0].overtime, 4 * minute) << "from 9 to 13";
}

TEST(Patience, LeadsOnToAnotherStepWhereItSaysSo) {
  const Replay story = replay(one_customer(R"(
[staff.clerk]
count = 0
[steps.a]
staff = "clerk"
time = "1 min"
patience = "2 min"
on_abandon = { next = "kiosk" }
[steps.kiosk]
lane = "customer"
time = "3 min"
)"));
  ASSERT_EQ(story.visits.size(), 2U);
  EXPECT_EQ(story.visits[0].started, std::nullopt);
  EXPECT_EQ(story.visits[0].service, std::nullopt);
  EXPECT_EQ(story.visits[0].patience, 2 * minute);
  EXPECT_EQ(story.visits[0].ended, 12 * minute);
  EXPECT_EQ(story.visits[1].step, StepId{1});
  EXPECT_EQ(story.visits[1].ended, 15 * minute);
  ASSERT_EQ(story.journeys.size(), 1U);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::completed);
}

TEST(Patience, IsDrawnAfreshAtEveryVisitAndEndsTheJourneyWhereNothingElseIsSaid) {
  const Replay story = replay(one_customer(R"(
[staff.clerk]
count = 0
[steps.a]
staff = "clerk"
time = "1 min"
patience = { by_clock = { "00:00" = "2 min", "00:12" = "5 min" } }
on_abandon = { next = "b" }
[steps.b]
staff = "clerk"
time = "1 min"
patience = "4 min"
)"));
  ASSERT_EQ(story.visits.size(), 2U);
  EXPECT_EQ(story.visits[1].ended, 16 * minute);
  EXPECT_EQ(story.visits[1].patience, 4 * minute);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::abandoned);
  EXPECT_EQ(story.journeys[0].at, StepId{1});
}

TEST(Failure, EndsTheJourneyAtTheStepWhereNothingElseIsSaid) {
  const Replay story = replay(one_customer("[steps.a]\ntime = \"2 min\"\nfailure = { probability = 1 }\nnext = \"b\"\n"
                                           "[steps.b]\ntime = \"1 min\"\n"));
  ASSERT_EQ(story.visits.size(), 1U);
  EXPECT_TRUE(story.visits[0].failed);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::failed);
  EXPECT_EQ(story.journeys[0].cause, "service");
  EXPECT_EQ(story.journeys[0].ended, 12 * minute);
}

TEST(Failure, LeadsToAnotherStepWhereItSaysSo) {
  const Replay story = replay(one_customer(R"(
[steps.a]
time = "2 min"
failure = { probability = 1, then = "repair" }
next = "b"
[steps.b]
time = "1 min"
[steps.repair]
time = "3 min"
)"));
  ASSERT_EQ(story.visits.size(), 2U);
  EXPECT_EQ(story.visits[1].step, StepId{2});
  EXPECT_EQ(story.visits[1].ended, 15 * minute);
  EXPECT_FALSE(story.visits[1].failed);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::completed);
}

TEST(Failure, IsTriedAgainFromTheTailOfTheQueue) {
  // Two customers; the first fails while the second waits, and so stands behind it.
  const Replay story = replay(service("9 min", "3 min", R"(
[staff.clerk]
count = 1
[steps.a]
staff = "clerk"
time = "4 min"
failure = { probability = { by_clock = { "00:00" = 1.0, "00:08" = 0.0 } }, then = "retry" }
)"));
  ASSERT_EQ(story.visits.size(), 3U);
  EXPECT_EQ(spans(story.visits), (Spans{{3, 7}, {7, 11}, {11, 15}}));
  EXPECT_EQ(story.visits[1].journey, 2U);
  EXPECT_EQ(story.visits[2].journey, 1U);
  EXPECT_EQ(story.visits[2].visit, 1U) << "a new visit";
  EXPECT_EQ(story.visits[2].reached, 7 * minute);
  EXPECT_TRUE(story.visits[0].failed);
  EXPECT_FALSE(story.visits[2].failed);
}

TEST(Failure, EndsTheJourneyAfterSoManyServicesInAll) {
  const Replay story = replay(
      one_customer("[steps.a]\ntime = \"2 min\"\nfailure = { probability = 1, then = \"retry\", attempts = 3 }\n"));
  EXPECT_EQ(spans(story.visits), (Spans{{10, 12}, {12, 14}, {14, 16}}));
  EXPECT_EQ(story.journeys[0].outcome, Outcome::failed);
}

TEST(Failure, CountsAttemptsAnewWhenTheCustomerComesAgainByARoute) {
  // The first coming fails at 15 and succeeds at 20; the second, from 21 on, fails for good at its third service.
  const Replay story = replay(one_customer(R"(
[steps.a]
time = "5 min"
failure = { probability = { by_clock = { "00:00" = 1.0, "00:20" = 0.0, "00:22" = 1.0 } }, then = "retry", attempts = 3 }
next = "b"
[steps.b]
time = "1 min"
next = { a = { by_clock = { "00:00" = 1.0, "01:00" = 0.0 } }, done = { by_clock = { "00:00" = 0.0, "01:00" = 1.0 } } }
)"));
  const auto visits = story.visits_to(StepId{0});
  EXPECT_EQ(spans(visits), (Spans{{10, 15}, {15, 20}, {21, 26}, {26, 31}, {31, 36}}));
  for (std::uint32_t visit = 0; visit < visits.size(); ++visit) EXPECT_EQ(visits[visit].visit, visit);
  EXPECT_EQ(story.journeys[0].ended, 36 * minute);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::failed);
}

TEST(ByClock, TakesTheLawInForceWhenTheServiceBegins) {
  const Replay story = replay(R"(schema = 1
[blueprint]
starts = "2026-01-05 08:00"
[run]
length = "29 min"
[segments.all]
start = "a"
arrivals = { interarrival = "5 min" }
[steps.a]
time = { by_clock = { "08:10" = "30 s", "08:20" = "90 s" } }
)");
  std::vector<double> times;
  for (const VisitRecord& visit : story.visits) times.push_back(visit.ended - *visit.started);
  EXPECT_EQ(times, (std::vector<double>{90, 30, 30, 90, 90})) << "a level begins at its very instant; before the first "
                                                                 "one of the day the last one holds";
}

TEST(ByClock, ChoosesTheRouteByTheSharesInForce) {
  const Replay story = replay(service("29 min", "5 min", R"(
[steps.a]
lane = "customer"
next = { b = { by_clock = { "00:00" = 0.0, "00:10" = 1.0, "00:20" = 0.0 } }, c = "rest" }
[steps.b]
time = "1 min"
[steps.c]
time = "1 min"
)"));
  std::vector<std::uint32_t> steps;
  for (const VisitRecord& visit : story.visits) {
    if (visit.step != StepId{0}) steps.push_back(static_cast<std::uint32_t>(visit.step));
  }
  EXPECT_EQ(steps, (std::vector<std::uint32_t>{2, 1, 1, 2, 2}));
}

TEST(Handoff, TakesItsDelay) {
  const Replay story = replay(one_customer("[steps.a]\ntime = \"1 min\"\nnext.b = { delay = \"90 s\" }\n"
                                           "[steps.b]\ntime = \"1 min\"\n"));
  EXPECT_EQ(spans(story.visits), (Spans{{10, 11}, {12.5, 13.5}}));
}

TEST(Handoff, LosesTheCustomerAtTheSourceAfterTheDelay) {
  const Replay story = replay(one_customer("[steps.a]\ntime = \"1 min\"\nnext.b = { delay = \"90 s\", loss = 1 }\n"
                                           "[steps.b]\ntime = \"1 min\"\n"));
  ASSERT_EQ(story.visits.size(), 1U);
  EXPECT_FALSE(story.visits[0].failed) << "the service itself was good";
  ASSERT_EQ(story.journeys.size(), 1U);
  EXPECT_EQ(story.journeys[0].outcome, Outcome::failed);
  EXPECT_EQ(story.journeys[0].cause, "handoff");
  EXPECT_EQ(story.journeys[0].at, StepId{0});
  EXPECT_EQ(story.journeys[0].ended, 12.5 * minute);
}

TEST(Handoff, GoesBackToTheSourceAsANewVisit) {
  const Replay story = replay(one_customer(R"(
[steps.a]
time = "5 min"
next.b = { repeat = { by_clock = { "00:00" = 1.0, "00:20" = 0.0 } } }
[steps.b]
time = "1 min"
)"));
  EXPECT_EQ(spans(story.visits), (Spans{{10, 15}, {15, 20}, {20, 21}}));
  EXPECT_EQ(story.visits[0].visit, 0U);
  EXPECT_EQ(story.visits[1].visit, 1U);
  EXPECT_EQ(story.visits[1].step, StepId{0});
}

TEST(Handoff, LengthensTheNextServiceByItsRepeatTime) {
  const Replay story = replay(one_customer(R"(
[staff.clerk]
count = 1
[steps.a]
time = "1 min"
next.b = { repeat = 1, repeat_time = "30 s" }
[steps.b]
staff = "clerk"
time = "1 min"
failure = { probability = 1, then = "retry", attempts = 2 }
)"));
  EXPECT_EQ(spans(story.visits), (Spans{{10, 11}, {11, 12.5}, {12.5, 13.5}})) << "the first service, not the second";
  EXPECT_EQ(story.visits[1].service, 90.0);
  EXPECT_EQ(story.visits[2].service, 60.0);
}

TEST(Handoff, LengthensAServiceThatNeedsNobodyAsWell) {
  const Replay story = replay(one_customer("[steps.a]\ntime = \"1 min\"\nnext.b = { repeat = 1, repeat_time = \"30 s\" }\n"
                                           "[steps.b]\nlane = \"customer\"\n"));
  EXPECT_EQ(spans(story.visits), (Spans{{10, 11}, {11, 11.5}})) << "the time of `b` alone is none";
}

TEST(Handoff, ThatIsToLengthenAServiceIsForgottenWhenPatienceEndsFirst) {
  const Replay story = replay(one_customer(R"(
[staff.clerk]
count = 0
[steps.a]
time = "1 min"
next.b = { repeat = 1, repeat_time = "30 s" }
[steps.b]
staff = "clerk"
time = "1 min"
patience = "1 min"
on_abandon = { next = "c" }
[steps.c]
time = "1 min"
next.d = { repeat = 0.5, repeat_time = { by_clock = { "00:00" = "0 s" } } }
[steps.d]
time = "1 min"
)"));
  const auto visits = story.visits_to(StepId{3});
  ASSERT_EQ(visits.size(), 1U);
  EXPECT_EQ(visits[0].service, 60.0);
}

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
  const std::string stages = "[stages]\nspan = { from = \"a\", to = \"b.start\" }\nnever = { from = \"b\", to = \"end\" }\n";
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
