// SPDX-License-Identifier: MIT
#include "blueprint/traffic.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "blueprint_text.hpp"

namespace throughline {
namespace {

const std::string customers = "[segments.customer]\nstart = \"a\"\narrivals = { rate = \"12 per hour\" }\n";

Flow flow(const Blueprint& blueprint) {
  return flow_of(blueprint, SegmentId{0}, 0.0, 3600.0);
}

TEST(Traffic, CountsARetryAsAVisit) {
  const Blueprint endless =
      blueprint_of(customers + "[steps.a]\ntime = \"1 min\"\nfailure = { probability = 0.3, then = \"retry\" }\n");
  EXPECT_NEAR(flow(endless).visits[0], 1.0 / 0.7, 1e-12);
  const Blueprint twice = blueprint_of(
      customers +
      "[steps.a]\ntime = \"1 min\"\nfailure = { probability = 0.3, then = \"retry\", attempts = 2 }\nnext = \"b\"\n"
      "[steps.b]\ntime = \"1 min\"\n");
  EXPECT_NEAR(flow(twice).visits[0], 1.3, 1e-12);
  EXPECT_NEAR(flow(twice).visits[1], 1.0 - 0.09, 1e-12);
}

TEST(Traffic, SendsFailuresElsewhereOrAway) {
  const Blueprint blueprint = blueprint_of(
      customers +
      "[steps.a]\ntime = \"1 min\"\nfailure = { probability = 0.2, then = \"c\" }\nnext = \"b\"\n"
      "[steps.b]\ntime = \"1 min\"\nfailure = { probability = 0.5, then = \"leave\" }\nnext = \"c\"\n[steps.c]\n");
  EXPECT_NEAR(flow(blueprint).visits[1], 0.8, 1e-12);
  EXPECT_NEAR(flow(blueprint).visits[2], 0.2 + 0.4, 1e-12);
}

TEST(Traffic, LosesAndRepeatsHandoffs) {
  const Blueprint blueprint = blueprint_of(
      customers + "[steps.a]\ntime = \"1 min\"\nnext.b = { loss = 0.1, repeat = 0.25 }\n[steps.b]\ntime = \"1 min\"\n");
  const double visits = 1.0 / (1.0 - 0.9 * 0.25);
  EXPECT_NEAR(flow(blueprint).visits[0], visits, 1e-12);
  EXPECT_NEAR(flow(blueprint).visits[1], visits * 0.9 * 0.75, 1e-12);
}

TEST(Traffic, AddsTheTimeOfRepeatsToTheTarget) {
  const Blueprint blueprint =
      blueprint_of(customers +
                   "[steps.a]\ntime = \"1 min\"\nnext.b = { loss = 0.1, repeat = 0.25, repeat_time = \"40 s\" }\n"
                   "[steps.b]\ntime = \"1 min\"\n");
  EXPECT_NEAR(flow(blueprint).visits[0], 1.0, 1e-12);
  EXPECT_NEAR(flow(blueprint).visits[1], 0.9, 1e-12);
  EXPECT_NEAR(flow(blueprint).repeat_seconds[1], 0.9 * 0.25 * 40.0, 1e-12);
}

TEST(Traffic, KnowsHowLongTheWayToAStepTakes) {
  const Blueprint blueprint = blueprint_of(
      customers +
      "[steps.a]\ntime = \"1 min\"\nfailure = { probability = 0.5, then = \"retry\" }\nnext.b = { delay = \"30 s\" }\n"
      "[steps.b]\ntime = \"2 min\"\nnext = { c = 0.5, b = 0.5 }\n[steps.c]\n");
  const Flow found = flow(blueprint);
  EXPECT_EQ(found.lag[0], 0.0);
  // Half of the comings to b are the first, after two services and the delay; the k-th comes two minutes after the
  // last.
  EXPECT_NEAR(found.lag[1], 120.0 + 30.0 + 120.0, 1e-9);
  EXPECT_NEAR(found.lag[2], 120.0 + 30.0 + 2 * 120.0, 1e-9);
}

TEST(Traffic, SolvesLoopsOverSeveralSteps) {
  // The network of three stations with 15 % rework from the last to the first.
  const Blueprint blueprint =
      blueprint_of(customers +
                   "[steps.a]\ntime = \"1 min\"\nnext = \"b\"\n[steps.b]\ntime = \"1 min\"\nnext = \"c\"\n"
                   "[steps.c]\ntime = \"1 min\"\nnext = { a = 0.15, done = 0.85 }\n");
  for (std::size_t step = 0; step < 3; ++step) EXPECT_NEAR(flow(blueprint).visits[step], 1.0 / 0.85, 1e-12);
}

TEST(Traffic, FollowsEverySegmentItsOwnWay) {
  const Blueprint blueprint = blueprint_of(
      customers +
      "[segments.member]\nstart = \"a\"\narrivals = { rate = \"1 per hour\" }\n"
      "[steps.a]\ntime = \"1 min\"\nnext.b = { probability = 0.5, segments = [\"customer\"] }\nnext.done = \"rest\"\n"
      "[steps.a.for.member]\nnext = \"b\"\n[steps.b]\ntime = \"1 min\"\n");
  EXPECT_NEAR(flow_of(blueprint, SegmentId{0}, 0.0, 1.0).visits[1], 0.5, 1e-12);
  EXPECT_NEAR(flow_of(blueprint, SegmentId{1}, 0.0, 1.0).visits[1], 1.0, 1e-12);
}

TEST(Traffic, FollowsThoseWhoBecomeOthers) {
  const Flow flow = flow_of(
      blueprint_of("[segments.guest]\nstart = \"a\"\narrivals = { rate = \"6 per hour\" }\n[segments.red]\n"
                   "[steps.a]\ntime = \"3 min\"\nbecomes = { red = 0.25 }\n[steps.a.for.red]\ntime = \"1 min\"\n"
                   "next = { b = 0.4, a = \"rest\" }\n[steps.b]\n"),
      SegmentId{0}, 0.0, 3600.0);
  ASSERT_EQ(flow.place_count(), 4U);
  EXPECT_EQ(flow.segment_at(3), SegmentId{1});
  EXPECT_EQ(flow.step_at(3), 1U);
  EXPECT_NEAR(flow.visits[0], 1.0, 1e-12);
  EXPECT_EQ(flow.visits[1], 0.0);
  // Whoever is red comes back to the first step with 0.6, as red, from both.
  EXPECT_NEAR(flow.visits[2], 0.25 * 0.6 / 0.4, 1e-12);
  EXPECT_NEAR(flow.visits[3], 0.25, 1e-12);
  EXPECT_NEAR(flow.lag[3], 180.0 + 60.0 * 0.6 / 0.4, 1e-9);
}

TEST(Traffic, SolvesForksWithinForksOnce) {
  std::string text = "[segments.guest]\nstart = \"x0\"\narrivals = { rate = \"6 per hour\" }\n";
  for (int step = 0; step < 40; ++step) {
    text += fmt::format("[steps.x{}]\nfork = {{ x{} = 0.5, x{} = 0.5 }}\njoin = \"z\"\n", step, (step + 1) % 40,
                        (step + 7) % 40);
  }
  const Flow flow = flow_of(blueprint_of(text + "[steps.z]\n"), SegmentId{0}, 0.0, 3600.0);
  EXPECT_GT(flow.visits[1], 0.5 - 1e-12);
}

TEST(Traffic, TakesSharesByTheClock) {
  const Blueprint blueprint = blueprint_of(
      customers +
      "[steps.a]\ntime = \"1 min\"\nnext.b = { probability = { by_clock = { \"00:00\" = 0.0, \"12:00\" = 1.0 } } }\n"
      "next.done = \"rest\"\n[steps.b]\ntime = \"1 min\"\n");
  EXPECT_TRUE(flow_follows_clock(blueprint));
  EXPECT_NEAR(flow_of(blueprint, SegmentId{0}, 11 * 3600.0, 12 * 3600.0).visits[1], 0.0, 1e-12);
  EXPECT_NEAR(flow_of(blueprint, SegmentId{0}, 11 * 3600.0, 13 * 3600.0).visits[1], 0.5, 1e-12);
  EXPECT_FALSE(flow_follows_clock(blueprint_of(customers + "[steps.a]\ntime = \"1 min\"\n")));
}

TEST(Traffic, SolvesTenThousandStepsInALoop) {
  Blueprint blueprint;
  constexpr std::size_t steps = 10'000;
  Segment segment;
  segment.start = StepId{0};
  segment.mean_rate = 1.0;
  blueprint.segments.push_back(segment);
  for (std::size_t step = 0; step < steps; ++step) {
    const auto vertex = boost::add_vertex(blueprint.graph);
    blueprint.graph[vertex].behaviors.resize(1);
    blueprint.graph[vertex].behavior_of_segment.resize(1);
  }
  blueprint.end = boost::add_vertex(blueprint.graph);
  const auto connect = [&blueprint](std::size_t from, std::size_t to, double probability) {
    Route route;
    route.probability = Share(probability);
    boost::add_edge(from, to, route, blueprint.graph);
  };
  for (std::size_t step = 0; step + 1 < steps; ++step) connect(step, step + 1, 1.0);
  connect(steps - 1, 0, 0.6);
  connect(steps - 1, blueprint.end, 0.4);
  const Flow found = flow(blueprint);
  EXPECT_NEAR(found.visits.front(), 2.5, 1e-9);
  EXPECT_NEAR(found.visits.back(), 2.5, 1e-9);
}

TEST(ArrivalRate, IsTheMeanOverTheTimeAskedFor) {
  const Blueprint blueprint = blueprint_of(
      "[segments.profile]\nstart = \"a\"\narrivals = { profile = { \"08:00\" = \"60 per hour\", \"09:00\" = \"120 per "
      "hour\" } }\n"
      "[segments.gaps]\nstart = \"a\"\narrivals = { interarrival = { gamma = { mean = \"30 s\", cv = 0.5 } } }\n"
      "[segments.nobody]\nstart = \"a\"\n[steps.a]\ntime = \"1 min\"\n");
  EXPECT_NEAR(arrival_rate(blueprint.segments[0], 8.5 * 3600, 9.5 * 3600), 90.0 / 3600, 1e-12);
  EXPECT_NEAR(arrival_rate(blueprint.segments[1], 0.0, 60.0), 1.0 / 30, 1e-12);
  EXPECT_EQ(arrival_rate(blueprint.segments[2], 0.0, 60.0), 0.0);
}

}  // namespace
}  // namespace throughline
