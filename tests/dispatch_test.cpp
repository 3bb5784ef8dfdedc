// SPDX-License-Identifier: MIT
// People who are dispatched one by one, against the plain way: where both can serve, both tell the same.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>

#include "model/dispatch_compiler.hpp"
#include "replay.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

#ifdef NDEBUG
constexpr std::uint64_t replications = 4;
#else
constexpr std::uint64_t replications = 1;  // where sanitizers watch
#endif

TEST(Dispatching, TellsTheSameAsThePlainWay) {
  const std::filesystem::path scenarios = std::filesystem::path(THROUGHLINE_SOURCE_DIR) / "scenarios";
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(scenarios)) {
    if (entry.path().extension() != ".toml") continue;
    SCOPED_TRACE(entry.path().filename().string());
    const Blueprint blueprint = build_blueprint(read_document(entry.path(), {}));
    const ExperimentOptions options{.replications = replications, .threads = 1};
    const ExperimentResult plain = run_experiment(compile(blueprint), options);
    const ExperimentResult dispatched = run_experiment(compile(blueprint, Dispatching::everywhere), options);
    ASSERT_EQ(plain.measures.size(), dispatched.measures.size());
    for (std::size_t index = 0; index < plain.measures.size(); ++index) {
      const Estimate& one = plain.measures[index].estimate;
      const Estimate& other = dispatched.measures[index].estimate;
      // Sums over time of the same numbers in another order.
      constexpr double rounding = 1e-9;
      ASSERT_EQ(one.value.has_value(), other.value.has_value()) << plain.measures[index].path;
      if (one.value) {
        EXPECT_NEAR(*one.value, *other.value, rounding * (1.0 + std::abs(*one.value))) << plain.measures[index].path;
      }
      EXPECT_EQ(one.observations, other.observations) << plain.measures[index].path;
      ++compared;
    }
  }
  EXPECT_GT(compared, 500U);
}

std::string interrupted(const std::string& on_shift_end) {
  return R"(schema = 1
[run]
length = "39 min"
[segments.guest]
start = "desk"
arrivals = { interarrival = "20 min" }
[staff.clerk]
shifts.first = { from = "00:00", to = "00:25", count = 1 }
shifts.second = { from = "00:30", to = "01:00", count = 1 }
on_shift_end = )" +
         on_shift_end + R"(
[steps.desk]
staff = "clerk"
time = "10 min"
)";
}

TEST(Interruption, AtTheEndOfAShiftLetsTheServiceGoOnWithTheNextPerson) {
  const struct {
    const char* on_shift_end;
    double ended;
  } ways[]{{"\"finish\"", 30.0},
           {"\"interrupt\"", 35.0},
           {"{ then = \"resume\" }", 35.0},
           {"{ then = \"restart\" }", 40.0},
           {"{ then = \"resample\" }", 40.0}};
  for (const auto& way : ways) {
    SCOPED_TRACE(way.on_shift_end);
    const testing::Replay story = testing::replay(interrupted(way.on_shift_end));
    ASSERT_EQ(story.visits.size(), 1U);
    EXPECT_EQ(story.visits[0].started, 20.0 * 60.0);
    EXPECT_EQ(story.visits[0].ended, way.ended * 60.0);
  }
}

TEST(Interruption, IsNeitherWaitNorServiceButTimeAtTheStep) {
  const ExperimentResult result =
      run_experiment(testing::model_of(interrupted("\"interrupt\"")), {.replications = 2, .threads = 1});
  EXPECT_EQ(result.find("step.desk.wait.mean")->value, 0.0);
  EXPECT_EQ(result.find("step.desk.service.mean")->value, 600.0);
  EXPECT_EQ(result.find("step.desk.time.mean")->value, 900.0);
}

std::string with_preemption(const std::string& then) {
  return R"(schema = 1
[run]
length = "41 min"
[segments.green]
start = "desk"
arrivals = { interarrival = "20 min" }
[segments.red]
start = "desk"
arrivals = { interarrival = "25 min" }
[staff.doctor]
count = 1
priority = ["segment.red"]
preempt = { by = ["segment.red"], then = )" +
         then + R"( }
[steps.desk]
staff = "doctor"
time = "10 min"
)";
}

/// Green at 20 and 40, red at 25, ten minutes each: red is served from 25 to 35.
TEST(Interruption, PutsWhoeverIsPreemptedAtTheHeadOfTheQueue) {
  const struct {
    const char* then;
    double first_green, second_green;
  } ways[]{{"\"resume\"", 40.0, 50.0}, {"\"restart\"", 45.0, 55.0}};
  for (const auto& way : ways) {
    SCOPED_TRACE(way.then);
    const testing::Replay story = testing::replay(with_preemption(way.then));
    ASSERT_EQ(story.visits.size(), 3U);
    EXPECT_EQ(story.visits[0].segment, SegmentId{1});
    EXPECT_EQ(story.visits[0].ended, 35.0 * 60.0);
    EXPECT_EQ(story.visits[1].started, 20.0 * 60.0);
    EXPECT_EQ(story.visits[1].ended, way.first_green * 60.0);
    EXPECT_EQ(story.visits[2].ended, way.second_green * 60.0);
  }
}

/// The adviser who began signs; the other, though free, does not.
TEST(SameAs, WaitsForWhoeverServedBefore) {
  const testing::Replay story = testing::replay(R"(schema = 1
[run]
length = "11 min"
[segments.guest]
start = "advice"
arrivals = { interarrival = "5 min" }
[staff.adviser]
count = 2
[steps.advice]
staff = { any_of = ["adviser"] }
time = "6 min"
next = "pause"
[steps.pause]
time = "1 min"
next = "signing"
[steps.signing]
staff = { same_as = "advice" }
time = "2 min"
)");
  // 5: first by one adviser until 11, 10: second by the other until 16; the first signs 12 to 14, the second 17 to 19.
  const auto signings = story.visits_to(StepId{2});
  ASSERT_EQ(signings.size(), 2U);
  EXPECT_EQ(signings[0].started, 12.0 * 60.0);
  EXPECT_EQ(signings[1].started, 17.0 * 60.0);
  const auto advices = story.visits_to(StepId{0});
  EXPECT_EQ(signings[0].server, advices[0].server);
  EXPECT_EQ(signings[1].server, advices[1].server);
  EXPECT_NE(signings[0].server, signings[1].server);
}

/// Nobody holds a bay while waiting for a doctor: whoever needs the bay alone goes on.
TEST(SeveralAtOnce, HoldNobodyWhileTheyWait) {
  const testing::Replay story = testing::replay(R"(schema = 1
[run]
length = "25 min"
[segments.long]
start = "talk"
arrivals = { interarrival = "9 min" }
[segments.both]
start = "treat"
arrivals = { interarrival = "10 min" }
[segments.bay_only]
start = "recover"
arrivals = { interarrival = "11 min" }
[staff.doctor]
count = 1
[staff.bay]
kind = "place"
count = 1
[steps.talk]
staff = "doctor"
time = "6 min"
[steps.treat]
staff = ["doctor", "bay"]
time = "4 min"
[steps.recover]
staff = "bay"
time = "2 min"
)");
  const auto treatments = story.visits_to(StepId{1});
  const auto rests = story.visits_to(StepId{2});
  ASSERT_EQ(treatments.size(), 2U);
  ASSERT_EQ(rests.size(), 2U);
  EXPECT_EQ(rests[0].started, 11.0 * 60.0) << "the bay is free while the doctor talks";
  EXPECT_EQ(treatments[0].started, 15.0 * 60.0);
}

}  // namespace
}  // namespace throughline
