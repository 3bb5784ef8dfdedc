// SPDX-License-Identifier: MIT
#include "blueprint/kept_cycles.hpp"

#include <gtest/gtest.h>

#include "blueprint_text.hpp"

namespace throughline {
namespace {

/// Two classes, `a` from step `a1` on and `b` from `b1` on, and pools `bay`, `doctor`, `nurse` and `porter`.
Blueprint with_steps(const std::string& steps) {
  std::string text;
  for (const char* const segment : {"a", "b"}) {
    text +=
        std::string("[segments.") + segment + "]\nstart = \"" + segment + "1\"\narrivals = { rate = \"1 per hour\" }\n";
  }
  for (const char* const pool : {"bay", "doctor", "nurse", "porter"})
    text += std::string("[staff.") + pool + "]\ncount = 1\n";
  return blueprint_of(text + steps);
}

std::string step(const std::string& key, const std::string& staff, const std::string& rest) {
  return "[steps." + key + "]\nstaff = " + staff + "\ntime = \"5 min\"\n" + rest + "\n";
}

/// `bay(a1) -> doctor(a2)`, a circle in a line.
std::string circles_of(const std::string& steps) {
  const Blueprint blueprint = with_steps(steps);
  std::string text;
  for (const std::vector<KeptCall>& circle : kept_cycles(blueprint)) {
    for (const KeptCall& call : circle) {
      text += blueprint.staff[static_cast<std::size_t>(call.keeps)].key + "(" + blueprint.step(call.since).key +
              ") -> " + blueprint.staff[static_cast<std::size_t>(call.calls)].key + "(" + blueprint.step(call.at).key +
              ") ";
    }
    text += "\n";
  }
  return text;
}

const std::string bay_then_doctor =
    step("a1", "\"bay\"", "keeps = [\"bay\"]\nnext = \"a2\"") + step("a2", "[\"bay\", \"doctor\"]", "");
const std::string doctor_then_bay =
    step("b1", "\"doctor\"", "keeps = [\"doctor\"]\nnext = \"b2\"") + step("b2", "[\"doctor\", \"bay\"]", "");

TEST(KeptCycles, AreFoundWhereTwoPoolsAreCalledForInEitherOrder) {
  EXPECT_EQ(circles_of(bay_then_doctor + doctor_then_bay), "bay(a1) -> doctor(a2) doctor(b1) -> bay(b2) \n");
}

TEST(KeptCycles, AreNoneWhereEverybodyCallsInTheSameOrder) {
  EXPECT_EQ(circles_of(bay_then_doctor + step("b1", "\"bay\"", "keeps = [\"bay\"]\nnext = \"b2\"") +
                       step("b2", "\"doctor\"", "keeps = [\"doctor\"]\nnext = \"b3\"") +
                       step("b3", "[\"bay\", \"doctor\"]", "")),
            "");
}

TEST(KeptCycles, AreNoneWhereBothAreTakenAtOneStep) {
  EXPECT_EQ(
      circles_of(bay_then_doctor + step("b1", "[\"doctor\", \"bay\"]", "keeps = [\"doctor\", \"bay\"]\nnext = \"b2\"") +
                 step("b2", "[\"doctor\", \"bay\"]", "")),
      "");
}

TEST(KeptCycles, EndWhereOneIsReleasedBeforeTheOtherIsCalled) {
  EXPECT_EQ(circles_of(bay_then_doctor + step("b1", "\"doctor\"", "keeps = [\"doctor\"]\nnext = \"b2\"") +
                       step("b2", "\"nurse\"", "releases = [\"doctor\"]\nnext = \"b3\"") + step("b3", "\"bay\"", "")),
            "");
  EXPECT_EQ(circles_of(bay_then_doctor + step("b1", "\"doctor\"", "keeps = [\"doctor\"]\nnext = \"b2\"") +
                       step("b2", "\"nurse\"", "next = \"b3\"") + step("b3", "\"bay\"", "releases = [\"doctor\"]")),
            "bay(a1) -> doctor(a2) doctor(b1) -> bay(b3) \n")
      << "released at the end of the step that called";
}

TEST(KeptCycles, EndWithPatience) {
  EXPECT_EQ(circles_of(bay_then_doctor + step("b1", "\"doctor\"", "keeps = [\"doctor\"]\nnext = \"b2\"") +
                       step("b2", "[\"doctor\", \"bay\"]", "patience = \"10 min\"")),
            "");
  EXPECT_EQ(circles_of(bay_then_doctor + step("b1", "\"doctor\"", "keeps = [\"doctor\"]\nnext = \"b2\"") +
                       step("b2", "\"nurse\"", "patience = \"10 min\"\non_abandon = { next = \"b3\" }") +
                       step("b3", "\"bay\"", "")),
            "bay(a1) -> doctor(a2) doctor(b1) -> bay(b3) \n")
      << "whoever gave up elsewhere still keeps";
}

TEST(KeptCycles, GoOverThreePools) {
  EXPECT_EQ(
      circles_of(bay_then_doctor + step("b1", "\"doctor\"", "keeps = [\"doctor\"]\nnext = { b2 = 0.5, b3 = 0.5 }") +
                 step("b2", "\"nurse\"", "") + step("b3", "\"porter\"", "releases = [\"doctor\"]\nnext = \"b4\"") +
                 step("b4", "\"nurse\"", "keeps = [\"nurse\"]\nnext = \"b5\"") + step("b5", "\"bay\"", "")),
      "bay(a1) -> doctor(a2) doctor(b1) -> nurse(b2) nurse(b4) -> bay(b5) \n");
}

TEST(KeptCycles, ComeFromARetryWhichCallsAgain) {
  const std::string again =
      step("a1", "[\"bay\", \"doctor\"]", "keeps = [\"bay\"]\nfailure = { probability = 0.1, then = \"retry\" }");
  EXPECT_EQ(circles_of(again + doctor_then_bay), "bay(a1) -> doctor(a1) doctor(b1) -> bay(b2) \n");
  EXPECT_EQ(circles_of(step("a1", "[\"bay\", \"doctor\"]", "keeps = [\"bay\"]") + doctor_then_bay), "");
}

TEST(KeptCycles, NeedAllOfSeveralWhoWouldDo) {
  const std::string any = step("a1", "\"bay\"", "keeps = [\"bay\"]\nnext = \"a2\"") +
                          step("a2", "{ any_of = [\"doctor\", \"nurse\"] }", "");
  EXPECT_EQ(circles_of(any + doctor_then_bay), "") << "the nurse is never kept";
  EXPECT_EQ(
      circles_of(any +
                 step("b1", "{ any_of = [\"doctor\", \"nurse\"] }", "keeps = [\"doctor\", \"nurse\"]\nnext = \"b2\"") +
                 step("b2", "\"bay\"", "")),
      "bay(a1) -> doctor(a2) doctor(b1) -> bay(b2) \n");
  EXPECT_EQ(
      circles_of(step("a1", "{ any_of = [\"doctor\", \"nurse\"] }", "keeps = [\"doctor\", \"nurse\"]\nnext = \"a2\"") +
                 step("a2", "{ any_of = [\"doctor\", \"nurse\"] }", "next = \"b1\"") + step("b1", "\"porter\"", "")),
      "")
      << "whoever keeps one calls for none";
  EXPECT_EQ(
      circles_of(step("a1", "{ any_of = [\"doctor\", \"nurse\"] }", "keeps = [\"doctor\", \"nurse\"]\nnext = \"a2\"") +
                 step("a2", "\"doctor\"", "next = \"b1\"") + step("b1", "\"nurse\"", "")),
      "doctor(a1) -> nurse(b1) nurse(a1) -> doctor(a2) \n");
}

TEST(KeptCycles, AreOfThoseWhoEverCome) {
  EXPECT_EQ(circles_of(bay_then_doctor + step("b1", "\"porter\"", "next = { done = 1.0, b2 = 0.0 }") +
                       step("b2", "\"doctor\"", "keeps = [\"doctor\"]\nnext = \"b3\"") + step("b3", "\"bay\"", "")),
            "");
}

TEST(KeptCycles, AreOfBranchesAndWorkThatCallForWhomTheirJourneyKeeps) {
  const std::string porter = step("b1", "\"porter\"", "");
  EXPECT_EQ(circles_of(step("a1", "\"bay\"", "keeps = [\"bay\"]\nfork = { a2 = 1.0 }\njoin = \"a3\"") +
                       step("a2", "\"bay\"", "") + step("a3", "\"nurse\"", "") + porter),
            "bay(a1) -> bay(a2) \n");
  const std::string awaited = step("a1", "\"bay\"", "keeps = [\"bay\"]\nstarts = \"a2\"\nnext = \"a3\"");
  EXPECT_EQ(circles_of(awaited + step("a2", "\"bay\"", "") + step("a3", "\"nurse\"", "awaits = \"a2\"") + porter),
            "bay(a3) -> bay(a2) \n");
  EXPECT_EQ(circles_of(awaited + step("a2", "\"bay\"", "") + step("a3", "\"nurse\"", "") + porter), "")
      << "the work is not awaited";
}

TEST(KeptCycles, AreOfThoseWhoAreThereAtTheBeginning) {
  const Blueprint blueprint = blueprint_of(
      "[segments.a]\nstart = \"a3\"\narrivals = { rate = \"1 per hour\", backlog = { a1 = 1 } }\n"
      "[staff.bay]\ncount = 1\n[staff.nurse]\ncount = 1\n" +
      step("a1", "\"bay\"", "keeps = [\"bay\"]\nfork = { a2 = 1.0 }\njoin = \"a3\"") + step("a2", "\"bay\"", "") +
      step("a3", "\"nurse\"", ""));
  EXPECT_EQ(kept_cycles(blueprint).size(), 1U);
}

TEST(KeptCycles, AreOfThoseWhomADeadlineTakesOutOfAService) {
  const std::string porter = step("b1", "\"porter\"", "");
  const std::string deadline =
      "keeps = [\"bay\"]\nreleases = [\"bay\"]\ndeadline = { after = \"4 min\", next = \"a2\" }";
  EXPECT_EQ(circles_of(step("a1", "\"bay\"", deadline) + step("a2", "\"nurse\"", "fork = { a3 = 1.0 }\njoin = \"a4\"") +
                       step("a3", "\"bay\"", "") + step("a4", "\"nurse\"", "") + porter),
            "bay(a2) -> bay(a3) \n");
}

TEST(KeptCycles, AreOfThoseWhoStayWithCustomersOnWarmHandoffs) {
  const std::string warm_to_nurse = step("a1", "\"doctor\"", "next.a2 = { handoff = \"warm\" }");
  const std::string porter = step("b1", "\"porter\"", "");
  EXPECT_EQ(circles_of(warm_to_nurse + step("a2", "\"nurse\"", "") + porter), "") << "nurses wait for nobody";
  EXPECT_EQ(circles_of(warm_to_nurse + step("a2", "\"nurse\"", "next.a3 = { handoff = \"warm\" }") +
                       step("a3", "\"doctor\"", "") + porter),
            "doctor(a1) -> nurse(a2) nurse(a2) -> doctor(a3) \n");
  EXPECT_EQ(circles_of(warm_to_nurse + step("a2", "\"doctor\"", "") + porter), "doctor(a1) -> doctor(a2) \n");
  EXPECT_EQ(circles_of(warm_to_nurse + step("a2", "\"doctor\"", "patience = \"5 min\"") + porter), "");
}

TEST(KeptCycles, AreOfThoseWhoAreServedTogetherByWhomTheyKeep) {
  const std::string porter = step("b1", "\"porter\"", "");
  const std::string kept = step("a1", "\"doctor\"", "keeps = [\"doctor\"]\nnext = \"a2\"");
  EXPECT_EQ(circles_of(kept + step("a2", "\"doctor\"", "") + porter), "");
  EXPECT_EQ(circles_of(kept + step("a2", "\"doctor\"", "batch = { size = 2 }") + porter),
            "doctor(a1) -> doctor(a2) \n");
}

TEST(KeptCycles, AreToldWithTheirStepsAndTheWayOut) {
  std::string told;
  for (const Diagnostic& doubt : with_steps(bay_then_doctor + doctor_then_bay).warnings) {
    if (doubt.message.find("for ever") != std::string::npos) told += to_string(doubt);
  }
  EXPECT_EQ(
      told,
      "test.toml:21:8: warning: staff \"bay\" -> \"doctor\" -> \"bay\": customers can wait for each other for ever: "
      "who keeps \"bay\" since step \"a1\" calls for \"doctor\" at step \"a2\", who keeps \"doctor\" since step \"b1\" "
      "calls for \"bay\" at step \"b2\"; call for \"bay\" and \"doctor\" at one step, all at once, or release one "
      "before the next is called");
}

}  // namespace
}  // namespace throughline
