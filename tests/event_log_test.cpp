// SPDX-License-Identifier: MIT
#include "cli/event_log.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "two_customers.hpp"

namespace throughline {
namespace {

using testing::two_customers;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    lines.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char character : line) {
    if (character == ',') {
      cells.emplace_back();
    } else {
      cells.back() += character;
    }
  }
  return cells;
}

constexpr std::size_t column_start = 2, column_step = 8, column_ending = 10, column_started = 13, column_ended = 14,
                      column_service = 15;

TEST(EventLog, HasTheColumnsThatProcessMiningReads) {
  const auto [blueprint, witnessed] = two_customers();
  const std::vector<std::string> lines = lines_of(write_event_log(blueprint, witnessed));
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(
      lines[0],
      "case:concept:name,concept:name,start_timestamp,time:timestamp,org:resource,case:segment,case:outcome,case:cause,"
      "step,visit,ending,arrived_seconds,reached_seconds,started_seconds,ended_seconds,service_seconds,patience_"
      "seconds");
  EXPECT_EQ(lines[1],
            "1,Order,2026-01-07T09:10:00.000000,2026-01-07T09:14:00.000000,clerk 1,guest,completed,,order,1,served,"
            "600,600,600,840,240,");
}

TEST(EventLog, LeavesEmptyWhatDidNotHappen) {
  const auto [blueprint, witnessed] = two_customers();
  const std::vector<std::string> lines = lines_of(write_event_log(blueprint, witnessed));
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[3], "2,Order,,2026-01-07T09:13:00.000000,,guest,abandoned,,order,1,abandoned,660,660,,780,,120");
}

TEST(EventLog, TellsWhatTheEndOfTheRunCutsOff) {
  auto [blueprint, witnessed] = two_customers();
  VisitRecord visit = witnessed.visits().front();
  visit.ending = VisitEnding::unfinished;
  Witnessed cut_off;
  cut_off.on_visit(visit);
  const std::vector<std::string> lines = lines_of(write_event_log(blueprint, cut_off));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1],
            "1,Order,2026-01-07T09:10:00.000000,2026-01-07T09:14:00.000000,clerk 1,guest,,,order,1,unfinished,"
            "600,600,600,840,,");
}

TEST(EventLog, KeepsSeventeenDigits) {
  auto [blueprint, witnessed] = two_customers();
  VisitRecord visit = witnessed.visits().front();
  visit.arrived = 0.1 + 0.2;
  Witnessed precise;
  precise.on_visit(visit);
  EXPECT_NE(write_event_log(blueprint, precise).find(",0.30000000000000004,"), std::string::npos);
}

/// More come than one clerk can serve; the form needs nobody; the way to the desk takes time.
std::string overloaded(const std::string& run) {
  return "schema = 1\n[run]\nlength = \"1 h\"\n" + run + R"(
[segments.guest]
start = "form"
arrivals = { interarrival = { exponential = { mean = "1 min" } } }
[staff.clerk]
shifts.early = { from = "00:00", to = "00:50", count = 1 }
[steps.form]
lane = "customer"
time = { exponential = { mean = "3 min" } }
next.desk = { delay = "10 min" }
[steps.desk]
staff = "clerk"
time = { exponential = { mean = "5 min" } }
patience = { exponential = { mean = "15 min" } }
failure = { probability = 0.2, then = "retry" }
)";
}

class OverloadedRun : public ::testing::TestWithParam<const char*> {};

TEST_P(OverloadedRun, HasALastRowForEveryJourneyThatReachedAStep) {
  const Blueprint blueprint = build_blueprint(read_document_text(overloaded(GetParam()), "overloaded.toml"));
  Witnessed witnessed;
  observe(compile(blueprint), 1, 0, witnessed);
  std::map<std::string, std::vector<std::string>> last_rows;  // rows of a journey stand in the order of its visits
  for (const std::string& line : lines_of(write_event_log(blueprint, witnessed))) {
    const std::vector<std::string> cells = cells_of(line);
    last_rows[cells[0]] = cells;
  }
  std::map<std::string, int> endings;
  for (const JourneyRecord& journey : witnessed.journeys()) {
    SCOPED_TRACE(journey.journey);
    ASSERT_TRUE(journey.at) << "everybody reaches the form";
    const std::vector<std::string>& row = last_rows[std::to_string(journey.journey)];
    ASSERT_EQ(row.size(), 17U);
    EXPECT_EQ(row[column_step], blueprint.step(*journey.at).key);
    const double ended = std::stod(row[column_ended]);
    if (journey.outcome != Outcome::unfinished) {
      EXPECT_NE(row[column_ending], "unfinished");
      EXPECT_EQ(ended, journey.ended);
    } else if (row[column_ending] == "unfinished") {
      EXPECT_EQ(ended, journey.ended);
      EXPECT_EQ(row[column_service], "");
      EXPECT_EQ(row[column_started].empty(), row[column_start].empty());
      ++endings[row[column_started].empty() ? "waiting" : row[column_step]];
    } else {
      EXPECT_EQ(row[column_step], "form") << "is on the way to the desk";
      EXPECT_GT(ended, journey.ended - 600.0);
      ++endings["on the way"];
    }
  }
  EXPECT_GT(endings["waiting"], 0);
  EXPECT_GT(endings["form"], 0);
  EXPECT_GT(endings["on the way"], 0);
}

INSTANTIATE_TEST_SUITE_P(Endings, OverloadedRun,
                         ::testing::Values("ending = \"stop\"", "ending = \"stop\"\nmax_inside = 20"));

TEST(Calendar, StartsInTheWeekOfItsDate) {
  BlueprintSection about;
  about.date = 20'460;  // 2026-01-07
  about.starts = 2 * seconds_per_day + 9 * 3600.0;
  EXPECT_EQ(Calendar(about).timestamp(0.0), "2026-01-07T09:00:00.000000");
  EXPECT_EQ(Calendar(about).timestamp(30 * seconds_per_day), "2026-02-06T09:00:00.000000");
}

TEST(Calendar, StartsInAnEarlyWeekWithoutADate) {
  BlueprintSection about;
  EXPECT_EQ(Calendar(about).timestamp(0.0), "1970-01-05T00:00:00.000000");
  about.starts = seconds_per_day + 7.5 * 3600.0;
  EXPECT_EQ(Calendar(about).timestamp(0.0), "1970-01-06T07:30:00.000000");
}

TEST(Calendar, RoundsToMicrosecondsWithCarry) {
  BlueprintSection about;
  EXPECT_EQ(Calendar(about).timestamp(1.25), "1970-01-05T00:00:01.250000");
  EXPECT_EQ(Calendar(about).timestamp(59.99999999), "1970-01-05T00:01:00.000000");
}

}  // namespace
}  // namespace throughline
