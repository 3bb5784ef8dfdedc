// SPDX-License-Identifier: MIT
// What the verbs do, where nothing is left to chance: every time below can be checked by hand.
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
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
  EXPECT_EQ(spans(story.visits_to(StepId{0})), (Spans{{3, 5}, {7, 9}}))
      << "the second waits for the end of the wrap-up";
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
  const Replay story =
      replay(one_customer("[steps.a]\ntime = \"2 min\"\nfailure = { probability = 1 }\nnext = \"b\"\n"
                          "[steps.b]\ntime = \"1 min\"\n"));
  ASSERT_EQ(story.visits.size(), 1U);
  EXPECT_EQ(story.visits[0].ending, VisitEnding::failed);
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
  EXPECT_EQ(story.visits[1].ending, VisitEnding::served);
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
  EXPECT_EQ(story.visits[0].ending, VisitEnding::failed);
  EXPECT_EQ(story.visits[2].ending, VisitEnding::served);
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
  const Replay story =
      replay(one_customer("[steps.a]\ntime = \"1 min\"\nnext.b = { delay = \"90 s\" }\n"
                          "[steps.b]\ntime = \"1 min\"\n"));
  EXPECT_EQ(spans(story.visits), (Spans{{10, 11}, {12.5, 13.5}}));
}

TEST(Handoff, LosesTheCustomerAtTheSourceAfterTheDelay) {
  const Replay story =
      replay(one_customer("[steps.a]\ntime = \"1 min\"\nnext.b = { delay = \"90 s\", loss = 1 }\n"
                          "[steps.b]\ntime = \"1 min\"\n"));
  ASSERT_EQ(story.visits.size(), 1U);
  EXPECT_EQ(story.visits[0].ending, VisitEnding::served) << "the service itself was good";
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
  const Replay story =
      replay(one_customer("[steps.a]\ntime = \"1 min\"\nnext.b = { repeat = 1, repeat_time = \"30 s\" }\n"
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

}  // namespace
}  // namespace throughline
