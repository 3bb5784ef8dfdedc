// SPDX-License-Identifier: MIT
// What levers make of whole blueprints: every one that applies to a scenario of the project is a valid blueprint, the
// same as the scenario that is pasted for it, and where an answer is known the simulation finds it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "text/levers.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/experiment.hpp"
#include "throughline/model.hpp"
#include "throughline/result.hpp"

namespace throughline {
namespace {

const std::filesystem::path folder = std::filesystem::path(THROUGHLINE_SOURCE_DIR) / "scenarios";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Overlay with(const std::vector<Overlay::Setting>& settings, const std::string& scenario = "base") {
  Overlay overlay;
  overlay.scenario = scenario;
  overlay.settings = settings;
  overlay.alone = true;
  return overlay;
}

/// What is simulated, told in full.
std::string told(const Blueprint& blueprint) {
  return explain(compile(blueprint));
}

/// `used`: the levers that applied.
void pull_all(const std::filesystem::path& file, std::set<std::string_view>& used) {
  const std::string text = text_of(file);
  const Document document = read_document_text(text, file.string());
  for (const PulledLever& lever : pull_everywhere(text, file.string(), {}, document)) {
    SCOPED_TRACE(file.filename().string() + " " + std::string(lever.rule->name) + ":" + lever.where);
    used.insert(lever.rule->name);
    try {
      const Blueprint set = build_blueprint(read_document_text(text, file.string(), with(lever.settings)));
      const std::string pasted = text + "\n" + scenario_text(lever, "pasted", "base");
      const Blueprint scenario = build_blueprint(read_document_text(pasted, file.string(), with({}, "pasted")));
      EXPECT_EQ(told(set), told(scenario));
    } catch (const InvalidBlueprint& invalid) {
      ADD_FAILURE() << invalid.what() << scenario_text(lever, "pasted", "base");
    }
  }
}

TEST(LeverRedesigns, AreValidBlueprintsWhereTheyApply) {
  std::set<std::string_view> used;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const bool part = entry.path().parent_path().filename() == "parts";
    if (entry.path().extension() == ".toml" && !part) pull_all(entry.path(), used);
  }
  for (const LeverRule& rule : lever_table()) EXPECT_TRUE(used.contains(rule.name)) << rule.name << " applies nowhere";
}

/// Customers who come, are served, and may fail: `more` is written behind the step.
std::string counter(const std::string& more) {
  return "schema = 1\n[run]\nlength = \"40 h\"\nreplications = 60\n[segments.guest]\nstart = \"counter\"\n"
         "arrivals = { rate = \"20 per hour\" }\n[segments.other]\nstart = \"counter\"\narrivals = { rate = \"10 per "
         "hour\" }\n"
         "[staff.clerk]\ncount = 3\n[staff.expert]\ncount = 3\n[steps.counter]\nstaff = \"clerk\"\n"
         "time = { exponential = { mean = \"4 min\" } }\n" +
         more;
}

ExperimentResult run(const std::string& text, const std::vector<std::string>& levers) {
  Overlay overlay;
  for (const std::string& each : levers) {
    const PulledLever lever = pull_lever(text, "counter.toml", overlay,
                                         read_document_text(text, "counter.toml", overlay), *parse_lever(each));
    EXPECT_EQ(lever.reason, "");
    overlay.settings.insert(overlay.settings.end(), lever.settings.begin(), lever.settings.end());
  }
  return run_experiment(compile(build_blueprint(read_document_text(text, "counter.toml", overlay))));
}

/// Within the interval, or half of it more: what is compared with is known exactly.
void expect_near(const ExperimentResult& result, const std::string& measure, double expected) {
  const Estimate* const estimate = result.find(measure);
  ASSERT_TRUE(estimate != nullptr && estimate->value && estimate->low && estimate->high) << measure;
  const double half = (*estimate->high - *estimate->low) / 2.0;
  EXPECT_NEAR(*estimate->value, expected, 1.5 * half) << measure;
}

double value(const ExperimentResult& result, const std::string& measure) {
  const Estimate* const estimate = result.find(measure);
  EXPECT_TRUE(estimate != nullptr && estimate->value) << measure;
  return estimate != nullptr && estimate->value ? *estimate->value : 0.0;
}

TEST(LeverRedesigns, AnEarlyWarningThatCatchesSixtyPercentLeavesForty) {
  const std::string text = counter("failure = { probability = \"10 %\" }\n");
  expect_near(run(text, {}), "step.counter.failure", 0.1);
  expect_near(run(text, {"early_warning:counter=60%"}), "step.counter.failure", 0.04);
  expect_near(run(text, {"early_warning:counter=60%", "early_warning:counter=50%"}), "step.counter.failure", 0.02);
}

TEST(LeverRedesigns, AVoucherMakesUpForItsShare) {
  const ExperimentResult result = run(counter("failure = { probability = \"20 %\" }\n"), {"voucher:counter=75%"});
  expect_near(result, "step.counter.recovered", 0.75);
  expect_near(result, "journey.failed", 0.05);
}

TEST(LeverRedesigns, SelfServiceDeflectsItsShare) {
  const std::string text = counter(
      "next = { advice = \"20 %\", done = \"rest\" }\n[steps.advice]\nstaff = \"expert\"\n"
      "time = \"2 min\"\n");
  const ExperimentResult before = run(text, {});
  const ExperimentResult after = run(text, {"self_service:counter=40%"});
  const double arrived = value(after, "journey.count.arrived");
  EXPECT_EQ(arrived, value(before, "journey.count.arrived"));
  EXPECT_NEAR(value(after, "step.counter_self_service.visits") / arrived, 0.4, 0.01);
  EXPECT_NEAR(value(after, "step.counter.visits") / arrived, 0.6, 0.01);
  EXPECT_NEAR(value(after, "step.advice.visits") / arrived, 0.2, 0.01);  // they go on as before
  EXPECT_LT(value(after, "step.counter.wait.mean"), 0.5 * value(before, "step.counter.wait.mean"));
}

TEST(LeverRedesigns, HandoffsAndWhatIsToldAgainFallByTheirShares) {
  const std::string text = counter(
      "next.advice = { probability = \"30 %\", repeat = \"40 %\", repeat_time = \"1 min\" }\nnext.done = \"rest\"\n"
      "[steps.advice]\nstaff = \"expert\"\ntime = \"2 min\"\n");
  expect_near(run(text, {}), "journey.handoffs", 0.3);
  expect_near(run(text, {"fewer_handoffs:counter=50%"}), "journey.handoffs", 0.15);
  EXPECT_NEAR(value(run(text, {}), "step.advice.service.mean"), 120.0 + 0.4 * 60.0, 0.5);
  EXPECT_NEAR(value(run(text, {"carry_information:counter=75%"}), "step.advice.service.mean"), 120.0 + 0.1 * 60.0, 0.5);
}

TEST(LeverRedesigns, ParallelWorkTakesAsLongAsTheLonger) {
  // Nobody waits, so a journey takes the sum before, and the maximum after.
  const std::string text =
      "schema = 1\n[run]\nlength = \"20 h\"\nreplications = 20\n[segments.car]\nstart = \"fuel\"\n"
      "arrivals = { rate = \"5 per hour\" }\n[staff.driver]\ncount = 200\n[staff.mechanic]\ncount = 200\n"
      "[steps.fuel]\nstaff = \"driver\"\ntime = \"3 min\"\nnext = \"tires\"\n"
      "[steps.tires]\nstaff = \"mechanic\"\ntime = \"5 min\"\nnext = \"go\"\n[steps.go]\nlane = \"customer\"\ntime = "
      "\"10 s\"\n";
  EXPECT_DOUBLE_EQ(value(run(text, {}), "journey.time.mean"), 490.0);
  EXPECT_DOUBLE_EQ(value(run(text, {"parallel:fuel"}), "journey.time.mean"), 310.0);
}

TEST(LeverRedesigns, PeopleMakeADifferenceInTheirDirection) {
  std::string text = counter("");
  text.replace(text.find("count = 3"), 9, "count = 2\nnew_staff = { share = \"100 %\", speed = 0.8 }");
  expect_near(run(text, {}), "step.counter.service.mean", 300.0);
  expect_near(run(text, {"training:clerk"}), "step.counter.service.mean", 240.0);
  expect_near(run(text, {"training:clerk", "new_staff:clerk=100%"}), "step.counter.service.mean", 300.0);
  expect_near(run(text, {"training:clerk", "tools:counter=50%"}), "step.counter.service.mean", 120.0);
  EXPECT_LT(value(run(text, {"surge:clerk=2"}), "step.counter.wait.mean"),
            0.5 * value(run(text, {}), "step.counter.wait.mean"));
  const ExperimentResult first = run(text, {"priority:guest"});
  EXPECT_LT(value(first, "segment.guest.step.counter.wait.mean"),
            0.5 * value(first, "segment.other.step.counter.wait.mean"));
  const ExperimentResult own = run(text, {"own_staff:other=2"});
  EXPECT_LT(value(own, "segment.other.step.counter.wait.mean"),
            0.5 * value(own, "segment.guest.step.counter.wait.mean"));
}

}  // namespace
}  // namespace throughline
