// SPDX-License-Identifier: MIT
#include "throughline/document.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace throughline {
namespace {

constexpr std::string_view coffee_bar = R"toml(schema = 1

[blueprint]
name = "Coffee bar"
starts = "2026-01-06 07:00"
currency = "EUR"
time_unit = "min"

[run]
length = "8 h"
warm_up = 30
ending = "stop"
replications = 400
seed = 7
confidence = "90 %"
max_inside = 5000

[segments.walk_in]
name = "Walk-in"
start = "order"
arrivals = { profile = { "Mon 09:00" = "90 per hour", "Mon 07:00" = "36 per hour" } }
value = 4.20
[segments.app]
start = "prepare"
arrivals = { interarrival = "3 min" }
[segments.loyal]

[staff.barista]
count = { "08:00" = 2, "12:00" = 1 }
cost = "18 EUR per hour"
priority = ["segment.app", "step.order"]
[staff.cashier]
shifts.night = { from = "22:00", to = "00:00", days = ["Fri", "Sat-Sun"], count = 1 }
on_shift_end = "finish"

[steps.order]
name = "Order and pay"
lane = "customer"
phase = "Purchase"
evidence = "Menu board"
touchpoint = "counter"
staff = ["cashier"]
time = { by_clock = { "06:00" = "45 s", "12:00" = { exponential = { mean = 1 } } } }
wrap_up = "5 s"
patience = { exponential = { mean = "6 min" } }
on_abandon = { next = "collect" }
failure = { probability = 0.01, then = "retry", attempts = 2 }
expects = { wait = "3 min", weight = 2 }
next.prepare = { probability = "30 %", segments = ["walk_in", "loyal"], delay = "5 s", loss = 0.004, repeat = 0.02, repeat_time = "9 s" }
next.collect = 0.5
next.done = "rest"
[steps.order.for.loyal]
patience = "none"
time = "20 s"
failure.then = "collect"
failure.attempts = "none"

[steps.prepare]
touchpoint = false
next = "collect"
[steps.collect]

[stages.visit]
from = "order.start"
to = ["collect", "end"]
[stages.whole]

[targets]
"segment.app.step.prepare.service_level(3 min)" = [">= 80 %", "<= 95 %"]
"journey.time.p90" = "< 8 min"
"staff.barista.occupancy" = "> 0.2"

[scenarios.second_cashier]
name = "Second cashier"
description = "One more"
staff.cashier.shifts.night.count = 2
)toml";

Document document(const Overlay& overlay = {}) {
  return read_document_text(coffee_bar, "bar.toml", overlay);
}

TEST(Document, HoldsTheServiceAndTheRun) {
  const Document bar = document();
  EXPECT_EQ(bar.blueprint.name, "Coffee bar");
  EXPECT_EQ(bar.blueprint.starts, 86'400.0 + 25'200.0) << "a Tuesday at seven";
  EXPECT_EQ(bar.blueprint.starts_text, "2026-01-06 07:00");
  EXPECT_EQ(bar.run.length, 28'800.0);
  EXPECT_EQ(bar.run.length_at, (SourcePosition{"bar.toml", 10, 10}));
  EXPECT_EQ(bar.run.warm_up, 1800.0) << "thirty of the time unit";
  EXPECT_EQ(bar.run.ending, Ending::stop);
  EXPECT_EQ(bar.run.replications, 400U);
  EXPECT_EQ(bar.run.seed, 7U);
  EXPECT_DOUBLE_EQ(bar.run.confidence, 0.9);
  EXPECT_EQ(bar.run.max_inside, 5000U);
}

TEST(Document, HoldsSegmentsInTheOrderOfTheFile) {
  const Document bar = document();
  ASSERT_EQ(bar.segments.size(), 3U);
  EXPECT_EQ(bar.segments[0].name, "Walk-in");
  EXPECT_EQ(bar.segments[0].start->value, "order");
  EXPECT_EQ(bar.segments[0].value, 4.2);
  const auto& profile = std::get<Schedule<double>>(bar.segments[0].arrivals->process);
  EXPECT_EQ(profile.period, seconds_per_week);
  EXPECT_EQ(profile.levels, (std::vector<Level<double>>{{25'200.0, 0.01}, {32'400.0, 0.025}})) << "sorted, per second";
  EXPECT_EQ(std::get<Distribution>(bar.segments[1].arrivals->process), Distribution::constant(180.0));
  EXPECT_EQ(bar.segments[2].name, "loyal") << "the key, where no name is given";
  EXPECT_FALSE(bar.segments[2].arrivals || bar.segments[2].start);
}

TEST(Document, HoldsStaffByLevelsOrShifts) {
  const Document bar = document();
  ASSERT_EQ(bar.staff.size(), 2U);
  EXPECT_EQ(bar.staff[0].count->period, seconds_per_day);
  EXPECT_EQ(bar.staff[0].count->at(3600.0), 1U) << "before the first level holds the last";
  EXPECT_DOUBLE_EQ(bar.staff[0].cost, 0.005);
  EXPECT_EQ(bar.staff[0].priority[1].value, "step.order");
  ASSERT_EQ(bar.staff[1].shifts.size(), 1U);
  EXPECT_EQ(bar.staff[1].shifts[0].from, 79'200.0);
  EXPECT_EQ(bar.staff[1].shifts[0].to, 86'400.0) << "midnight ends a shift, it does not begin the day";
  EXPECT_EQ(bar.staff[1].shifts[0].days, 0b1110000);
}

TEST(Document, HoldsWhatAStepDoes) {
  const StepSection order = document().steps.at(0);
  EXPECT_EQ(order.lane, Lane::customer);
  EXPECT_EQ(order.touchpoint, "counter");
  EXPECT_EQ(order.expects.wait, 180.0);
  EXPECT_EQ(order.expects.weight, 2.0);
  const BehaviorSection& behavior = order.behavior;
  EXPECT_EQ(behavior.staff->pools.front().value, "cashier");
  EXPECT_EQ(behavior.time->at(46'000.0), Distribution::exponential(60.0));
  EXPECT_EQ(behavior.time->at(0.0), Distribution::exponential(60.0));
  EXPECT_EQ(behavior.time->at(25'000.0), Distribution::constant(45.0));
  EXPECT_EQ(*behavior.wrap_up, TimeLaw(Distribution::constant(5.0)));
  EXPECT_EQ(behavior.on_abandon->next->value, "collect");
  EXPECT_EQ(behavior.failure->then, FailureThen::retry);
  EXPECT_EQ(behavior.failure->attempts, 2U);
  EXPECT_FALSE(document().steps.at(1).is_touchpoint);
  EXPECT_EQ(document().steps.at(2).lane, Lane::frontstage);
}

TEST(Document, HoldsRoutesWithTheirHandoffEffects) {
  const std::vector<RouteSection> next = document().steps.at(0).behavior.next;
  ASSERT_EQ(next.size(), 3U);
  EXPECT_EQ(next[0].target.value, "prepare");
  EXPECT_EQ(*next[0].probability, Share(0.3));
  EXPECT_EQ(next[0].segments.size(), 2U);
  EXPECT_EQ(*next[0].delay, TimeLaw(Distribution::constant(5.0)));
  EXPECT_EQ(next[0].loss, Share(0.004));
  EXPECT_EQ(next[0].repeat, Share(0.02));
  EXPECT_EQ(*next[0].repeat_time, TimeLaw(Distribution::constant(9.0)));
  EXPECT_EQ(*next[1].probability, Share(0.5));
  EXPECT_TRUE(next[2].rest);
  EXPECT_FALSE(document().steps.at(1).behavior.next.at(0).probability);
  EXPECT_TRUE(document().steps.at(2).behavior.next.empty());
}

TEST(Document, HoldsForASegmentTheWholeOfWhatItGets) {
  const StepSection order = document().steps.at(0);
  ASSERT_EQ(order.variants.size(), 1U);
  EXPECT_EQ(order.variants[0].segment.value, "loyal");
  const BehaviorSection& loyal = order.variants[0].behavior;
  EXPECT_FALSE(loyal.patience) << "removed";
  EXPECT_EQ(*loyal.time, TimeLaw(Distribution::constant(20.0))) << "replaced";
  EXPECT_EQ(loyal.failure->probability, Share(0.01)) << "merged";
  EXPECT_EQ(loyal.failure->then, FailureThen::step);
  EXPECT_EQ(loyal.failure->step.value, "collect");
  EXPECT_EQ(loyal.next.size(), 3U) << "kept";
}

TEST(Document, HoldsStagesAndTargets) {
  const Document bar = document();
  EXPECT_EQ(bar.stages.at(0).from.value, "order.start");
  EXPECT_EQ(bar.stages.at(0).to.size(), 2U);
  EXPECT_EQ(bar.stages.at(1).from.value, "arrival");
  EXPECT_TRUE(bar.stages.at(1).to.empty());
  ASSERT_EQ(bar.targets.size(), 4U) << "one for each expression";
  EXPECT_EQ(bar.targets[0].measure.parts,
            (std::vector<std::string>{"segment", "app", "step", "prepare", "service_level"}));
  EXPECT_EQ(bar.targets[0].measure.argument, 180.0);
  EXPECT_EQ(bar.targets[0].comparison, Comparison::at_least);
  EXPECT_EQ(bar.targets[0].bound, 0.8);
  EXPECT_EQ(bar.targets[1].comparison, Comparison::at_most);
  EXPECT_EQ(bar.targets[2].bound, 480.0);
  EXPECT_EQ(bar.targets[2].written_as, BoundKind::duration);
  EXPECT_EQ(bar.targets[3].written_as, BoundKind::number);
  EXPECT_EQ(bar.targets[3].expression.value, "> 0.2");
}

TEST(Document, IsReadInTheScenarioThatWasAskedFor) {
  EXPECT_EQ(document().staff[1].shifts[0].count, 1U);
  const Document second = document({"second_cashier", {}});
  EXPECT_EQ(second.staff[1].shifts[0].count, 2U);
  EXPECT_EQ(second.scenarios.at(0).name, "Second cashier");
  EXPECT_EQ(second.scenarios.at(0).description, "One more");
  EXPECT_EQ(second.overlay.scenario, "second_cashier");
}

TEST(Document, AppliesSettingsOverTheScenarioInTheirOrder) {
  const Document set =
      document({"second_cashier", {{"staff.cashier.shifts.night.count", "3"}, {"run.seed", "1"}, {"run.seed", "2"}}});
  EXPECT_EQ(set.staff[1].shifts[0].count, 3U);
  EXPECT_EQ(set.run.seed, 2U);
}

std::string mistakes_of(std::string_view text, const Overlay& overlay) {
  std::string mistakes;
  for (const Diagnostic& mistake : read_document_text(text, "bar.toml", overlay).mistakes) {
    mistakes += (mistakes.empty() ? "" : "\n") + to_string(mistake);
  }
  return mistakes;
}

TEST(Document, SaysWhatIsWrongWithAnOverlay) {
  EXPECT_EQ(mistakes_of(coffee_bar, {"second_casher", {}}),
            "--scenario: unknown scenario \"second_casher\"; did you mean \"second_cashier\"?");
  EXPECT_EQ(mistakes_of(coffee_bar, {"base", {{"staff.barista.cuont", "3"}}}),
            "--set: staff \"barista\": unknown key \"cuont\"; did you mean \"count\"?");
  EXPECT_EQ(mistakes_of(coffee_bar, {"base", {{"staff.barista.count", "-3"}}}),
            "--set: staff \"barista\": count: expected a whole number from 0 to 1000000, found -3");
}

TEST(Document, RefusesToRepeatItselfForHours) {
  std::string text = "schema = 1\nrun.length = \"1 h\"\n[segments.a]\n[steps.b]\n";
  for (int route = 0; route < 1000; ++route) text += fmt::format("next.s{} = 0.001\n", route);
  for (int segment = 0; segment < 1000; ++segment) text += fmt::format("for.g{}.time = \"1 s\"\n", segment);
  EXPECT_NE(mistakes_of(text, {}).find("scenarios and segments repeat more than 1000000 values"), std::string::npos);
}

TEST(Document, FillsInWhatTheFileLeavesOut) {
  const Document plain = read_document_text("schema = 1\nrun.length = \"1 h\"\nsegments.guest = {}\nsteps.desk = {}\n",
                                            "folder/tea house.toml");
  EXPECT_EQ(plain.blueprint.name, "tea house");
  EXPECT_EQ(plain.blueprint.starts, 0.0);
  EXPECT_EQ(plain.run.ending, Ending::drain);
  EXPECT_EQ(plain.run.replications, 100U);
  EXPECT_EQ(plain.run.seed, 1U);
  EXPECT_EQ(plain.run.confidence, 0.95);
  EXPECT_EQ(plain.run.max_inside, 1'000'000U);
  EXPECT_EQ(plain.steps.at(0).name, "desk");
}

TEST(Document, NamesItsInputsWithTheirHashes) {
  const Document plain = read_document_text("schema=1\nrun.length='1 h'\nsegments.a={}\nsteps.b={}", "a.toml");
  ASSERT_EQ(plain.inputs.size(), 1U);
  EXPECT_EQ(plain.inputs[0].name, "a.toml");
  EXPECT_EQ(plain.inputs[0].sha256.size(), 64U);
}

TEST(Document, ReadsCsvFilesBesideItself) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "throughline_document";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "day.csv") << "from;calls_per_day;agents\n08:00;24;3\n12:00;48 per hour;4\n";
  std::ofstream(folder / "day.toml")
      << "schema = 1\nrun.length = \"1 h\"\nsteps.desk = {}\n"
         "segments.a.arrivals.profile = { csv = \"day.csv\", time = \"from\", rate = \"calls_per_day\" }\n"
         "staff.b.count = { csv = \"day.csv\", time = \"from\", count = \"agents\" }\n";
  const Document day = read_document(folder / "day.toml");
  const auto& profile = std::get<Schedule<double>>(day.segments[0].arrivals->process);
  EXPECT_DOUBLE_EQ(profile.at(30'000.0), 1.0 / 3600.0) << "the column says per day";
  EXPECT_DOUBLE_EQ(profile.at(50'000.0), 48.0 / 3600.0) << "the cell knows better";
  EXPECT_EQ(day.staff[0].count->at(30'000.0), 3U);
  ASSERT_EQ(day.inputs.size(), 2U);
  EXPECT_EQ(day.inputs[1].name, "day.csv");
  std::filesystem::remove_all(folder);
}

TEST(Document, ReadsARosterRowByRow) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "throughline_document_roster";
  std::filesystem::create_directories(folder);
  const auto read = [&folder](const std::string& roster) {
    std::ofstream(folder / "roster.csv") << roster;
    std::ofstream(folder / "roster.toml") << "schema = 1\n[run]\nlength = \"1 h\"\n[segments.a]\n[staff.clerk]\n"
                                             "shifts.csv = \"roster.csv\"\n[steps.b]\n";
    return read_document(folder / "roster.toml");
  };
  // Columns in any order, a name on several days, a night over midnight, the whole day, every day.
  const Document document = read(
      "count;name;to;from;days\n2;Anna B.;12:00;07:00;Mon-Wed, Fri\n1;Anna B.;06:00;22:00;Sat\n"
      "3;all day;24:00;00:00;\n0;none;00:00;12:00;Sun\n");
  EXPECT_TRUE(document.mistakes.empty());
  const std::vector<ShiftSection>& shifts = document.staff[0].shifts;
  ASSERT_EQ(shifts.size(), 4U);
  EXPECT_EQ(shifts[0].key, (Text{"Anna B.", {"roster.csv", 2, 3}}));
  EXPECT_EQ(shifts[0].from, 7 * 3600.0);
  EXPECT_EQ(shifts[0].to, 12 * 3600.0);
  EXPECT_EQ(shifts[0].days, 0b0010111);
  EXPECT_EQ(shifts[0].count, 2U);
  EXPECT_EQ(shifts[1].to, 6 * 3600.0);
  EXPECT_EQ(shifts[1].days, 0b0100000);
  EXPECT_EQ(shifts[2].to, 86'400.0);
  EXPECT_EQ(shifts[2].days, 0b1111111);
  EXPECT_EQ(shifts[3].to, 86'400.0);
  ASSERT_EQ(document.inputs.size(), 2U);
  EXPECT_EQ(document.inputs[1].name, "roster.csv");

  std::string endless = "name,from,to,count\n";
  for (int row = 0; row < 10'001; ++row) endless += fmt::format("s{},07:00,08:00,1\n", row);
  const Document bounded = read(endless);
  ASSERT_EQ(bounded.mistakes.size(), 1U);
  EXPECT_EQ(to_string(bounded.mistakes[0]), "roster.csv:10002:1: more than 10000 shifts");
}

TEST(Document, BlamesTheWorldForAFileThatCannotBeRead) {
  EXPECT_THROW(read_document("/nonexistent/a.toml"), std::system_error);
}

}  // namespace
}  // namespace throughline
