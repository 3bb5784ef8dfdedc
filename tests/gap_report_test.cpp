// SPDX-License-Identifier: MIT
#include "throughline/gap_report.hpp"

#include <gtest/gtest.h>

#include <string>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::estimate_of;

RankedGap gap_of(std::string touchpoint, GapKind kind, double change, std::size_t first, std::size_t last) {
  RankedGap gap;
  gap.about.touchpoint = touchpoint;
  gap.about.name = "The " + touchpoint;
  gap.about.kind = kind;
  gap.about.settings = {"steps." + touchpoint + ".failure.probability=0"};
  gap.effects = {{"journey.time.mean", estimate_of(Unit::seconds, 3725.0 + change, 12.0),
                  estimate_of(Unit::seconds, change, 6.0), std::nullopt}};
  gap.first_rank = first;
  gap.last_rank = last;
  gap.gains = change < -6.0;
  return gap;
}

Gaps ranked() {
  Gaps gaps;
  gaps.base = testing::tea_house();
  gaps.base.blueprint.currency = "EUR";
  gaps.base.blueprint.touchpoints = {{"order", "Order"}, {"drink", "Drink"}};
  gaps.north_star = "journey.time.mean";
  gaps.direction = Direction::lower;
  gaps.intervals = 8;
  gaps.pairs = 3;
  gaps.ranking = {gap_of("drink", GapKind::wait, -240.0, 1, 1), gap_of("order", GapKind::failure, -60.0, 2, 3),
                  gap_of("order", GapKind::handoff, -48.0, 2, 3)};
  gaps.ranking.front().about.eased = {"order"};
  GapSection said;
  said.key.value = "thirst";
  said.feasibility = GapLevel::medium;
  said.cost = 400.0;
  said.constraint = "Water is short";
  gaps.ranking.front().about.said = said;
  gaps.ranking.front().effects.front().per_money = estimate_of(Unit::seconds, -0.6, 0.015);
  gaps.together = {{{0, 1}, estimate_of(Unit::seconds, -280.0, 6.0), estimate_of(Unit::seconds, 20.0, 4.0)}};
  gaps.left_out = {{"drink", GapKind::time, "", "its time cannot be scaled"}};
  gaps.decompositions = {{"time", Unit::seconds, 400.0, {100.0, 250.0, 50.0}}};
  return gaps;
}

TEST(GapReport, SaysFirstWhichGapIsWorthMost) {
  const std::string text = write_terminal(ranked(), {});
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
  Gaps gaps = ranked();
  gaps.ranking[0].last_rank = 2;
  gaps.ranking[1].first_rank = 1;
  EXPECT_NE(write_markdown(gaps).find("Undecided: failure at The order may be worth as much."), std::string::npos)
      << write_markdown(gaps);
}

TEST(GapReport, ClaimsNothingThatIsNotCertain) {
  Gaps gaps = ranked();
  for (RankedGap& gap : gaps.ranking) gap.gains = false;
  EXPECT_NE(write_terminal(gaps, {}).find("closing no gap is known to better it"), std::string::npos);
  gaps.ranking.clear();
  gaps.together.clear();
  EXPECT_NE(write_terminal(gaps, {}).find("there is no gap to close"), std::string::npos);
}

TEST(GapReport, IsWrittenInEveryFormat) {
  const std::string json = write_json(ranked(), false);
  EXPECT_NE(json.find("\"schema\": \"throughline.gaps/1\""), std::string::npos);
  EXPECT_NE(json.find("\"decided\": true"), std::string::npos) << json;
  EXPECT_NE(json.find("{\"touchpoint\":\"drink\",\"kind\":\"wait\""), std::string::npos) << json;
  EXPECT_NE(json.find("\"said\":{\"name\":\"thirst\",\"feasibility\":\"medium\",\"cost\":400.0"), std::string::npos)
      << json;
  EXPECT_EQ(json.find("\"timing\""), std::string::npos);
  EXPECT_NE(write_csv(ranked()).find("2,2,3,order,failure,,journey.time.mean,seconds,3665,-60,"), std::string::npos)
      << write_csv(ranked());
  EXPECT_NE(write_markdown(ranked()).find("| wait at The drink |"), std::string::npos) << write_markdown(ranked());
}

}  // namespace
}  // namespace throughline
