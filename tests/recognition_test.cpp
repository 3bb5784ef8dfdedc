// SPDX-License-Identifier: MIT
#include "theory/recognition.hpp"

#include <gtest/gtest.h>

#include "blueprint/measure_path.hpp"
#include "blueprint_text.hpp"
#include "theory/erlang_a.hpp"
#include "theory/erlang_b.hpp"
#include "theory/erlang_c.hpp"

namespace throughline {
namespace {

const std::string calls = "[segments.caller]\nstart = \"line\"\narrivals = { rate = \"20 per hour\" }\n";
const std::string agents = "[staff.agent]\ncount = 3\n";

std::string line(const std::string& rest = "", const std::string& mean = "6 min") {
  return "[steps.line]\nstaff = \"agent\"\ntime = { exponential = { mean = \"" + mean + "\" } }\n" + rest;
}

std::vector<RecognizedQueue> recognize_queues(const Blueprint& blueprint) {
  return recognize(blueprint).queues;
}

double value_of(const Blueprint& blueprint, const RecognizedQueue& queue, const std::string& path) {
  for (const ExpectedMeasure& expected : queue.model.expected) {
    if (path_of(expected.measure, measure_names(blueprint)) == path) return expected.value;
  }
  ADD_FAILURE() << "nothing is expected of " << path;
  return -1.0;
}

TEST(Recognition, FindsErlangC) {
  const Blueprint blueprint = blueprint_of(calls + agents + line("expects = { wait = \"1 min\" }\n"));
  const auto found = recognize_queues(blueprint);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].model.law, "M/M/3 (Erlang C)");
  EXPECT_NEAR(found[0].model.load, 2.0 / 3.0, 1e-12);
  const ErlangC theory(20.0 / 3600, 1.0 / 360, 3);
  EXPECT_NEAR(value_of(blueprint, found[0], "step.line.wait.mean"), 0.44444444 * 360, 1e-5);
  EXPECT_DOUBLE_EQ(value_of(blueprint, found[0], "step.line.wait.p95"), theory.wait_quantile(0.95));
  EXPECT_DOUBLE_EQ(value_of(blueprint, found[0], "step.line.service_level(1 min)"), theory.wait_within(60.0));
  EXPECT_DOUBLE_EQ(value_of(blueprint, found[0], "step.line.service_level(0 s)"), 1.0 - theory.delay_probability());
  EXPECT_NEAR(value_of(blueprint, found[0], "staff.agent.occupancy"), 2.0 / 3.0, 1e-12);
}

TEST(Recognition, HasNoAnswerForARunWithClosedDates) {
  const std::string text = calls + agents + line() + "[calendar]\nclosed = ";
  EXPECT_TRUE(recognize_queues(build_blueprint(document_of(text + "\"2026-01-06\"\n", "2026-01-05", "3 d"))).empty());
  EXPECT_EQ(recognize_queues(build_blueprint(document_of(text + "\"2026-01-09\"\n", "2026-01-05", "3 d"))).size(), 1U);
}

TEST(Recognition, FindsErlangAWherePatienceIsExponential) {
  const Blueprint blueprint =
      blueprint_of(calls + agents + line("patience = { exponential = { mean = \"2 min\" } }\n", "12 min"));
  const auto found = recognize_queues(blueprint);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].model.law, "M/M/3+M (Erlang A)");
  const ErlangA theory(20.0 / 3600, 1.0 / 720, 1.0 / 120, 3);
  EXPECT_DOUBLE_EQ(value_of(blueprint, found[0], "step.line.abandonment"), theory.abandonment());
  EXPECT_DOUBLE_EQ(value_of(blueprint, found[0], "step.line.wait_served.mean"), theory.mean_wait_of_served());
  EXPECT_DOUBLE_EQ(value_of(blueprint, found[0], "staff.agent.occupancy"), theory.occupancy());
}

TEST(Recognition, FindsConstantPatienceAndErlangBWithoutAny) {
  const auto constant = recognize_queues(blueprint_of(calls + agents + line("patience = \"2 min\"\n")));
  ASSERT_EQ(constant.size(), 1U);
  EXPECT_EQ(constant[0].model.law, "M/M/3+D (constant patience)");
  const Blueprint impatient = blueprint_of(
      calls + agents +
      "[steps.line]\nstaff = \"agent\"\ntime = { gamma = { mean = \"6 min\", cv = 0.5 } }\npatience = \"0 s\"\n");
  const auto loss = recognize_queues(impatient);
  ASSERT_EQ(loss.size(), 1U);
  EXPECT_EQ(loss[0].model.law, "M/G/3/3 (Erlang B)");
  EXPECT_DOUBLE_EQ(value_of(impatient, loss[0], "step.line.abandonment"), erlang_b(3, 2.0));
}

TEST(Recognition, TakesTheMixtureOfSegmentsForErlangB) {
  const std::string members = "[segments.member]\nstart = \"line\"\narrivals = { rate = \"20 per hour\" }\n";
  const std::string slow = "[steps.line.for.member]\ntime = \"18 min\"\n";
  const Blueprint blueprint = blueprint_of(calls + members + agents + line("patience = \"0 s\"\n") + slow);
  const auto found = recognize_queues(blueprint);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_DOUBLE_EQ(value_of(blueprint, found[0], "step.line.abandonment"), erlang_b(3, 40.0 * 0.2));
  const std::string patient = "[steps.line.for.member]\npatience = \"5 min\"\n";
  EXPECT_TRUE(recognize_queues(blueprint_of(calls + members + agents + line("patience = \"0 s\"\n") + patient)).empty())
      << "who waits and who does not is no queue of Erlang's";
}

TEST(Recognition, FindsOneServerWithAnyServiceAndWrapUp) {
  const Blueprint blueprint = blueprint_of(
      calls +
      "[segments.member]\nstart = \"line\"\narrivals = { interarrival = { exponential = { mean = \"6 min\" } } }\n"
      "[staff.agent]\ncount = 1\n[steps.line]\nstaff = \"agent\"\ntime = \"30 s\"\nwrap_up = \"30 s\"\n"
      "[steps.line.for.member]\ntime = { exponential = { mean = \"1 min\" } }\n");
  const auto found = recognize_queues(blueprint);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].model.law, "M/G/1 (Pollaczek-Khinchine)");
  const double load = (20.0 * 60.0 + 10.0 * 90.0) / 3600.0;
  const double second_moment = (2.0 * 3600.0 + (3600.0 + 8100.0)) / 3.0;
  EXPECT_NEAR(found[0].model.load, load, 1e-12);
  EXPECT_NEAR(value_of(blueprint, found[0], "step.line.wait.mean"), 30.0 / 3600 * second_moment / (2.0 * (1.0 - load)),
              1e-9);
}

TEST(Recognition, FollowsPoissonStreamsThroughANetworkWithLoops) {
  const Blueprint blueprint =
      blueprint_of(calls + agents + "[staff.expert]\ncount = 1\n" + line("next = { walk = 0.4, done = 0.6 }\n") +
                   "[steps.walk]\ntime = { uniform = { min = \"1 min\", max = \"9 min\" } }\nnext = \"expert\"\n"
                   "[steps.expert]\nstaff = \"expert\"\ntime = { exponential = { mean = \"4 min\" } }\n"
                   "failure = { probability = 0.3, then = \"retry\" }\n");
  const auto found = recognize_queues(blueprint);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].model.law, "M/M/1");
  EXPECT_NEAR(found[1].arrival_rate, 8.0 / 0.7 / 3600, 1e-12);
  const double load = 8.0 / 0.7 * 4.0 / 60.0;
  EXPECT_NEAR(value_of(blueprint, found[1], "step.expert.wait.mean"), 240.0 * load / (1.0 - load), 1e-6);
}

TEST(Recognition, StopsBehindAQueueThatSpoilsTheStream) {
  const auto behind_abandonment = recognize_queues(
      blueprint_of(calls + agents + "[staff.expert]\ncount = 1\n" +
                   line("patience = { exponential = { mean = \"2 min\" } }\nnext = \"expert\"\n") +
                   "[steps.expert]\nstaff = \"expert\"\ntime = { exponential = { mean = \"1 min\" } }\n"));
  ASSERT_EQ(behind_abandonment.size(), 1U);
  EXPECT_EQ(behind_abandonment[0].steps, std::vector{StepId{0}});
}

TEST(Recognition, DoesNotAnswerForGeneralServiceOnALoop) {
  EXPECT_TRUE(recognize_queues(
                  blueprint_of(calls + "[staff.agent]\ncount = 1\n[steps.line]\nstaff = \"agent\"\ntime = \"1 min\"\n"
                                       "failure = { probability = 0.3, then = \"retry\" }\n"))
                  .empty());
}

TEST(Recognition, DoesNotAnswerWhereSomethingIsNotAsTheoryHasIt) {
  const std::string profile =
      "[segments.caller]\nstart = \"line\"\narrivals = { profile = { \"00:00\" = \"9 per hour\", \"12:00\" = \"8 per "
      "hour\" } }\n";
  const std::string regular = "[segments.caller]\nstart = \"line\"\narrivals = { interarrival = \"5 min\" }\n";
  const std::string shifts = "[staff.agent]\nshifts.day = { from = \"00:00\", to = \"24:00\", count = 3 }\n";
  const std::string levels = "[staff.agent]\ncount = { \"00:00\" = 3, \"12:00\" = 4 }\n";
  const std::string shared = "[steps.mail]\nstaff = \"agent\"\ntime = \"1 min\"\n";
  EXPECT_TRUE(recognize_queues(blueprint_of(profile + agents + line())).empty());
  EXPECT_TRUE(recognize_queues(blueprint_of(regular + agents + line())).empty());
  EXPECT_TRUE(recognize_queues(blueprint_of(calls + shifts + line())).empty());
  EXPECT_TRUE(recognize_queues(blueprint_of(calls + levels + line())).empty());
  EXPECT_TRUE(recognize_queues(blueprint_of(calls + agents + line("wrap_up = \"1 min\"\n"))).empty());
  EXPECT_TRUE(recognize_queues(blueprint_of(calls + agents + line("next = \"mail\"\n") + shared)).empty());
  EXPECT_TRUE(
      recognize_queues(
          blueprint_of(calls + agents +
                       line("patience = { exponential = { mean = \"2 min\" } }\non_abandon = { next = \"mail\" }\n") +
                       shared))
          .empty());
  EXPECT_TRUE(
      recognize_queues(blueprint_of(calls + agents + "[steps.line]\nstaff = \"agent\"\ntime = \"3 min\"\n")).empty());
}

TEST(Recognition, SaysWhereAQueueWouldGrowWithoutEnd) {
  const auto found = recognize_queues(blueprint_of(calls + agents + line("", "9 min")));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].model.stable);
  EXPECT_NEAR(found[0].model.load, 1.0, 1e-12);
  EXPECT_TRUE(found[0].model.expected.empty());
}

}  // namespace
}  // namespace throughline
