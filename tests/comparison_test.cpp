// SPDX-License-Identifier: MIT
// Redesigns side by side, on paper.
#include <gtest/gtest.h>

#include <string>

#include "example_redesigns.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::tea_houses;

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
