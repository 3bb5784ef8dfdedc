// SPDX-License-Identifier: MIT
#include "blueprint/calendar.hpp"

#include <gtest/gtest.h>

#include "blueprint_text.hpp"

namespace throughline {
namespace {

constexpr double hour = 3600.0;

/// A run of three days that starts at noon of Monday, 2026-01-05.
Blueprint closed_on(const std::string& dates) {
  return build_blueprint(
      document_of("[calendar]\nclosed = " + dates +
                      "\n[segments.guest]\nstart = \"desk\"\narrivals = { rate = \"30 per hour\" }\n"
                      "[staff.clerk]\ncount = 2\n[steps.desk]\nstaff = \"clerk\"\ntime = \"2 min\"\n",
                  "2026-01-05 12:00", "72 h"));
}

TEST(Spans, AreTakenOutOfOthers) {
  EXPECT_EQ(without({{0, 10}, {20, 30}}, {{2, 4}, {6, 8}, {9, 22}, {29, 40}}),
            (std::vector<Span>{{0, 2}, {4, 6}, {8, 9}, {22, 29}}));
  EXPECT_EQ(without({{0, 10}, {10, 20}}, {{0, 10}}), (std::vector<Span>{{10, 20}}));
  EXPECT_EQ(without({{5, 6}}, {}), (std::vector<Span>{{5, 6}}));
  EXPECT_EQ(without({{5, 6}}, {{0, 9}}), std::vector<Span>());
}

TEST(ClosedDays, AreCountedFromTheDayOfTheStart) {
  const Blueprint blueprint = closed_on("[2026-01-07, \"2026-01-03..2026-01-04\", \"2026-01-01\"]");
  EXPECT_EQ(blueprint.closed, (std::vector<ClosedDays>{{-4, -4}, {-2, -1}, {2, 2}}));
  for (const int day : {-4, -2, -1, 2}) EXPECT_TRUE(is_closed(blueprint.closed, day)) << day;
  for (const int day : {-5, -3, 0, 1, 3}) EXPECT_FALSE(is_closed(blueprint.closed, day)) << day;
}

TEST(ClosedDays, AreOneStretchWhereTheyTouchOrOverlap) {
  const Blueprint blueprint = closed_on("[\"2026-01-08\", \"2026-01-05..2026-01-06\", \"2026-01-06\", \"2026-01-07\"]");
  EXPECT_EQ(blueprint.closed, (std::vector<ClosedDays>{{0, 3}}));
}

TEST(ClosedSpans, LastFromMidnightToMidnightWithinTheRun) {
  EXPECT_EQ(closed_spans({{-3, -1}, {1, 1}, {3, 9}}, 12 * hour, 72 * hour),
            (std::vector<Span>{{12 * hour, 36 * hour}, {60 * hour, 72 * hour}}));
  EXPECT_EQ(closed_spans({{0, 0}}, 12 * hour, 72 * hour), (std::vector<Span>{{0.0, 12 * hour}}));
  EXPECT_EQ(closed_spans({{9, 9}}, 12 * hour, 72 * hour), std::vector<Span>());
}

TEST(ClosedDays, AreDoubtedWhereTheyChangeNothingOrLeaveNothing) {
  const auto doubts = [](const std::string& dates) {
    std::string text;
    for (const Diagnostic& doubt : closed_on(dates).warnings) text += doubt.message + "\n";
    return text;
  };
  EXPECT_EQ(doubts("\"2026-01-06\""), "");
  EXPECT_EQ(doubts("\"2025-01-06\""), "[calendar]: closed: none of these dates falls into the run\n");
  EXPECT_EQ(doubts("\"2026-01-01..2026-01-31\""), "[calendar]: closed: the whole run is closed\n");
}

}  // namespace
}  // namespace throughline
