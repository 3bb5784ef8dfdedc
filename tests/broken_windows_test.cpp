// SPDX-License-Identifier: MIT
// Who goes on dissatisfied, and what that changes. Shares and queues: tests/known_answers; a day by hand: tests/traces.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "replay.hpp"
#include "tally.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;
using testing::Replay;

constexpr double minute = 60.0;

/// Nobody ever comes to the counters, so that everybody gives up there; a form takes five times as long as it should.
std::string service(const std::string& segments, const std::string& steps, const std::string& windows = "") {
  return fmt::format(R"(schema = 1
[run]
length = "20 h"
replications = 8
{}
[staff.clerk]
shifts.never = {{ from = "19:00", to = "19:30", count = 1 }}
[steps.form]
lane = "customer"
time = "5 min"
expects = {{ time = "1 min" }}
{}
[experience]
{})",
                     segments, steps, windows.empty() ? "broken_windows = { patience = 0.5 }\n" : windows);
}

std::string one_guest(const std::string& start = "form") {
  return fmt::format("[segments.guest]\nstart = \"{}\"\narrivals.replay = {{ times = [\"0 min\"] }}\n", start);
}

/// A step at which customers wait for nobody, for 10 min.
std::string counter(const std::string& key, const std::string& rest = "") {
  return fmt::format(
      "[steps.{}]\nlane = \"frontstage\"\nstaff = \"clerk\"\ntime = \"1 min\"\npatience = \"10 min\"\n{}", key, rest);
}

/// How long those were patient who gave up at a step, minutes.
std::vector<double> patience_at(const std::string& text, const std::string& step) {
  const Blueprint blueprint = build_blueprint(read_document_text(text, "test.toml"));
  Replay story;
  observe(compile(blueprint), 1, 0, story);
  std::vector<double> found;
  for (const VisitRecord& visit : story.visits) {
    const bool is_there = blueprint.graph[static_cast<std::size_t>(visit.step)].key == step;
    if (is_there && visit.ending == VisitEnding::abandoned) found.push_back(visit.patience.value() / minute);
  }
  return found;
}

using Minutes = std::vector<double>;

TEST(BrokenWindows, AreFeltFromTheNextStepOn) {
  const std::string text =
      service(one_guest(), "next = \"one\"\n" + counter("one", "on_abandon = { next = \"two\" }\n") + counter("two"));
  EXPECT_EQ(patience_at(text, "one"), Minutes{5.0});
  EXPECT_EQ(patience_at(text, "two"), Minutes{5.0});
  EXPECT_EQ(patience_at(service(one_guest(), "next = \"one\"\n" + counter("one"),
                                "broken_windows = { below = 60, patience = 0.5 }\n"),
                        "one"),
            Minutes{10.0})
      << "60 points are not below 60";
  EXPECT_EQ(patience_at(service(one_guest(), "touchpoint = false\nnext = \"one\"\n" + counter("one")), "one"),
            Minutes{10.0})
      << "nobody experiences anything there";
}

TEST(BrokenWindows, AreFeltByWhoeverComesAgain) {
  const std::string again =
      "expects = { wait = \"1 min\" }\non_abandon = { again = 1.0, after = \"3 min\", attempts = 3 }\n";
  EXPECT_EQ(patience_at(service(one_guest("desk"), counter("desk", again)), "desk"), (Minutes{10.0, 5.0, 5.0}))
      << "each coming is a visit of its own";
}

TEST(BrokenWindows, AreFeltByEveryBranchOnceOneHasMetThem) {
  const std::string branches = "[steps.door]\nfork = { form = 1.0, early = 1.0, talk = 1.0 }\njoin = \"last\"\n" +
                               counter("early", "on_abandon = { next = \"last\" }\n") +
                               "[steps.talk]\nlane = \"customer\"\ntime = \"6 min\"\nnext = \"late\"\n" +
                               counter("late", "on_abandon = { next = \"last\" }\n") + counter("last");
  const std::string text = service(one_guest("door"), "next = \"last\"\n" + branches);
  EXPECT_EQ(patience_at(text, "early"), Minutes{10.0}) << "the form is not done then";
  EXPECT_EQ(patience_at(text, "late"), Minutes{5.0});
  EXPECT_EQ(patience_at(text, "last"), Minutes{5.0});
}

TEST(BrokenWindows, AreNotFeltByWorkThatRunsOnButByTheCustomerOfIt) {
  const std::string work = "[steps.work]\nlane = \"backstage\"\ntime = \"1 min\"\nnext = \"queue\"\n" +
                           counter("queue", "touchpoint = false\n");
  const std::string text = service(one_guest(),
                                   "next = \"order\"\n[steps.order]\nlane = \"customer\"\ntime = \"1 min\"\nstarts = "
                                   "\"work\"\nnext = \"desk\"\n" +
                                       work + counter("desk"));
  EXPECT_EQ(patience_at(text, "queue"), Minutes{10.0});
  EXPECT_EQ(patience_at(text, "desk"), Minutes{5.0});
  // The form is what runs on, and is over before the customer comes to the desk.
  const std::string form_runs_on =
      service(one_guest("order"),
              "[steps.order]\nlane = \"customer\"\ntime = \"1 min\"\nstarts = \"form\"\nnext = "
              "\"look\"\n[steps.look]\nlane = \"customer\"\ntime = \"7 min\"\nnext = \"desk\"\n" +
                  counter("desk"));
  EXPECT_EQ(patience_at(form_runs_on, "desk"), Minutes{5.0});
}

TEST(BrokenWindows, AreForgottenByBranchesThatOutlastTheJourney) {
  const std::string rest =
      "[steps.door]\nfork = { form = 1.0, talk = 1.0 }\njoin = \"last\"\nwait_for = \"any\"\n"
      "[steps.talk]\nlane = \"customer\"\ntime = \"30 min\"\nnext = \"late\"\n" +
      counter("late", "on_abandon = { next = \"last\" }\n");
  const auto ends_after = [&](const std::string& time) {
    return service(one_guest("door"),
                   fmt::format("next = \"last\"\n{}[steps.last]\nlane = \"customer\"\ntime = \"{}\"\n", rest, time));
  };
  EXPECT_EQ(patience_at(ends_after("40 min"), "late"), Minutes{5.0});
  EXPECT_EQ(patience_at(ends_after("1 min"), "late"), Minutes{10.0});
}

TEST(BrokenWindows, StayWithWhoeverBecomesAnother) {
  const std::string text =
      service(one_guest() + "[segments.other]\nstart = \"desk\"\narrivals.replay = { times = [\"1 min\"] }\n",
              "becomes = { other = 1.0 }\nnext = \"desk\"\n" + counter("desk"));
  EXPECT_EQ(patience_at(text, "desk"), (Minutes{5.0, 10.0})) << "5 + 5 min comes before 1 + 10 min";
}

TEST(BrokenWindows, AreForgottenByWhoeverComesForAnotherJourney) {
  const std::string text =
      service("[segments.member]\nstart = \"before\"\narrivals = { population = 1, think = \"30 min\" }\n",
              "next = \"after\"\n" + counter("before", "on_abandon = { next = \"form\" }\n") + counter("after"));
  const Minutes before = patience_at(text, "before");
  EXPECT_GT(before.size(), 10U);
  EXPECT_EQ(before, Minutes(before.size(), 10.0));
  const Minutes after = patience_at(text, "after");
  EXPECT_GE(after.size() + 1, before.size());
  EXPECT_EQ(after, Minutes(after.size(), 5.0));
}

TEST(BrokenWindows, AreOfEachOfThoseWhoAreServedTogether) {
  const std::string text =
      service(one_guest() + "[segments.other]\nstart = \"ride\"\narrivals.replay = { times = [\"1 min\"] }\n",
              "next = \"ride\"\n[steps.ride]\nlane = \"customer\"\ntime = \"2 min\"\nbatch = { size = 2 }\nnext = "
              "\"desk\"\n" +
                  counter("desk"));
  EXPECT_EQ(patience_at(text, "desk"), (Minutes{5.0, 10.0}));
}

TEST(BrokenWindows, ChangeNoPromiseOfACallBack) {
  const std::string callback = "callback = { when = \"expected_wait > 1 s\", accept = 1.0, within = \"40 min\" }\n";
  EXPECT_EQ(patience_at(service(one_guest(), "next = \"desk\"\n" + counter("desk", callback)), "desk"), Minutes{40.0});
}

/// A form that often fails, and a desk where many wait.
std::string busy(const std::string& windows) {
  return fmt::format(R"(schema = 1
[run]
length = "30 h"
warm_up = "2 h"
replications = 16
[segments.guest]
start = "form"
arrivals = {{ rate = "40 per hour" }}
[staff.clerk]
count = 3
[steps.form]
lane = "customer"
time = {{ exponential = {{ mean = "2 min" }} }}
failure = {{ probability = "30 %", then = "retry", attempts = 4 }}
next = "desk"
[steps.desk]
staff = "clerk"
time = {{ exponential = {{ mean = "5 min" }} }}
patience = {{ exponential = {{ mean = "9 min" }} }}
failure = {{ probability = "10 %", then = "form" }}
[experience]
expects = {{ wait = "2 min" }}
{})",
                     windows);
}

std::string text_of(const ExperimentResult& result) {
  std::string text;
  for (const Measure& measure : result.measures) {
    const Estimate& estimate = measure.estimate;
    text += fmt::format("{} {} {} {}\n", measure.path, estimate.value.value_or(-1.0), estimate.low.value_or(-1.0),
                        estimate.high.value_or(-1.0));
  }
  return text;
}

TEST(BrokenWindows, AreTheSameForAnyNumberOfThreads) {
  const Model model = model_of(busy("broken_windows = { failure = 1.5, patience = 0.5 }\n"));
  const std::string alone = text_of(run_experiment(model, {.threads = 1}));
  EXPECT_NE(alone.find("experience.dissatisfied"), std::string::npos);
  EXPECT_EQ(text_of(run_experiment(model, {.threads = 8})), alone);
}

TEST(BrokenWindows, ChangeNothingByFactorsOfOne) {
  const ExperimentResult without = run_experiment(model_of(busy("")));
  const ExperimentResult with = run_experiment(model_of(busy("broken_windows = { failure = 1.0, patience = 1.0 }\n")));
  EXPECT_EQ(without.find("experience.dissatisfied"), nullptr);
  ASSERT_NE(with.find("experience.dissatisfied"), nullptr);
  EXPECT_GT(*with.find("experience.dissatisfied")->value, 0.2);
  for (const Measure& measure : without.measures) {
    ASSERT_NE(with.find(measure.path), nullptr) << measure.path;
    EXPECT_EQ(with.find(measure.path)->value, measure.estimate.value) << measure.path;
    EXPECT_EQ(with.find(measure.path)->high, measure.estimate.high) << measure.path;
  }
}

TEST(BrokenWindows, LeaveEveryCustomerTheSameLuck) {
  const auto patience = [](const std::string& windows) {
    const std::string law = "patience = { exponential = { mean = \"10 min\" } }\n";
    std::string desk = counter("desk");
    desk.replace(desk.find("patience"), std::string("patience = \"10 min\"\n").size(), law);
    return patience_at(service("[segments.guest]\nstart = \"form\"\narrivals = { interarrival = \"1 h\" }\n",
                               "next = \"desk\"\n" + desk, windows),
                       "desk");
  };
  const Minutes satisfied = patience("broken_windows = { below = 10, patience = 0.5 }\n");
  const Minutes dissatisfied = patience("broken_windows = { patience = 0.5 }\n");
  ASSERT_EQ(satisfied.size(), dissatisfied.size());
  ASSERT_GT(satisfied.size(), 10U);
  for (std::size_t visit = 0; visit < satisfied.size(); ++visit) EXPECT_EQ(dissatisfied[visit], 0.5 * satisfied[visit]);
}

TEST(BrokenWindows, AreToldAlikeByStatisticsAndByTheStory) {
  const Model model = model_of(busy("broken_windows = { failure = 1.5, patience = 0.5 }\n"));
  const ReplicationResult result = testing::tally(model, 1, 3);
  Replay story;
  observe(model, 1, 3, story);
  double failures = 0.0;
  double given_up = 0.0;
  for (const VisitRecord& visit : story.visits) {
    if (visit.arrived < model.program().warm_up) continue;
    if (visit.ending == VisitEnding::failed) failures += 1.0;
    if (visit.ending == VisitEnding::abandoned) given_up += 1.0;
  }
  EXPECT_EQ(result.visits[0].failures + result.visits[1].failures, failures);
  EXPECT_EQ(result.visits[0].wait_abandoned.count + result.visits[1].wait_abandoned.count, given_up);
  EXPECT_GT(given_up, 10.0);
}

}  // namespace
}  // namespace throughline
