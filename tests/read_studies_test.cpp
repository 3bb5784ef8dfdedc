// SPDX-License-Identifier: MIT
// Stored gaps and sensitivities give every report that their commands made.
#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "example_studies.hpp"
#include "stored_text.hpp"

namespace throughline {
namespace {

using testing::absent;
using testing::complaint;
using testing::estimate_of;
using testing::read_as;
using testing::tea_gaps;
using testing::tea_sensitivity;
using testing::with;

/// With everything that gaps can hold.
Gaps all_gaps() {
  Gaps gaps = tea_gaps();
  gaps.timing = *testing::tea_house().timing;
  gaps.partial = true;
  gaps.partial_reason = "the time limit of 5 s is over";
  gaps.base.provenance.settings = {"staff.waiter.count=3"};
  gaps.base.provenance.warm_up_found = true;
  for (RankedGap& gap : gaps.ranking)
    gap.effects.push_back(
        {"experience.nps", estimate_of(Unit::points, 0.3, 0.01), estimate_of(Unit::points, 0.1, 0.02), std::nullopt});
  gaps.ranking.front().about.said->urgency = GapLevel::high;
  RankedGap& unknown = gaps.ranking.emplace_back(gaps.ranking.back());
  unknown.about.scenario = "repair";
  for (Estimate* const estimate : {&unknown.effects[0].figure, &unknown.effects[0].change})
    *estimate = absent(Unit::seconds, "interrupted");
  gaps.ranking[1].first_rank = 1;
  gaps.together.push_back({{0, 1, 2}, absent(Unit::seconds, "interrupted"), absent(Unit::seconds, "interrupted")});
  gaps.left_out.push_back({"order", GapKind::abandonment, "repair", "nobody gives up"});
  gaps.decompositions.push_back({"failures", Unit::count, 0.0, {0.0, 0.0, 0.0}});
  return gaps;
}

Sensitivity all_inputs() {
  Sensitivity sensitivity = tea_sensitivity();
  sensitivity.timing = *testing::tea_house().timing;
  InputEffect& unknown = sensitivity.inputs.emplace_back(sensitivity.inputs.front());
  unknown.low->change = unknown.low->figure = unknown.swing = absent(Unit::seconds, "interrupted");
  unknown.low->reason = "interrupted";
  unknown.high.reset();
  return sensitivity;
}

template <class Result>
void expect_same_reports(const Result& result) {
  const auto stored = read_as<Result>(write_json(result, true));
  EXPECT_EQ(write_terminal(stored), write_terminal(result));
  EXPECT_EQ(write_warnings(stored), write_warnings(result));
  EXPECT_EQ(write_markdown(stored), write_markdown(result));
  EXPECT_EQ(write_csv(stored), write_csv(result));
  EXPECT_EQ(write_html(stored), write_html(result));
}

template <class Result>
void expect_given_back(const Result& result) {
  for (const bool with_timing : {false, true}) {
    const std::string json = write_json(result, with_timing);
    EXPECT_EQ(write_json(read_as<Result>(json), with_timing), json);
  }
  HtmlOptions without;
  without.with_timing = false;
  EXPECT_EQ(write_html(read_as<Result>(write_json(result, false))), write_html(result, without));
}

TEST(ReadStudies, GiveBackWhatWasWritten) {
  expect_given_back(tea_gaps());
  expect_given_back(all_gaps());
  expect_given_back(tea_sensitivity());
  expect_given_back(all_inputs());
}

TEST(ReadStudies, AreEnoughForEveryReport) {
  expect_same_reports(all_gaps());
  expect_same_reports(all_inputs());
}

TEST(ReadStudies, SayWhatIsWrong) {
  const std::string gaps = write_json(all_gaps(), true);
  EXPECT_NE(complaint(R"({"schema": "throughline.gaps/1"})").find("it has no provenance"), std::string::npos);
  EXPECT_NE(complaint(R"({"schema": "throughline.sensitivity/1"})").find("it has no provenance"), std::string::npos);
  EXPECT_NE(complaint(with(gaps, "\"kind\":\"wait\"", "\"kind\":\"weight\"")).find("unknown kind \"weight\""),
            std::string::npos);
  EXPECT_NE(complaint(with(gaps, "\"urgency\":\"high\"", "\"urgency\":\"dire\"")).find("unknown urgency \"dire\""),
            std::string::npos);
  EXPECT_NE(complaint(with(gaps, "\"ranks\":[1,2]", "\"ranks\":[1,9]"))
                .find("together.0.ranks: expected whole numbers below 5"),
            std::string::npos);
  EXPECT_NE(complaint(with(gaps, "\"ranks\":[1,2]", "\"ranks\":[0,2]")).find("they begin with 1"), std::string::npos);
  EXPECT_NE(complaint(with(gaps, "\"effects\":[{", "\"effects\":[],\"x\":[{")).find("gaps.0: it has no effects"),
            std::string::npos);
  EXPECT_NE(complaint(with(gaps, "{\"touchpoint\":\"order\",\"amount\":100.0,\"share\":0.25},", ""))
                .find("expected one for each touchpoint"),
            std::string::npos);
  EXPECT_NE(complaint(with(gaps, "\"unit\":\"points\"", "\"unit\":\"stars\"")).find("unknown unit \"stars\""),
            std::string::npos);
  std::string fewer = gaps;
  const std::string second = ",{\"path\":\"experience.nps\"";
  const std::size_t at = fewer.rfind(second);
  ASSERT_NE(at, std::string::npos);
  fewer.erase(at, fewer.find("],\"settings\"", at) - at);
  EXPECT_NE(complaint(fewer).find("not as many as those of the first gap"), std::string::npos) << complaint(fewer);
  EXPECT_NE(complaint(with(write_json(all_inputs(), true), "\"words\":\"-10 %\"", "\"words\":10"))
                .find("inputs.0.low.words: expected a text"),
            std::string::npos);
}

TEST(ReadStudies, SurviveEveryCut) {
  for (const std::string& json : {write_json(all_gaps(), true), write_json(all_inputs(), true)}) {
    for (std::size_t length = 0; length + 2 < json.size(); length += 17)
      EXPECT_THROW(read_any_result(json.substr(0, length), "a.json"), InvalidStoredResult) << length;
  }
}

}  // namespace
}  // namespace throughline
