// SPDX-License-Identifier: MIT
// compare and sweep of the built program, as a user meets them.
#include <gtest/gtest.h>

#include <string>

#include "program.hpp"

namespace throughline {
namespace {

using testing::Program;

TEST_F(Program, ComparesScenariosWithTheFileAsItIs) {
  throughline("compare desk.toml")
      .exits_with(0)
      .prints("The best by journey.time.mean is two")
      .prints("two against base");
  throughline("compare desk.toml --scenario two").exits_with(0).prints("two against base");
  throughline("compare desk.toml --scenario two --scenario base").exits_with(0).prints("base against two");
  throughline("compare desk.toml --scenario three").exits_with(2).complains_of("unknown scenario \"three\"");
  throughline("compare desk.toml --measure step.ask.wait.mean --measure journey.failed")
      .exits_with(0)
      .prints("of 2 measures")
      .prints("step.ask.wait.mean");
  throughline("compare desk.toml --measure step.aks.wait.mean").exits_with(2).complains_of("unknown step \"aks\"");
  throughline("compare desk.toml --same-within 0").exits_with(2).complains_of("--same-within \"0\"");
  throughline("compare desk.toml --replications 1").exits_with(2).complains_of("--replications \"1\"");
}

TEST_F(Program, GatesRedesigns) {
  throughline("compare desk.toml --junit a.xml").exits_with(0);
  EXPECT_NE(folder_.read("a.xml").find("name=\"Desk.two\""), std::string::npos);
  // One clerk is worse than two, and nothing is without a target.
  throughline("compare desk.toml --scenario two --scenario base").exits_with(0);
  throughline("compare desk.toml --scenario two --scenario base --strict --junit a.xml --reproducible").exits_with(99);
  EXPECT_NE(folder_.read("a.xml").find("<failure type=\"worse\""), std::string::npos);
  throughline("sweep desk.toml --vary staff.clerk.count=1..3 --strict --junit a.xml").exits_with(0);
  EXPECT_NE(folder_.read("a.xml").find("<system-out>met: The cheapest of 3 alternatives"), std::string::npos);
  throughline("sweep coin.toml --vary staff.clerk.count=1..2 --replications 20 --strict --junit a.xml").exits_with(99);
}

TEST_F(Program, ComparesFiles) {
  throughline("compare desk.toml strict.toml").exits_with(0).prints("strict against desk");
  throughline("compare desk.toml strict.toml --scenario base --scenario two")
      .exits_with(0)
      .prints("strict two against desk");
  throughline("compare desk.toml missing.toml").exits_with(1).complains_of("missing.toml");
  throughline("compare desk.toml strict.toml --json strict.toml").exits_with(2).complains_of("would overwrite");
}

TEST_F(Program, ComparesUntilTheBestIsKnown) {
  throughline("compare desk.toml --best journey.time.p90 --json a.json --reproducible --threads 1").exits_with(0);
  throughline("compare desk.toml --best journey.time.p90 --json b.json --reproducible --threads 8").exits_with(0);
  EXPECT_EQ(folder_.read("a.json"), folder_.read("b.json"));
  EXPECT_NE(folder_.read("a.json").find("\"left\":[\"two\"]"), std::string::npos);
}

TEST_F(Program, WritesPagesOfRedesigns) {
  throughline("compare desk.toml --html a.html --reproducible --quiet").exits_with(0);
  const std::string page = folder_.read("a.html");
  EXPECT_LT(page.find("<section id=\"scenarios\""), page.find("<section id=\"differences\""));
  EXPECT_NE(page.find("data-path=\"/alternatives/1/differences/0/value\""), std::string::npos);
  throughline("compare desk.toml --html b.html --reproducible --quiet --threads 3").exits_with(0);
  EXPECT_EQ(folder_.read("b.html"), page);
  throughline("sweep desk.toml --vary staff.clerk.count=1..2 --html s.html --quiet").exits_with(0);
  EXPECT_NE(folder_.read("s.html").find("<section id=\"frontier\""), std::string::npos);
}

TEST_F(Program, SweepsForTheCheapest) {
  shell(
      "\"$THROUGHLINE_PROGRAM\" sweep desk.toml --set 'staff.clerk.cost=20 per hour' --vary staff.clerk.count=1..4 "
      "--csv a.csv")
      .exits_with(0)
      .prints("The cheapest of 4 alternatives that meets the targets is staff.clerk.count=1, at ")
      .prints("confirm it");
  EXPECT_NE(folder_.read("a.csv").find("staff.clerk.count,status,cost,"), std::string::npos);
  EXPECT_NE(folder_.read("a.csv").find("\r\n1,meets,"), std::string::npos);
  EXPECT_NE(folder_.read("a.csv").find("\r\n4,dearer,"), std::string::npos);
  throughline("sweep strict.toml --vary staff.clerk.count=1..3").exits_with(99).prints("None of 3 alternatives");
  throughline("sweep desk.toml").exits_with(2).complains_of("needs a --vary");
  throughline("sweep desk.toml --vary staff.clerk.count=3..1").exits_with(2).complains_of("--vary");
  throughline("sweep desk.toml --vary staff.clark.count=1..2").exits_with(2).complains_of("clark");
}

}  // namespace
}  // namespace throughline
