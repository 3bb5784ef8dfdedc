// SPDX-License-Identifier: MIT
#include "blueprint/reach.hpp"

#include <gtest/gtest.h>

#include "blueprint_text.hpp"

namespace throughline {
namespace {

const std::string text =
    "[segments.guest]\nstart = \"a\"\narrivals = { rate = \"6 per hour\" }\n"
    "[segments.member]\nstart = \"b\"\narrivals = { rate = \"0 per hour\" }\n[segments.nobody]\n"
    "[staff.clerk]\ncount = 1\n"
    "[steps.a]\nstaff = \"clerk\"\ntime = \"1 min\"\npatience = \"1 min\"\non_abandon = { next = \"d\" }\n"
    "next.b = { segments = [\"guest\"], probability = 0.0 }\nnext.c = { segments = [\"member\"], probability = 0.5 "
    "}\nnext.done = \"rest\"\n"
    "[steps.b]\ntime = \"1 min\"\nfailure = { probability = 1.0, then = \"a\" }\nnext = \"c\"\n[steps.c]\n[steps.d]\n";

TEST(Reach, FollowsTheRoutesThatAreOpenToASegment) {
  const Blueprint blueprint = blueprint_of(text);
  EXPECT_EQ(reached_steps(blueprint, Passable::written)[0], (std::vector<bool>{true, true, true, true}));
  EXPECT_EQ(reached_steps(blueprint, Passable::written)[1], (std::vector<bool>{true, true, true, true}));
  EXPECT_EQ(reached_steps(blueprint, Passable::written)[2], (std::vector<bool>{false, false, false, false}));
}

TEST(Reach, CanLeaveOutWhatNeverHappens) {
  const Blueprint blueprint = blueprint_of(text);
  // Nobody goes from a to b with probability 0, nor from b to c where every service fails.
  EXPECT_EQ(reached_steps(blueprint, Passable::possible)[0], (std::vector<bool>{true, false, false, true}));
  EXPECT_EQ(reached_steps(blueprint, Passable::possible)[1], (std::vector<bool>{true, true, true, true}));
}

TEST(Reach, FollowsThoseWhoBecomeOthers) {
  const Blueprint blueprint = blueprint_of(
      "[segments.guest]\nstart = \"a\"\narrivals = { rate = \"6 per hour\" }\n[segments.red]\n[segments.blue]\n"
      "[segments.idle]\nstart = \"a\"\n"
      "[steps.a]\nbecomes = { red = 0.5, blue = 0.0 }\nnext.b = { segments = [\"red\", \"blue\"] }\n"
      "next.done = { segments = [\"guest\", \"idle\"] }\n[steps.b]\nbecomes = { blue = 1.0 }\nnext = "
      "\"c\"\n[steps.c]\n");
  const Reach written = reached_steps(blueprint, Passable::written);
  EXPECT_EQ(written[0], (std::vector<bool>{true, false, false}));
  EXPECT_EQ(written[1], (std::vector<bool>{false, true, false}));
  EXPECT_EQ(written[2], (std::vector<bool>{false, true, true}));
  const Reach possible = reached_steps(blueprint, Passable::possible, Beginning::who_comes);
  EXPECT_EQ(possible[1], (std::vector<bool>{false, true, false}));
  EXPECT_EQ(possible[2], (std::vector<bool>{false, false, true}));
  EXPECT_EQ(possible[3], (std::vector<bool>{false, false, false}));
  EXPECT_EQ(segments_on_the_way(blueprint, SegmentId{0}),
            (std::vector<SegmentId>{SegmentId{0}, SegmentId{1}, SegmentId{2}}));
}

TEST(Reach, KnowsWhoNeverArrives) {
  const Blueprint blueprint = blueprint_of(text);
  EXPECT_TRUE(arrives(blueprint.segments[0]));
  EXPECT_FALSE(arrives(blueprint.segments[1]));
  EXPECT_FALSE(arrives(blueprint.segments[2]));
}

}  // namespace
}  // namespace throughline
