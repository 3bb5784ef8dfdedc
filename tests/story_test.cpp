// SPDX-License-Identifier: MIT
#include "cli/story.hpp"

#include <gtest/gtest.h>

#include "two_customers.hpp"

namespace throughline {
namespace {

using testing::two_customers;

TEST(Story, TellsOneCustomersWay) {
  const auto [blueprint, witnessed] = two_customers();
  EXPECT_EQ(tell_story(blueprint, witnessed, 1),
            "Journey 1, Guests\n\n"
            "09:10:00  arrives\n"
            "09:10:00  comes to \"Order\"\n"
            "09:10:00  is served at once by clerk 1\n"
            "09:14:00  is done after 4 min\n"
            "09:14:00  comes to \"Look around\"\n"
            "09:14:30  is done after 30 s\n"
            "09:14:30  completed\n\n"
            "4 min 30 s in all, of which 0.0 s waiting and 4 min 30 s in service.\n");
}

TEST(Story, TellsWhoGivesUp) {
  const auto [blueprint, witnessed] = two_customers();
  EXPECT_EQ(tell_story(blueprint, witnessed, 2),
            "Journey 2, Guests\n\n"
            "09:11:00  arrives\n"
            "09:11:00  comes to \"Order\"\n"
            "09:13:00  has waited 2 min and gives up\n"
            "09:13:00  abandoned\n\n"
            "2 min in all, of which 2 min waiting and 0.0 s in service.\n");
}

TEST(Story, TellsReturnsAndFailures) {
  auto [blueprint, witnessed] = two_customers();
  VisitRecord again = witnessed.visits().front();
  again.journey = 3;
  again.visit = 1;
  again.started = 605.0;
  again.ending = VisitEnding::failed;
  witnessed.on_visit(again);
  JourneyRecord journey = witnessed.journeys().front();
  journey.journey = 3;
  journey.outcome = Outcome::failed;
  journey.cause = "service";
  witnessed.on_journey(journey);
  const std::string story = tell_story(blueprint, witnessed, 3).value();
  EXPECT_NE(story.find("comes again to \"Order\"\n"), std::string::npos);
  EXPECT_NE(story.find("has waited 5.0 s and is served by clerk 1\n"), std::string::npos);
  EXPECT_NE(story.find("after 3 min 55 s it turns out to have failed\n"), std::string::npos);
  EXPECT_NE(story.find("  failed\n"), std::string::npos);
}

TEST(Story, TellsWhereTheEndOfTheRunFindsACustomer) {
  const Blueprint blueprint = build_blueprint(read_document_text(R"(
schema = 1
[run]
length = "15 min"
ending = "stop"
[segments.guest]
name = "Guests"
start = "look"
arrivals = { interarrival = "4 min" }
[staff.clerk]
count = 1
[steps.look]
name = "Look around"
lane = "customer"
time = { by_clock = { "00:00" = "1 min", "00:12" = "10 min" } }
next = "order"
[steps.order]
name = "Order"
staff = "clerk"
time = "20 min"
)",
                                                                 "unfinished.toml"));
  Witnessed witnessed;
  observe(compile(blueprint), 1, 0, witnessed);
  EXPECT_EQ(tell_story(blueprint, witnessed, 1),
            "Journey 1, Guests\n\n"
            "00:04:00  arrives\n"
            "00:04:00  comes to \"Look around\"\n"
            "00:05:00  is done after 1 min\n"
            "00:05:00  comes to \"Order\"\n"
            "00:05:00  is served at once by clerk\n"
            "00:15:00  is still being served after 10 min\n"
            "00:15:00  still inside when the run ends\n\n"
            "11 min in all, of which 0.0 s waiting and 11 min in service.\n");
  EXPECT_EQ(tell_story(blueprint, witnessed, 2),
            "Journey 2, Guests\n\n"
            "00:08:00  arrives\n"
            "00:08:00  comes to \"Look around\"\n"
            "00:09:00  is done after 1 min\n"
            "00:09:00  comes to \"Order\"\n"
            "00:15:00  has waited 6 min and still waits\n"
            "00:15:00  still inside when the run ends\n\n"
            "7 min in all, of which 6 min waiting and 1 min in service.\n");
  EXPECT_EQ(tell_story(blueprint, witnessed, 3),
            "Journey 3, Guests\n\n"
            "00:12:00  arrives\n"
            "00:12:00  comes to \"Look around\"\n"
            "00:15:00  is not done after 3 min\n"
            "00:15:00  still inside when the run ends\n\n"
            "3 min in all, of which 0.0 s waiting and 3 min in service.\n");
}

TEST(Story, IsNoneWithoutSuchAJourney) {
  const auto [blueprint, witnessed] = two_customers();
  EXPECT_EQ(tell_story(blueprint, witnessed, 3), std::nullopt);
}

TEST(Story, MakesNamesHarmless) {
  auto [blueprint, witnessed] = two_customers();
  blueprint.segments.front().name = "\x1b[2J";
  blueprint.graph[0].name = "\x1b[2J";
  EXPECT_EQ(tell_story(blueprint, witnessed, 1)->find('\x1b'), std::string::npos);
}

TEST(Story, SpeaksOfDurationsAsPeopleDo) {
  EXPECT_EQ(spoken_duration(0.0), "0.0 s");
  EXPECT_EQ(spoken_duration(4.24), "4.2 s");
  EXPECT_EQ(spoken_duration(9.96), "10 s");
  EXPECT_EQ(spoken_duration(182.0), "3 min 2 s");
  EXPECT_EQ(spoken_duration(3600.0), "1 h");
  EXPECT_EQ(spoken_duration(86'400.0 + 60.0), "1 d 1 min");
}

}  // namespace
}  // namespace throughline
