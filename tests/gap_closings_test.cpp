// SPDX-License-Identifier: MIT
#include "text/gap_closings.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace throughline {
namespace {

const std::string office = R"(
schema = 1
[run]
length = "8 h"
[segments.guest]
start = "door"
arrivals = { rate = "12 per hour" }
[segments.regular]
start = "door"
arrivals = { rate = "6 per hour" }
[staff.clerk]
count = 2
[staff.guard]
count = 1
[staff.relief]
count = 1
[steps.door]
staff = "guard"
time = "20 s"
next.desk = { delay = "5 s", loss = 0.01 }
[steps.desk]
staff = { any_of = ["clerk", "guard"], choose = "random" }
time = { gamma = { mean = "4 min", cv = 0.5 } }
patience = "10 min"
on_abandon = { again = "50 %", after = "20 min" }
failure = { probability = "3 %", then = "retry" }
expects = { wait = "2 min", time = "3 min" }
next = { files = 0.3, done = "rest" }
[steps.desk.for.regular]
patience = "none"
failure.probability = "1 %"
time = "2 min"
[steps.files]
lane = "backstage"
staff = ["clerk", "guard"]
time = "1 min"
next.hand_over = { repeat = "2 %", repeat_time = "30 s" }
[steps.hand_over]
staff = ["clerk", "guard"]
touchpoint = "counter"
[steps.receipt]
lane = "customer"
touchpoint = "counter"
time = "5 s"
[scenarios.calm]
from = "trained"
description = "Nobody hurries"
steps.desk.patience = "none"
steps.desk.on_abandon = "none"
steps.desk.for.regular.patience = "none"
steps.door.next = { desk = 1 }
staff.clerk.surge.more = { when = "queue > 3 for 1 min", add = 1, after = "1 min" }
targets."journey.completed" = "> 10 %"
[scenarios.trained]
steps.desk.failure.probability = "1 %"
)";

std::vector<GapClosing> closings_of(const std::string& text, const Overlay& overlay = {},
                                    const std::vector<std::string>& asked = {}) {
  const Document document = read_document_text(text, "office.toml", overlay);
  EXPECT_TRUE(document.mistakes.empty());
  for (const Diagnostic& mistake : document.mistakes) ADD_FAILURE() << to_string(mistake);
  return read_gap_closings(text, "office.toml", overlay, document, asked);
}

std::string words_of(const GapClosing& gap) {
  std::string words;
  for (const Overlay::Setting& setting : gap.settings) words += fmt::format("{}={}\n", setting.path, setting.value);
  return words + gap.reason;
}

const GapClosing* find(const std::vector<GapClosing>& closings, const std::string& touchpoint, GapKind kind) {
  for (const GapClosing& each : closings)
    if (each.touchpoint == touchpoint && each.kind == kind) return &each;
  return nullptr;
}

std::string words_of(const std::string& touchpoint, GapKind kind) {
  const auto closings = closings_of(office);
  const GapClosing* const gap = find(closings, touchpoint, kind);
  return gap == nullptr ? "no such gap" : words_of(*gap);
}

TEST(GapClosings, AreThoseThatEachTouchpointHas) {
  std::string all;
  for (const GapClosing& each : closings_of(office))
    all += fmt::format("{} {}; ", each.touchpoint, static_cast<int>(each.kind));
  EXPECT_EQ(all, "door 0; desk 0; desk 1; desk 2; desk 3; desk 4; counter 0; counter 3; ");
}

TEST(GapClosings, EndWaitsWhenTheyAreExpectedTo) {
  EXPECT_EQ(words_of("desk", GapKind::wait), "steps.desk.relief=120 s\n");
  EXPECT_EQ(words_of("counter", GapKind::wait), "steps.hand_over.relief=0 s\nsteps.files.relief=0 s\n");
  const auto closings = closings_of(office);
  EXPECT_EQ(find(closings, "door", GapKind::wait)->eased, (std::vector<std::string>{"desk", "counter"}));
}

TEST(GapClosings, CloseFailuresAndPatienceOfSegmentsToo) {
  EXPECT_EQ(words_of("desk", GapKind::failure),
            "steps.desk.failure.probability=0\nsteps.desk.for.regular.failure.probability=0\n");
  EXPECT_EQ(words_of("desk", GapKind::abandonment),
            "steps.desk.patience=none\nsteps.desk.on_abandon=none\nsteps.desk.for.regular.patience=none\n");
}

TEST(GapClosings, ScaleTimesDownToWhatIsExpected) {
  EXPECT_EQ(words_of("desk", GapKind::time), "steps.desk.time={\"gamma\" = {\"mean\" = \"3 min\", \"cv\" = 0.5}}\n");
}

TEST(GapClosings, CloseHandoffsThatLeadToATouchpoint) {
  EXPECT_EQ(words_of("desk", GapKind::handoff), "steps.door.next.desk.loss=none\nsteps.door.next.desk.delay=none\n");
  EXPECT_EQ(words_of("counter", GapKind::handoff),
            "steps.files.next.hand_over.repeat=none\nsteps.files.next.hand_over.repeat_time=none\n");
  EXPECT_EQ(words_of("door", GapKind::handoff), "no such gap");
}

/// The belt is out of sight and its mean is 9 minutes; a walk between what customers see is theirs.
TEST(GapClosings, HastenWaysOutOfSightToTheWaitThatIsExpected) {
  const auto closed = [](const std::string& expects) {
    const std::string text = R"(
schema = 1
[run]
length = "8 h"
[segments.guest]
start = "farewell"
arrivals = { rate = "12 per hour" }
[staff.loader]
count = 1
[steps.farewell]
time = "5 s"
next.unload = { delay = "20 min" }
[steps.unload]
lane = "backstage"
staff = "loader"
time = "1 min"
next.reclaim = { delay = { erlang = { mean = "9 min", phases = 3 } }, loss = 0.001 }
[steps.reclaim]
lane = "customer"
)" + expects;
    std::string words;
    for (const GapClosing& gap : closings_of(text)) words += gap.touchpoint + ":\n" + words_of(gap);
    return words;
  };
  const std::string smoothed = "reclaim:\nsteps.unload.next.reclaim.loss=none\n";
  const std::string hastened =
      "steps.unload.next.reclaim.delay={\"erlang\" = {\"mean\" = \"4.5 min\", \"phases\" = 3}}\n";
  EXPECT_EQ(closed(""), "reclaim:\nsteps.unload.relief=0 s\n" + smoothed);
  EXPECT_EQ(closed("expects = { wait = \"30 min\" }\n"), "reclaim:\nsteps.unload.relief=1800 s\n" + smoothed);
  const std::string both = "reclaim:\n" + hastened + "steps.unload.relief=270 s\n" + smoothed;
  EXPECT_EQ(closed("expects = { wait = \"270 s\" }\n"), both);
  EXPECT_EQ(closed("[experience]\nexpects = { wait = \"270 s\" }\n"), both);
}

TEST(GapClosings, GoByTheScenarioAndTheSettings) {
  Overlay overlay;
  overlay.scenario = "calm";
  overlay.settings.push_back({"steps.desk.failure", "none"});
  overlay.settings.push_back({"steps.desk.for.regular.failure", "none"});
  const auto closings = closings_of(office, overlay);
  EXPECT_EQ(find(closings, "desk", GapKind::abandonment), nullptr);
  EXPECT_EQ(find(closings, "desk", GapKind::failure), nullptr);
  EXPECT_EQ(find(closings, "desk", GapKind::handoff), nullptr);
}

TEST(GapClosings, AreThoseOfTheTouchpointsThatAreAskedFor) {
  const auto closings = closings_of(office, {}, {"counter"});
  ASSERT_EQ(closings.size(), 2U);
  EXPECT_EQ(closings.front().name, "counter");
}

TEST(GapClosings, LeaveTheWholeOneOutWhereAScenarioClosesIt) {
  const std::string text = office + R"(
[gaps.patience]
touchpoint = "desk"
kind = "abandonment"
scenario = "calm"
)";
  const auto closings = closings_of(text);
  const GapClosing* const gap = find(closings, "desk", GapKind::abandonment);
  ASSERT_NE(gap, nullptr);
  EXPECT_EQ(gap->scenario, "calm");
  EXPECT_EQ(gap->described_by, 0U);
  EXPECT_EQ(words_of(*gap),
            "steps.desk.failure.probability=\"1 %\"\n"
            "steps.desk.patience=none\n"
            "steps.desk.on_abandon=none\n"
            "steps.desk.for.regular.patience=none\n"
            "steps.door.next={\"desk\" = 1}\n"
            "staff.clerk.surge={\"more\" = {\"when\" = \"queue > 3 for 1 min\", \"add\" = 1, \"after\" = \"1 min\"}}\n"
            "targets={\"journey.completed\" = \"> 10 %\"}\n");
}

TEST(GapClosings, MakeOfSettingsWhatTheScenarioMakes) {
  const std::string text =
      office + "[gaps.patience]\ntouchpoint = \"desk\"\nkind = \"abandonment\"\nscenario = \"calm\"\n";
  Overlay by_settings;
  by_settings.settings = find(closings_of(text), "desk", GapKind::abandonment)->settings;
  Overlay by_scenario;
  by_scenario.scenario = "calm";
  const Document one = read_document_text(text, "office.toml", by_settings);
  const Document other = read_document_text(text, "office.toml", by_scenario);
  EXPECT_TRUE(one.mistakes.empty() && other.mistakes.empty());
  ASSERT_EQ(one.steps.size(), other.steps.size());
  EXPECT_EQ(one.steps[1].behavior.failure->probability, other.steps[1].behavior.failure->probability);
  EXPECT_EQ(one.steps[1].behavior.patience, other.steps[1].behavior.patience);
  EXPECT_EQ(one.steps[0].behavior.next.front().delay, other.steps[0].behavior.next.front().delay);
  EXPECT_EQ(one.staff[0].surges.size(), other.staff[0].surges.size());
}

TEST(GapClosings, GiveMoreOfThePlacesThatStayWithTheJourney) {
  std::string text = office;
  text.insert(text.find("[steps.door]"), "[staff.table]\nkind = \"place\"\ncount = 4\n");
  text.replace(text.find("[steps.hand_over]\nstaff = [\"clerk\", \"guard\"]"),
               std::string("[steps.hand_over]\nstaff = [\"clerk\", \"guard\"]").size(),
               "[steps.hand_over]\nstaff = [\"clerk\", \"table\"]\nkeeps = [\"table\"]");
  EXPECT_EQ(words_of(*find(closings_of(text), "counter", GapKind::wait)),
            "staff.table.count=10000\nsteps.hand_over.relief=0 s\nsteps.files.relief=0 s\n");
  text.replace(text.find("keeps = [\"table\"]"), std::string("keeps = [\"table\"]").size(), "keeps = [\"clerk\"]");
  EXPECT_EQ(find(closings_of(text), "counter", GapKind::wait)->reason,
            "its people stay with the journey when the step has ended");
}

TEST(GapClosings, RelieveWhereOnlySomeSegmentsAreServed) {
  std::string text = office;
  text.insert(text.find("[steps.files]"), "[steps.desk.for.guest]\nstaff = \"none\"\n");
  EXPECT_EQ(words_of(*find(closings_of(text), "desk", GapKind::wait)), "steps.desk.relief=120 s\n");
  text = office;
  text.insert(text.find("[steps.receipt]"), "[steps.hand_over.for.guest]\nstaff = \"guard\"\n");
  text.replace(text.find("[steps.hand_over]\nstaff = [\"clerk\", \"guard\"]"),
               std::string("[steps.hand_over]\nstaff = [\"clerk\", \"guard\"]").size(), "[steps.hand_over]");
  EXPECT_EQ(words_of(*find(closings_of(text), "counter", GapKind::wait)),
            "steps.hand_over.for.guest.relief=0 s\nsteps.files.relief=0 s\n");
}

TEST(GapClosings, SeeNoGapWhereNobodyWaitsLongerThanIsExpected) {
  std::string text = office;
  text.insert(text.find("expects = { wait = \"2 min\""), "relief = \"90 s\"\n");
  EXPECT_EQ(find(closings_of(text), "desk", GapKind::wait), nullptr);
}

}  // namespace
}  // namespace throughline
