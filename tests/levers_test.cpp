// SPDX-License-Identifier: MIT
#include "text/levers.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "text/lever_table.hpp"

namespace throughline {
namespace {

const std::string office = R"(
schema = 1
[run]
length = "8 h"
[segments.guest]
start = "desk"
value = 12.0
arrivals = { rate = "12 per hour" }
[segments.regular]
start = "door"
value = 30.0
arrivals = { rate = "6 per hour" }
[staff.clerk]
shifts.early = { from = "00:00", to = "12:00", count = 3 }
shifts.late = { from = "10:00", to = "20:00", count = 2 }
priority = ["step.desk"]
new_staff = { share = "40 %", speed = 0.7 }
[staff.expert]
cost = "31 per hour"
count = { "00:00" = 1, "09:00" = 4 }
takes_next = "longest_wait"
[staff.room]
kind = "place"
count = 2
[steps.door]
lane = "customer"
time = "20 s"
next.desk = { probability = 0.9, delay = "5 s" }
next.done = "rest"
[steps.desk]
name = "At the desk"
phase = "Visit"
staff = "clerk"
time = { gamma = { mean = "4 min", cv = 0.5 } }
patience = "10 min"
failure = { probability = "8 %", then = "retry", attempts = 2 }
next.advice = { probability = "30 %", repeat = "50 %", repeat_time = "1 min" }
next.room = { probability = 0.2, repeat = 0.1 }
next.forms = "10 %"
next.done = "rest"
[steps.desk.for.regular]
time = "2 min"
patience = "none"
failure.probability = "2 %"
[steps.forms]
staff = "clerk"
time = "1 min"
[steps.advice]
lane = "backstage"
staff = "expert"
time = "9 min"
next = "write"
[steps.write]
lane = "support"
staff = "clerk"
time = "3 min"
next = "send"
[steps.send]
lane = "support"
time = "1 s"
[steps.room]
staff = "room"
keeps = ["room"]
time = "5 min"
[scenarios.calm]
steps.desk.failure = "none"
)";

PulledLever pull(const std::string& text, const std::string& asked, const Overlay& overlay = {}) {
  const Document document = read_document_text(text, "office.toml", overlay);
  EXPECT_TRUE(document.mistakes.empty()) << to_string(document.mistakes.front());
  const auto request = parse_lever(asked);
  EXPECT_TRUE(request) << asked;
  return pull_lever(text, "office.toml", overlay, document, *request);
}

/// What it sets, a line for each.
std::string settings_of(const PulledLever& lever) {
  EXPECT_EQ(lever.reason, "");
  std::string text;
  for (const Overlay::Setting& setting : lever.settings) text += fmt::format("{}={}\n", setting.path, setting.value);
  return text;
}

std::string reason_of(const std::string& asked) {
  const PulledLever lever = pull(office, asked);
  EXPECT_TRUE(lever.settings.empty()) << asked;
  return lever.reason + (lever.hint.empty() ? "" : "; " + lever.hint);
}

TEST(Levers, CatchAShareOfFailures) {
  EXPECT_EQ(settings_of(pull(office, "early_warning:desk=60%")),
            "steps.desk.failure.probability=\"3.2 %\"\n"
            "steps.desk.for.regular.failure.probability=\"0.8 %\"\n");
  EXPECT_EQ(settings_of(pull(office, "early_warning:desk")),
            "steps.desk.failure.probability=\"4 %\"\n"
            "steps.desk.for.regular.failure.probability=\"1 %\"\n");
}

TEST(Levers, MakeUpForFailuresAtTheWorthOfACustomer) {
  EXPECT_EQ(settings_of(pull(office, "voucher:desk=25 %")),
            "steps.desk.failure.recovery={ probability = 0.25, cost = 12 }\n"
            "steps.desk.for.regular.failure.recovery={ probability = 0.25, cost = 12 }\n");
}

TEST(Levers, ShortenWork) {
  EXPECT_EQ(settings_of(pull(office, "tools:desk=0.25")),
            "steps.desk.time={ gamma = { mean = \"3 min\", cv = 0.5 } }\n"
            "steps.desk.for.regular.time=\"1.5 min\"\n");
}

TEST(Levers, TrainTheNew) {
  EXPECT_EQ(settings_of(pull(office, "training:clerk")), "staff.clerk.new_staff=\"none\"\n");
  EXPECT_EQ(settings_of(pull(office, "training:clerk=75%")), "staff.clerk.new_staff.share=\"10 %\"\n");
}

TEST(Levers, BringNewPeople) {
  EXPECT_EQ(settings_of(pull(office, "new_staff:expert")),
            "staff.expert.new_staff={ share = 0.25, speed = 0.8, failure_factor = 1.5 }\n");
}

TEST(Levers, CallPeopleWhenMoreWaitThanThereAre) {
  EXPECT_EQ(settings_of(pull(office, "surge:clerk=2")),
            "staff.clerk.surge.on_call={ when = \"queue > 3 for 5 min\", add = 2, until = \"queue < 1 for 5 min\" }\n");
  EXPECT_EQ(
      settings_of(pull(office, "surge:expert")),
      "staff.expert.surge.on_call={ when = \"queue > 4 for 5 min\", add = 1, until = \"queue < 1 for 5 min\" }\n");
  Overlay pulled;
  pulled.settings = pull(office, "surge:clerk=2").settings;
  EXPECT_EQ(pull(office, "surge:clerk", pulled).settings.front().path, "staff.clerk.surge.on_call_2");
}

TEST(Levers, ServeASegmentFirst) {
  EXPECT_EQ(settings_of(pull(office, "priority:regular")),
            "staff.clerk.priority=[\"segment.regular\", \"step.desk\"]\n"
            "staff.room.priority=[\"segment.regular\"]\n");
  // Not by those whom they never meet.
  std::string text = office;
  text.replace(text.find("next.room = {"), 13, "next.room = { segments = [\"guest\"],");
  EXPECT_EQ(settings_of(pull(text, "priority:regular")), "staff.clerk.priority=[\"segment.regular\", \"step.desk\"]\n");
}

TEST(Levers, GiveASegmentPeopleOfItsOwn) {
  EXPECT_EQ(settings_of(pull(office, "own_staff:regular=2")),
            "steps.desk.for.regular.staff={ any_of = [\"regular_staff\", \"clerk\"] }\n"
            "steps.forms.for.regular.staff={ any_of = [\"regular_staff\", \"clerk\"] }\n"
            "steps.advice.for.regular.staff={ any_of = [\"regular_staff\", \"expert\"] }\n"
            "steps.write.for.regular.staff={ any_of = [\"regular_staff\", \"clerk\"] }\n"
            "staff.regular_staff={ name = \"For regular\", count = 2, cost = \"31 per hour\" }\n");
}

TEST(Levers, KeepWorkThatWasHandedOver) {
  // 30 and 20 % are handed over; the forms stay with the clerk, and done is what is left.
  EXPECT_EQ(settings_of(pull(office, "fewer_handoffs:desk=50%")),
            "steps.desk.next={ advice = { probability = \"15 %\", repeat = \"50 %\", repeat_time = \"1 min\" }, "
            "room = { probability = 0.1, repeat = 0.1 }, forms = \"15 %\", done = \"rest\" }\n");
}

TEST(Levers, CarryInformationOver) {
  EXPECT_EQ(settings_of(pull(office, "carry_information:desk")),
            "steps.desk.next={ advice = { probability = \"30 %\", repeat = \"10 %\", repeat_time = \"1 min\" }, "
            "room = { probability = 0.2, repeat = 0.02 }, forms = \"10 %\", done = \"rest\" }\n");
}

TEST(Levers, LetCustomersServeThemselves) {
  EXPECT_EQ(
      settings_of(pull(office, "self_service:desk=40%")),
      "steps.door.next={ desk_self_service = { probability = 0.36, delay = \"5 s\" }, "
      "desk = { probability = 0.54, delay = \"5 s\" }, done = \"rest\" }\n"
      "steps.desk_choice={ name = \"At the desk, with or without staff\", lane = \"customer\", touchpoint = false, "
      "next = { desk_self_service = 0.4, desk = \"rest\" } }\n"
      "segments.guest.start=\"desk_choice\"\n"
      "steps.desk_self_service={ name = \"At the desk, self-service\", lane = \"customer\", phase = \"Visit\", "
      "time = { gamma = { mean = \"4 min\", cv = 0.5 } }, "
      "failure = { probability = \"8 %\", then = \"retry\", attempts = 2 }, "
      "next = { advice = { probability = \"30 %\", repeat = \"50 %\", repeat_time = \"1 min\" }, "
      "room = { probability = 0.2, repeat = 0.1 }, forms = \"10 %\", done = \"rest\" }, "
      "for = { regular = { time = \"2 min\", failure = { probability = \"2 %\" } } } }\n");
  // Of a rest the share is worked out, and what is left is what is left.
  std::string text = office;
  text.replace(text.find("next = \"write\""), 14, "next = { write = \"20 %\", forms = \"rest\" }");
  EXPECT_NE(settings_of(pull(text, "self_service:forms=50%"))
                .find("steps.advice.next={ write = \"20 %\", forms_self_service = 0.4, forms = \"rest\" }\n"),
            std::string::npos);
}

TEST(Levers, WorkAtTheSameTime) {
  EXPECT_EQ(
      settings_of(pull(office, "parallel:advice")),
      "steps.desk.next={ advice_and_write = { probability = \"30 %\", repeat = \"50 %\", repeat_time = \"1 min\" }, "
      "room = { probability = 0.2, repeat = 0.1 }, forms = \"10 %\", done = \"rest\" }\n"
      "steps.advice.next=\"send\"\n"
      "steps.advice_and_write={ name = \"advice and write at the same time\", lane = \"backstage\", touchpoint = "
      "false, "
      "fork = { advice = \"100 %\", write = \"100 %\" }, join = \"send\" }\n");
}

TEST(Levers, ArePulledWhereTheyStand) {
  Overlay overlay;
  overlay.scenario = "calm";
  EXPECT_EQ(pull(office, "early_warning:desk", overlay).settings.size(), 1U);  // regulars still fail
  overlay.scenario = "base";
  overlay.settings = pull(office, "early_warning:desk=50%").settings;
  EXPECT_EQ(pull(office, "early_warning:desk=50%", overlay).settings.front().value, "\"2 %\"");
}

TEST(Levers, SayWhyTheyDoNotApply) {
  EXPECT_EQ(
      reason_of("surges:clerk"),
      "there is no such lever, only self_service, priority, own_staff, early_warning, training, new_staff, tools, "
      "fewer_handoffs, carry_information, surge, parallel, voucher; did you mean \"surge\"?");
  EXPECT_EQ(reason_of("surge:clerks"), "the file has no such pool; did you mean \"clerk\"?");
  EXPECT_EQ(reason_of("tools:deks"), "the file has no such step; did you mean \"desk\"?");
  EXPECT_EQ(reason_of("priority:gust"), "the file has no such segment; did you mean \"guest\"?");
  EXPECT_EQ(reason_of("surge:clerk=0"), "expected a number of people from 1 to 10000");
  EXPECT_EQ(reason_of("tools:desk=0"), "expected a share above 0 and up to 100 %");
  EXPECT_EQ(reason_of("tools:desk=120%"), "expected a share above 0 and up to 100 %");
  EXPECT_EQ(reason_of("tools:desk=much"), "expected a share above 0 and up to 100 %");
  EXPECT_EQ(reason_of("tools:desk=100%"), "work takes some time whatever the tools");
  EXPECT_EQ(reason_of("parallel:desk=2"), "it takes no amount");
  EXPECT_EQ(reason_of("early_warning:room"), "it never fails");
  EXPECT_EQ(reason_of("voucher:advice"), "it never fails");
  EXPECT_EQ(reason_of("tools:send"), "nobody of the staff works there");
  EXPECT_EQ(reason_of("training:expert"), "nobody there is new");
  EXPECT_EQ(reason_of("new_staff:clerk"), "some there are new already");
  EXPECT_EQ(reason_of("new_staff:room"), "they are places, not people");
  EXPECT_EQ(reason_of("surge:room"), "they are places, not people");
  EXPECT_EQ(reason_of("fewer_handoffs:door"), "nobody is handed over by it");
  EXPECT_EQ(reason_of("fewer_handoffs:advice"), "all of its routes are handoffs: nobody is there who keeps the work");
  EXPECT_EQ(reason_of("carry_information:advice"), "nobody has to tell it all again behind it (repeat)");
  EXPECT_EQ(reason_of("self_service:advice"), "no staff meets customers there");
  EXPECT_EQ(reason_of("self_service:room"), "its people stay with the journey when it has ended (keeps)");
  EXPECT_EQ(reason_of("parallel:desk"), "several ways lead on from it");
  EXPECT_EQ(reason_of("parallel:room"), "no step follows it");
  EXPECT_EQ(reason_of("parallel:write"), "nobody of the staff works at \"send\"");
}

TEST(Levers, AreWrittenAsNamePlaceAndAmount) {
  for (const char* const wrong : {"", "surge", "surge:", ":clerk", "surge=2"})
    EXPECT_FALSE(parse_lever(wrong)) << wrong;
  const auto lever = parse_lever("surge:clerk=2");
  ASSERT_TRUE(lever);
  EXPECT_EQ(lever->name, "surge");
  EXPECT_EQ(lever->where, "clerk");
  EXPECT_EQ(lever->amount, "2");
  EXPECT_EQ(written(*lever), "surge:clerk=2");
  EXPECT_EQ(written(*parse_lever("parallel:desk")), "parallel:desk");
}

TEST(Levers, AreFoundWhereTheyApply) {
  const Document document = read_document_text(office, "office.toml");
  std::vector<std::string> found;
  for (const PulledLever& lever : pull_everywhere(office, "office.toml", {}, document)) {
    EXPECT_FALSE(lever.settings.empty());
    found.push_back(fmt::format("{}:{}", lever.rule->name, lever.where));
  }
  EXPECT_EQ(found, (std::vector<std::string>{
                       "self_service:desk", "self_service:forms", "priority:guest",      "priority:regular",
                       "own_staff:guest",   "own_staff:regular",  "early_warning:desk",  "training:clerk",
                       "new_staff:expert",  "tools:desk",         "tools:forms",         "tools:advice",
                       "tools:write",       "tools:room",         "fewer_handoffs:desk", "carry_information:desk",
                       "surge:clerk",       "surge:expert",       "parallel:advice",     "voucher:desk"}));
}

TEST(Levers, HaveARowInTheReference) {
  std::ifstream file(THROUGHLINE_SOURCE_DIR "/scenarios/README.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const LeverRule& rule : lever_table()) {
    std::string pillar(rule.pillar);
    std::transform(pillar.begin(), pillar.end(), pillar.begin(),
                   [](unsigned char letter) { return std::tolower(letter); });
    const std::size_t row = text.find(fmt::format("\n| {} | `{}` | ", pillar, rule.name));
    ASSERT_NE(row, std::string::npos) << rule.name;
    const std::string line = text.substr(row + 1, text.find('\n', row + 1) - row - 1);
    EXPECT_TRUE(line.ends_with(rule.standard.empty() ? "| none |" : fmt::format("| `{}` |", rule.standard))) << line;
  }
}

TEST(Levers, AreScenariosToPaste) {
  const PulledLever lever = pull(office, "early_warning:desk=60%");
  EXPECT_EQ(scenario_key(lever), "early_warning_desk");
  EXPECT_EQ(
      scenario_text(lever, "warned", "calm"),
      "[scenarios.warned]\n"
      "name = \"Early warning: At the desk\"\n"
      "description = \"early_warning:desk=60%: this share of the failures at the step is caught before the customer "
      "notices, without false alarms\"\n"
      "from = \"calm\"\n"
      "steps.desk.failure.probability = \"3.2 %\"\n"
      "steps.desk.for.regular.failure.probability = \"0.8 %\"\n");
}

}  // namespace
}  // namespace throughline
