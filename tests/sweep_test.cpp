// SPDX-License-Identifier: MIT
#include "throughline/sweep.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "experiment/cost_floor.hpp"
#include "model/program.hpp"
#include "replay.hpp"
#include "throughline/experiment.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::model_of;

/// Erlang C: 2.67 clerks busy on average; with 3, 4, 5, 6 the mean wait is 185, 21.5, 5.2, 1.4 s of 80 s of service.
std::string line(std::size_t clerks, const std::string& target = "\"step.ask.wait.mean\" = \"< 15 s\"") {
  return fmt::format(
      "schema = 1\n[blueprint]\nname = \"Line\"\n[run]\nlength = \"8 h\"\nwarm_up = \"1 h\"\nreplications = 60\n"
      "[segments.guest]\nstart = \"ask\"\narrivals = {{ rate = \"120 per hour\" }}\n"
      "[staff.clerk]\ncount = {}\ncost = \"20 per hour\"\n"
      "[steps.ask]\nstaff = \"clerk\"\ntime = {{ exponential = {{ mean = \"80 s\" }} }}\n[targets]\n{}\n",
      clerks, target);
}

/// Dear ones first: the order of the grid is not that of the cost.
Model line_of(std::size_t index) {
  return model_of(line(9 - index));
}

TEST(Sweep, FindsTheCheapestThatMeetsTheTargets) {
  const SweepResult result = sweep(7, line_of);
  ASSERT_TRUE(result.cheapest);
  EXPECT_EQ(*result.cheapest, 4U);  // five clerks
  EXPECT_EQ(result.alternatives[4].status, SweepStatus::meets);
  EXPECT_EQ(result.alternatives[5].status, SweepStatus::misses);
  EXPECT_EQ(result.alternatives[6].status, SweepStatus::misses);
  for (std::size_t dearer = 0; dearer < 4; ++dearer) {
    EXPECT_EQ(result.alternatives[dearer].status, SweepStatus::dearer);
    EXPECT_FALSE(result.alternatives[dearer].cost);
  }
  EXPECT_EQ(result.in_order_of_cost, (std::vector<std::size_t>{6, 5, 4}));
  EXPECT_FALSE(result.partial);
}

TEST(Sweep, ConfirmsItWithReplicationsThatDidNotChooseIt) {
  const SweepResult result = sweep(7, line_of);
  ASSERT_TRUE(result.confirmation);
  const ExperimentResult& confirmation = *result.confirmation;
  EXPECT_EQ(confirmation.provenance.replications, 60U);
  EXPECT_EQ(confirmation.targets.front().status, TargetStatus::met);
  ExperimentOptions once;
  once.replications = result.alternatives[4].measure->replications;
  EXPECT_EQ(*run_experiment(line_of(4), once).find("step.ask.wait.mean")->value,
            *result.alternatives[4].measure->value);
  EXPECT_NE(*confirmation.find("step.ask.wait.mean")->value,
            *run_experiment(line_of(4)).find("step.ask.wait.mean")->value);
}

TEST(Sweep, GivesUpEarlyWhatIsFarFromTheTargets) {
  const SweepResult result = sweep(7, line_of);
  EXPECT_LT(result.alternatives[6].measure->replications, 60U);
  const SweepResult all = [] {
    SweepOptions options;
    options.exhaustive = true;
    return sweep(7, line_of, options);
  }();
  EXPECT_LT(result.timing.events * 2, all.timing.events);
  EXPECT_EQ(all.cheapest, result.cheapest);
  for (const SweptAlternative& each : all.alternatives) EXPECT_EQ(each.measure->replications, 60U);
}

TEST(Sweep, MarksWhatNothingCheaperIsBetterThan) {
  SweepOptions options;
  options.exhaustive = true;
  // Each clerk more is dearer and waits are shorter, but for one who does nothing.
  const auto model = [](std::size_t index) {
    std::string text = line(4 + index / 2);
    if (index % 2 == 1)
      text += "[staff.idle]\ncount = 1\ncost = \"5 per hour\"\n[steps.never]\nstaff = \"idle\"\ntime = \"1 s\"\n";
    return model_of(text);
  };
  const SweepResult result = sweep(6, model, options);
  for (std::size_t index = 0; index < 6; ++index)
    EXPECT_EQ(result.alternatives[index].on_frontier, index % 2 == 0) << index;
}

TEST(Sweep, SimulatesAllWhereThereIsNoTarget) {
  const auto model = [](std::size_t index) {
    std::string text = line(4 + index);
    return model_of(text.substr(0, text.find("[targets]")));
  };
  const SweepResult result = sweep(3, model);
  EXPECT_EQ(*result.cheapest, 0U);
  for (const SweptAlternative& each : result.alternatives) EXPECT_EQ(each.measure->replications, 60U);
  EXPECT_EQ(result.measure, "journey.time.mean");
}

TEST(Sweep, SaysWhereNothingMeetsTheTargets) {
  const SweepResult result =
      sweep(3, [](std::size_t index) { return model_of(line(3 + index, "\"step.ask.wait.mean\" = \"< 1 s\"")); });
  EXPECT_FALSE(result.cheapest);
  EXPECT_FALSE(result.confirmation);
  for (const SweptAlternative& each : result.alternatives) EXPECT_EQ(each.status, SweepStatus::misses);
}

TEST(Sweep, GivesTheSameBytesForAnyNumberOfThreads) {
  const auto written = [](unsigned threads) {
    SweepOptions options;
    options.experiment.threads = threads;
    return write_json(sweep(7, line_of, options), false);
  };
  const std::string alone = written(1);
  EXPECT_EQ(alone, written(2));
  EXPECT_EQ(alone, written(8));
}

TEST(Sweep, KeepsWhatIsDoneWhereItIsInterrupted) {
  std::atomic<bool> interrupt{false};
  SweepOptions options;
  options.experiment.interrupt = &interrupt;
  options.exhaustive = true;
  const SweepResult result = sweep(7, line_of, options, [&interrupt](const ExperimentProgress& progress) {
    if (progress.completed == 2) interrupt = true;
  });
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.partial_reason, "interrupted");
  EXPECT_EQ(result.alternatives[6].measure->replications, 60U);
}

TEST(CostFloor, IsWhatPeopleOnDutyByPlanArePaid) {
  // Four clerks for the seven counted hours.
  EXPECT_NEAR(cost_floor(model_of(line(4)).program()), 4 * 7 * 20.0, 1e-9);
  std::string shifts = line(4);
  const std::string count = "count = 4\n";
  shifts.replace(shifts.find(count), count.size(),
                 "shifts.early = { from = \"00:00\", to = \"03:00\", count = 2 }\n"
                 "shifts.late = { from = \"02:00\", to = \"06:00\", count = 3 }\n");
  EXPECT_NEAR(cost_floor(model_of(shifts).program()), (2 * 2 + 3 * 4) * 20.0, 1e-9);
  std::string unpaid = line(4);
  const std::string cost = "cost = \"20 per hour\"\n";
  unpaid.erase(unpaid.find(cost), cost.size());
  EXPECT_NEAR(cost_floor(model_of(unpaid).program()), 4 * 7.0, 1e-9);
}

TEST(CostFloor, IsNeverAboveTheCostOfARun) {
  const SweepResult result = sweep(7, line_of);
  for (const SweptAlternative& each : result.alternatives) {
    if (!each.cost) continue;
    EXPECT_LE(each.cost_floor, *each.cost->value + 1e-9);
  }
}

}  // namespace
}  // namespace throughline
