// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "replay.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;

Estimate of_target(const std::string& text, const std::string& measure, const std::string& bound = ">= 50 %") {
  const ExperimentResult result =
      run_experiment(model_of(fmt::format("{}\n[targets]\n\"{}\" = \"{}\"\n", text, measure, bound)));
  return result.targets.front().estimate;
}

/// Two at once on the first day, of whom one waits 10 min; one on the second; on the third nobody; one on the fourth,
/// who is served on the fifth day only.
std::string desk(const std::string& warm_up = "0 s") {
  return fmt::format(R"(schema = 1
[blueprint]
starts = "2026-01-05 08:00"
[run]
length = "5 d"
warm_up = "{}"
replications = 1
[segments.guest]
start = "desk"
arrivals.replay = {{ times = ["1 h", "1 h", "25 h", "87 h 55 min"] }}
[staff.clerk]
count = 1
[steps.desk]
staff = "clerk"
time = "10 min"
)",
                     warm_up);
}

TEST(ShareOfDays, CountsTheDaysOnWhichThereIsSomethingToMeasure) {
  const Estimate waits = of_target(desk(), "share_of_days(step.desk.wait.mean < 1 min)");
  EXPECT_DOUBLE_EQ(*waits.value, 2.0 / 3.0);
  EXPECT_EQ(waits.observations, 3U);
}

TEST(ShareOfDays, CountsWhatEndsOnADayOfTheClock) {
  // From Monday 08:00 to Saturday 08:00 there are six; on Thursday one comes who leaves on Friday.
  const Estimate completed = of_target(desk(), "share_of_days(journey.count.completed >= 1)");
  EXPECT_DOUBLE_EQ(*completed.value, 3.0 / 6.0);
  EXPECT_EQ(completed.observations, 6U);
  const Estimate arrived = of_target(desk(), "share_of_days(journey.count.arrived <= 1)");
  EXPECT_DOUBLE_EQ(*arrived.value, 5.0 / 6.0);
}

TEST(ShareOfDays, LeavesOutTheWarmUp) {
  const Estimate waits = of_target(desk("16 h"), "share_of_days(step.desk.wait.mean < 1 min)");
  EXPECT_DOUBLE_EQ(*waits.value, 1.0);
  EXPECT_EQ(waits.observations, 2U);
  EXPECT_EQ(of_target(desk("16 h"), "share_of_days(journey.count.completed >= 0)").observations, 5U);
}

TEST(ShareOfDays, SaysWhereNoDayMeasuresIt) {
  const Estimate none =
      of_target(desk() + "[segments.nobody]\nstart = \"desk\"\narrivals.replay = { times = [\"6 d\"] }",
                "share_of_days(segment.nobody.journey.completed >= 50 %)");
  EXPECT_FALSE(none.value);
  EXPECT_EQ(none.reason, "no day measured it");
}

/// The number of customers of a day is Poisson: P(3 or more of 2.4) = 1 - exp(-2.4) (1 + 2.4 + 2.88).
TEST(ShareOfDays, IsThatOfThePoissonLaw) {
  const std::string text = R"(schema = 1
[run]
length = "20 d"
ending = "stop"
replications = 400
[segments.guest]
start = "desk"
arrivals.rate = "0.1 per hour"
[steps.desk]
time = "0 s"
)";
  const Estimate busy = of_target(text, "share_of_days(journey.count.arrived >= 3)");
  EXPECT_EQ(busy.observations, 8000U);
  const double known = 1.0 - std::exp(-2.4) * (1.0 + 2.4 + 2.88);
  EXPECT_NEAR(*busy.value, known, 4.0 * std::sqrt(known * (1.0 - known) / 8000.0));
  EXPECT_NEAR(*busy.high - *busy.low, 2.0 * 1.96 * std::sqrt(known * (1.0 - known) / 8000.0), 0.005);
}

}  // namespace
}  // namespace throughline
