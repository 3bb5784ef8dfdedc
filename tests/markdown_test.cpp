// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "example_result.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::tea_house;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

void expect_line(const std::string& text, const std::string& line) {
  const std::vector<std::string> lines = lines_of(text);
  EXPECT_NE(std::find(lines.begin(), lines.end(), line), lines.end()) << line << " is no line of\n" << text;
}

/// Pipes that end a cell: those without a backslash in front.
std::size_t cells_of(const std::string& line) {
  std::size_t pipes = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
    } else if (line[at] == '|') {
      ++pipes;
    }
  }
  return pipes;
}

TEST(Markdown, AnswersInTheWordsOfTheTerminal) {
  const std::string terminal = write_terminal(tea_house(), {false, 10'000});
  const std::string sentence = terminal.substr(0, terminal.find('\n'));
  const std::vector<std::string> lines = lines_of(write_markdown(tea_house()));
  EXPECT_EQ(lines[0], "## 老城茶馆");
  EXPECT_EQ(lines[2], sentence);
}

TEST(Markdown, TellsTargetsTouchpointsAndStaffInTables) {
  const std::string text = write_markdown(tea_house());
  expect_line(text, "| target |  | status | measured | margin |");
  expect_line(text, "| :-- | :-- | :-- | --: | --: |");
  expect_line(text, "| journey.time.p90 | \\< 2 h | met | 1.550 ± 0.018 h | +0.450 ± 0.018 h |");
  expect_line(text, "| step.order.abandonment | \\< 2 % | **missed** | 2.88 ± 0.23 % | -0.88 ± 0.23 points |");
  expect_line(text, "| *about 490 replications would decide* |  |  |  |  |");
  expect_line(text, "| *unseen by the customer* |  |  |  |  |");
  expect_line(text, "| 堂倌 | 83.00 ± 0.40 % | ████████▎ | 512 ± 0 CNY |");
}

TEST(Markdown, SaysWhatTheFiguresMeanAndWhereTheyComeFrom) {
  const std::string text = write_markdown(tea_house());
  expect_line(text, "*per replication; occupancy: busy of present, overtime included*");
  expect_line(text, "- Run: 老城茶馆: 400 replications of 8 h, seed 1, intervals of 95 % confidence");
  expect_line(text, "- Input: tea.toml, sha256 00ff");
  expect_line(text, "- Program: throughline 0.1.0");
  expect_line(text, "- **Doubtful:** tea.toml:\u200B12:\u200B1: warning: step \"x\" is never reached");
  expect_line(text, "    throughline run tea.toml --replications 490   # enough to decide?");
}

TEST(Markdown, MarksAPartialResultBeforeTheAnswer) {
  ExperimentResult result = tea_house();
  result.partial = true;
  result.partial_reason = "interrupted";
  EXPECT_EQ(lines_of(write_markdown(result))[2], "**Partial result: interrupted.**");
}

TEST(Markdown, NeverTellsATime) {
  ExperimentResult result = tea_house();
  const std::string timed = write_markdown(result);
  result.timing.reset();
  EXPECT_EQ(write_markdown(result), timed);
}

TEST(Markdown, KeepsItsStructureWhateverTheNames) {
  const std::vector<std::string> plain = lines_of(write_markdown(tea_house()));
  ExperimentResult result = tea_house();
  const std::string attack = "a|b\n| c |\n# d `e` <script> [f](g) @h \\";
  result.blueprint.name = result.provenance.inputs.front().name = attack;
  for (auto* names : {&result.blueprint.staff, &result.blueprint.touchpoints}) {
    for (NamedKey& named : *names) named.name = attack;
  }
  for (StepSummary& step : result.blueprint.steps) step.name = attack;
  for (TargetResult& target : result.targets) target.path = attack;
  for (Diagnostic& warning : result.warnings) warning.message = attack;
  const std::vector<std::string> lines = lines_of(write_markdown(result));
  ASSERT_EQ(lines.size(), plain.size());
  for (std::size_t line = 0; line < lines.size(); ++line) {
    if (plain[line].starts_with("    ")) continue;  // code
    EXPECT_EQ(cells_of(lines[line]), cells_of(plain[line])) << lines[line];
    for (const char* mark : {" `", " <", " [f", "@h"}) {
      EXPECT_EQ(lines[line].find(mark), std::string::npos) << lines[line];
    }
  }
}

TEST(Markdown, WritesAnEmptyResult) {
  EXPECT_NE(write_markdown(ExperimentResult()).find("Journey time is unknown"), std::string::npos);
}

}  // namespace
}  // namespace throughline
