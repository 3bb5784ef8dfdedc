// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "example_result.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using nlohmann::ordered_json;
using testing::estimate_of;
using testing::tea_house;

ordered_json parsed(const ExperimentResult& result, bool with_timing = true) {
  return ordered_json::parse(write_json(result, with_timing));
}

TEST(Json, StandsInTheOrderOfItsSchema) {
  const ordered_json root = parsed(tea_house());
  std::vector<std::string> keys;
  for (const auto& member : root.items()) keys.push_back(member.key());
  EXPECT_EQ(keys, (std::vector<std::string>{"schema", "partial", "provenance", "targets", "measures", "blueprint",
                                            "distributions", "series", "convergence", "warnings"}));
  EXPECT_EQ(root["schema"], "throughline.result/1");
  EXPECT_EQ(root["measures"].items().begin().key(), "journey.time.mean");
}

TEST(Json, HoldsEveryFigureOfAMeasure) {
  const ordered_json measure = parsed(tea_house())["measures"]["journey.time.mean"];
  EXPECT_EQ(measure.dump(),
            R"({"unit":"seconds","value":3725.0,"low":3712.6,"high":3737.4,"confidence":0.95,"replications":400,)"
            R"("observations":1000})");
}

TEST(Json, LeavesOutWhatIsUnknownAndSaysWhy) {
  const ordered_json measure = parsed(tea_house())["measures"]["journey.value"];
  EXPECT_FALSE(measure.contains("value"));
  EXPECT_FALSE(measure.contains("low"));
  EXPECT_EQ(measure["reason"], "no journey has a value");
}

TEST(Json, NeverWritesAnInfinity) {
  ExperimentResult result = tea_house();
  result.measures = {{"journey.time.mean", estimate_of(Unit::seconds, std::numeric_limits<double>::infinity(), 1.0)},
                     {"journey.time.sd", estimate_of(Unit::seconds, std::nan(""), 1.0)}};
  result.series.front().points.front().queue_mean = std::numeric_limits<double>::infinity();
  const std::string text = write_json(result, true);
  EXPECT_EQ(text.find("null"), std::string::npos);
  EXPECT_EQ(text.find("inf"), std::string::npos);
  const ordered_json measures = ordered_json::parse(text)["measures"];
  EXPECT_EQ(measures["journey.time.mean"]["reason"], "not a finite number");
}

TEST(Json, KeepsEveryDigit) {
  ExperimentResult result = tea_house();
  result.measures.front().estimate.value = 0.1 + 0.2;
  EXPECT_EQ(parsed(result)["measures"]["journey.time.mean"]["value"].get<double>(), 0.1 + 0.2);
}

TEST(Json, JudgesTargets) {
  const ordered_json targets = parsed(tea_house())["targets"];
  EXPECT_EQ(targets[0]["status"], "met");
  EXPECT_EQ(targets[0]["bound"], 7200.0);
  EXPECT_EQ(targets[0]["margin"], 1620.0);
  EXPECT_EQ(targets[0]["file"], "tea.toml");
  EXPECT_EQ(targets[0]["line"], 40);
  EXPECT_EQ(targets[1]["status"], "undecided");
  EXPECT_EQ(targets[1]["replications_to_decide"], 490);
  EXPECT_EQ(targets[2]["status"], "missed");
}

TEST(Json, TellsHowIntervalsAndWarmUpCameAboutWhereThatIsUnusual) {
  ExperimentResult result = tea_house();
  EXPECT_FALSE(parsed(result)["provenance"].contains("method"));
  EXPECT_FALSE(parsed(result)["provenance"].contains("warm_up_found"));
  result.provenance.warm_up_found = result.provenance.batch_means = true;
  EXPECT_EQ(parsed(result)["provenance"]["method"], "batch_means");
  EXPECT_EQ(parsed(result)["provenance"]["warm_up_found"], true);
  EXPECT_EQ(parsed(result)["targets"][1]["hours_to_decide"], 10);
  EXPECT_FALSE(parsed(result)["targets"][1].contains("replications_to_decide"));
}

TEST(Json, LeavesTimingOutWhereItMustBeReproducible) {
  ExperimentResult result = tea_house();
  const ordered_json timing = parsed(result)["provenance"]["timing"];
  EXPECT_EQ(timing["events_per_second"], 2000.0);
  EXPECT_EQ(timing["peak_memory"], 4096);
  const std::string reproducible = write_json(result, false);
  EXPECT_FALSE(ordered_json::parse(reproducible)["provenance"].contains("timing"));
  result.timing->threads = 64;
  result.timing->seconds = 99.0;
  EXPECT_EQ(write_json(result, false), reproducible);
}

TEST(Json, CarriesWhatEveryReportNeeds) {
  const ordered_json root = parsed(tea_house());
  EXPECT_EQ(root["blueprint"]["name"], "老城茶馆");
  EXPECT_EQ(root["blueprint"]["steps"][0]["expects"]["wait"], 180.0);
  EXPECT_FALSE(root["blueprint"]["steps"][1].contains("touchpoint"));
  EXPECT_EQ(root["blueprint"]["routes"][0]["flow"], 120.5);
  EXPECT_EQ(root["distributions"][0]["bins"][1]["count"], 4);
  EXPECT_EQ(root["series"][0]["points"][0]["occupancy"], 0.8);
  EXPECT_EQ(root["series"][0]["points"][1]["reason"], "nobody was present");
  EXPECT_EQ(root["convergence"][0]["replications"], 20);
  EXPECT_EQ(root["warnings"].size(), 1U);
}

TEST(Json, MarksAPartialResult) {
  ExperimentResult result = tea_house();
  EXPECT_EQ(parsed(result)["partial"], false);
  result.partial = true;
  result.partial_reason = "interrupted";
  EXPECT_EQ(parsed(result)["partial"], true);
  EXPECT_EQ(parsed(result)["partial_reason"], "interrupted");
}

TEST(Json, SurvivesNamesThatAreNotText) {
  ExperimentResult result = tea_house();
  result.blueprint.name =
      "a\xFF"
      "b\"\\\n\x1b\xC2\x9B"
      "2J\x7f";
  result.measures.front().path = "phase.\xC3.time.mean";
  const std::string text = write_json(result, true);
  EXPECT_EQ(ordered_json::parse(text)["blueprint"]["name"], "a\uFFFDb\"\\\n\x1b\u009B2J\x7f");
  for (const char* obeyed : {"\x1b", "\xC2\x9B", "\x7f"}) EXPECT_EQ(text.find(obeyed), std::string::npos);
}

TEST(Json, WritesOneMeasureALine) {
  const std::string text = write_json(tea_house(), true);
  EXPECT_NE(text.find("\n    \"journey.completed\": {\"unit\":\"share\""), std::string::npos) << text;
}

}  // namespace
}  // namespace throughline
