// SPDX-License-Identifier: MIT
// Whatever is written must fit tests/junit.xsd, as xmllint (libxml2-utils) reads it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>

#include "example_result.hpp"
#include "scratch_folder.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::ScratchFolder;
using testing::tea_house;

/// What xmllint ends with: 0 valid, 1 no XML, 3 not as the schema has it, 127 where it is not installed.
int verdict_on(const std::string& text) {
  const ScratchFolder folder;
  folder.write("a.xml", text);
  const std::string line =
      "xmllint --nonet --noout --schema '" THROUGHLINE_SOURCE_DIR "/tests/junit.xsd' '" + (folder / "a.xml") + "' 2>&1";
  const int status = std::system(line.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

void expect_holds(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
}

TEST(Junit, HoldsATestcaseForEachTarget) {
  const std::string text = write_junit(tea_house());
  EXPECT_EQ(verdict_on(text), 0);
  expect_holds(text, "<testsuite name=\"老城茶馆.base\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"0\"");
  expect_holds(text,
               "<testcase classname=\"老城茶馆.base\" name=\"step.order.abandonment &lt; 2 %\" time=\"0\" "
               "file=\"tea.toml\" line=\"40\">\n"
               "      <failure type=\"missed\" message=\"2.88 ± 0.23 %, margin -0.88 ± 0.23 points\">");
  expect_holds(text, "<system-out>met: 1.550 ± 0.018 h, margin +0.450 ± 0.018 h</system-out>");
  expect_holds(text, "<system-out>undecided: 84.0 ± 1.1 %, margin -1.0 ± 1.1 points; about 490");
}

TEST(Junit, FailsUndecidedTargetsWhereTheRunIsStrict) {
  const std::string text = write_junit(tea_house(), {true, true});
  EXPECT_EQ(verdict_on(text), 0);
  expect_holds(text, "failures=\"2\"");
  expect_holds(text, "<failure type=\"undecided\" message=\"84.0 ± 1.1 %");
}

TEST(Junit, TellsAPrecisionThatWasNotReached) {
  ExperimentResult result = tea_house();
  result.precision = {{"journey.time.mean", 0.002, 0.0033, false, false, 1100},
                      {"journey.failed", 0.02, std::nullopt, false, true, std::nullopt}};
  const std::string text = write_junit(result);
  EXPECT_EQ(verdict_on(text), 0);
  expect_holds(text, "tests=\"4\" failures=\"2\"");
  expect_holds(text, "name=\"journey.time.mean known to within 0.2 %\" time=\"0\">\n      <failure type=\"imprecise\"");
}

TEST(Junit, TellsAPartialResultAsAnError) {
  ExperimentResult result = tea_house();
  result.partial = true;
  result.partial_reason = "interrupted";
  const std::string text = write_junit(result);
  EXPECT_EQ(verdict_on(text), 0);
  expect_holds(text, "tests=\"4\" failures=\"1\" errors=\"1\"");
  expect_holds(text, "<error type=\"partial\" message=\"interrupted\">");
}

TEST(Junit, HoldsASuiteForEachRedesign) {
  PairedComparison comparison;
  for (const char* const name : {"base", "two ]]>", "three"})
    comparison.alternatives.push_back({name, tea_house(), {}});
  PairedDifference worse;
  worse.path = "journey.failed";
  worse.simultaneous = true;
  worse.verdict = Verdict::worse;
  comparison.alternatives[2].differences = {worse};
  const std::string text = write_junit(comparison);
  EXPECT_EQ(verdict_on(text), 0);
  expect_holds(text, "<testsuites name=\"throughline\" tests=\"7\" failures=\"3\" errors=\"0\"");
  expect_holds(text, "<testsuite name=\"老城茶馆.three\" tests=\"4\" failures=\"2\"");
  expect_holds(text, "name=\"journey.failed not worse than in base\"");
  EXPECT_EQ(text.find("老城茶馆.base"), std::string::npos);
}

TEST(Junit, TellsWhetherTheTargetsOfASweepCanBeMet) {
  SweepResult sweep;
  sweep.blueprint = "Desk & <more>";
  sweep.alternatives.resize(2);
  const std::string text = write_junit(sweep);
  EXPECT_EQ(verdict_on(text), 0);
  expect_holds(text, "<testsuite name=\"Desk &amp; &lt;more&gt;.sweep\" tests=\"1\" failures=\"1\"");
  expect_holds(text, "None of 2 alternatives is known to meet the targets.");
}

TEST(Junit, SaysWhereTheFiguresComeFrom) {
  ExperimentResult result = tea_house();
  result.provenance.seed = 7;
  result.provenance.scenario = "third_waiter";
  result.provenance.settings = {"run.length=4 h"};
  const std::string text = write_junit(result);
  expect_holds(text, "<property name=\"seed\" value=\"7\"/>");
  expect_holds(text, "<property name=\"replications\" value=\"400\"/>");
  expect_holds(text, "<property name=\"version\" value=\"0.1.0\"/>");
  expect_holds(text, "<property name=\"scenario\" value=\"third_waiter\"/>");
  expect_holds(text, "<property name=\"setting\" value=\"run.length=4 h\"/>");
  expect_holds(text, "<property name=\"sha256 of tea.toml\" value=\"00ff\"/>");
}

TEST(Junit, LeavesTimesOutWhereTheyAreNotWanted) {
  ExperimentResult result = tea_house();
  const std::string timed = write_junit(result);
  expect_holds(timed, " time=\"1.500\" timestamp=\"2026-02-03T04:05:06\">");
  const std::string untimed = write_junit(result, {false, false});
  EXPECT_EQ(verdict_on(untimed), 0);
  EXPECT_EQ(untimed.find("2026"), std::string::npos);
  result.timing.reset();
  EXPECT_EQ(write_junit(result), untimed);
}

TEST(Junit, IsValidWhateverTheNames) {
  for (const std::string attack : {"]]><x>&\"'", "\x1b]0;\x07\n\r\t", "\xFF\xFE", "\uFFFE\uFFFF", "", "--><!--"}) {
    ExperimentResult result = tea_house();
    result.blueprint.name = result.blueprint.currency = result.partial_reason = attack;
    result.provenance.scenario = result.provenance.inputs.front().name = attack;
    result.provenance.settings = {attack};
    result.partial = true;
    for (TargetResult& target : result.targets) {
      target.path = target.expression = target.at.file = target.estimate.reason = attack;
    }
    EXPECT_EQ(verdict_on(write_junit(result)), 0) << attack;
  }
  EXPECT_EQ(verdict_on(write_junit(ExperimentResult())), 0);
}

TEST(Junit, IsHeldToASchemaThatRefusesOtherStructures) {
  const std::string text = write_junit(tea_house());
  EXPECT_EQ(verdict_on(changed(text, "<testcase classname=\"老城茶馆.base\"", "<testcase")), 3);
  EXPECT_EQ(verdict_on(changed(text, "tests=\"3\"", "tests=\"three\"")), 3);
  EXPECT_EQ(verdict_on(changed(text, " errors=\"0\"", "")), 3);
  EXPECT_EQ(verdict_on(changed(text, "<properties>", "<properties><failure/>")), 3);
  EXPECT_EQ(verdict_on(changed(text, "type=\"missed\"", "kind=\"missed\"")), 3);
  EXPECT_EQ(verdict_on(changed(text, "timestamp=\"2026-02-03T04:05:06\"", "timestamp=\"yesterday\"")), 3);
  EXPECT_EQ(verdict_on(changed(text, "</testsuites>", "")), 1);
}

}  // namespace
}  // namespace throughline
