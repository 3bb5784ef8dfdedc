// SPDX-License-Identifier: MIT
// Stored comparisons and sweeps give every report that their commands made.
#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "example_redesigns.hpp"
#include "stored_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::complaint;
using testing::estimate_of;
using testing::read_as;
using testing::tea_houses;
using testing::tea_sweep;
using testing::with;

/// With everything that a comparison can hold.
PairedComparison all_houses() {
  PairedComparison comparison = tea_houses();
  comparison.partial = comparison.overflow = true;
  comparison.partial_reason = "more than 10 customers inside";
  comparison.timing = *testing::tea_house().timing;
  comparison.best.left = {0, 1};
  comparison.best.replications_to_decide = 5001;
  ExperimentResult& second = comparison.alternatives[1].result;
  second.precision = {{"journey.time.mean", 0.02, 0.031, false, true, 900}};
  second.input_uncertainty = InputUncertainty{{40, 12}, 50, 10, ""};
  second.provenance.settings = {"staff.waiter.count=3"};
  PairedDifference& unknown = comparison.alternatives[1].differences.emplace_back();
  unknown.path = "step.order.queue.mean";
  unknown.simultaneous = true;
  unknown.reference = estimate_of(Unit::count, 2.0, 0.5);
  for (Estimate* const absent : {&unknown.alternative, &unknown.difference})
    *absent = testing::absent(Unit::count, "the alternative does not know it");
  // Two of one name are two.
  comparison.alternatives.push_back(comparison.alternatives.front());
  comparison.best.left = {0, 2};
  comparison.intervals = 8;
  return comparison;
}

template <class Result>
void expect_same_reports(const Result& stored, const Result& result) {
  EXPECT_EQ(write_terminal(stored), write_terminal(result));
  EXPECT_EQ(write_warnings(stored), write_warnings(result));
  EXPECT_EQ(write_markdown(stored), write_markdown(result));
  EXPECT_EQ(write_csv(stored), write_csv(result));
  EXPECT_EQ(write_html(stored), write_html(result));
  EXPECT_EQ(write_junit(stored), write_junit(result));
}

TEST(ReadRedesigns, GiveBackWhatWasWritten) {
  for (const PairedComparison& comparison : {tea_houses(), all_houses()}) {
    for (const bool with_timing : {false, true}) {
      const std::string json = write_json(comparison, with_timing);
      EXPECT_EQ(write_json(read_as<PairedComparison>(json), with_timing), json);
    }
  }
  for (const bool with_timing : {false, true}) {
    const std::string json = write_json(tea_sweep(), with_timing);
    EXPECT_EQ(write_json(read_as<SweepResult>(json), with_timing), json);
  }
  EXPECT_TRUE(
      std::holds_alternative<ExperimentResult>(read_any_result(write_json(testing::tea_house(), true), "a.json")));
}

TEST(ReadRedesigns, AreEnoughForEveryReport) {
  expect_same_reports(read_as<PairedComparison>(write_json(all_houses(), true)), all_houses());
  expect_same_reports(read_as<SweepResult>(write_json(tea_sweep(), true)), tea_sweep());
}

TEST(ReadRedesigns, TellNoTimesThatWereLeftOut) {
  HtmlOptions without;
  without.with_timing = false;
  EXPECT_EQ(write_html(read_as<PairedComparison>(write_json(all_houses(), false))), write_html(all_houses(), without));
  EXPECT_EQ(write_html(read_as<SweepResult>(write_json(tea_sweep(), false))), write_html(tea_sweep(), without));
}

TEST(ReadRedesigns, SayWhatIsWrong) {
  const std::string comparison = write_json(all_houses(), true);
  const std::string sweep = write_json(tea_sweep(), true);
  EXPECT_NE(complaint(R"({"schema": "throughline.verification/1"})").find("not \"throughline.result/1\", "),
            std::string::npos);
  EXPECT_NE(complaint(R"({"schema": "throughline.comparison/1"})").find("the file: it has no alternatives"),
            std::string::npos);
  EXPECT_NE(complaint(R"({"schema": "throughline.sweep/1"})").find("it has no provenance"), std::string::npos);
  EXPECT_NE(complaint(with(comparison, "\"left\":[\"base\"", "\"left\":[\"bass\"")).find("best: left: no alternative"),
            std::string::npos);
  EXPECT_NE(
      complaint(with(comparison, "\"verdict\":\"same\"", "\"verdict\":\"fine\"")).find("unknown verdict \"fine\""),
      std::string::npos);
  EXPECT_NE(complaint(with(sweep, "\"order\": [1", "\"order\": [9")).find("order: expected whole numbers below 5"),
            std::string::npos);
  EXPECT_NE(complaint(with(sweep, "\"order\": [1", "\"order\": [4")).find("without its measure"), std::string::npos);
  EXPECT_NE(complaint(with(sweep, "\"cheapest\": 2", "\"cheapest\": 3")).find("without its measure"),
            std::string::npos);
  EXPECT_NE(complaint(with(sweep, "\"cheapest\": 2", "\"cheapest\": 7")).find("cheapest: expected 4 at the most"),
            std::string::npos);
  EXPECT_NE(complaint(with(sweep, "\"status\":\"dearer\"", "\"status\":\"dear\"")).find("unknown status \"dear\""),
            std::string::npos);
}

TEST(ReadRedesigns, SurviveEveryCut) {
  for (const std::string& json : {write_json(all_houses(), true), write_json(tea_sweep(), true)}) {
    for (std::size_t length = 0; length + 2 < json.size(); length += 17)
      EXPECT_THROW(read_any_result(json.substr(0, length), "a.json"), InvalidStoredResult) << length;
  }
}

}  // namespace
}  // namespace throughline
