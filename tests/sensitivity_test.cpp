// SPDX-License-Identifier: MIT
#include "throughline/sensitivity.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "replay.hpp"
#include "statistics/interval.hpp"
#include "text/varied_inputs.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

const std::string single_server = R"(
schema = 1
[run]
length = "100 h"
warm_up = "4 h"
replications = 60
[segments.guest]
start = "ask"
arrivals = { rate = "30 per hour" }
[staff.clerk]
count = 1
[steps.ask]
staff = "clerk"
time = { exponential = { mean = "60 s" } }
)";

const std::string clockwork = R"(
schema = 1
[run]
length = "2 h"
replications = 5
[segments.guest]
start = "long"
arrivals = { interarrival = "10 min" }
[steps.long]
time = "60 s"
next = "short"
[steps.short]
time = "30 s"
)";

Model model_of_text(const std::string& text, const std::vector<Overlay::Setting>& settings) {
  return compile(
      build_blueprint(read_document_text(text, "test.toml", {"base", settings, false, {"journey.time.mean"}})));
}

Sensitivity sensitivity_of(const std::string& text, const std::vector<std::string>& paths, unsigned threads = 2) {
  VariationRequest request;
  for (const std::string& path : paths) request.asked.push_back({path, std::nullopt, {}, {}, {}});
  const std::vector<VariedInput> inputs = read_varied_inputs(text, "test.toml", {}, request);
  std::vector<InputRange> ranges;
  for (const VariedInput& each : inputs) ranges.push_back({each.path, each.low->words, each.high->words});
  return find_sensitivity(model_of_text(text, {}), ranges,
                          [&](std::size_t input, RangeEnd end) {
                            return model_of_text(
                                text, {(end == RangeEnd::low ? inputs[input].low : inputs[input].high)->setting});
                          },
                          {{.threads = threads}, "journey.time.mean"});
}

/// How many standard errors a figure is from what theory knows.
double z(const Estimate& estimate, double expected) {
  const double t = student_t(static_cast<double>(estimate.replications - 1), estimate.confidence);
  return std::abs(*estimate.value - expected) / ((*estimate.high - *estimate.low) / 2.0 / t);
}

TEST(Sensitivity, OfOneServerIsThatOfTheory) {
  // M/M/1: 1 / (mu - lambda), in seconds.
  const auto theory = [](double rate, double mean) { return 1.0 / (1.0 / mean - rate / 3600.0); };
  const Sensitivity result =
      sensitivity_of(single_server, {"segments.guest.arrivals.rate", "steps.ask.time.exponential.mean"});
  ASSERT_EQ(result.inputs.size(), 2U);
  EXPECT_EQ(result.intervals, 6U);
  const InputEffect& service = result.inputs[0];
  const InputEffect& arrivals = result.inputs[1];
  EXPECT_EQ(service.path, "steps.ask.time.exponential.mean");
  EXPECT_EQ(arrivals.path, "segments.guest.arrivals.rate");
  EXPECT_EQ(service.low->words, "54 s");
  EXPECT_EQ(arrivals.high->words, "33 per hour");
  EXPECT_LT(z(service.low->figure, theory(30.0, 54.0)), 4.0);
  EXPECT_LT(z(service.high->figure, theory(30.0, 66.0)), 4.0);
  EXPECT_LT(z(arrivals.low->figure, theory(27.0, 60.0)), 4.0);
  EXPECT_LT(z(arrivals.high->figure, theory(33.0, 60.0)), 4.0);
  EXPECT_LT(z(service.low->change, theory(30.0, 54.0) - theory(30.0, 60.0)), 4.0);
  EXPECT_LT(z(arrivals.high->change, theory(33.0, 60.0) - theory(30.0, 60.0)), 4.0);
  EXPECT_LT(z(service.swing, theory(30.0, 66.0) - theory(30.0, 54.0)), 4.0);
  // Common luck: a change is known better than the figures that it lies between.
  EXPECT_LT(*service.low->change.high - *service.low->change.low, *service.low->figure.high - *service.low->figure.low);
}

TEST(Sensitivity, OfAClockworkIsExact) {
  const Sensitivity result =
      sensitivity_of(clockwork, {"segments.guest.arrivals.interarrival", "steps.short.time", "steps.long.time"});
  ASSERT_EQ(result.inputs.size(), 3U);
  EXPECT_EQ(result.inputs[0].path, "steps.long.time");
  EXPECT_EQ(result.inputs[1].path, "steps.short.time");
  EXPECT_EQ(result.inputs[2].path, "segments.guest.arrivals.interarrival");
  const double changes[] = {6.0, 3.0, 0.0};
  for (std::size_t index = 0; index < 3; ++index) {
    const InputEffect& each = result.inputs[index];
    for (const double end : {*each.low->change.value, *each.low->change.low, *each.low->change.high})
      EXPECT_NEAR(end, -changes[index], 1e-9) << each.path;
    for (const double end : {*each.high->change.value, *each.high->change.low, *each.high->change.high})
      EXPECT_NEAR(end, changes[index], 1e-9) << each.path;
    EXPECT_NEAR(*each.swing.value, 2.0 * changes[index], 1e-9);
  }
}

TEST(Sensitivity, IsTheSameForAnyNumberOfThreads) {
  const std::string shorter = std::string(single_server).replace(single_server.find("100 h"), 5, "6 h");
  const auto text_of = [&](unsigned threads) {
    std::string text;
    for (const InputEffect& each :
         sensitivity_of(shorter, {"steps.ask.time", "segments.guest.arrivals.rate"}, threads).inputs)
      text += fmt::format("{} {} {} {} {}\n", each.path, *each.swing.value, *each.low->change.low,
                          *each.high->change.high, *each.high->figure.low);
    return text;
  };
  EXPECT_EQ(text_of(1), text_of(3));
}

TEST(Sensitivity, SaysWhyAnEndHasNoFigure) {
  VariationRequest request;
  request.asked.push_back({"steps.ask.time", std::nullopt, "60 s", "10 h", {}});
  const std::vector<VariedInput> inputs = read_varied_inputs(single_server, "test.toml", {}, request);
  const Sensitivity result = find_sensitivity(
      model_of_text(single_server, {{"run.length", "8 h"}, {"run.max_inside", "100"}}),
      {{inputs[0].path, inputs[0].low->words, inputs[0].high->words}},
      [&](std::size_t, RangeEnd end) {
        return model_of_text(single_server, {{"run.length", "8 h"},
                                             {"run.max_inside", "100"},
                                             (end == RangeEnd::low ? inputs[0].low : inputs[0].high)->setting});
      },
      {{.replications = 10}, "journey.time.mean"});
  const InputEffect& effect = result.inputs.front();
  EXPECT_FALSE(effect.high->change.value);
  EXPECT_EQ(effect.high->reason, "more than 100 customers inside");
  EXPECT_FALSE(effect.swing.value);
  EXPECT_EQ(effect.swing.reason, effect.high->reason);
  EXPECT_FALSE(result.partial);
}

TEST(Sensitivity, OfAnInterruptedStudyIsPartial) {
  const std::atomic<bool> interrupt{true};
  const Sensitivity result = find_sensitivity(model_of_text(clockwork, {}), {{"steps.long.time", "54 s", "66 s"}},
                                              [](std::size_t, RangeEnd) { return model_of_text(clockwork, {}); },
                                              {{.interrupt = &interrupt}, "journey.time.mean"});
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.inputs.front().low->reason, "interrupted");
}

}  // namespace
}  // namespace throughline
