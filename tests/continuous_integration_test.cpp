// SPDX-License-Identifier: MIT
// What the built program writes for those who gate on it: JUnit XML, Markdown, and what GitHub Actions reads.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "program.hpp"

namespace throughline {
namespace {

using testing::Program;

TEST_F(Program, WritesTheTargetsForContinuousIntegration) {
  throughline("run strict.toml --junit a.xml --markdown a.md --reproducible --threads 1").exits_with(99);
  shell("xmllint --nonet --noout --schema '" THROUGHLINE_SOURCE_DIR "/tests/junit.xsd' a.xml").exits_with(0);
  EXPECT_NE(folder_.read("a.xml").find("<failure type=\"missed\""), std::string::npos);
  EXPECT_EQ(folder_.read("a.md").find("## Desk\n\nThe target journey.time.mean \\< 10 s is missed."), 0U);
  throughline("run strict.toml --junit b.xml --markdown b.md --reproducible --threads 4").exits_with(99);
  EXPECT_EQ(folder_.read("a.xml"), folder_.read("b.xml"));
  EXPECT_EQ(folder_.read("a.md"), folder_.read("b.md"));
  throughline("run desk.toml --junit -").exits_with(0).prints("<testsuites").complains_of("Desk: 40");
  throughline("run coin.toml --junit a.xml").exits_with(0);
  EXPECT_NE(folder_.read("a.xml").find("failures=\"0\""), std::string::npos);
  throughline("run coin.toml --junit a.xml --strict").exits_with(99);
  EXPECT_NE(folder_.read("a.xml").find("<failure type=\"undecided\""), std::string::npos);
}

TEST_F(Program, AnnotatesTheBlueprintOnGitHub) {
  const std::string on_github = "GITHUB_ACTIONS=true \"$THROUGHLINE_PROGRAM\" ";
  const std::string missed =
      "\n::error file=strict.toml,line=18,col=1,title=Target missed%3A journey.time.mean < 10 s::";
  shell(on_github + "run strict.toml").exits_with(99).prints("\nNext: ").prints(missed).complains_of_nothing();
  shell(on_github + "run strict.toml --csv -").exits_with(99).prints("path,unit").complains_of(missed);
  EXPECT_EQ(shell(on_github + "run strict.toml --csv -").output().find("::error"), std::string::npos);
  shell(on_github + "run strict.toml --quiet").exits_with(99).prints_nothing().complains_of_nothing();
  shell(on_github + "run broken.toml")
      .exits_with(3)
      .prints_nothing()
      .complains_of("\n::error file=broken.toml,line=3,col=1,title=Invalid blueprint::");
  shell("GITHUB_ACTIONS=false \"$THROUGHLINE_PROGRAM\" run broken.toml").exits_with(3);
  EXPECT_EQ(throughline("run strict.toml").output().find("::error"), std::string::npos);
}

TEST_F(Program, AnnotatesRedesignsOnGitHub) {
  const std::string on_github = "GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=summary.md \"$THROUGHLINE_PROGRAM\" ";
  shell(on_github + "compare desk.toml --scenario two --scenario base")
      .exits_with(0)
      .prints("::error title=Worse%3A base%3A journey.time.mean not worse than in two::");
  shell(on_github + "sweep strict.toml --vary staff.clerk.count=1..2")
      .exits_with(99)
      .prints("::error title=Target missed%3A an alternative meets the targets::None of 2 alternatives");
  EXPECT_NE(folder_.read("summary.md").find("None of 2 alternatives"), std::string::npos);
}

TEST_F(Program, LetsNoNameCommandTheRunnerOfGitHub) {
  folder_.write("evil.toml",
                "schema = 1\n[blueprint]\nname = \"::stop-commands::x ##[error]y\"\n" + desk("").substr(37));
  const std::string output = shell("GITHUB_ACTIONS=true \"$THROUGHLINE_PROGRAM\" run evil.toml").output();
  EXPECT_NE(output.find("stop-commands"), std::string::npos);
  EXPECT_EQ(output.find("::"), std::string::npos);
  EXPECT_EQ(output.find("##["), std::string::npos);
}

TEST_F(Program, AppendsToTheSummaryOfAStep) {
  folder_.write("summary.md", "before\n");
  const std::string into = "GITHUB_STEP_SUMMARY=";
  shell(into + "summary.md \"$THROUGHLINE_PROGRAM\" run desk.toml --quiet").exits_with(0).prints_nothing();
  EXPECT_EQ(folder_.read("summary.md").find("before\n\n## Desk\n\nThe target journey.time.mean"), 0U);
  for (const char* nowhere : {"missing/summary.md", "/dev/full"}) {
    shell(into + nowhere + " \"$THROUGHLINE_PROGRAM\" run strict.toml")
        .exits_with(99)
        .prints("is missed")
        .complains_of(std::string("GITHUB_STEP_SUMMARY: ") + nowhere + ": No ");
  }
}

TEST_F(Program, RunsAsTheJobOfTheReadmeDoes) {
  std::ifstream file(THROUGHLINE_SOURCE_DIR "/README.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string program = "throughline/build/release/throughline ";
  const std::size_t begin = text.find(program);
  const std::size_t end = text.find("      - uses:", begin);
  ASSERT_NE(end, std::string::npos) << "README.md shows no job";
  std::string words = text.substr(begin + program.size(), end - begin - program.size());
  std::replace(words.begin(), words.end(), '\n', ' ');
  folder_.write("clinic.toml", desk("\"journey.time.mean\" = \"< 1 h\""));
  throughline(words).exits_with(0);
  for (std::string each : {"result.json", "targets.xml", "report.md"}) {
    EXPECT_NE(text.find("            " + each + "\n"), std::string::npos) << each << " is not kept";
    EXPECT_NE(folder_.read(each), "") << each;
  }
}

}  // namespace
}  // namespace throughline
