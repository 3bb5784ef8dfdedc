// SPDX-License-Identifier: MIT
#include "text/varied_inputs.hpp"

#include <gtest/gtest.h>

#include <string>

#include "text/input_tree.hpp"
#include "text/sensitivity_reader.hpp"
#include "text/toml_reader.hpp"

namespace throughline {
namespace {

const std::string clinic = R"(
schema = 1
[run]
length = "8 h"
[segments.walk_in]
start = "ask"
arrivals = { profile = { "08:00" = "12 per hour", "12:00" = "6 / h" } }
[segments.recorded]
start = "ask"
arrivals = { replay = { times = ["5 min"] } }
[staff.nurse]
count = { "08:00" = 2, "12:00" = 1, "20:00" = 0 }
[staff.doctor]
shifts.early = { from = "08:00", to = "14:00", count = 3 }
[steps.ask]
staff = "nurse"
time = { lognormal = { mean = "1 h 30 min", cv = 0.6 }, shift = "10 s" }
patience = { by_clock = { "00:00" = "20 min", "12:00" = { exponential = { mean = "10 min" } } } }
failure = { probability = "96 %" }
next = { treat = 0.3, home = 0.7 }
[steps.ask.for.recorded]
time = { phase_type = { initial = [1], rates = [["-1 per min"]] } }
[steps.treat]
staff = "doctor"
next = { home = { probability = 0.2, delay = "5 s" }, ask = "10 %", done = "rest" }
[steps.home]
[scenarios.calm]
steps.ask.patience = "none"
)";

std::vector<VariedInput> inputs_of(const std::string& text, const std::vector<std::string>& asked = {},
                                   const std::string& scenario = "base") {
  VariationRequest request;
  for (const std::string& each : asked) {
    const auto variation = parse_input_variation(each);
    EXPECT_TRUE(variation) << each;
    if (variation) request.asked.push_back(*variation);
  }
  return read_varied_inputs(text, "clinic.toml", {scenario, {}, {}}, request);
}

VariedInput input_of(const std::string& variation, const std::string& text = clinic) {
  return inputs_of(text, {variation}).front();
}

std::string mistake_of(const std::string& text, const std::vector<std::string>& asked) {
  try {
    inputs_of(text, asked);
  } catch (const InvalidBlueprint& mistakes) {
    return mistakes.what();
  }
  return {};
}

TEST(VariedInputs, AreEverythingThatMatters) {
  std::string text;
  for (const VariedInput& each : inputs_of(clinic))
    text += each.path + (each.reason.empty() ? "" : ": " + each.reason) + "\n";
  EXPECT_EQ(text,
            "segments.walk_in.arrivals.profile\n"
            "segments.recorded.arrivals.replay: recorded times\n"
            "staff.nurse.count\n"
            "staff.doctor.shifts.early.count\n"
            "steps.ask.time\n"
            "steps.ask.patience\n"
            "steps.ask.failure.probability\n"
            "steps.ask.next.treat\n"
            "steps.ask.for.recorded.time: cannot be made larger or smaller by a share\n"
            "steps.treat.next.home\n"
            "steps.treat.next.ask\n");
}

TEST(VariedInputs, KeepTheirShape) {
  EXPECT_EQ(input_of("steps.ask.time").high->setting.value,
            "{\"lognormal\" = {\"mean\" = \"1.1 h 33 min\", \"cv\" = 0.6}, \"shift\" = \"11 s\"}");
  EXPECT_EQ(input_of("steps.ask.time").high->words, "+10 %");
  EXPECT_EQ(input_of("segments.walk_in.arrivals.profile=±50%").low->setting.value,
            "{\"08:00\" = \"6 per hour\", \"12:00\" = \"3 / h\"}");
  EXPECT_EQ(input_of("steps.ask.patience").low->setting.value,
            "{\"by_clock\" = {\"00:00\" = \"18 min\", \"12:00\" = {\"exponential\" = {\"mean\" = \"9 min\"}}}}");
}

TEST(VariedInputs, AreSetWhereTheyStand) {
  const VariedInput mean = input_of("steps.ask.time.lognormal.mean=60 s..2 h");
  EXPECT_EQ(mean.low->setting.path, "steps.ask.time.lognormal.mean");
  EXPECT_EQ(mean.low->setting.value, "60 s");
  EXPECT_EQ(mean.high->words, "2 h");
  const VariedInput level = input_of("segments.walk_in.arrivals.profile.\"12:00\"=+-25 %");
  EXPECT_EQ(level.high->setting.value, "\"7.5 / h\"");
}

TEST(VariedInputs, OfSharesEndAtOne) {
  EXPECT_EQ(input_of("steps.ask.failure.probability").low->setting.value, "\"86.4 %\"");
  EXPECT_EQ(input_of("steps.ask.failure.probability").high->setting.value, "1");
}

TEST(VariedInputs, CountPeopleOneByOneAndSendNobodyHome) {
  const VariedInput nurses = inputs_of(clinic)[2];
  EXPECT_EQ(nurses.low->setting.value, "{\"08:00\" = 1, \"12:00\" = 1, \"20:00\" = 0}");
  EXPECT_EQ(nurses.high->setting.value, "{\"08:00\" = 3, \"12:00\" = 2, \"20:00\" = 0}");
  EXPECT_EQ(nurses.high->words, "+1");
  EXPECT_EQ(input_of("staff.doctor.shifts.early.count=±60%").high->words, "5");
  EXPECT_EQ(input_of("staff.doctor.shifts.early.count=±1%").high->words, "4");
}

TEST(VariedInputs, KeepTheSumOfRoutes) {
  const VariedInput of_two = input_of("steps.ask.next.treat");
  EXPECT_EQ(of_two.high->setting.path, "steps.ask.next");
  EXPECT_EQ(of_two.high->words, "33 %");
  EXPECT_EQ(of_two.high->setting.value, "{\"treat\" = 0.33, \"home\" = 0.6699999999999999}");
  const VariedInput with_rest = input_of("steps.treat.next.home.probability=0.1..0.95");
  EXPECT_EQ(with_rest.low->setting.value,
            "{\"home\" = {\"probability\" = 0.1, \"delay\" = \"5 s\"}, \"ask\" = \"10 %\", \"done\" = \"rest\"}");
  // There is room for 90 % beside the 10 % of the other.
  EXPECT_EQ(with_rest.high->words, "90 %");
}

TEST(VariedInputs, AreAsUncertainAsTheFileSays) {
  const std::string text = clinic +
                           "[sensitivity]\n\"steps.ask.time.lognormal.mean\" = [\"1 h\", \"2 h\"]\n"
                           "\"steps.ask.patience\" = \"50 %\"\n\"run.length\" = 0.25\n";
  const std::vector<VariedInput> inputs = inputs_of(text);
  ASSERT_EQ(inputs.size(), 12U);
  EXPECT_EQ(inputs[4].path, "steps.ask.time.lognormal.mean");
  EXPECT_EQ(inputs[4].high->words, "2 h");
  EXPECT_EQ(inputs[5].high->words, "+50 %");
  EXPECT_EQ(inputs[11].path, "run.length");
  EXPECT_EQ(inputs[11].high->words, "10 h");
  EXPECT_EQ(input_of("steps.ask.patience", text).high->words, "+50 %");
  // A scenario may do without one.
  const std::vector<VariedInput> calm = inputs_of(text, {}, "calm");
  EXPECT_EQ(calm[calm.size() - 2].path, "steps.ask.patience");
  EXPECT_EQ(calm[calm.size() - 2].reason, "not in this scenario");
}

TEST(VariedInputs, AreAllThere) {
  EXPECT_NE(mistake_of(clinic, {"steps.aks.time"}).find("did you mean \"ask\"?"), std::string::npos);
  EXPECT_NE(mistake_of(clinic, {"steps.ask.staff"}).find("cannot be made larger"), std::string::npos);
  EXPECT_NE(mistake_of(clinic, {"steps.ask.next.treat=1 s..2 s"}).find("no probabilities"), std::string::npos);
}

TEST(VariedInputs, AreBoundedInNumber) {
  std::string text = clinic;
  for (int step = 0; step < 250; ++step) text += "[steps.s" + std::to_string(step) + "]\ntime = \"1 min\"\n";
  EXPECT_NE(mistake_of(text, {}).find("--vary: more than 200 inputs"), std::string::npos) << mistake_of(text, {});
}

TEST(VariedInputs, AreSpelledAsAPathAndARange) {
  for (const char* const text : {"", "=5%", "a.b=", "a.b=±", "a.b=0%", "a.b=100%", "a.b=..3", "a..b", "a.b=5"})
    EXPECT_FALSE(parse_input_variation(text)) << text;
  EXPECT_EQ(parse_input_variation("a.\"x=y\"=±5%")->path, "a.\"x=y\"");
}

TEST(InputTree, WritesWhatItReads) {
  const std::string text = "{\"a\" = [1, 2.5, true], \"b c\" = {\"x\" = \"q\\\"\\\\\\u0001\"}}";
  EXPECT_EQ(toml_of(parse_toml_value(text, {})), text);
}

}  // namespace
}  // namespace throughline
