// SPDX-License-Identifier: MIT
// --lever and `levers` of the built program, as a user meets them.
#include <gtest/gtest.h>

#include <string>

#include "program.hpp"

namespace throughline {
namespace {

using testing::Program;

TEST_F(Program, PullsLeversWhereverSettingsAreTaken) {
  for (const std::string command : {"run", "compare", "sensitivity", "verify", "trace", "check", "draw"})
    throughline(command + " desk.toml --lever surge:clerk").exits_with(0);
  throughline("sweep desk.toml --vary staff.clerk.count=1..2 --lever surge:clerk").exits_with(0);
  throughline("gaps desk.toml --north-star journey.completed --replications 4 --lever surge:clerk").exits_with(0);
}

TEST_F(Program, TellsALeverAsSettingsThatRepeatTheRun) {
  throughline(
      "run desk.toml --lever early_warning:ask=60% --lever surge:clerk --set staff.clerk.surge.on_call.add=2 --csv "
      "a.csv --json a.json --reproducible")
      .exits_with(0);
  const std::string json = folder_.read("a.json");
  const std::string surge =
      R"(staff.clerk.surge.on_call={ when = \"queue > 1 for 5 min\", add = 1, until = \"queue < 1 for 5 min\" })";
  const std::size_t first = json.find("\"steps.ask.failure.probability=0.2\"");
  const std::size_t second = json.find(surge);
  const std::size_t third = json.find("\"staff.clerk.surge.on_call.add=2\"");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_NE(third, std::string::npos) << json.substr(0, 2000);
  shell(
      "$THROUGHLINE_PROGRAM run desk.toml --set steps.ask.failure.probability=0.2 --set 'staff.clerk.surge.on_call={ "
      "when = \"queue > 1 for 5 min\", add = 2, until = \"queue < 1 for 5 min\" }' --csv b.csv")
      .exits_with(0);
  EXPECT_EQ(folder_.read("a.csv"), folder_.read("b.csv"));
}

TEST_F(Program, ComparesLeversWithTheFile) {
  throughline(
      "compare desk.toml --lever surge:clerk --lever early_warning:ask=60% --measure journey.failed --json a.json")
      .exits_with(0)
      .prints("surge:clerk against base")
      .prints("early_warning:ask=60% against base");
  EXPECT_NE(folder_.read("a.json").find("steps.ask.failure.probability=0.2"), std::string::npos);
  throughline("report a.json").exits_with(0).prints("surge:clerk against base");
  throughline("compare desk.toml --scenario two --lever early_warning:ask")
      .exits_with(0)
      .prints("early_warning:ask against two");
  throughline("compare desk.toml --scenario base --scenario two --lever tools:ask")
      .exits_with(0)
      .prints("two against base")
      .prints("tools:ask against base");
  throughline("compare desk.toml strict.toml --lever surge:clerk").exits_with(2).complains_of("in one file");
}

TEST_F(Program, ListsLeversAsScenariosToPaste) {
  throughline("levers desk.toml")
      .exits_with(0)
      .complains_of_nothing()
      .prints("\n# Predictive analytics\n\n[scenarios.early_warning_ask]\n")
      .prints("[scenarios.surge_clerk]\n");
  const std::string all = throughline("levers desk.toml").output();
  folder_.write("more.toml", folder_.read("desk.toml") + "\n" + all);
  throughline("check more.toml").exits_with(0).prints("7 scenarios");
  const std::string one = throughline("levers desk.toml --lever surge:clerk=2").exits_with(0).output();
  EXPECT_EQ(one.rfind("[scenarios.surge_clerk]\n", 0), 0U) << one;
  EXPECT_NE(one.find("add = 2"), std::string::npos) << one;
  folder_.write("pasted.toml", folder_.read("desk.toml") + "\n" + one);
  throughline("run pasted.toml --scenario surge_clerk --csv a.csv").exits_with(0);
  throughline("run desk.toml --lever surge:clerk=2 --csv b.csv").exits_with(0);
  EXPECT_EQ(folder_.read("a.csv"), folder_.read("b.csv"));
}

TEST_F(Program, ComplainsOfLeversThatDoNotApply) {
  throughline("run desk.toml --lever surge").exits_with(2).complains_of("--lever \"surge\": expected NAME:WHERE");
  throughline("run desk.toml --lever sruge:clerk").exits_with(2).complains_of("did you mean \"surge\"?");
  throughline("run desk.toml --lever surge:clrek")
      .exits_with(2)
      .complains_of("--lever \"surge:clrek\": the file has no such pool; did you mean \"clerk\"?");
  throughline("run desk.toml --lever training:clerk").exits_with(2).complains_of("nobody there is new");
  throughline("levers desk.toml --lever voucher:ask=none").exits_with(2).complains_of("expected a share above 0");
  throughline("levers broken.toml").exits_with(3).complains_of("lenght");
  throughline("run broken.toml --lever surge:clerk").exits_with(3).complains_of("lenght");
  throughline("run desk.toml --scenario three --lever surge:clerk").exits_with(2).complains_of("unknown scenario");
}

}  // namespace
}  // namespace throughline
