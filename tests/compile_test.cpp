// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "model/program.hpp"
#include "replay.hpp"
#include "throughline/model.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

using testing::model_of;

/// One segment `all`, which comes to step `a` at random; one pool, `clerk`.
std::string service(const std::string& rest) {
  return "schema = 1\n[blueprint]\nstarts = \"2026-01-05 08:00\"\n[run]\nlength = \"1 h\"\n[segments.all]\nstart = "
         "\"a\"\narrivals = { rate = \"10 per hour\" }\n[staff.clerk]\ncount = 1\n" +
         rest;
}

const std::string queue = "[steps.a]\nstaff = \"clerk\"\ntime = { exponential = { mean = \"5 min\" } }\n";

std::vector<Verb> verbs_of(const Model& model) {
  std::vector<Verb> verbs;
  for (const Instruction& instruction : model.program().code) verbs.push_back(instruction.verb);
  return verbs;
}

bool has(const Model& model, Verb verb) {
  const std::vector<Verb> verbs = verbs_of(model);
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

/// The verbs that the second blueprint has and the first has not.
std::set<Verb> added(const std::string& without, const std::string& with) {
  const std::vector<Verb> before = verbs_of(model_of(service(without)));
  std::set<Verb> verbs;
  for (const Verb verb : verbs_of(model_of(service(with)))) {
    if (std::find(before.begin(), before.end(), verb) == before.end()) verbs.insert(verb);
  }
  return verbs;
}

using Verbs = std::set<Verb>;

TEST(Closures, AreSecondsOfTheRun) {
  const auto program = [](const std::string& closed) {
    return compile(build_blueprint(read_document_text("schema = 1\n[blueprint]\nstarts = \"2026-01-05 "
                                                      "18:00\"\n[run]\nlength = \"2 d\"\n[calendar]\nclosed = " +
                                                          closed +
                                                          "\n[segments.guest]\nstart = \"desk\"\narrivals = { rate = "
                                                          "\"6 per hour\" }\n[staff.clerk]\ncount = 2\n"
                                                          "[steps.desk]\nstaff = \"clerk\"\ntime = \"2 min\"\n",
                                                      "test.toml")))
        .program();
  };
  constexpr double hour = 3600.0;
  EXPECT_EQ(program("\"2026-01-06\"").closures, (std::vector<Closure>{{6 * hour, 30 * hour}}));
  EXPECT_EQ(program("[\"2026-01-05\", \"2026-01-07..2026-02-01\", \"2026-01-02\"]").closures,
            (std::vector<Closure>{{0.0, 6 * hour}, {30 * hour, 48 * hour}}));
  EXPECT_TRUE(program("\"2027-01-06\"").closures.empty());
}

TEST(Compile, EmitsOnlyTheVerbsThatTheBlueprintUses) {
  EXPECT_EQ(verbs_of(model_of(service(queue))),
            (std::vector<Verb>{Verb::leave, Verb::leave, Verb::leave, Verb::leave, Verb::reach, Verb::seize,
                               Verb::serve, Verb::release, Verb::pass}));
  EXPECT_EQ(added(queue, queue + "patience = { exponential = { mean = \"1 min\" } }\n"),
            (Verbs{Verb::seize_patient, Verb::jump}));
  EXPECT_EQ(added(queue, queue + "wrap_up = { exponential = { mean = \"1 min\" } }\n"),
            (Verbs{Verb::wrap_up, Verb::wrapped_up}));
  EXPECT_EQ(added(queue, queue + "failure = { probability = 0.1 }\n"), (Verbs{Verb::fail}));
  EXPECT_EQ(added(queue, queue + "next = { a = 0.5, done = 0.5 }\n"), (Verbs{Verb::choose}));
  EXPECT_EQ(added(queue, queue + "next = { a = { by_clock = { \"08:00\" = 0.5 } }, done = \"rest\" }\n"),
            (Verbs{Verb::choose_by_clock}));
  EXPECT_EQ(added(queue, queue + "next.done = { delay = \"5 s\" }\n"), (Verbs{Verb::delay, Verb::jump}));
  EXPECT_EQ(added(queue, queue + "next.done = { loss = 0.1 }\n"), (Verbs{Verb::lose, Verb::jump}));
  EXPECT_EQ(added(queue, queue + "next.done = { repeat = 0.1 }\n"), (Verbs{Verb::repeat_visit, Verb::jump}));
  EXPECT_EQ(added(queue, queue + "[stages.s]\nfrom = \"a\"\nto = \"a.end\"\n"),
            (Verbs{Verb::mark_from, Verb::mark_to}));
  EXPECT_EQ(added(queue, queue + "expects = { wait = \"1 min\" }\n"), (Verbs{Verb::judge_wait}));
  EXPECT_EQ(added(queue, queue + "[steps.a.for.all]\ntime = \"1 min\"\n[segments.other]\nstart = \"a\"\n"),
            (Verbs{Verb::by_segment, Verb::yield}));
}

TEST(Compile, LeavesOutEffectsThatNeverHappen) {
  EXPECT_EQ(verbs_of(model_of(service(queue + "next.done = { loss = 0, repeat = 0 }\n"))),
            verbs_of(model_of(service(queue))));
}

TEST(Compile, YieldsOnlyWhereEqualTimesCanHappenByDesign) {
  EXPECT_FALSE(model_of(service(queue)).program().exact_ties);
  EXPECT_FALSE(model_of(service(queue + "next = \"b\"\n[steps.b]\ntime = \"1 min\"\n")).program().exact_ties)
      << "a constant behind times that are never equal";
  const auto ties = [](const std::string& rest) {
    const Model model = model_of(service(rest));
    EXPECT_EQ(model.program().exact_ties, has(model, Verb::yield));
    return model.program().exact_ties;
  };
  EXPECT_TRUE(ties("[steps.a]\nstaff = \"clerk\"\ntime = \"5 min\"\n"));
  EXPECT_TRUE(
      ties("[steps.a]\nstaff = \"clerk\"\ntime = { by_clock = { \"08:00\" = { exponential = { mean = \"1 min\" } }, "
           "\"12:00\" = \"5 min\" } }\n"));
  EXPECT_TRUE(ties("[steps.a]\nstaff = \"clerk\"\ntime = { exponential = { mean = \"5 min\" }, max = \"10 min\" }\n"))
      << "clamped";
  EXPECT_TRUE(ties(queue + "[segments.bus]\nstart = \"a\"\narrivals = { interarrival = \"10 min\" }\n"));
}

TEST(Compile, GuardsOnlyLoopsInWhichATimeOfNothingIsPossible) {
  const std::string loop = "next = { a = 0.5, done = 0.5 }\n";
  EXPECT_FALSE(has(model_of(service(queue + loop)), Verb::guard));
  EXPECT_FALSE(has(model_of(service("[steps.a]\nlane = \"customer\"\n")), Verb::guard)) << "no loop";
  EXPECT_TRUE(has(model_of(service("[steps.a]\nlane = \"customer\"\n" + loop)), Verb::guard));
  EXPECT_TRUE(has(model_of(service("[steps.a]\ntime = \"0 s\"\n" + loop)), Verb::guard));
  EXPECT_FALSE(has(model_of(service("[steps.a]\ntime = \"1 s\"\n" + loop)), Verb::guard));
  EXPECT_TRUE(has(model_of(service(queue + "patience = \"0 s\"\non_abandon = { next = \"a\" }\n")), Verb::guard))
      << "gives up at once, and comes again at once";
}

TEST(Compile, CountsVisitsOnlyWhereACustomerCanComeAgain) {
  const auto slots = [](const std::string& rest) { return model_of(service(rest)).program().counted_steps; };
  const std::string then_b = "next = \"b\"\n[steps.b]\ntime = \"1 min\"\n";
  EXPECT_EQ(slots(queue + then_b), 0U);
  EXPECT_EQ(slots(queue + "failure = { probability = 0.1, then = \"retry\" }\n" + then_b), 1U);
  EXPECT_EQ(slots(queue + "next.b = { repeat = 0.1 }\n[steps.b]\ntime = \"1 min\"\n"), 1U);
  EXPECT_EQ(slots(queue + "next.b = { repeat = 0.1, repeat_time = \"1 s\" }\n[steps.b]\ntime = \"1 min\"\n"), 0U);
  EXPECT_EQ(slots(queue + then_b + "next = { a = 0.1, done = 0.9 }\n"), 2U);
}

TEST(Compile, GivesSegmentsWithEqualWaysOneProgram) {
  const std::string others = "[segments.two]\nstart = \"a\"\n[segments.three]\nstart = \"a\"\n";
  const Model alike = model_of(service(others + queue));
  EXPECT_FALSE(has(alike, Verb::by_segment));
  const Model one_differs =
      model_of(service(others + queue + "[steps.a.for.two]\ntime = { exponential = { mean = \"1 min\" } }\n"));
  EXPECT_TRUE(has(one_differs, Verb::by_segment));
  ASSERT_EQ(one_differs.program().segment_targets.size(), 3U);
  EXPECT_EQ(one_differs.program().segment_targets[0], one_differs.program().segment_targets[2]);
  EXPECT_NE(one_differs.program().segment_targets[0], one_differs.program().segment_targets[1]);
}

TEST(Compile, ChoosesByCumulativeSharesOfWhichTheLastOpenOneIsOne) {
  const Model model = model_of(service(queue + "next = { b = 0.3, c = 0.7, done = 0.0 }\n[steps.b]\ntime = \"1 s\"\n"
                                               "[steps.c]\ntime = \"1 s\"\n"));
  ASSERT_EQ(model.program().choices.size(), 3U);
  EXPECT_EQ(model.program().choices[0].threshold, 0.3);
  EXPECT_EQ(model.program().choices[1].threshold, 1.0)
      << "0.3 + 0.7 is below 1 in binary, and no draw may fall through";
  EXPECT_EQ(model.program().choices[2].threshold, 1.0);
}

TEST(Compile, RanksTheCustomersOfAPoolByTheFirstEntryThatMatches) {
  const Model model = model_of(R"(schema = 1
[run]
length = "1 h"
[segments]
red = { start = "a", arrivals = { rate = "1 per hour" } }
blue = { start = "b", arrivals = { rate = "1 per hour" } }
[staff.clerk]
count = 1
priority = ["segment.blue", "step.b"]
[staff.other]
count = 1
[steps.a]
staff = "clerk"
time = { exponential = { mean = "1 min" } }
[steps.b]
staff = "clerk"
time = { exponential = { mean = "1 min" } }
next = "c"
[steps.c]
staff = "other"
time = { exponential = { mean = "1 min" } }
)");
  const Program& program = model.program();
  EXPECT_EQ(program.pools[0].ranks, 3U);
  EXPECT_EQ(program.pools[1].ranks, 1U);
  EXPECT_EQ(program.steps[2].first_rank, no_index);
  const auto rank = [&](std::size_t step, std::size_t segment) {
    return program.ranks[program.steps[step].first_rank + segment];
  };
  EXPECT_EQ(rank(0, 0), 2U);
  EXPECT_EQ(rank(0, 1), 0U);
  EXPECT_EQ(rank(1, 0), 1U);
  EXPECT_EQ(rank(1, 1), 0U);
  EXPECT_EQ(program.pools[0].steps, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(program.pools[0].upstream, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(program.pools[1].upstream, (std::vector<std::uint32_t>{1, 2}));
}

TEST(Compile, LaysOutTheRosterWithPeopleComingBeforePeopleGoing) {
  const Model model = model_of(R"(schema = 1
[blueprint]
starts = "2026-01-05 08:00"
[run]
length = "6 h"
[segments.all]
start = "a"
arrivals = { rate = "1 per hour" }
[staff.clerk]
shifts.night = { from = "22:00", to = "10:00", count = 2 }
shifts.day = { from = "10:00", to = "18:00", count = 3 }
[staff.porter]
count = { "00:00" = 1, "10:00" = 2, "12:00" = 0 }
[steps.a]
staff = "clerk"
time = { exponential = { mean = "1 min" } }
next = "b"
[steps.b]
staff = "porter"
time = { exponential = { mean = "1 min" } }
)");
  const Program& program = model.program();
  using Kind = RosterEvent::Kind;
  const double hour = 3600.0;
  EXPECT_EQ(program.pools[0].people, 5U);
  EXPECT_EQ(program.groups, (std::vector<ShiftGroup>{{0, 0, 2, -10 * hour}, {0, 2, 3, 2 * hour}}));
  EXPECT_EQ(program.roster, (std::vector<RosterEvent>{{0.0, 0, Kind::group_begins, 0, 2},
                                                      {0.0, 1, Kind::level_rises, 0, 1},
                                                      {2 * hour, 0, Kind::group_begins, 1, 3},
                                                      {2 * hour, 1, Kind::level_rises, 0, 2},
                                                      {2 * hour, 0, Kind::group_ends, 0, 2},
                                                      {4 * hour, 1, Kind::level_falls, 0, 0},
                                                      {10 * hour, 0, Kind::group_ends, 1, 3}}));
}

TEST(Compile, CollectsTheLimitsOfTargetsAndExpectationsOnceEach) {
  const Model model = model_of(service(queue + R"toml(expects = { wait = "1 min" }
next = "b"
[steps.b]
staff = "clerk"
time = { exponential = { mean = "1 min" } }
[stages.s]
from = "arrival"
to = "b"
[targets]
"step.a.service_level(30 s)" = "> 80 %"
"step.a.service_level(60 s)" = "> 80 %"
"segment.all.step.b.service_level(2 min)" = "> 80 %"
"journey.within(1 h)" = "> 80 %"
"journey.within(30 min)" = "> 80 %"
"stage.s.within(5 min)" = "> 80 %"
)toml"));
  const Program& program = model.program();
  EXPECT_EQ(program.wait_limits, (std::vector<double>{30.0, 60.0, 120.0}));
  EXPECT_EQ(program.wait_limit_first, (std::vector<std::uint32_t>{0, 2, 3}));
  EXPECT_EQ(program.journey_limits, (std::vector<double>{1800.0, 3600.0}));
  EXPECT_EQ(program.stage_limits, (std::vector<double>{300.0}));
  EXPECT_EQ(program.stage_limit_first, (std::vector<std::uint32_t>{0, 1}));
}

TEST(Compile, AddressesLuckByKeysNotByPlaces) {
  const Model model = model_of(service(queue));
  EXPECT_EQ(model.program().steps[0].address, address_of("a"));
  EXPECT_EQ(model.program().segments[0].address, address_of("all"));
}

TEST(Model, EqualsAModelThatSimulatesTheSame) {
  const Model model = model_of(service(queue));
  EXPECT_EQ(model, model);
  EXPECT_EQ(model, model_of(service(queue)));
  EXPECT_EQ(model, model_of(service(queue + "name = \"Desk\"\nphase = \"Arrival\"\nevidence = \"Sign\"\n")));
  EXPECT_EQ(model, model_of(service(queue + "[targets]\n\"journey.time.p90\" = \"< 1 h\"\n")));
}

TEST(Model, DiffersWhereAnythingElseWouldBeSimulated) {
  const Model model = model_of(service(queue));
  for (const char* setting :
       {"staff.clerk.count", "run.seed", "run.replications", "run.max_inside", "run.confidence"}) {
    const std::string value = std::string(setting) == "run.confidence" ? "0.9" : "7";
    EXPECT_FALSE(model == model_of(service(queue), Overlay{"base", {{setting, value}}})) << setting;
  }
  EXPECT_FALSE(model == model_of(service(queue), Overlay{"base", {{"run.length", "2 h"}}}));
  EXPECT_FALSE(model == model_of(service(queue), Overlay{"base", {{"steps.a.time", "5 min"}}}));
  EXPECT_FALSE(model == model_of(service(queue), Overlay{"base", {{"segments.all.value", "3"}}}));
  EXPECT_FALSE(model == model_of(service(queue), Overlay{"base", {{"staff.clerk.cost", "3 per hour"}}}));
}

}  // namespace
}  // namespace throughline
