// SPDX-License-Identifier: MIT
#include "cli/exit_code.hpp"

#include <gtest/gtest.h>

#include <csignal>

#include "example_result.hpp"

namespace throughline {
namespace {

ExperimentResult result_with(std::vector<TargetStatus> statuses) {
  ExperimentResult result;
  for (const TargetStatus status : statuses) result.targets.emplace_back().status = status;
  return result;
}

Diagnostic mistake_at(const std::string& file, std::uint32_t line) {
  Diagnostic mistake;
  mistake.at = {file, line, 1};
  return mistake;
}

TEST(ExitCode, IsZeroWhereNoTargetIsMissed) {
  EXPECT_EQ(exit_code(result_with({}), false, 0), ExitCode::success);
  EXPECT_EQ(exit_code(result_with({TargetStatus::met, TargetStatus::undecided}), false, 0), ExitCode::success);
}

TEST(ExitCode, TellsAMissedTarget) {
  EXPECT_EQ(exit_code(result_with({TargetStatus::met, TargetStatus::missed}), false, 0), ExitCode::missed);
}

TEST(ExitCode, TakesUndecidedForMissedWhereItIsStrict) {
  EXPECT_EQ(exit_code(result_with({TargetStatus::undecided}), true, 0), ExitCode::missed);
  EXPECT_EQ(exit_code(result_with({TargetStatus::met}), true, 0), ExitCode::success);
}

TEST(ExitCode, TellsTheGravestOfSeveral) {
  ExperimentResult result = result_with({TargetStatus::missed});
  result.overflow = true;
  EXPECT_EQ(exit_code(result, false, 0), ExitCode::failure);
  EXPECT_EQ(exit_code(result, false, SIGINT), ExitCode::interrupted);
  EXPECT_EQ(exit_code(result, false, SIGTERM), ExitCode::terminated);
}

TEST(ExitCode, TellsWhereTheoryAndSimulationDisagree) {
  using testing::estimate_of;
  Verification verification;
  verification.models.push_back(
      {"staff agent", "M/M/1", 0.5, {{"step.line.wait.mean", 10.0, estimate_of(Unit::seconds, 10.5, 1.0)}}});
  // The targets of such a run only ask for measures: whether they are met says nothing.
  ExperimentResult result = result_with({TargetStatus::missed});
  EXPECT_EQ(exit_code(verification, result, 0), ExitCode::success);
  verification.models.front().figures.front().theory = 1.0;
  EXPECT_EQ(exit_code(verification, result, 0), ExitCode::missed);
  EXPECT_EQ(exit_code(verification, result, SIGINT), ExitCode::interrupted);
  result.overflow = true;
  EXPECT_EQ(exit_code(verification, result, 0), ExitCode::failure);
}

TEST(ExitCode, TellsTheMistakesOfACommandLineFromThoseOfAFile) {
  EXPECT_EQ(exit_code(InvalidBlueprint({mistake_at("--set", 0)})), ExitCode::command_line);
  EXPECT_EQ(exit_code(InvalidBlueprint({mistake_at("--scenario", 0)})), ExitCode::command_line);
  EXPECT_EQ(exit_code(InvalidBlueprint({mistake_at("a.toml", 3)})), ExitCode::invalid_blueprint);
  EXPECT_EQ(exit_code(InvalidBlueprint({mistake_at("--set", 0), mistake_at("a.toml", 3)})),
            ExitCode::invalid_blueprint);
}

TEST(ExitCode, HasTheNumbersOfTheContract) {
  EXPECT_EQ(static_cast<int>(ExitCode::success), 0);
  EXPECT_EQ(static_cast<int>(ExitCode::failure), 1);
  EXPECT_EQ(static_cast<int>(ExitCode::command_line), 2);
  EXPECT_EQ(static_cast<int>(ExitCode::invalid_blueprint), 3);
  EXPECT_EQ(static_cast<int>(ExitCode::missed), 99);
  EXPECT_EQ(static_cast<int>(ExitCode::interrupted), 130);
  EXPECT_EQ(static_cast<int>(ExitCode::terminated), 143);
}

}  // namespace
}  // namespace throughline
