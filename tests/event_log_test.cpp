// SPDX-License-Identifier: MIT
#include "cli/event_log.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <sstream>

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

TEST(EventLog, KeepsSeventeenDigits) {
  auto [blueprint, witnessed] = two_customers();
  VisitRecord visit = witnessed.visits().front();
  visit.arrived = 0.1 + 0.2;
  Witnessed precise;
  precise.on_visit(visit);
  EXPECT_NE(write_event_log(blueprint, precise).find(",0.30000000000000004,"), std::string::npos);
}

TEST(Calendar, StartsInTheWeekOfItsDate) {
  BlueprintSection about;
  about.starts_text = "2026-01-07 09:00";
  about.starts = 2 * seconds_per_day + 9 * 3600.0;
  EXPECT_EQ(Calendar(about).timestamp(0.0), "2026-01-07T09:00:00.000000");
  EXPECT_EQ(Calendar(about).timestamp(30 * seconds_per_day), "2026-02-06T09:00:00.000000");
}

TEST(Calendar, StartsInAnEarlyWeekWithoutADate) {
  BlueprintSection about;
  EXPECT_EQ(Calendar(about).timestamp(0.0), "1970-01-05T00:00:00.000000");
  about.starts_text = "Tue 07:30";
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
