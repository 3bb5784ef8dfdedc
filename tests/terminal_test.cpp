// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "example_result.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::tea_house;

TEST(Terminal, AnswersFirstAndAdvisesLast) {
  const std::string text = write_terminal(tea_house());
  const std::vector<std::string> in_order{"Of 3 targets 1 is missed",
                                          "400 replications of 8 h",
                                          "  target",
                                          "  touchpoint",
                                          "bottleneck",
                                          "unseen by the customer",
                                          "  staff",
                                          "Next: throughline run tea.toml --replications 490"};
  std::size_t at = 0;
  for (const std::string& part : in_order) {
    const std::size_t found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << "\n" << text;
    at = found;
  }
  EXPECT_EQ(text.find("Of 3 targets"), 0U);
  EXPECT_EQ(text.back(), '\n');
}

TEST(Terminal, IsPlainTextUnlessColorsAreWanted) {
  EXPECT_EQ(write_terminal(tea_house()).find('\x1b'), std::string::npos);
  EXPECT_NE(write_terminal(tea_house(), {true, 100}).find("\x1b[33mundecided\x1b[0m"), std::string::npos);
}

TEST(Terminal, BreaksTheAnswerAtThePage) {
  const std::string text = write_terminal(tea_house(), {false, 60});
  EXPECT_EQ(text.find("Of 3 targets 1 is missed, 1 is undecided and 1 is met. A\ncompleted journey"), 0U) << text;
}

TEST(Terminal, NeverBreaksALineWithinAFigure) {
  for (std::size_t width = 60; width < 120; ++width) {
    const std::string text = write_terminal(tea_house(), {false, width});
    for (const char* broken : {"±\n", "\n±", "0.23\n%", "0.21\nmin"})
      EXPECT_EQ(text.find(broken), std::string::npos) << text;
    EXPECT_NE(text.find("62.08 ± 0.21 min"), std::string::npos) << text;
  }
}

TEST(Terminal, ShowsNoTablesWhereNothingFinished) {
  ExperimentResult result = tea_house();
  result.provenance.replications = 0;
  result.overflow = true;
  const std::string text = write_terminal(result);
  EXPECT_EQ(text.find("touchpoint"), std::string::npos);
  EXPECT_NE(text.find("\nNext: throughline check tea.toml"), std::string::npos);
}

TEST(Terminal, MarksAPartialResultBeforeAnythingElse) {
  ExperimentResult result = tea_house();
  result.partial = true;
  result.partial_reason = "interrupted";
  EXPECT_EQ(write_terminal(result).find("Partial result: interrupted.\n"), 0U);
}

TEST(Terminal, KeepsWarningsForStandardError) {
  ExperimentResult result = tea_house();
  result.warnings.push_back({Severity::warning, {}, "\x1b[2J", {}});
  EXPECT_EQ(write_warnings(result), "tea.toml:12:1: warning: step \"x\" is never reached\nwarning: \\u001B[2J\n");
  EXPECT_EQ(write_terminal(result).find("never reached"), std::string::npos);
}

TEST(Terminal, LetsNoNameReachTheTerminal) {
  ExperimentResult result = tea_house();
  const std::string attack = "\x1b]0;owned\x07";
  result.blueprint.name = result.blueprint.currency = result.partial_reason = attack;
  result.provenance.scenario = result.provenance.inputs.front().name = attack;
  result.provenance.settings = {attack};
  result.partial = true;
  for (auto* names : {&result.blueprint.staff, &result.blueprint.touchpoints, &result.blueprint.segments,
                      &result.blueprint.scenarios}) {
    for (NamedKey& named : *names) named.name = attack;
  }
  for (StepSummary& step : result.blueprint.steps) step.name = step.phase = attack;
  for (TargetResult& target : result.targets) target.path = target.expression = attack;
  for (Measure& measure : result.measures) measure.estimate.reason = attack;
  const std::string text = write_terminal(result);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
}

TEST(Terminal, WritesAnEmptyResult) {
  EXPECT_NE(write_terminal(ExperimentResult()).find("Journey time is unknown"), std::string::npos);
}

}  // namespace
}  // namespace throughline
