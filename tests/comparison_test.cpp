// SPDX-License-Identifier: MIT
// Redesigns side by side, on paper.
#include <gtest/gtest.h>

#include <string>

#include "example_result.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::estimate_of;

PairedDifference difference_of(std::string path, Estimate before, Estimate after, double half, Verdict verdict) {
  PairedDifference result;
  result.path = std::move(path);
  result.direction = Direction::lower;
  result.difference = estimate_of(before.unit, *after.value - *before.value, half);
  result.same_within = 0.01 * *before.value;
  result.reference = std::move(before);
  result.alternative = std::move(after);
  result.simultaneous = true;
  result.verdict = verdict;
  return result;
}

PairedComparison tea_houses() {
  PairedComparison comparison;
  comparison.alternatives.push_back({"base", testing::tea_house(), {}});
  comparison.alternatives.push_back({"第二位茶师 | two\x1b[31m", testing::tea_house(), {}});
  comparison.intervals = 3;
  std::vector<PairedDifference>& found = comparison.alternatives[1].differences;
  found.push_back(difference_of("journey.time.p90", estimate_of(Unit::seconds, 600.0, 10.0),
                                estimate_of(Unit::seconds, 480.0, 9.0), 4.0, Verdict::better));
  found.back().variance_ratio = 25.0;
  found.back().cost_of_gain = estimate_of(Unit::money, 0.5, 0.1);
  found.push_back(difference_of("journey.failed", estimate_of(Unit::share, 0.02, 0.001),
                                estimate_of(Unit::share, 0.0203, 0.001), 0.0004, Verdict::undecided));
  found.back().replications_to_decide = 1234;
  found.back().variance_ratio = 1.04;
  found.push_back(difference_of("step.order.wait.mean", estimate_of(Unit::seconds, 50.0, 1.0),
                                estimate_of(Unit::seconds, 50.1, 1.0), 0.2, Verdict::same));
  PairedDifference beside = found.front();
  beside.path = "step.brew.time.mean";
  beside.simultaneous = false;
  found.push_back(beside);
  comparison.best = {"journey.time.p90", Direction::lower, 6.0, 0.95, {1}, {}, true, {}};
  return comparison;
}

TEST(ComparisonReport, AnswersFirstAndShowsWhatIsJudged) {
  const std::string text = write_terminal(tea_houses(), {false, 200});
  EXPECT_EQ(text.rfind("The best by journey.time.p90 is ", 0), 0U) << text;
  EXPECT_NE(text.find("with 95 % confidence, differences below 6 s aside"), std::string::npos) << text;
  EXPECT_NE(text.find("of 3 measures: better in 1, the same in 1 and undecided in 1."), std::string::npos) << text;
  EXPECT_NE(text.find("-2.000 ± 0.067 min"), std::string::npos) << text;
  EXPECT_NE(text.find("x 25"), std::string::npos) << text;
  EXPECT_NE(text.find("x 1.0"), std::string::npos) << "a ratio near 1 is shown, too\n" << text;
  EXPECT_NE(text.find("about 1300 replications would decide"), std::string::npos) << text;
  EXPECT_NE(text.find("same within 1 %"), std::string::npos) << text;
  EXPECT_NE(text.find("30.0 ± 6.0 CNY per min"), std::string::npos) << text;
  EXPECT_EQ(text.find("step.brew.time.mean"), std::string::npos) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(ComparisonReport, SaysWhichMayBeTheBest) {
  PairedComparison comparison = tea_houses();
  comparison.best.left = {0, 1};
  comparison.best.replications_to_decide = 5001;
  const std::string text = write_terminal(comparison, {false, 200});
  EXPECT_EQ(text.rfind("The best by journey.time.p90 is one of base and ", 0), 0U) << text;
  EXPECT_NE(text.find("5100 replications would decide at the latest"), std::string::npos) << text;
}

TEST(ComparisonReport, HoldsEveryDifferenceInJsonAndCsv) {
  const std::string json = write_json(tea_houses(), false);
  EXPECT_NE(json.find("\"schema\": \"throughline.comparison/1\""), std::string::npos);
  EXPECT_NE(json.find("\"step.brew.time.mean\""), std::string::npos);
  EXPECT_NE(json.find("\"variance_ratio\":25.0"), std::string::npos);
  EXPECT_NE(json.find("\"replications_to_decide\":1234"), std::string::npos);
  EXPECT_EQ(json.find("\"timing\""), std::string::npos);
  EXPECT_NE(write_json(tea_houses(), true).find("\"timing\""), std::string::npos);
  const std::string csv = write_csv(tea_houses());
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 5);
  EXPECT_NE(csv.find(",journey.time.p90,seconds,600,480,-120,-124,-116,0.95,better,25,"), std::string::npos) << csv;
}

TEST(ComparisonReport, LetsNoNameBreakAMarkdownTable) {
  const std::string text = write_markdown(tea_houses());
  EXPECT_NE(text.find("| measure | base | 第二位茶师 \\| two"), std::string::npos) << text;
}

TEST(ComparisonReport, TellsEachDoubtOnce) {
  PairedComparison comparison = tea_houses();
  for (ComparedAlternative& each : comparison.alternatives)
    each.result.warnings = {{Severity::warning, {"tea.toml", 3, 1}, "nobody brews", {}}};
  EXPECT_EQ(write_warnings(comparison), "tea.toml:3:1: warning: nobody brews\n");
}

}  // namespace
}  // namespace throughline
