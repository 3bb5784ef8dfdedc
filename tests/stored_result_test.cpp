// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "example_result.hpp"
#include "report/baseline.hpp"
#include "report/gates.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::estimate_of;
using testing::tea_house;

ExperimentResult moved_tea_house() {
  ExperimentResult result = tea_house();
  result.provenance.seed = 9'223'372'036'854'775'807;
  result.influences = {
      {"journey.time.mean", Direction::lower, estimate_of(Unit::seconds, 3725.0, 12.4), {0.1, -1.0 / 3.0, 2e-300}},
      {"journey.value", Direction::higher, testing::absent(Unit::money, "no journey has a value"), {}}};
  return result;
}

/// Why a text is refused; empty where it is not.
std::string refusal_of(const std::string& text) {
  try {
    read_stored_result(text, "old.json");
  } catch (const InvalidStoredResult& mistake) {
    return mistake.what();
  }
  return {};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(StoredResult, IsReadAsItWasWritten) {
  const ExperimentResult written = moved_tea_house();
  const StoredResult read = read_stored_result(write_json(written, true), "old.json");
  EXPECT_EQ(read.name, "old.json");
  EXPECT_EQ(read.seed, written.provenance.seed);
  EXPECT_EQ(read.replications, 400U);
  // Every measure once; those that say how single replications move them, so.
  EXPECT_EQ(read.measures.size(), written.measures.size());
  const auto find = [&read](const std::string& path) {
    return *std::find_if(read.measures.begin(), read.measures.end(),
                         [&](const auto& each) { return each.path == path; });
  };
  EXPECT_EQ(find("journey.time.mean").moves, written.influences[0].moves);
  EXPECT_EQ(find("journey.time.mean").estimate.low, 3725.0 - 12.4);
  EXPECT_TRUE(find("journey.time.p90").moves.empty());
  EXPECT_EQ(find("journey.completed").estimate.unit, Unit::share);
  EXPECT_EQ(find("journey.completed").estimate.observations, 1000U);
  EXPECT_FALSE(find("journey.value").estimate.value);
  EXPECT_EQ(find("journey.value").estimate.reason, "no journey has a value");
}

TEST(StoredResult, IsRefusedWhereverItIsCutOff) {
  const std::string whole = write_json(moved_tea_house(), true);
  const std::size_t end = whole.rfind('}');
  for (std::size_t size = 0; size <= end; ++size) ASSERT_NE(refusal_of(whole.substr(0, size)), "") << size;
  EXPECT_EQ(refusal_of(whole), "");
}

TEST(StoredResult, WithAnyByteChangedIsReadOrRefused) {
  const std::string whole = write_json(moved_tea_house(), false);
  std::size_t refused = 0;
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    for (const char byte : {'\0', '"', '9', '}', '\xff'}) {
      std::string damaged = whole;
      damaged[at] = byte;
      const std::string why = refusal_of(damaged);
      if (why.empty()) continue;
      ++refused;
      EXPECT_TRUE(why.starts_with("old.json: no result of throughline run --json: ")) << why;
    }
  }
  EXPECT_GT(refused, 100U);
}

TEST(StoredResult, SaysWhatIsWrongWithIt) {
  const std::string whole = write_json(moved_tea_house(), false);
  EXPECT_EQ(refusal_of("[1, 2]"), "old.json: no result of throughline run --json: it has no schema");
  EXPECT_EQ(refusal_of("spam"), "old.json: no result of throughline run --json: no JSON from byte 1 on");
  EXPECT_EQ(refusal_of(replaced(whole, "throughline.result/1", "throughline.result/2")),
            "old.json: no result of throughline run --json: its schema is \"throughline.result/2\", not "
            "\"throughline.result/1\"");
  EXPECT_NE(refusal_of(replaced(whole, "\"seed\"", "\"sead\"")).find("no seed"), std::string::npos);
  EXPECT_NE(refusal_of(replaced(whole, "\"unit\":\"seconds\",\"value\":3725.0", "\"unit\":\"parsecs\""))
                .find("unknown unit \"parsecs\""),
            std::string::npos);
  EXPECT_NE(refusal_of(replaced(whole, "\"value\":3725.0,\"low\":3712.6", "\"value\":1e200,\"low\":3712.6")), "");
  EXPECT_NE(refusal_of(replaced(whole, "\"high\":3737.4,\"confidence\":0.95", "\"high\":3737.4,\"confidence\":1.5")),
            "");
  EXPECT_NE(refusal_of(std::string(1'000'000, '[')).find("more than 32 levels"), std::string::npos);
}

ExperimentResult compared_tea_house() {
  ExperimentResult result = tea_house();
  BaselineComparison& baseline = result.baseline.emplace();
  baseline.name = "old.json";
  baseline.seed = 1;
  baseline.replications = 400;
  baseline.same_luck = true;
  BaselineDifference slower{"journey.time.mean", Direction::lower};
  slower.stored = estimate_of(Unit::seconds, 3600.0, 12.0);
  slower.now = estimate_of(Unit::seconds, 3725.0, 12.4);
  slower.difference = estimate_of(Unit::seconds, 125.0, 5.0);
  slower.verdict = Verdict::worse;
  slower.paired = true;
  BaselineDifference doubtful = slower;
  doubtful.path = "journey.time.p90";
  doubtful.difference = estimate_of(Unit::seconds, 5.0, 10.0);
  doubtful.verdict = Verdict::undecided;
  baseline.differences = {slower, doubtful};
  return result;
}

TEST(BaselineReport, StandsBelowTheTargets) {
  const std::string text = write_terminal(compared_tea_house(), {});
  const std::size_t sentence = text.find("Against old.json, of 2 measures: worse in 1 and undecided in 1.\n");
  ASSERT_NE(sentence, std::string::npos) << text;
  EXPECT_GT(sentence, text.find("step.order.abandonment"));
  EXPECT_LT(sentence, text.find("touchpoint  "));
  EXPECT_NE(text.find("paired: each customer met the same luck in both runs"), std::string::npos);
  EXPECT_EQ(write_terminal(tea_house(), {}).find("Against"), std::string::npos);
}

TEST(BaselineReport, SaysWhichDifferenceItIs) {
  BaselineComparison baseline = *compared_tea_house().baseline;
  baseline.differences[1].paired = false;
  EXPECT_NE(text_of(baseline_words(baseline)).find("1 paired, by the same luck in both runs"), std::string::npos);
  baseline.differences[0].paired = false;
  EXPECT_NE(text_of(baseline_words(baseline)).find("does not say what single replications did"), std::string::npos);
  baseline.same_luck = false;
  baseline.seed = 7;
  EXPECT_NE(text_of(baseline_words(baseline)).find("the stored one has seed 7 and 400 replications"),
            std::string::npos);
}

TEST(BaselineReport, IsInEveryFormat) {
  const ExperimentResult result = compared_tea_house();
  EXPECT_NE(write_json(result, false).find("\"baseline\": {"), std::string::npos);
  EXPECT_NE(write_json(result, false).find("\"verdict\":\"worse\",\"paired\":true"), std::string::npos);
  EXPECT_NE(write_markdown(result).find("| journey.time.mean | "), std::string::npos);
  const std::string junit = write_junit(result, {});
  EXPECT_NE(junit.find("name=\"journey.time.mean not worse than in old.json\""), std::string::npos);
  EXPECT_NE(junit.find("<failure type=\"worse\""), std::string::npos);
}

TEST(BaselineReport, IsAGateForEachMeasureThatOnlyWorseFails) {
  const std::vector<Gate> gates = gates_of(compared_tea_house(), true);
  ASSERT_EQ(gates.size(), 5U);
  EXPECT_EQ(gates[3].status, GateStatus::worse);
  EXPECT_TRUE(gates[3].fails);
  EXPECT_EQ(gates[4].status, GateStatus::not_worse);
  EXPECT_FALSE(gates[4].fails);
}

}  // namespace
}  // namespace throughline
