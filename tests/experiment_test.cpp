// SPDX-License-Identifier: MIT
#include "throughline/experiment.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "replay.hpp"

namespace throughline {
namespace {

using testing::model_of;

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : "-";
}

std::string line(const std::string& path, const Estimate& estimate) {
  return fmt::format("{} {} {} {} {} {} {}\n", path, number(estimate.value), number(estimate.low),
                     number(estimate.high), estimate.replications, estimate.observations, estimate.reason);
}

/// Everything that an experiment found, to the last digit: what took its time left out.
std::string text_of(const ExperimentResult& result) {
  std::string text;
  for (const Measure& measure : result.measures) text += line(measure.path, measure.estimate);
  for (const TargetResult& target : result.targets) {
    text += fmt::format("{} {} {} ", target.expression, static_cast<int>(target.status), number(target.margin));
    text += line(target.path, target.estimate);
  }
  for (const HistogramSummary& histogram : result.histograms) {
    for (const HistogramBin& bin : histogram.bins) {
      text += fmt::format("{} {} {} {}\n", histogram.path, bin.low, bin.high, bin.count);
    }
  }
  for (const Series& series : result.series) {
    for (const SeriesPoint& point : series.points) {
      text += fmt::format("{} {} {} {} {} {} {} {}\n", series.staff, point.from, point.on_duty, point.busy,
                          point.queue_mean, point.queue_p5, point.queue_p95, number(point.occupancy));
    }
  }
  for (const ConvergencePoint& point : result.convergence) {
    text += fmt::format("{} {} {} {}\n", point.replications, point.value, point.low, point.high);
  }
  for (const RouteSummary& route : result.blueprint.routes)
    text += fmt::format("{} {} {}\n", route.from, route.to, route.flow);
  for (const Diagnostic& warning : result.warnings) text += to_string(warning) + "\n";
  return text;
}

constexpr const char* clinic = R"toml(schema = 1
[run]
length = "2 h"
replications = 70
[segments]
red = { start = "a", arrivals = { rate = "30 per hour" } }
blue = { start = "b", arrivals = { profile = { "00:00" = "10 per hour", "01:00" = "40 per hour" } } }
[staff.clerk]
count = 2
priority = ["segment.blue"]
cost = "20 per hour"
[steps.a]
staff = "clerk"
time = { gamma = { mean = "90 s", cv = 0.8 } }
patience = { exponential = { mean = "4 min" } }
failure = { probability = 0.1, then = "retry", attempts = 3 }
next = { b = 0.5, done = 0.5 }
[steps.b]
staff = "clerk"
time = { exponential = { mean = "60 s" } }
wrap_up = "10 s"
[stages]
middle = { from = "a.end", to = "b.start" }
[targets]
"journey.time.p90" = "< 8 min"
"step.a.service_level(1 min)" = "> 60 %"
)toml";

TEST(Experiment, FindsTheSameToTheLastBitOnAnyNumberOfThreads) {
  const Model model = model_of(clinic);
  const std::string alone = text_of(run_experiment(model, {.threads = 1}));
  EXPECT_GT(alone.size(), 5'000U);
  for (const unsigned threads : {2U, 3U, 8U, 0U}) {
    EXPECT_EQ(text_of(run_experiment(model, {.threads = threads})), alone) << threads;
  }
}

TEST(Experiment, FindsSomethingElseWithAnotherSeed) {
  const Model model = model_of(clinic);
  EXPECT_EQ(text_of(run_experiment(model, {.seed = 1})), text_of(run_experiment(model)));
  EXPECT_NE(text_of(run_experiment(model, {.seed = 2})), text_of(run_experiment(model)));
}

TEST(Experiment, SimulatesAsManyReplicationsAsAsked) {
  const Model model = model_of(clinic);
  for (const std::uint64_t replications : {1U, 2U, 33U, 70U, 101U}) {
    const ExperimentResult result = run_experiment(model, {.replications = replications});
    EXPECT_EQ(result.provenance.replications, replications);
    EXPECT_EQ(result.provenance.planned_replications, replications);
    EXPECT_EQ(result.find("journey.time.mean")->replications, replications);
    EXPECT_FALSE(result.partial);
  }
}

TEST(Experiment, ReportsProgressInOrderUpToTheEnd) {
  for (const unsigned threads : {1U, 3U}) {
    std::vector<std::uint64_t> completed;
    run_experiment(model_of(clinic), {.threads = threads}, [&](const ExperimentProgress& progress) {
      EXPECT_EQ(progress.planned, 70U);
      completed.push_back(progress.completed);
    });
    ASSERT_GT(completed.size(), 10U);
    for (std::size_t report = 1; report < completed.size(); ++report)
      EXPECT_GT(completed[report], completed[report - 1]);
    EXPECT_EQ(completed.back(), 70U);
  }
}

TEST(Experiment, RecordsWhereItCameFrom) {
  const ExperimentResult result = run_experiment(
      compile(build_blueprint(read_document_text(clinic, "clinic.toml", {"base", {{"run.max_inside", "500"}}}))),
      {.seed = 9});
  EXPECT_EQ(result.provenance.seed, 9U);
  EXPECT_EQ(result.provenance.length, 7200.0);
  EXPECT_EQ(result.provenance.warm_up, 0.0);
  EXPECT_EQ(result.provenance.ending, "drain");
  EXPECT_EQ(result.provenance.confidence, 0.95);
  EXPECT_EQ(result.provenance.max_inside, 500U);
  ASSERT_FALSE(result.provenance.inputs.empty());
  EXPECT_EQ(result.provenance.inputs[0].name, "clinic.toml");
  ASSERT_TRUE(result.timing);
  EXPECT_GT(result.timing->events, 0U);
  EXPECT_EQ(static_cast<double>(result.timing->journeys), 70.0 * *result.find("journey.count.arrived")->value);
}

/// Figures that do not depend on how replications were grouped: intervals of quantiles do.
std::string ungrouped(const ExperimentResult& result) {
  std::string text;
  for (const Measure& measure : result.measures) {
    const std::string ending = measure.path.substr(measure.path.rfind('.') + 1);
    const bool quantile = ending.size() == 3 && ending[0] == 'p' && ending != "p";
    Estimate estimate = measure.estimate;
    if (quantile) {
      estimate.low = estimate.high = std::nullopt;
      estimate.reason.clear();
    }
    text += line(measure.path, estimate);
  }
  return text;
}

TEST(Experiment, KeepsTheReplicationsThatFinishedBeforeAnInterrupt) {
  const Model model = model_of(clinic);
  constexpr std::uint64_t planned = 20'000;  // far more than others finish before this thread hears of twelve
  for (const unsigned threads : {1U, 3U}) {
    std::atomic<bool> interrupt = false;
    const ExperimentResult result =
        run_experiment(model, {.replications = planned, .threads = threads, .interrupt = &interrupt},
                       [&](const ExperimentProgress& progress) {
                         if (progress.completed >= 12) interrupt = true;
                       });
    EXPECT_TRUE(result.partial);
    EXPECT_FALSE(result.overflow);
    EXPECT_EQ(result.partial_reason, "interrupted");
    const std::uint64_t finished = result.provenance.replications;
    EXPECT_GE(finished, 12U);
    EXPECT_LT(finished, planned);
    EXPECT_EQ(result.provenance.planned_replications, planned);
    if (threads == 1) {
      EXPECT_EQ(ungrouped(result), ungrouped(run_experiment(model, {.replications = finished})));
    }
  }
}

TEST(Experiment, EndsWithinALongReplicationWhenInterrupted) {
  const Model model = model_of(
      "schema = 1\n[run]\nlength = \"300000 d\"\nreplications = 2\n[segments.all]\n"
      "arrivals = { rate = \"60 per hour\" }\nstart = \"a\"\n[steps.a]\ntime = \"1 min\"\n");
  std::atomic<bool> interrupt = false;
  std::thread user([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    interrupt = true;
  });
  const ExperimentResult result = run_experiment(model, {.interrupt = &interrupt});
  user.join();
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.provenance.replications, 0U);
}

TEST(Experiment, HasNoFiguresWhenInterruptedBeforeAnythingFinished) {
  const std::atomic<bool> interrupt = true;
  const ExperimentResult result = run_experiment(model_of(clinic), {.interrupt = &interrupt});
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.provenance.replications, 0U);
  for (const Measure& measure : result.measures) {
    EXPECT_EQ(measure.estimate.value, std::nullopt) << measure.path;
    EXPECT_EQ(measure.estimate.reason, "no replication finished") << measure.path;
  }
  for (const TargetResult& target : result.targets) EXPECT_EQ(target.status, TargetStatus::undecided);
}

constexpr const char* crowded = R"(schema = 1
[run]
length = "4 h"
replications = 60
max_inside = 22
[segments.all]
start = "hall"
arrivals = { rate = "50 per hour" }
[staff.clerk]
count = 1
[steps.hall]
lane = "customer"
time = "10 s"
next = "desk"
[steps.desk]
staff = "clerk"
time = { exponential = { mean = "1 min" } }
)";

TEST(Experiment, StopsWhereTooManyAreInsideAndNamesTheStep) {
  const Model model = model_of(crowded);
  const ExperimentResult result = run_experiment(model);
  EXPECT_TRUE(result.partial);
  EXPECT_TRUE(result.overflow);
  const std::uint64_t finished = result.provenance.replications;
  ASSERT_GT(finished, 1U) << "finished replications are kept";
  ASSERT_LT(finished, 60U);
  EXPECT_NE(result.partial_reason.find(fmt::format("replication {}: more than 22 customers inside", finished + 1)),
            std::string::npos)
      << result.partial_reason;
  EXPECT_NE(result.partial_reason.find("step \"desk\""), std::string::npos) << result.partial_reason;
  const ExperimentResult prefix = run_experiment(model, {.replications = finished});
  EXPECT_FALSE(prefix.partial);
  EXPECT_EQ(ungrouped(result), ungrouped(prefix)) << "nothing of the one that did not finish is in the figures";
  EXPECT_EQ(text_of(run_experiment(model, {.threads = 1})), text_of(run_experiment(model, {.threads = 4})));
}

TEST(Experiment, NamesTheStepWhereTheyAreAlsoWhereNobodyQueues) {
  const ExperimentResult result = run_experiment(model_of(R"(schema = 1
[run]
length = "4 h"
max_inside = 20
[segments.all]
start = "desk"
arrivals = { rate = "50 per hour" }
[staff.clerk]
count = 30
[steps.desk]
staff = "clerk"
time = "1 min"
next = "stay"
[steps.stay]
lane = "customer"
time = "3 h"
)"));
  EXPECT_TRUE(result.overflow);
  EXPECT_NE(result.partial_reason.find("step \"stay\""), std::string::npos) << result.partial_reason;
}

TEST(Experiment, StopsALoopInWhichNoTimePasses) {
  const auto reason = [](const std::string& steps) {
    const ExperimentResult result = run_experiment(
        model_of("schema = 1\n[run]\nlength = \"1 h\"\nreplications = 1\n[segments.all]\nstart = \"ask\"\n"
                 "arrivals = { interarrival = \"20 min\" }\n" +
                 steps));
    EXPECT_TRUE(result.partial);
    EXPECT_TRUE(result.overflow);
    return result.partial_reason;
  };
  EXPECT_EQ(reason("[steps.ask]\nlane = \"customer\"\nnext = { answer = 0.999999999, done = \"rest\" }\n"
                   "[steps.answer]\nlane = \"customer\"\nnext = \"ask\"\n"),
            "replication 1: step \"ask\" is part of a loop in which no time passes");
  EXPECT_EQ(reason("[staff.clerk]\ncount = 0\n[steps.ask]\nstaff = \"clerk\"\ntime = \"1 min\"\npatience = \"0 s\"\n"
                   "on_abandon = { next = \"ask\" }\n"),
            "replication 1: step \"ask\" is part of a loop in which no time passes");
}

TEST(Experiment, WarnsOfCustomersWhomNobodyIsLeftToServe) {
  const ExperimentResult result = run_experiment(model_of(R"(schema = 1
[run]
length = "1 h"
replications = 3
[segments.all]
start = "desk"
arrivals = { interarrival = "25 min" }
[staff.clerk]
shifts.only = { from = "00:00", to = "00:40", count = 1 }
[steps.desk]
staff = "clerk"
time = "1 min"
)"));
  bool warned = false;
  for (const Diagnostic& warning : result.warnings) {
    warned =
        warned || warning.message ==
                      "staff \"clerk\": in 3 of 3 replications customers still waited at the end with nobody on duty "
                      "to serve them; they count as unfinished";
  }
  EXPECT_TRUE(warned);
  EXPECT_EQ(result.find("journey.count.unfinished")->value, 1.0);
  EXPECT_FALSE(result.partial);
}

TEST(Experiment, JudgesTargetsByTheWholeInterval) {
  const auto judged = [](const std::string& path, const std::string& expression) {
    const ExperimentResult result =
        run_experiment(model_of("schema = 1\n[run]\nlength = \"1 h\"\nreplications = 3\n[segments.all]\nstart = "
                                "\"a\"\narrivals = { interarrival = "
                                "\"10 min\" }\n[steps.a]\ntime = \"5 min\"\n[targets]\n\"" +
                                path + "\" = \"" + expression + "\"\n"));
    EXPECT_EQ(result.targets.size(), 1U);
    return result.targets.at(0);
  };
  EXPECT_EQ(judged("journey.time.mean", "< 6 min").status, TargetStatus::met);
  EXPECT_EQ(judged("journey.time.mean", "< 6 min").margin, 60.0);
  EXPECT_EQ(judged("journey.time.mean", "<= 5 min").status, TargetStatus::met);
  EXPECT_EQ(judged("journey.time.mean", "< 5 min").status, TargetStatus::missed);
  EXPECT_EQ(judged("journey.time.mean", ">= 5 min").status, TargetStatus::met);
  EXPECT_EQ(judged("journey.time.mean", "> 7 min").status, TargetStatus::missed);
  EXPECT_EQ(judged("journey.time.mean", "> 7 min").margin, -120.0);
  EXPECT_EQ(judged("journey.count.arrived", "> 4").status, TargetStatus::met);
  EXPECT_EQ(judged("journey.completed", "< 95 %").status, TargetStatus::undecided)
      << "fifteen of fifteen completed: the interval of the share is wide";
  const TargetResult target = judged("journey.time.p90", "< 6 min");
  EXPECT_EQ(target.path, "journey.time.p90");
  EXPECT_EQ(target.expression, "< 6 min");
  EXPECT_EQ(target.bound, 360.0);
  EXPECT_EQ(target.at.file, "test.toml");
  EXPECT_GT(target.at.line, 0U);
}

}  // namespace
}  // namespace throughline
