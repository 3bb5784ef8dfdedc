// SPDX-License-Identifier: MIT
#include "throughline/gap_report.hpp"

#include <gtest/gtest.h>

#include <string>

#include "example_studies.hpp"

namespace throughline {
namespace {

using testing::tea_gaps;

TEST(GapReport, SaysFirstWhichGapIsWorthMost) {
  const std::string text = write_terminal(tea_gaps(), {});
  EXPECT_TRUE(text.starts_with("Closing the wait at The drink is worth most: -4.00 ± 0.10 min of journey.time.mean, "))
      << text;
  EXPECT_NE(text.find("Decided: no other gap"), std::string::npos) << text;
  EXPECT_NE(text.find("2 to 3  failure at The order"), std::string::npos) << text;
  EXPECT_NE(text.find("eases order too"), std::string::npos) << text;
  EXPECT_NE(text.find("feasibility medium; Water is short"), std::string::npos) << text;
  EXPECT_NE(text.find("400 EUR"), std::string::npos) << text;
  EXPECT_NE(text.find("-10.00 ± 0.25 min"), std::string::npos) << text;  // for 1000 EUR
  EXPECT_NE(text.find("left out: time at drink (its time cannot be scaled)"), std::string::npos) << text;
  EXPECT_NE(text.find("closed together"), std::string::npos) << text;
  EXPECT_NE(text.find("--set steps.drink.failure.probability=0"), std::string::npos) << text;
  EXPECT_NE(text.find("no touchpoint"), std::string::npos) << text;
}

TEST(GapReport, NamesThoseThatMayBeWorthAsMuch) {
  Gaps gaps = tea_gaps();
  gaps.ranking[0].last_rank = 2;
  gaps.ranking[1].first_rank = 1;
  EXPECT_NE(write_markdown(gaps).find("Undecided: failure at The order may be worth as much."), std::string::npos)
      << write_markdown(gaps);
}

TEST(GapReport, ClaimsNothingThatIsNotCertain) {
  Gaps gaps = tea_gaps();
  for (RankedGap& gap : gaps.ranking) gap.gains = false;
  EXPECT_NE(write_terminal(gaps, {}).find("closing no gap is known to better it"), std::string::npos);
  gaps.ranking.clear();
  gaps.together.clear();
  EXPECT_NE(write_terminal(gaps, {}).find("there is no gap to close"), std::string::npos);
}

TEST(GapReport, IsWrittenInEveryFormat) {
  const std::string json = write_json(tea_gaps(), false);
  EXPECT_NE(json.find("\"schema\": \"throughline.gaps/1\""), std::string::npos);
  EXPECT_NE(json.find("\"decided\": true"), std::string::npos) << json;
  EXPECT_NE(json.find("{\"touchpoint\":\"drink\",\"kind\":\"wait\""), std::string::npos) << json;
  EXPECT_NE(json.find("\"said\":{\"name\":\"thirst\",\"feasibility\":\"medium\",\"cost\":400.0"), std::string::npos)
      << json;
  EXPECT_EQ(json.find("\"timing\""), std::string::npos);
  EXPECT_NE(write_csv(tea_gaps()).find("2,2,3,order,failure,,journey.time.mean,seconds,3665,-60,"), std::string::npos)
      << write_csv(tea_gaps());
  EXPECT_NE(write_markdown(tea_gaps()).find("| wait at The drink |"), std::string::npos) << write_markdown(tea_gaps());
}

}  // namespace
}  // namespace throughline
