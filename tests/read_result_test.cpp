// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "example_result.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::estimate_of;
using testing::tea_house;

std::string complaint(const std::string& json) {
  try {
    read_result(json, "a.json");
  } catch (const InvalidStoredResult& mistake) {
    return mistake.what();
  }
  return "no complaint";
}

/// The stored tea house with one text instead of another.
std::string with(const std::string& what, const std::string& instead) {
  std::string json = write_json(tea_house(), true);
  const std::size_t at = json.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return json.replace(at, what.size(), instead);
}

/// With everything that a result can hold.
ExperimentResult everything() {
  ExperimentResult result = tea_house();
  result.partial = result.overflow = true;
  result.partial_reason = "more than 10 customers inside";
  result.provenance.settings = {"staff.waiter.count=3"};
  result.provenance.seed = 18'446'744'073'709'551'615U;
  result.provenance.warm_up = 600.0;
  result.provenance.warm_up_found = result.provenance.batch_means = true;
  result.blueprint.phases = {"迎客"};
  result.blueprint.steps.front().column = 3;
  result.blueprint.stages = {{"stay", "Stay"}};
  result.precision = {{"journey.time.mean", 0.02, 0.031, false, true, 900}, {"cost", 0.01, {}, true, false, {}}};
  result.input_uncertainty = InputUncertainty{{40, 12}, 50, 10, "too few"};
  result.influences = {{"journey.time.p90", Direction::lower, estimate_of(Unit::seconds, 5580.0, 66.0), {0.5, -0.25}}};
  result.measures.front().estimate.input_share = 0.25;
  result.replications = {{"journey.time.mean", Unit::seconds, {1.5, std::nullopt, 2.0}}};
  BaselineComparison baseline;
  baseline.name = "old.json";
  baseline.differences = {{"cost", Direction::lower, estimate_of(Unit::money, 1.0, 0.5),
                           estimate_of(Unit::money, 2.0, 0.5), estimate_of(Unit::money, 1.0, 0.1), true, Verdict::worse,
                           0.01}};
  result.baseline = baseline;
  return result;
}

TEST(ReadResult, GivesBackWhatWasWritten) {
  for (const ExperimentResult& result : {ExperimentResult(), tea_house(), everything()}) {
    for (const bool with_timing : {false, true}) {
      const std::string json = write_json(result, with_timing);
      EXPECT_EQ(write_json(read_result(json, "a.json"), with_timing), json);
    }
  }
}

TEST(ReadResult, IsEnoughForEveryReport) {
  const ExperimentResult result = everything();
  const ExperimentResult stored = read_result(write_json(result, true), "a.json");
  EXPECT_EQ(write_terminal(stored), write_terminal(result));
  EXPECT_EQ(write_warnings(stored), write_warnings(result));
  EXPECT_EQ(write_markdown(stored), write_markdown(result));
  EXPECT_EQ(write_csv(stored), write_csv(result));
  EXPECT_EQ(write_html(stored), write_html(result));
}

TEST(ReadResult, SaysWhatIsWrong) {
  EXPECT_EQ(complaint(""), "a.json: no result of throughline run --json: no JSON from byte 1 on");
  EXPECT_NE(complaint("[]").find("the file: no object"), std::string::npos);
  EXPECT_NE(complaint("{}").find("it has no schema"), std::string::npos);
  EXPECT_NE(complaint(R"({"schema": "throughline.sweep/1"})").find("its schema is \"throughline.sweep/1\""),
            std::string::npos);
  EXPECT_NE(complaint(R"({"schema": "throughline.result/1"})").find("no provenance"), std::string::npos);
  EXPECT_NE(complaint(with("\"seed\": 1", "\"seed\": -1")).find("provenance.seed: expected a whole number"),
            std::string::npos);
  EXPECT_NE(complaint(with("\"unit\":\"seconds\"", "\"unit\":\"years\"")).find("unknown unit \"years\""),
            std::string::npos);
  EXPECT_NE(complaint(with("\"value\":3725.0", "\"value\":\"soon\"")).find("value: expected a number"),
            std::string::npos);
  EXPECT_NE(complaint(with("\"low\":3712.6", "\"low\":9e9")).find("low is above high"), std::string::npos);
  EXPECT_NE(complaint(with("\"status\":\"met\"", "\"status\":\"fine\"")).find("unknown status \"fine\""),
            std::string::npos);
  EXPECT_NE(complaint(with("\"warnings\": [", "\"warnings\": [7, ")).find("warnings: expected texts"),
            std::string::npos);
}

TEST(ReadResult, BoundsWhatReportsComputeWith) {
  EXPECT_NE(complaint(with("\"value\":3725.0", "\"value\":1e300")).find("the number 1e+300"), std::string::npos);
  EXPECT_NE(complaint(with("\"from\":0.0", "\"from\":1e30")).find("from: expected"), std::string::npos);
  EXPECT_NE(complaint(with("\"length\": 28800.0", "\"length\": 1e20")).find("length: expected"), std::string::npos);
  EXPECT_NE(complaint(with("\"confidence\":0.95", "\"confidence\":1.0")).find("confidence: expected"),
            std::string::npos);
  EXPECT_NE(complaint(with("\"replications\":400", "\"replications\":0")).find("no replications"), std::string::npos);
  EXPECT_NE(complaint(std::string(100'000, '[')).find("more than 32 levels"), std::string::npos);
}

TEST(ReadResult, SurvivesEveryCut) {
  const std::string json = write_json(everything(), true);
  for (std::size_t length = 0; length + 2 < json.size(); length += 7)
    EXPECT_THROW(read_result(json.substr(0, length), "a.json"), InvalidStoredResult) << length;
}

TEST(ReadResult, MakesReportsOfWhatHasLostAnything) {
  // Without any one of its digits or letters it is refused, or a report can be made of it.
  const std::string json = write_json(tea_house(), true);
  for (std::size_t at = 0; at < json.size(); at += 11) {
    std::string broken = json;
    broken.erase(at, 1);
    try {
      const ExperimentResult result = read_result(broken, "a.json");
      EXPECT_FALSE(write_terminal(result).empty());
      EXPECT_FALSE(write_csv(result).empty());
    } catch (const InvalidStoredResult&) {
    }
  }
}

}  // namespace
}  // namespace throughline
