// SPDX-License-Identifier: MIT
// What customers make of it and what that is worth, from a blueprint to its figures. Worked by hand: tests/traces.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/loss_kind.hpp"
#include "model/program.hpp"
#include "random_blueprint.hpp"
#include "replay.hpp"
#include "tally.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;

constexpr const char* experience = "[experience]\nexpects = { wait = \"2 min\", time = \"4 min\" }\n";
constexpr const char* tables = "[experience]\nexpects = { wait = \"2 min\", time = \"4 min\" }\n[economics]\n";

/// A blueprint at random whose customers are worth something.
std::string random_text(std::uint64_t number) {
  std::string text = testing::random_blueprint(number);
  const std::string segment = "[segments.s";
  for (std::size_t at = text.find(segment); at != std::string::npos; at = text.find(segment, at + 1)) {
    const std::size_t line = text.find('\n', at);
    if (text[line - 1] == ']' && text.find('.', at + segment.size()) > line)
      text.insert(line + 1, fmt::format("value = {}.37\n", 3 + line % 11));
  }
  return text + (text.find(experience) == std::string::npos ? tables : "[economics]\n");
}

double value_of(const ExperimentResult& result, const std::string& path) {
  const Estimate* const estimate = result.find(path);
  if (estimate == nullptr || !estimate->value) {
    ADD_FAILURE() << path << (estimate == nullptr ? " is not measured" : ": " + estimate->reason);
    return 0.0;
  }
  return *estimate->value;
}

TEST(LostValue, IsLostOnceByEveryJourneyThatLosesAny) {
  double lost = 0.0;
  for (std::uint64_t number = 0; number < 200; ++number) {
    const std::string text = random_text(number);
    SCOPED_TRACE(fmt::format("blueprint {}:\n{}", number, text));
    const Model model = model_of(text);
    const ReplicationResult result = testing::tally(model);
    const std::size_t segments = result.journeys.size();
    for (std::size_t segment = 0; segment < segments; ++segment) {
      const JourneyTally& journeys = result.journeys[segment];
      const ExperienceTally& met = result.experience[segment];
      const double ended = journeys.completed + journeys.failed_service + journeys.failed_handoff + journeys.abandoned +
                           journeys.turned_away;
      ASSERT_EQ(met.ended, ended);
      ASSERT_LE(met.promoters + met.detractors, ended);
      ASSERT_LE(met.score, 100.0 * ended);
      ASSERT_LE(met.dissatisfied, ended);
      double told = 0.0;
      for (std::size_t step = 0; step < result.scores.size() / segments; ++step) {
        for (std::size_t kind = 0; kind < loss_kinds; ++kind)
          told += result.losses[(step * segments + segment) * loss_kinds + kind];
      }
      ASSERT_EQ(told, ended - journeys.completed + met.bad);
      lost += told;
    }
  }
  EXPECT_GT(lost, 1000.0) << "the test must see some";
}

TEST(LostValue, SumsExactlyByStepByCauseAndBySegment) {
  for (std::uint64_t number = 0; number < 40; ++number) {
    const std::string text = random_text(number);
    SCOPED_TRACE(fmt::format("blueprint {}:\n{}", number, text));
    // Four of them: a mean of whole units is exact.
    const ExperimentResult result = run_experiment(model_of(text), {.replications = 4, .threads = 1});
    if (result.partial) continue;
    const double all = value_of(result, "economics.lost_value");
    double by_step = 0.0;
    double by_lane = 0.0;
    double by_cause = 0.0;
    double by_segment = result.blueprint.segments.size() == 1 ? all : 0.0;
    double by_place = 0.0;
    for (const StepSummary& step : result.blueprint.steps) {
      const double there = value_of(result, fmt::format("step.{}.lost_value", step.key));
      by_step += there;
      if (step.touchpoint.empty()) by_place += there;
    }
    for (const NamedKey& touchpoint : result.blueprint.touchpoints)
      by_place += value_of(result, fmt::format("touchpoint.{}.lost_value", touchpoint.key));
    for (const char* const lane : {"customer", "frontstage", "backstage", "support"}) {
      if (const Estimate* const there = result.find(fmt::format("lane.{}.lost_value", lane))) by_lane += *there->value;
    }
    for (const char* const cause : {"failure", "handoff", "abandonment", "turned_away", "wait", "time", "repeat"})
      by_cause += value_of(result, fmt::format("economics.lost_value.{}", cause));
    for (const NamedKey& segment : result.blueprint.segments) {
      if (result.blueprint.segments.size() > 1)
        by_segment += value_of(result, fmt::format("segment.{}.economics.lost_value", segment.key));
    }
    EXPECT_EQ(by_step, all);
    EXPECT_EQ(by_place, all);
    EXPECT_EQ(by_lane, all);
    EXPECT_EQ(by_cause, all);
    EXPECT_EQ(by_segment, all);
  }
}

/// A counter that is busy, with somebody who fails now and then.
std::string counter(const std::string& rest, const std::string& run = "replications = 20") {
  return fmt::format(R"(schema = 1
[run]
length = "20 h"
{}
[segments.guest]
start = "counter"
arrivals = {{ rate = "12 per hour" }}
value = 10
[staff.clerk]
count = 1
cost = "20 per hour"
[steps.counter]
staff = "clerk"
time = {{ exponential = {{ mean = "4 min" }} }}
expects = {{ wait = "5 min", time = "10 min" }}
patience = {{ exponential = {{ mean = "30 min" }} }}
failure = {{ probability = 0.05, then = "retry", attempts = 3 }}
{})",
                     run, rest);
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

TEST(Experience, IsTheSameForAnyNumberOfThreads) {
  const Model model = model_of(counter(tables));
  const std::string alone = text_of(run_experiment(model, {.threads = 1}));
  EXPECT_NE(alone.find("experience.nps"), std::string::npos);
  EXPECT_EQ(text_of(run_experiment(model, {.threads = 3})), alone);
}

TEST(Experience, LeavesWhatIsSimulatedAsItIs) {
  const ExperimentResult plain = run_experiment(model_of(counter("")));
  const ExperimentResult judged = run_experiment(model_of(counter(tables)));
  EXPECT_EQ(plain.find("experience.nps"), nullptr);
  for (const Measure& measure : plain.measures) {
    const Estimate* const same = judged.find(measure.path);
    ASSERT_NE(same, nullptr) << measure.path;
    EXPECT_EQ(same->value, measure.estimate.value) << measure.path;
    EXPECT_EQ(same->low, measure.estimate.low) << measure.path;
  }
}

TEST(Experience, AddsUpFromItsOwnFigures) {
  const ExperimentResult result = run_experiment(model_of(counter(tables)));
  const double ended = value_of(result, "journey.count.ended");
  const double cost = value_of(result, "cost");
  EXPECT_NEAR(value_of(result, "economics.cost_to_serve"), cost / ended, 1e-9);
  EXPECT_NEAR(value_of(result, "economics.operating_profit"), ended * value_of(result, "journey.value") - cost, 1e-6);
  // A day is lost by those who did not complete, 10 each, and by churn, a quarter or 51 % of 25.
  const double unearned = 10.0 * (ended - value_of(result, "journey.count.completed"));
  EXPECT_NEAR(value_of(result, "economics.lost_value"), unearned + 25.0 * ended * value_of(result, "economics.churn"),
              1e-4);
  EXPECT_NEAR(value_of(result, "economics.profit"),
              value_of(result, "economics.operating_profit") - (value_of(result, "economics.lost_value") - unearned),
              1e-4);
  EXPECT_NEAR(value_of(result, "economics.lifetime_value"),
              value_of(result, "journey.value") + 25.0 * (1.0 - value_of(result, "economics.churn")), 1e-6);
}

TEST(Experience, IsKnownOfBatches) {
  const ExperimentResult result =
      run_experiment(model_of(counter(tables, "method = \"batch_means\"\nwarm_up = \"2 h\"\nreplications = 6")));
  ASSERT_NE(result.find("experience.score"), nullptr);
  EXPECT_TRUE(result.find("experience.score")->low);
  EXPECT_NEAR(static_cast<double>(result.find("experience.score")->observations),
              value_of(result, "journey.count.ended"), 1e-9);
  // 18 hours are a day.
  EXPECT_NEAR(value_of(result, "economics.operating_profit"),
              10.0 * value_of(result, "journey.count.completed") - value_of(result, "cost"), 1e-6);
}

TEST(Experience, NeedsNoModelToCountWhatFailureCosts) {
  const ExperimentResult result = run_experiment(model_of(counter("[economics]\n")));
  EXPECT_EQ(result.find("experience.score"), nullptr);
  EXPECT_EQ(result.find("step.counter.experience"), nullptr);
  EXPECT_EQ(value_of(result, "economics.lost_value.wait"), 0.0) << "no journey that completed is bad";
  EXPECT_GT(value_of(result, "economics.lost_value.abandonment"), 0.0);
}

TEST(Experience, IsPaidForByThoseWhoAsk) {
  EXPECT_FALSE(model_of(counter("")).program().experience);
  EXPECT_FALSE(model_of(counter("")).program().accounts_time);
  EXPECT_TRUE(model_of(counter("[experience]\n")).program().experience);
  EXPECT_FALSE(model_of(counter("[experience]\n")).program().economics);
}

TEST(Experience, JudgesJourneysByTheRuleThatIsAskedFor) {
  // Unseen work of 3 min makes the second of two visits score 100 - 10 - 30 * 1.04 - 5 = 53.8.
  const auto score = [](const std::string& rule) {
    const std::string text = R"(schema = 1
[run]
length = "1 h"
replications = 2
[segments.guest]
start = "order"
arrivals.replay = { times = ["0 min"] }
[steps.order]
lane = "frontstage"
next = "prepare"
[steps.prepare]
lane = "backstage"
time = "3 min"
next = "collect"
[steps.collect]
lane = "customer"
expects = { wait = "2 min", weight = 3 }
[experience]
journey = ")" + rule + "\"\n";
    return value_of(run_experiment(model_of(text)), "experience.score");
  };
  EXPECT_NEAR(score("peak_end"), 53.8, 1e-9);
  EXPECT_NEAR(score("mean"), (100.0 + 53.8) / 2.0, 1e-9);
  EXPECT_NEAR(score("weights"), (100.0 + 3 * 53.8) / 4.0, 1e-9);
}

TEST(Experience, CanBeTheTargetOfAScenario) {
  const std::string text = counter(std::string(tables) +
                                   "[targets]\n\"experience.nps\" = \"> -99 %\"\n\"economics.profit\" = \"> -1e6\"\n"
                                   "[scenarios.hard]\nexperience.failure = 100\neconomics.churn.failed = 1.0\n");
  const ExperimentResult base = run_experiment(model_of(text));
  ASSERT_EQ(base.targets.size(), 2U);
  for (const TargetResult& target : base.targets) EXPECT_EQ(target.status, TargetStatus::met) << target.path;
  Overlay overlay;
  overlay.scenario = "hard";
  const ExperimentResult hard = run_experiment(model_of(text, overlay));
  EXPECT_LT(value_of(hard, "experience.nps"), value_of(base, "experience.nps"));
  EXPECT_GT(value_of(hard, "economics.churn"), value_of(base, "economics.churn"));
}

}  // namespace
}  // namespace throughline
