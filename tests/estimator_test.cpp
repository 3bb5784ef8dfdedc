// SPDX-License-Identifier: MIT
// Every definition of the dictionary of measures, on blueprints whose figures can be worked out by hand.
#include "experiment/estimator.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "replay.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;

/// Measures of an experiment; what is not there is a failure.
class Figures {
 public:
  explicit Figures(const std::string& text) : result_(run_experiment(model_of(text))) {}

  const Estimate& operator[](const std::string& path) const {
    const Estimate* estimate = result_.find(path);
    EXPECT_NE(estimate, nullptr) << path;
    static const Estimate none;
    return estimate == nullptr ? none : *estimate;
  }
  double value(const std::string& path) const { return (*this)[path].value.value_or(std::nan("")); }

 private:
  ExperimentResult result_;
};

std::string run_of(const std::string& length, const std::string& every, const std::string& rest,
                   const std::string& keys = "") {
  return "schema = 1\n[run]\nreplications = 4\nlength = \"" + length + "\"\n" + keys +
         "[segments.all]\nstart = \"a\"\nvalue = 4\narrivals = { interarrival = \"" + every + "\" }\n" + rest;
}

/// Nine customers, one each 10 s; each service takes 15 s: they wait 0, 5, 10, ... 40 s.
const std::string growing_queue = run_of("100 s", "10 s", R"toml([staff.clerk]
count = 1
[steps.a]
staff = "clerk"
time = "15 s"
[targets]
"step.a.service_level(20 s)" = "> 1 %"
"step.a.service_level(19 s)" = "> 1 %"
"step.a.service_level(0 s)" = "> 1 %"
"journey.within(35 s)" = "> 1 %"
"journey.within(34 s)" = "> 1 %"
"stage.whole.within(55 s)" = "> 1 %"
"stage.whole.within(54 s)" = "> 1 %"
[stages]
whole = { from = "arrival", to = "end" }
)toml");

TEST(Estimator, CountsEveryJourneyAndVisit) {
  const Figures figures(growing_queue);
  EXPECT_DOUBLE_EQ(figures.value("journey.count.arrived"), 9.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.count.completed"), 9.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.count.unfinished"), 0.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.visits"), 9.0);
  EXPECT_EQ(figures["journey.time.mean"].observations, 4U * 9U);
  EXPECT_EQ(figures["journey.time.mean"].replications, 4U);
  EXPECT_EQ(figures["journey.time.mean"].confidence, 0.95);
}

TEST(Estimator, AveragesWaitsOfAllWhoseWaitEnded) {
  const Figures figures(growing_queue);
  EXPECT_DOUBLE_EQ(figures.value("step.a.wait.mean"), 20.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.wait_served.mean"), 20.0);
  EXPECT_NEAR(figures.value("step.a.wait.sd"), 5.0 * std::sqrt(60.0 / 9.0), 1e-9);
  EXPECT_DOUBLE_EQ(figures.value("step.a.time.mean"), 35.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.time.mean"), 35.0);
}

TEST(Estimator, CountsWaitsThatEqualTheLimitAsWithinIt) {
  const Figures figures(growing_queue);
  EXPECT_DOUBLE_EQ(figures.value("step.a.service_level(20 s)"), 5.0 / 9.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.service_level(19 s)"), 4.0 / 9.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.service_level(0 s)"), 1.0 / 9.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.within(35 s)"), 5.0 / 9.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.within(34 s)"), 4.0 / 9.0);
  EXPECT_DOUBLE_EQ(figures.value("stage.whole.within(55 s)"), 1.0);
  EXPECT_DOUBLE_EQ(figures.value("stage.whole.within(54 s)"), 8.0 / 9.0);
}

TEST(Estimator, FindsQuantilesOfTheNineWaitsWithinAThousandth) {
  const Figures figures(growing_queue);
  EXPECT_NEAR(figures.value("step.a.wait.p50"), 20.0, 0.02);
  EXPECT_NEAR(figures.value("step.a.wait.p90"), 40.0, 0.04);
  EXPECT_EQ(figures.value("step.a.wait.p99"), 40.0) << "never above the largest";
  EXPECT_NEAR(figures.value("journey.time.p50"), 35.0, 0.035);
}

TEST(Estimator, MakesNoSpreadOfConstants) {
  const Figures figures(growing_queue);
  for (const char* quantile : {"p50", "p90", "p95", "p99", "mean"}) {
    const Estimate& service = figures[std::string("step.a.service.") + quantile];
    EXPECT_EQ(service.value, 15.0) << quantile;
    EXPECT_EQ(service.low, 15.0) << quantile;
    EXPECT_EQ(service.high, 15.0) << quantile;
  }
  const Estimate& spread = figures["step.a.service.sd"];
  EXPECT_EQ(spread.value, 0.0);
  EXPECT_EQ(spread.low, 0.0);
  EXPECT_EQ(spread.high, 0.0);
}

TEST(Estimator, AveragesQueuesOverTheWindowOnly) {
  // At 100 s served: 10, 25, 40, 55, 70, 85, 100. Waits until 100 s: 0, 5, ..., 30 of seven; 20 and 10 of the others.
  const Figures figures(growing_queue);
  EXPECT_DOUBLE_EQ(figures.value("step.a.queue.mean"), (5 + 10 + 15 + 20 + 25 + 30 + 20 + 10) / 100.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.queue.max"), 3.0);
  EXPECT_DOUBLE_EQ(figures.value("throughput"), 5.0 / (100.0 / 3600.0))
      << "five completed before the close, a sixth at it";
  EXPECT_DOUBLE_EQ(figures.value("staff.clerk.occupancy"), 0.9);
}

/// Six customers, one each 10 s. The clerk of `a` is there in [15 s, 25 s) only, the scribe of `b` from 55 s on.
std::string two_queues(const std::string& keys = "") {
  return run_of("70 s", "10 s", R"toml([staff.clerk]
count = { "00:00:00" = 0, "00:00:15" = 1, "00:00:25" = 0 }
[staff.scribe]
count = { "00:00:00" = 0, "00:00:55" = 1 }
[steps.a]
phase = "Desk"
staff = "clerk"
time = "1 s"
next = "b"
[steps.b]
phase = "Desk"
staff = "scribe"
time = "1 s"
next = "form"
[steps.form]
phase = "Desk"
lane = "customer"
[targets]
"phase.Desk.queue.max" = "> 0"
)toml",
                keys);
}

TEST(Estimator, CountsHowManyWaitAtSeveralStepsTogether) {
  // At a and b: 0 and 2 at 21 s, 3 and 2 at 50 s, 4 and 0 at 60 s.
  const Figures whole(two_queues());
  EXPECT_DOUBLE_EQ(whole.value("step.a.queue.max"), 4.0);
  EXPECT_DOUBLE_EQ(whole.value("step.b.queue.max"), 2.0);
  EXPECT_DOUBLE_EQ(whole.value("phase.Desk.queue.max"), 5.0);
  EXPECT_DOUBLE_EQ(Figures(two_queues("warm_up = \"52 s\"\n")).value("phase.Desk.queue.max"), 5.0) << "still";
  EXPECT_DOUBLE_EQ(Figures(two_queues("warm_up = \"57 s\"\n")).value("phase.Desk.queue.max"), 4.0);
}

TEST(Estimator, CountsJourneysFromTheWarmUpOn) {
  const Figures figures(run_of("100 s", "10 s",
                               "[staff.clerk]\ncount = 1\n[steps.a]\nstaff = \"clerk\"\ntime = \"15 s\"\n",
                               "warm_up = \"50 s\"\n"));
  EXPECT_DOUBLE_EQ(figures.value("journey.count.arrived"), 5.0) << "50, 60, 70, 80, 90";
  EXPECT_DOUBLE_EQ(figures.value("step.a.wait.mean"), 30.0);
  // Waiting in [50, 100): who came at 30 until 40 not, 40 until 55, 50 until 70, 60 until 85, 70 until 100, 80, 90.
  EXPECT_DOUBLE_EQ(figures.value("step.a.queue.mean"), (5 + 20 + 25 + 30 + 20 + 10) / 50.0);
  EXPECT_DOUBLE_EQ(figures.value("throughput"), 3.0 / (50.0 / 3600.0))
      << "ends at 55, 70 and 85; not those at 40 and at the close";
  EXPECT_DOUBLE_EQ(figures.value("staff.clerk.occupancy"), 1.0);
}

TEST(Estimator, LeavesAbandonmentWithinTheLimitOutOfTheServiceLevel) {
  // Customers at 7, 14, 21, 28; the second and the fourth give up after exactly 3 s, the others do not wait.
  const Figures figures(run_of("33 s", "7 s", R"toml([staff.clerk]
count = 1
[steps.a]
staff = "clerk"
time = "11 s"
patience = "3 s"
[targets]
"step.a.service_level(3 s)" = "> 1 %"
"step.a.service_level(2 s)" = "> 1 %"
)toml"));
  EXPECT_DOUBLE_EQ(figures.value("step.a.service_level(3 s)"), 2.0 / (4.0 - 2.0));
  EXPECT_DOUBLE_EQ(figures.value("step.a.service_level(2 s)"), 2.0 / 4.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.abandonment"), 0.5);
  EXPECT_DOUBLE_EQ(figures.value("journey.abandoned"), 0.5);
  EXPECT_DOUBLE_EQ(figures.value("journey.completed"), 0.5);
  EXPECT_DOUBLE_EQ(figures.value("step.a.wait.mean"), 1.5);
  EXPECT_DOUBLE_EQ(figures.value("step.a.wait_served.mean"), 0.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.time.mean"), (11 + 3 + 11 + 3) / 4.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.time.mean"), 11.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.time_all.mean"), 7.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.value"), 2.0) << "4 of each second";
}

TEST(Estimator, CountsServicesThatFailAndVisitsThatRepeat) {
  const Figures figures(run_of(
      "100 s", "40 s", "[steps.a]\ntime = \"5 s\"\nfailure = { probability = 1, then = \"retry\", attempts = 3 }\n"));
  EXPECT_DOUBLE_EQ(figures.value("step.a.failure"), 1.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.repeats"), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.visits"), 6.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.visits"), 3.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.failed"), 1.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.failed.service"), 1.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.failed.handoff"), 0.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.time_all.mean"), 15.0);
  EXPECT_EQ(figures["journey.time.mean"].value, std::nullopt);
  EXPECT_EQ(figures["journey.time.mean"].reason, "no journey completed");
}

TEST(Estimator, TakesStepsTogetherByTouchpointPhaseAndLane) {
  const Figures figures(run_of("100 s", "40 s", R"(
[staff.clerk]
count = 1
[steps.a]
staff = "clerk"
time = "4 s"
touchpoint = "desk"
phase = "Arrive"
next = "b"
[steps.b]
lane = "customer"
time = "6 s"
touchpoint = "desk"
phase = "Wait"
next.c = { loss = 1 }
[steps.c]
lane = "backstage"
staff = "clerk"
time = "1 s"
phase = "Arrive"
)"));
  EXPECT_DOUBLE_EQ(figures.value("touchpoint.desk.visits"), 4.0);
  EXPECT_DOUBLE_EQ(figures.value("touchpoint.desk.time.mean"), 5.0);
  EXPECT_DOUBLE_EQ(figures.value("touchpoint.desk.time.sd"), 1.0);
  EXPECT_DOUBLE_EQ(figures.value("phase.Arrive.visits"), 2.0);
  EXPECT_DOUBLE_EQ(figures.value("lane.frontstage.visits"), 2.0);
  EXPECT_DOUBLE_EQ(figures.value("lane.backstage.visits"), 0.0);
  EXPECT_EQ(figures["lane.backstage.time.mean"].reason, "no visit ended");
  EXPECT_DOUBLE_EQ(figures.value("journey.failed.handoff"), 1.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.handoffs"), 1.0);
}

TEST(Estimator, TellsSegmentsApart) {
  const Figures figures(R"(schema = 1
[run]
length = "100 s"
replications = 2
[segments]
slow = { start = "a", value = 10, arrivals = { interarrival = "40 s" } }
fast = { start = "a", arrivals = { interarrival = "60 s" } }
[steps.a]
time = "20 s"
[steps.a.for.fast]
time = "5 s"
)");
  EXPECT_DOUBLE_EQ(figures.value("segment.slow.journey.time.mean"), 20.0);
  EXPECT_DOUBLE_EQ(figures.value("segment.fast.journey.time.mean"), 5.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.time.mean"), 15.0) << "of journeys, not of segments";
  EXPECT_DOUBLE_EQ(figures.value("segment.slow.step.a.visits"), 2.0);
  EXPECT_DOUBLE_EQ(figures.value("segment.fast.step.a.visits"), 1.0);
  EXPECT_DOUBLE_EQ(figures.value("segment.slow.journey.value"), 10.0);
  EXPECT_DOUBLE_EQ(figures.value("journey.value"), 20.0 / 3.0);
}

TEST(Estimator, SaysWhyAFigureOrItsIntervalIsMissing) {
  const std::string nobody_serves =
      run_of("100 s", "40 s", "[staff.clerk]\ncount = 0\n[steps.a]\nstaff = \"clerk\"\ntime = \"4 s\"\n",
             "ending = \"stop\"\n");
  const Figures figures(nobody_serves);
  EXPECT_EQ(figures["journey.completed"].reason, "no journey ended");
  EXPECT_EQ(figures["step.a.wait.p90"].reason, "nobody's wait ended");
  EXPECT_EQ(figures["step.a.wait_served.mean"].reason, "nobody was served");
  EXPECT_EQ(figures["step.a.service.mean"].reason, "no service ended");
  EXPECT_DOUBLE_EQ(figures.value("step.a.abandonment"), 0.0) << "they joined, and still wait";
  EXPECT_EQ(figures["staff.clerk.occupancy"].reason, "nobody was present");
  EXPECT_EQ(figures["staff.clerk.utilization"].reason, "nobody was on duty");
  for (const char* path : {"journey.completed", "step.a.wait.p90", "staff.clerk.occupancy"}) {
    EXPECT_EQ(figures[path].value, std::nullopt);
    EXPECT_EQ(figures[path].low, std::nullopt);
  }
  EXPECT_DOUBLE_EQ(figures.value("journey.unfinished"), 1.0);

  const ExperimentResult alone = run_experiment(model_of(growing_queue), {.replications = 1});
  for (const char* path :
       {"journey.time.mean", "journey.time.p90", "journey.completed", "step.a.wait.sd", "journey.count.arrived"}) {
    ASSERT_NE(alone.find(path), nullptr);
    EXPECT_TRUE(alone.find(path)->value) << path;
    EXPECT_EQ(alone.find(path)->low, std::nullopt) << path;
    EXPECT_EQ(alone.find(path)->reason, "one replication") << path;
  }
}

TEST(Estimator, CountsWhoStillWaitsAsJoinedButNotAsServed) {
  // Nine come, each service takes 30 s: at 100 s three are served, one is in service, five wait; one waited 0 s.
  const Figures figures(run_of("100 s", "10 s",
                               "[staff.clerk]\ncount = 1\n[steps.a]\nstaff = \"clerk\"\ntime = \"30 s\"\n"
                               "patience = \"1000 s\"\nexpects = { wait = \"5 s\" }\n",
                               "ending = \"stop\"\n"));
  EXPECT_DOUBLE_EQ(figures.value("step.a.visits"), 9.0);
  EXPECT_EQ(figures["step.a.wait.mean"].observations, 4U * 4U);
  EXPECT_DOUBLE_EQ(figures.value("step.a.wait.mean"), (0.0 + 20.0 + 40.0 + 60.0) / 4.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.service_level(5 s)"), 1.0 / 9.0);
  EXPECT_DOUBLE_EQ(figures.value("step.a.abandonment"), 0.0);
}

TEST(Estimator, CountsPassagesOfRoutesPerReplication) {
  const ExperimentResult result = run_experiment(model_of(run_of("100 s", "40 s", R"(
[steps.a]
time = "5 s"
failure = { probability = { by_clock = { "00:00" = 1, "00:01" = 0 } }, then = "retry" }
next.b = { repeat = { by_clock = { "00:00" = 0, "00:01" = 1, "00:02" = 0 } } }
[steps.b]
time = "1 s"
)")));
  // The first customer (40 s) fails at 45, 50, 55 and succeeds at 60; both then repeat until 120: the first from 60 to
  // 120 (12 times, the 13th goes on), the second from 85 to 120 (7 times, then on).
  const auto flow = [&](const std::string& kind) {
    double sum = 0.0;
    for (const RouteSummary& route : result.blueprint.routes)
      sum += route.kind == kind && route.from == "a" ? route.flow : 0.0;
    return sum;
  };
  EXPECT_DOUBLE_EQ(flow("retry"), 3.0);
  EXPECT_DOUBLE_EQ(flow("repeat"), 12.0 + 7.0);
  EXPECT_DOUBLE_EQ(flow("next"), 13.0 + 8.0);
}

TEST(Estimator, ShowsHistogramsWhoseBinsHoldEveryObservation) {
  const ExperimentResult result = run_experiment(model_of(growing_queue));
  ASSERT_FALSE(result.histograms.empty());
  EXPECT_EQ(result.histograms[0].path, "journey.time");
  for (const HistogramSummary& histogram : result.histograms) {
    std::uint64_t observations = 0;
    for (std::size_t bin = 0; bin < histogram.bins.size(); ++bin) {
      observations += histogram.bins[bin].count;
      EXPECT_LT(histogram.bins[bin].low, histogram.bins[bin].high);
      if (bin > 0) {
        EXPECT_EQ(histogram.bins[bin].low, histogram.bins[bin - 1].high);
      }
    }
    EXPECT_EQ(observations, 4U * 9U) << histogram.path;
    EXPECT_GE(histogram.bins.back().high, 55.0);
  }
}

TEST(Estimator, ShowsHowTheMeanSettles) {
  const ExperimentResult result = run_experiment(model_of(growing_queue));
  ASSERT_EQ(result.convergence.size(), 3U);
  for (std::size_t point = 0; point < 3; ++point) {
    EXPECT_EQ(result.convergence[point].replications, point + 2);
    EXPECT_DOUBLE_EQ(result.convergence[point].value, 35.0);
  }
}

}  // namespace
}  // namespace throughline
