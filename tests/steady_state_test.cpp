// SPDX-License-Identifier: MIT
#include "theory/steady_state.hpp"

#include <gtest/gtest.h>

#include "blueprint_text.hpp"

namespace throughline {
namespace {

const std::string first =
    "[segments.guest]\nstart = \"first\"\narrivals = { rate = \"0.81 per second\" }\n[staff.one]\ncount = 1\n"
    "[steps.first]\nstaff = \"one\"\ntime = { exponential = { mean = \"1 s\" } }\n";

SteadyState steady_state_of(const std::string& text) {
  const Blueprint blueprint = blueprint_of(text);
  return steady_state(blueprint, recognize(blueprint));
}

TEST(SteadyState, IsLongEnoughToForgetAnEmptyBeginning) {
  const SteadyState state = steady_state_of(first);
  EXPECT_DOUBLE_EQ(state.relaxation, 100.0);
  EXPECT_DOUBLE_EQ(state.blueprint.run.warm_up, 2000.0);
  EXPECT_DOUBLE_EQ(state.blueprint.run.length, 42'000.0);
  EXPECT_EQ(state.blueprint.run.ending, Ending::drain);
  EXPECT_EQ(state.blueprint.run.replications, 100U);
  EXPECT_EQ(state.blueprint.targets.size(), state.recognition.queues.front().model.expected.size());
}

TEST(SteadyState, IsReachedInItsOwnWayWhateverTheRunSays) {
  Blueprint blueprint = blueprint_of(first);
  blueprint.run.method = Method::batch_means;
  blueprint.run.finds_warm_up = true;
  const SteadyState state = steady_state(blueprint, recognize(blueprint));
  EXPECT_EQ(state.blueprint.run.method, Method::replications);
  EXPECT_FALSE(state.blueprint.run.finds_warm_up);
  EXPECT_DOUBLE_EQ(state.blueprint.run.warm_up, 2000.0);
}

TEST(SteadyState, CountsEnoughVisitsOfAQueueThatForgetsSoon) {
  const SteadyState state = steady_state_of(first +
                                            "[segments.rare]\nstart = \"rare\"\narrivals = { rate = \"1 per hour\" }\n"
                                            "[staff.two]\ncount = 1\n[steps.rare]\nstaff = \"two\"\n"
                                            "time = { exponential = { mean = \"1 s\" } }\n");
  EXPECT_GT(state.blueprint.run.length, 200'000.0);
  EXPECT_LT(state.blueprint.run.length * 0.81 * 100.0, 25e6) << "as far as that is affordable";
}

TEST(SteadyState, LeavesOutWhatTheoryDoesNotKnow) {
  const std::string next =
      "next = \"second\"\n[staff.two]\nshifts.day = { from = \"08:00\", to = \"16:00\", count = 1 }\n[steps.second]\n"
      "staff = \"two\"\ntime = \"1 min\"\n[segments.other]\nstart = \"second\"\narrivals = { rate = \"9 per hour\" }\n";
  const SteadyState state = steady_state_of(first + next);
  ASSERT_EQ(state.recognition.queues.size(), 1U);
  EXPECT_TRUE(state.recognition.known[0]);
  EXPECT_FALSE(state.recognition.known[1]);
  EXPECT_EQ(boost::in_degree(1, state.blueprint.graph), 0U);
  EXPECT_EQ(boost::out_degree(0, state.blueprint.graph), 1U);
  EXPECT_TRUE(state.blueprint.segments[0].arrivals);
  EXPECT_FALSE(state.blueprint.segments[1].arrivals);
}

TEST(SteadyState, DoesNotWaitForAQueueThatIsAllButFull) {
  std::string text = first +
                     "next = \"second\"\n[staff.two]\ncount = 1\n[steps.second]\nstaff = \"two\"\n"
                     "time = { exponential = { mean = \"1 s\" } }\n";
  text.replace(text.find("0.81"), 4, "0.9999");
  const SteadyState state = steady_state_of(text);
  EXPECT_TRUE(state.recognition.queues.empty());
  ASSERT_EQ(state.recognition.unanswered.size(), 2U);
  EXPECT_EQ(state.recognition.unanswered[0].reason,
            "a load of 99.99 %, so close to 100 % that its steady state would take too long to simulate");
  EXPECT_EQ(state.recognition.unanswered[1].reason, "customers come from staff \"one\", which is left out");
}

TEST(SteadyState, DoesNotCompareWaitsThatHardlyEverHappen) {
  std::string text = first;
  text.replace(text.find("count = 1"), 9, "count = 9");
  const SteadyState state = steady_state_of(text);
  ASSERT_EQ(state.recognition.queues.size(), 1U);
  for (const ExpectedMeasure& expected : state.recognition.queues[0].model.expected) {
    const bool of_mean_wait =
        expected.measure.quantity == Quantity::wait && expected.measure.statistic == Statistic::mean;
    EXPECT_FALSE(of_mean_wait);
    EXPECT_NE(expected.measure.quantity, Quantity::service_level);
  }
}

TEST(SteadyState, HasNoneWhereTheQueueGrowsWithoutEnd) {
  std::string text = first;
  text.replace(text.find("0.81"), 4, "1.2");
  const SteadyState state = steady_state_of(text);
  EXPECT_TRUE(state.recognition.queues.empty());
  ASSERT_EQ(state.recognition.unanswered.size(), 1U);
  EXPECT_EQ(state.recognition.unanswered[0].reason, "a load of 120.0 %: the queue would grow without end");
}

}  // namespace
}  // namespace throughline
