// SPDX-License-Identifier: MIT
// Every law that random blueprints are held to is broken by a fault that is planted.
#include "replication_laws.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "model/time_kind.hpp"
#include "tally.hpp"

namespace throughline {
namespace {

using testing::Replay;

constexpr const char* text = R"(schema = 1
[run]
length = "8 h"
time_shares = true
[segments.guest]
start = "desk"
arrivals = { rate = "20 per hour" }
[staff.clerk]
count = 1
[steps.desk]
staff = "clerk"
time = { exponential = { mean = "2 min" } }
)";

struct Laws : ::testing::Test {
  Laws() : model(testing::model_of(text)), result(testing::tally(model)) { observe(model, 1, 0, story); }

  /// The names of the laws that are broken, nothing where none is.
  std::string broken() const {
    std::string names;
    for (const std::string& law : testing::broken_laws(model, result, story)) {
      names += (names.empty() ? "" : " ") + law.substr(0, law.find(':'));
    }
    return names;
  }

  Model model;
  ReplicationResult result;
  Replay story;
};

TEST_F(Laws, HoldWhereNothingIsPlanted) {
  EXPECT_GT(story.visits.size(), 100U);
  EXPECT_EQ(broken(), "");
}

TEST_F(Laws, MissWhoIsLost) {
  result.journeys[0].completed -= 1.0;
  EXPECT_EQ(broken(), "conservation");
}

TEST_F(Laws, MissWhoIsCountedTwice) {
  result.journeys[0].abandoned += 1.0;
  EXPECT_EQ(broken(), "conservation");
}

TEST_F(Laws, NoticeAServiceBeforeTheComing) {
  // The wait is the same: only the order is wrong.
  story.visits[7].reached -= 10.0;
  *story.visits[7].started -= 10.0;
  story.visits[7].ended -= 10.0;
  EXPECT_EQ(broken(), "order");
}

TEST_F(Laws, NoticeAQueueThatIsLeftTooLate) {
  result.queues[0].area += 1.0;
  EXPECT_EQ(broken(), "little");
}

TEST_F(Laws, NoticeAWaitThatIsNotInTheQueue) {
  story.visits[9].reached -= 0.5;
  story.visits[9].arrived -= 0.5;
  EXPECT_EQ(broken(), "little times");
}

TEST_F(Laws, NoticeWorkForNobody) {
  result.staff[0].busy += 1.0;
  EXPECT_EQ(broken(), "busy");
}

TEST_F(Laws, NoticeAServiceWithoutAnybody) {
  result.staff[0].busy -= 1.0;
  EXPECT_EQ(broken(), "busy");
}

TEST_F(Laws, NoticeMoreWorkThanPeople) {
  result.staff[0].on_duty = result.staff[0].busy - 1.0;
  EXPECT_EQ(broken(), "presence");
}

TEST_F(Laws, NoticeWhoIsForgotten) {
  result.journeys[0].completed -= 1.0;
  result.journeys[0].unfinished += 1.0;
  EXPECT_EQ(broken(), "stuck");
}

TEST_F(Laws, NoticeTimeThatIsToldTwice) {
  ++result.times[0];
  EXPECT_EQ(broken(), "times");
}

TEST_F(Laws, NoticeTimeThatGoesIntoSomethingElse) {
  constexpr std::int64_t ticks = 1 << 21;
  result.times[static_cast<std::size_t>(TimeKind::wait)] += ticks;
  result.times[static_cast<std::size_t>(TimeKind::service)] -= ticks;
  EXPECT_EQ(broken(), "times");
}

TEST_F(Laws, NoticeABitThatDiffers) {
  const ExperimentResult one = run_experiment(model, {.threads = 1});
  ExperimentResult other = one;
  double& value = *other.measures[0].estimate.value;
  value = std::nextafter(value, 2.0 * value);
  EXPECT_EQ(testing::differences(one, one, 0.0), std::vector<std::string>());
  EXPECT_EQ(testing::differences(one, other, 0.0), std::vector<std::string>{one.measures[0].path});
}

}  // namespace
}  // namespace throughline
