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
#include "replication_laws.hpp"
#include "tally.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::Replay;
using testing::tally;

#ifdef THROUGHLINE_STUDY
constexpr std::uint64_t blueprints = 100'000;
#elif !defined(NDEBUG)
constexpr std::uint64_t blueprints = 400;  // where sanitizers watch, each takes fifty times as long
#else
constexpr std::uint64_t blueprints = 2'000;
#endif
constexpr std::uint64_t parts = 10;  ///< tests that share them, so that machines can work side by side

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
  // Who waits for others to be served with, and whoever waits for them, is told at the end of the run.
  const bool caught =
      always_there && blueprint.run.ending == Ending::drain && unfinished > 0.0 && result.gathering.empty();
  if (caught) {
    EXPECT_FALSE(kept_cycles(blueprint).empty()) << unfinished << " wait for each other for ever, unforeseen";
  }
  return caught;
}

class RandomBlueprints : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomBlueprints, KeepEveryLaw) {
  std::uint64_t deadlocks = 0;
  for (std::uint64_t number = GetParam() * blueprints / parts; number < (GetParam() + 1) * blueprints / parts;
       ++number) {
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
    EXPECT_EQ(testing::broken_laws(model, result, story), std::vector<std::string>());
    // Who waits for a branch or for work that cannot go on because steps are full waits for good, and is told at the
    // end.
    if (!model.program().blocks || !model.program().has_cases) expect_foreseen(blueprint, result);
    if (number % 10 == 0) {
      const ExperimentResult one = run_experiment(model, {.threads = 1});
      EXPECT_EQ(testing::differences(one, run_experiment(model, {.threads = 8}), 0.0), std::vector<std::string>());
      const ExperimentResult dispatched = run_experiment(compile(blueprint, Dispatching::everywhere), {.threads = 1});
      EXPECT_EQ(testing::differences(one, dispatched, 1e-6), std::vector<std::string>());
    }
    if (HasFailure()) return;
  }
  EXPECT_LT(deadlocks, blueprints / parts / 10);
}

INSTANTIATE_TEST_SUITE_P(Parts, RandomBlueprints, ::testing::Range(std::uint64_t{0}, parts));

TEST(RandomKeepers, AreForeseenToWaitForEachOther) {
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
