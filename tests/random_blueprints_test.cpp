// SPDX-License-Identifier: MIT
// Laws that hold whatever features meet: blueprints at random, each simulated a few times.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "blueprint/kept_cycles.hpp"
#include "model/dispatch_compiler.hpp"
#include "model/program.hpp"
#include "random_blueprint.hpp"
#include "replay.hpp"
#include "tally.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::Replay;
using testing::tally;

#ifdef THROUGHLINE_STUDY
constexpr std::uint64_t blueprints = 100'000;
#elif defined(NDEBUG)
constexpr std::uint64_t blueprints = 2'000;
#else
constexpr std::uint64_t blueprints = 300;
#endif

constexpr double tolerance = 1e-6;

void expect_conservation(const ReplicationResult& result) {
  for (const JourneyTally& journeys : result.journeys) {
    EXPECT_EQ(journeys.arrived, journeys.completed + journeys.failed_service + journeys.failed_handoff +
                                    journeys.abandoned + journeys.turned_away + journeys.no_show + journeys.unfinished);
  }
}

void expect_order(const Replay& story) {
  for (const VisitRecord& visit : story.visits) {
    EXPECT_GE(visit.reached, visit.arrived);
    if (visit.started) {
      EXPECT_GE(*visit.started, visit.reached);
      EXPECT_GE(visit.ended, *visit.started);
    }
    EXPECT_GE(visit.ended, visit.reached);
  }
}

/// Little's law, exactly: the area under the queue of a step is the sum of the waits within the run.
void expect_little(const Model& model, const ReplicationResult& result, const Replay& story) {
  const double length = model.program().length;
  std::vector<double> waits(model.program().steps.size());
  const auto add = [&](const VisitRecord& visit) {
    const double from = std::min(visit.reached, length);
    waits[static_cast<std::size_t>(visit.step)] += std::min(visit.started.value_or(visit.ended), length) - from;
  };
  for (const VisitRecord& visit : story.visits) add(visit);
  for (const VisitRecord& visit : story.unfinished) add(visit);
  for (std::size_t step = 0; step < waits.size(); ++step) {
    EXPECT_NEAR(result.queues[step].area, waits[step], tolerance * (1.0 + waits[step])) << "step " << step;
  }
}

/// Nobody works more than is there, and nobody is stuck: whoever is left waits for somebody who never comes.
void expect_staff(const Model& model, const ReplicationResult& result) {
  double unfinished = 0.0;
  for (const JourneyTally& journeys : result.journeys) unfinished += journeys.unfinished;
  if (model.program().ending == Ending::drain && unfinished > 0.0) {
    EXPECT_FALSE(result.stranded.empty()) << unfinished << " are left though nobody is waited for";
  }
  for (const StaffTally& staff : result.staff) {
    EXPECT_GE(staff.busy, -tolerance);
    EXPECT_GE(staff.away, -tolerance);
    EXPECT_LE(staff.busy, staff.on_duty - staff.away + staff.overtime + tolerance * (1.0 + staff.on_duty));
  }
}

/// Where everybody is always there, whoever is left was caught in a circle of kept people: foreseen, or there is none.
bool expect_foreseen(const Blueprint& blueprint, const ReplicationResult& result) {
  const bool always_there = std::all_of(blueprint.staff.begin(), blueprint.staff.end(), [](const Staff& staff) {
    const bool borrows = std::any_of(staff.surges.begin(), staff.surges.end(),
                                     [](const Surge& surge) { return surge.from.has_value(); });
    return !borrows && staff.count && staff.count->constant() && staff.count->levels.front().value > 0 &&
           staff.absence == 0.0;
  });
  double unfinished = 0.0;
  for (const JourneyTally& journeys : result.journeys) unfinished += journeys.unfinished;
  const bool caught = always_there && blueprint.run.ending == Ending::drain && unfinished > 0.0;
  if (caught) {
    EXPECT_FALSE(kept_cycles(blueprint).empty()) << unfinished << " wait for each other for ever, unforeseen";
  }
  return caught;
}

void expect_same(const ExperimentResult& one, const ExperimentResult& other, double rounding) {
  ASSERT_EQ(one.measures.size(), other.measures.size());
  for (std::size_t index = 0; index < one.measures.size(); ++index) {
    const Estimate& left = one.measures[index].estimate;
    const Estimate& right = other.measures[index].estimate;
    ASSERT_EQ(left.value.has_value(), right.value.has_value()) << one.measures[index].path;
    if (left.value) {
      EXPECT_NEAR(*left.value, *right.value, rounding * (1.0 + std::abs(*left.value))) << one.measures[index].path;
    }
    EXPECT_EQ(left.observations, right.observations) << one.measures[index].path;
  }
}

TEST(RandomBlueprints, KeepEveryLaw) {
  std::uint64_t deadlocks = 0;
  for (std::uint64_t number = 0; number < blueprints; ++number) {
    const std::string text = testing::random_blueprint(number);
    SCOPED_TRACE(fmt::format("blueprint {}:\n{}", number, text));
    const Blueprint blueprint = build_blueprint(read_document_text(text, "random.toml", {}));
    const Model model = compile(blueprint);
    const std::uint64_t replication = number % 3;
    const ReplicationResult result = tally(model, model.program().seed, replication);
    Replay story;
    observe(model, model.program().seed, replication, story);
    if (result.overflow_step) {
      // Who blocks each other for good is told, and nothing else stops a run.
      ASSERT_EQ(result.given_up, GivenUp::deadlock);
      ASSERT_TRUE(model.program().blocks);
      ++deadlocks;
      continue;
    }
    expect_conservation(result);
    expect_order(story);
    expect_little(model, result, story);
    expect_staff(model, result);
    expect_foreseen(blueprint, result);
    if (number % 10 == 0) {
      const ExperimentResult one = run_experiment(model, {.threads = 1});
      expect_same(one, run_experiment(model, {.threads = 8}), 0.0);
      expect_same(one, run_experiment(compile(blueprint, Dispatching::everywhere), {.threads = 1}), tolerance);
    }
    if (HasFailure()) return;
  }
  EXPECT_LT(deadlocks, blueprints / 20);
}

TEST(RandomBlueprints, ForeseeWhoWaitsForEachOtherForEver) {
  std::size_t caught = 0;
  std::size_t foreseen = 0;
  for (std::uint64_t number = 0; number < blueprints; ++number) {
    const std::string text = testing::random_keepers(number);
    SCOPED_TRACE(fmt::format("keepers {}:\n{}", number, text));
    const Blueprint blueprint = build_blueprint(read_document_text(text, "random.toml", {}));
    const Model model = compile(blueprint);
    caught += expect_foreseen(blueprint, tally(model, number, 0)) ? 1 : 0;
    foreseen += kept_cycles(blueprint).empty() ? 0 : 1;
    if (HasFailure()) return;
  }
  EXPECT_GT(caught, 0U);
  // Most of what is warned of does happen within a few hours, or the warning would be worth little.
  EXPECT_GT(2 * caught, foreseen);
  EXPECT_LT(foreseen, blueprints / 2);
}

}  // namespace
}  // namespace throughline
