// SPDX-License-Identifier: MIT
#include "throughline/blueprint.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "blueprint_text.hpp"

namespace throughline {
namespace {

const std::string guests = "[segments.guest]\nstart = \"a\"\narrivals = { rate = \"6 per hour\" }\n";
const std::string members = "[segments.member]\nstart = \"a\"\narrivals = { rate = \"6 per hour\" }\n";
const std::string clerks = "[staff.clerk]\ncount = 2\n[staff.cook]\ncount = 2\n";

std::string step(const std::string& key, const std::string& rest = "") {
  return "[steps." + key + "]\n" + rest + (rest.empty() ? "" : "\n");
}

std::vector<Route> routes(const Blueprint& blueprint, const std::string& from, const std::string& to,
                          RouteKind kind = RouteKind::next) {
  const auto source = static_cast<Blueprint::Vertex>(step_named(blueprint, from));
  const auto target = to == "done" ? blueprint.end : static_cast<Blueprint::Vertex>(step_named(blueprint, to));
  std::vector<Route> found;
  for (const auto edge : boost::make_iterator_range(boost::out_edges(source, blueprint.graph))) {
    const Route& route = blueprint.graph[edge];
    if (boost::target(edge, blueprint.graph) == target && route.kind == kind) found.push_back(route);
  }
  return found;
}

std::vector<std::string> mistakes_of(const Document& document) {
  std::vector<std::string> messages;
  try {
    build_blueprint(document);
  } catch (const InvalidBlueprint& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) messages.push_back(diagnostic.message);
  }
  return messages;
}

std::vector<std::string> warnings_of(const std::string& text) {
  std::vector<std::string> messages;
  for (const Diagnostic& warning : blueprint_of(text).warnings) {
    EXPECT_EQ(warning.severity, Severity::warning);
    messages.push_back(warning.message);
  }
  return messages;
}

using Messages = std::vector<std::string>;

TEST(Blueprint, CompletesAJourneyWhereAStepNamesNoNext) {
  const Blueprint blueprint = blueprint_of(guests + step("a", "next = \"b\"") + step("b"));
  ASSERT_EQ(routes(blueprint, "a", "b").size(), 1U);
  ASSERT_EQ(routes(blueprint, "b", "done").size(), 1U);
  EXPECT_EQ(routes(blueprint, "b", "done")[0].probability, Share(1.0));
  EXPECT_TRUE(routes(blueprint, "a", "done").empty());
}

TEST(Blueprint, GivesTheRestWhatIsLeft) {
  const Blueprint blueprint =
      blueprint_of(guests + step("a", "next = { b = 0.25, c = 0.5, done = \"rest\" }") + step("b") + step("c"));
  EXPECT_EQ(routes(blueprint, "a", "done")[0].probability, Share(0.25));
  EXPECT_TRUE(routes(blueprint, "a", "done")[0].rest);
}

TEST(Blueprint, GivesTheRestWhatIsLeftAtEveryHour) {
  const Blueprint blueprint = blueprint_of(
      guests +
      step("a",
           "next.b = { probability = { by_clock = { \"08:00\" = 0.25, \"20:00\" = 1.0 } } }\nnext.done = \"rest\"") +
      step("b"));
  const Share rest = routes(blueprint, "a", "done")[0].probability;
  EXPECT_EQ(rest.at(9 * 3600.0), 0.75);
  EXPECT_EQ(rest.at(21 * 3600.0), 0.0);
}

TEST(Blueprint, SplitsTheRestWhereItDiffersBySegment) {
  const Blueprint blueprint = blueprint_of(
      guests + members + step("a", "next.b = { probability = 0.25, segments = [\"member\"] }\nnext.done = \"rest\"") +
      step("b"));
  const std::vector<Route> rest = routes(blueprint, "a", "done");
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_EQ(rest[0].segments, std::vector<SegmentId>{SegmentId{0}});
  EXPECT_EQ(rest[0].probability, Share(1.0));
  EXPECT_EQ(rest[1].segments, std::vector<SegmentId>{SegmentId{1}});
  EXPECT_EQ(rest[1].probability, Share(0.75));
}

TEST(Blueprint, AcceptsProbabilitiesThatMissOneByRounding) {
  EXPECT_NO_THROW(blueprint_of(guests + step("a", "next = { b = 0.1, c = 0.2, done = 0.7 }") + step("b") + step("c")));
}

TEST(Blueprint, LeavesASegmentItsOwnBehaviorAndRoutes) {
  const Blueprint blueprint =
      blueprint_of(guests + members + clerks + step("a", "staff = \"clerk\"\ntime = \"3 min\"\nnext = \"b\"") +
                   "[steps.a.for.member]\nstaff = \"cook\"\nnext = \"c\"\n" + step("b") + step("c"));
  const Step& a = blueprint.step(step_named(blueprint, "a"));
  EXPECT_EQ(a.behavior_of_segment, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(a.behaviors[0].only_pool(), StaffId{0});
  EXPECT_EQ(a.behaviors[1].only_pool(), StaffId{1});
  EXPECT_EQ(a.behaviors[1].time, a.behaviors[0].time);
  EXPECT_EQ(routes(blueprint, "a", "b")[0].behavior, 0U);
  EXPECT_EQ(routes(blueprint, "a", "c")[0].behavior, 1U);
}

TEST(Blueprint, LeadsFailuresAndLostPatienceAlongEdgesOfTheirOwn) {
  const Blueprint blueprint =
      blueprint_of(guests + clerks +
                   step("a",
                        "staff = \"clerk\"\ntime = \"3 min\"\npatience = \"5 min\"\non_abandon = { next = \"b\" }\n"
                        "failure = { probability = 0.1, then = \"c\" }") +
                   step("b") + step("c"));
  EXPECT_EQ(routes(blueprint, "a", "b", RouteKind::abandon).size(), 1U);
  EXPECT_EQ(routes(blueprint, "a", "c", RouteKind::failure).size(), 1U);
  EXPECT_EQ(routes(blueprint, "a", "done").size(), 1U);
  EXPECT_EQ(blueprint.step(step_named(blueprint, "a")).behaviors[0].failure->then, FailureThen::step);
}

TEST(Handoff, IsARouteBetweenStepsWithDifferentStaff) {
  const std::string clerk = "staff = \"clerk\"\ntime = \"1 min\"\n";
  const std::string cook = "staff = \"cook\"\ntime = \"1 min\"\n";
  const Blueprint blueprint =
      blueprint_of(guests + clerks + step("a", clerk + "next = \"b\"") + step("b", cook + "next = \"c\"") +
                   step("c", cook + "next = \"d\"") + step("d", "next = \"e\"") + step("e", clerk));
  EXPECT_TRUE(routes(blueprint, "a", "b")[0].handoff);
  EXPECT_FALSE(routes(blueprint, "b", "c")[0].handoff);
  EXPECT_FALSE(routes(blueprint, "c", "d")[0].handoff);
  EXPECT_FALSE(routes(blueprint, "d", "e")[0].handoff);
  EXPECT_FALSE(routes(blueprint, "e", "done")[0].handoff);
}

TEST(Handoff, IsARouteAcrossTheLineOfVisibility) {
  const Blueprint blueprint =
      blueprint_of(guests + step("a", "lane = \"customer\"\nnext = \"b\"") +
                   step("b", "lane = \"frontstage\"\nnext = \"c\"") + step("c", "lane = \"backstage\"\nnext = \"d\"") +
                   step("d", "lane = \"support\"\nnext = \"e\"") + step("e", "lane = \"customer\""));
  EXPECT_FALSE(routes(blueprint, "a", "b")[0].handoff);
  EXPECT_TRUE(routes(blueprint, "a", "b")[0].crosses_line_of_interaction);
  EXPECT_TRUE(routes(blueprint, "b", "c")[0].handoff);
  EXPECT_TRUE(routes(blueprint, "b", "c")[0].crosses_line_of_visibility);
  EXPECT_FALSE(routes(blueprint, "c", "d")[0].handoff);
  EXPECT_TRUE(routes(blueprint, "c", "d")[0].crosses_line_of_internal_interaction);
  EXPECT_TRUE(routes(blueprint, "d", "e")[0].handoff);
}

TEST(Handoff, IsToldApartBySegmentWhereStaffDiffers) {
  const Blueprint blueprint =
      blueprint_of(guests + members + clerks + step("a", "staff = \"clerk\"\ntime = \"1 min\"\nnext = \"b\"") +
                   step("b", "staff = \"clerk\"\ntime = \"1 min\"") + "[steps.b.for.member]\nstaff = \"cook\"\n");
  const std::vector<Route> found = routes(blueprint, "a", "b");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_FALSE(found[0].handoff);
  EXPECT_EQ(found[0].segments, std::vector<SegmentId>{SegmentId{0}});
  EXPECT_TRUE(found[1].handoff);
  EXPECT_EQ(found[1].segments, std::vector<SegmentId>{SegmentId{1}});
}

TEST(Touchpoint, IsEachVisibleStepOrAllThatShareAName) {
  const Blueprint blueprint =
      blueprint_of(guests + step("a", "name = \"Arrive\"\nlane = \"customer\"\nnext = \"b\"") +
                   step("b", "lane = \"frontstage\"\ntouchpoint = \"talk\"\nnext = \"c\"") +
                   step("c", "lane = \"backstage\"\nnext = \"d\"") + step("d", "touchpoint = false\nnext = \"e\"") +
                   step("e", "lane = \"backstage\"\ntouchpoint = \"talk\""));
  ASSERT_EQ(blueprint.touchpoints.size(), 2U);
  EXPECT_EQ(blueprint.touchpoints[0].key, "a");
  EXPECT_EQ(blueprint.touchpoints[0].name, "Arrive");
  EXPECT_EQ(blueprint.touchpoints[1].key, "talk");
  EXPECT_EQ(blueprint.touchpoints[1].steps,
            (std::vector<StepId>{step_named(blueprint, "b"), step_named(blueprint, "e")}));
  EXPECT_EQ(blueprint.step(step_named(blueprint, "c")).touchpoint, std::nullopt);
  EXPECT_EQ(blueprint.step(step_named(blueprint, "d")).touchpoint, std::nullopt);
}

TEST(Touchpoint, MayBearTheNameOfAStepThatSharesIt) {
  const Blueprint blueprint =
      blueprint_of(guests + step("a", "touchpoint = \"b\"\nnext = \"b\"") + step("b", "touchpoint = \"b\""));
  EXPECT_EQ(blueprint.touchpoints.size(), 1U);
}

TEST(Blueprint, ListsPhasesInTheOrderOfTheirFirstMention) {
  const Blueprint blueprint = blueprint_of(guests + step("a", "phase = \"Use\"\nnext = \"b\"") +
                                           step("b", "phase = \"Buy\"\nnext = \"c\"") + step("c", "phase = \"Use\""));
  EXPECT_EQ(blueprint.phases, (std::vector<std::string>{"Use", "Buy"}));
}

TEST(Blueprint, ResolvesStagesPrioritiesAndTargets) {
  const Blueprint blueprint = blueprint_of(
      guests + "[staff.clerk]\ncount = 1\npriority = [\"segment.guest\", \"step.a\"]\n" +
      step("a", "staff = \"clerk\"\ntime = \"3 min\"\nnext = \"b\"") + step("b", "time = \"3 min\"") +
      "[stages.span]\nfrom = \"a.start\"\nto = [\"b\", \"end\"]\n[targets]\n\"stage.span.time.p90\" = \"<= 8 min\"\n");
  ASSERT_EQ(blueprint.stages.size(), 1U);
  EXPECT_EQ(blueprint.stages[0].from.event, StagePoint::Event::start);
  EXPECT_EQ(blueprint.stages[0].from.step, step_named(blueprint, "a"));
  EXPECT_EQ(blueprint.stages[0].to[0].event, StagePoint::Event::reached);
  EXPECT_EQ(blueprint.stages[0].to[1].event, StagePoint::Event::end);
  EXPECT_EQ(blueprint.staff[0].priority[0].segment, SegmentId{0});
  EXPECT_EQ(blueprint.staff[0].priority[1].step, step_named(blueprint, "a"));
  ASSERT_EQ(blueprint.targets.size(), 1U);
  EXPECT_EQ(blueprint.targets[0].bound, 480.0);
  EXPECT_EQ(blueprint.targets[0].measure.scope, Scope::stage);
}

TEST(Blueprint, JudgesDocumentsThatDidNotComeFromText) {
  const Document good =
      document_of(guests + clerks + step("a", "staff = \"clerk\"\ntime = \"3 min\"\npatience = \"9 min\"") +
                  "[stages.span]\nfrom = \"arrival\"\nto = [\"a\"]\n");
  ASSERT_EQ(mistakes_of(good), Messages());

  Document both = good;
  both.staff[0].shifts.push_back({both.staff[0].key, 0.0, 3600.0, 0, 1});
  EXPECT_EQ(mistakes_of(both), (Messages{"staff \"clerk\": has both count and shifts",
                                         "staff \"clerk\": shift \"clerk\" begins on no day"}));
  Document neither = good;
  neither.staff[0].count.reset();
  EXPECT_EQ(mistakes_of(neither), Messages{"staff \"clerk\": has neither count nor shifts"});
  Document named = good;
  named.staff[0].priority = {{"clerk", {}}, {"step.a", {}}, {"step.a", {}}};
  EXPECT_EQ(mistakes_of(named), (Messages{"staff \"clerk\": priority: \"clerk\" names neither a segment nor a step",
                                          "staff \"clerk\": priority names \"step.a\" twice"}));
  Document attempts = good;
  attempts.steps[0].behavior.failure = FailureSection{Share(0.1), FailureThen::leave, {}, 2, {}};
  EXPECT_EQ(mistakes_of(attempts), Messages{"step \"a\": failure has attempts but no retry"});
  Document reserved = good;
  reserved.steps[0].key.value = "done";
  reserved.segments[0].start->value = "done";
  reserved.stages.clear();
  EXPECT_EQ(mistakes_of(reserved), Messages{"step \"done\": the name has a meaning of its own"});
  Document moment = good;
  moment.stages[0].from.value = "end";
  moment.stages[0].to[0].value = "a.begin";
  moment.stages[0].to.push_back({"arrival", moment.stages[0].to[0].at});
  EXPECT_EQ(mistakes_of(moment), (Messages{"stage \"span\": begins at the end of the journey",
                                           "stage \"span\": a step has no moment \"begin\"",
                                           "stage \"span\": ends at the arrival of the journey"}));
  Document gaps = good;
  gaps.segments[0].arrivals = ArrivalsSection{Distribution::constant(0.0), {}, {}, {}, {}};
  EXPECT_EQ(mistakes_of(gaps), Messages{"segment \"guest\": no time passes between its arrivals"});
  Document empty_run = good;
  empty_run.run.length = 0.0;
  EXPECT_EQ(mistakes_of(empty_run), Messages{"run: length is 0"});
  Document all_warm_up = good;
  all_warm_up.run.warm_up = all_warm_up.run.length;
  EXPECT_EQ(mistakes_of(all_warm_up), Messages{"run: warm_up is not shorter than length: nobody would be counted"});
  EXPECT_EQ(mistakes_of(Document()),
            (Messages{"run: length is 0", "there are no segments: nobody ever comes", "there are no steps"}));
}

TEST(Blueprint, DoesNotRepeatAMistakeThatASegmentInherits) {
  const Document document = document_of(guests + members + step("a", "time = \"1 min\"\npatience = \"1 min\"") +
                                        "[steps.a.for.member]\ntime = \"2 min\"\n");
  EXPECT_EQ(mistakes_of(document), Messages{"step \"a\": has patience but no staff to wait for"});
}

TEST(Blueprint, LetsEverySegmentBringTheTimeThatTheStepLeavesOpen) {
  EXPECT_NO_THROW(
      blueprint_of(guests + clerks + step("a", "staff = \"clerk\"") + "[steps.a.for.guest]\ntime = \"2 min\"\n"));
}

TEST(Blueprint, DoesNotTakeAMistakenNameForATrap) {
  const Document document = document_of(guests + step("a", "next = \"bb\"") + step("b", "next = \"a\""));
  EXPECT_EQ(mistakes_of(document), Messages{"step \"a\": unknown step \"bb\""});
}

TEST(Blueprint, SeesAWayOutInWhateverEndsAJourney) {
  const std::string loop = "next = \"b\"";
  const std::string back = step("b", "next = \"a\"");
  EXPECT_NO_THROW(blueprint_of(guests + step("a", "next.b = { loss = 0.01 }") + back));
  EXPECT_NO_THROW(
      blueprint_of(guests + step("a", "failure = { probability = 0.01, then = \"leave\" }\n" + loop) + back));
  EXPECT_NO_THROW(blueprint_of(
      guests + step("a", "failure = { probability = 0.5, then = \"retry\", attempts = 2 }\n" + loop) + back));
  EXPECT_NO_THROW(blueprint_of(guests + clerks +
                               step("a", "staff = \"clerk\"\ntime = \"1 min\"\npatience = \"1 min\"\n" + loop) + back));
  EXPECT_THROW(blueprint_of(guests + step("a", loop) + back), InvalidBlueprint);
}

TEST(BlueprintWarning, NamesWhatIsNeverUsedOrReached) {
  EXPECT_EQ(warnings_of(guests + "[segments.member]\nstart = \"a\"\n" + clerks +
                        step("a", "staff = \"clerk\"\ntime = \"1 min\"\nnext = { b = 0.0, done = 1.0 }") + step("b") +
                        step("c")),
            (Messages{"segment \"member\": nobody of it ever comes", "staff \"cook\" is never used",
                      "step \"b\" is never reached", "step \"c\" is never reached"}));
}

TEST(BlueprintWarning, NamesTheHoursWithoutStaff) {
  EXPECT_EQ(warnings_of(guests + "[staff.clerk]\nshifts.day = { from = \"09:00\", to = \"15:30\", count = 2 }\n" +
                        step("a", "staff = \"clerk\"\ntime = \"1 min\"")),
            Messages{"staff \"clerk\": nobody is on duty while customers arrive: 08:00 to 09:00, 15:30 to 16:00"});
}

TEST(BlueprintWarning, NamesThePoolAndHoursOfTooMuchLoad) {
  EXPECT_EQ(
      warnings_of("[segments.guest]\nstart = \"a\"\narrivals = { profile = { \"00:00\" = \"6 per hour\", \"10:00\" = "
                  "\"90 per hour\", \"12:00\" = \"6 per hour\" } }\n" +
                  clerks + step("a", "staff = \"clerk\"\ntime = \"2 min\"\nnext = \"b\"") +
                  step("b", "staff = \"cook\"\ntime = \"1 min\"")),
      Messages{"staff \"clerk\": offered load reaches capacity: 10:00 to 12:00 (worst from 10:00: 3 erlangs for 2 on "
               "duty)"});
}

TEST(BlueprintWarning, SaysTheDayWhereTheRunIsLonger) {
  Document document = document_of(guests + "[staff.clerk]\ncount = { \"00:00\" = 0, \"08:00\" = 2, \"20:00\" = 0 }\n" +
                                  step("a", "staff = \"clerk\"\ntime = \"1 min\""));
  document.run.length = 5.0 * seconds_per_day;
  const Blueprint blueprint = build_blueprint(document);
  ASSERT_EQ(blueprint.warnings.size(), 1U);
  EXPECT_EQ(
      blueprint.warnings[0].message,
      "staff \"clerk\": nobody is on duty while customers arrive: Mon 20:00 to Tue 08:00, Tue 20:00 to Wed 08:00, "
      "Wed 20:00 to Thu 08:00 and 2 more times");
}

TEST(BlueprintWarning, NamesTouchpointsThatNobodySees) {
  EXPECT_EQ(warnings_of(guests + step("a", "lane = \"support\"\ntouchpoint = \"engine_room\"")),
            Messages{"nobody sees touchpoint \"engine_room\""});
}

TEST(BlueprintWarning, NamesPrioritiesThatNeverMatter) {
  EXPECT_EQ(warnings_of(guests + "[staff.clerk]\ncount = 1\npriority = [\"step.b\", \"segment.guest\"]\n" +
                        step("a", "staff = \"clerk\"\ntime = \"1 min\"\nnext = \"b\"") + step("b")),
            Messages{"staff \"clerk\": priority \"step.b\" never matters"});
}

TEST(BlueprintWarning, NamesStagesThatNeverBeginOrEnd) {
  EXPECT_EQ(warnings_of(guests + step("a", "next = { b = 1.0, c = 0.0 }") + step("b") + step("c") +
                        "[stages.backwards]\nfrom = \"b\"\nto = [\"a\"]\n[stages.never]\nfrom = \"c\"\nto = [\"end\"]\n"
                        "[stages.fine]\nfrom = \"a\"\nto = [\"a.end\", \"b.start\"]\n"),
            (Messages{"step \"c\" is never reached", "stage \"backwards\": \"a\" never comes after \"b\"",
                      "stage \"never\" never begins"}));
}

TEST(BlueprintWarning, NamesTargetsThatMeasureNothing) {
  EXPECT_EQ(
      warnings_of(
          guests + step("a", "next = { b = 0.0, done = 1.0 }") + step("b") +
          "[targets]\n\"step.b.visits\" = \"< 2\"\n\"step.a.wait.p90\" = \"< 1 min\"\n\"step.a.visits\" = \"< 2\"\n"),
      (Messages{"step \"b\" is never reached", "target \"step.b.visits\" measures nothing",
                "target \"step.a.wait.p90\" measures nothing"}));
}

TEST(Blueprint, MeasuresNoMoreThanFiftyThousandPlaces) {
  Document document = read_document_text(
      "schema = 1\n[run]\nlength = \"1 h\"\n[segments.guest]\nstart = \"a\"\n"
      "arrivals = { rate = \"6 per hour\" }\n[steps.a]\ntime = \"1 min\"\n",
      "test.toml");
  for (int copy = 1; copy < 500; ++copy) {
    document.segments.push_back(document.segments.front());
    document.segments.back().key.value += std::to_string(copy);
    document.steps.push_back(document.steps.front());
    document.steps.back().key.value += std::to_string(copy);
  }
  const std::vector<std::string> mistakes = mistakes_of(document);
  ASSERT_FALSE(mistakes.empty());
  EXPECT_EQ(mistakes.front(), "500 segments of 500 steps make 250000 places to measure, more than 50 000");
}

TEST(Blueprint, IsBuiltQuicklyForTenThousandSteps) {
  std::string text = "[segments.guest]\nstart = \"s0\"\narrivals = { rate = \"6 per hour\" }\n";
  constexpr int steps = 10'000;
  for (int index = 0; index < steps; ++index) {
    text += "[steps.s" + std::to_string(index) + "]\ntime = \"1 s\"\n";
    if (index + 1 < steps) text += "next = { s" + std::to_string(index + 1) + " = 0.999, s0 = 0.001 }\n";
  }
  const Blueprint blueprint = blueprint_of(text);
  EXPECT_EQ(blueprint.step_count(), static_cast<std::size_t>(steps));
  EXPECT_TRUE(blueprint.warnings.empty());
}

TEST(Blueprint, DoubtsWhatTellsNothingOfCustomers) {
  EXPECT_EQ(warnings_of(guests + clerks + step("a", "staff = \"clerk\"\ntime = \"1 min\"\nnext = \"b\"") +
                        step("b", "lane = \"backstage\"\nstaff = \"cook\"\ntime = \"1 min\"") +
                        "[experience]\n[economics]\n"),
            (std::vector<std::string>{"[economics]: no segment has a value, so that no customer is worth anything",
                                      "step \"a\": no wait is expected there, so that none costs any points"}));
}

TEST(Blueprint, DoubtsDissatisfactionThatChangesNothing) {
  const std::string windows =
      "[experience]\nexpects = { wait = \"1 min\" }\nbroken_windows = { failure = 2.0, patience = 0.5 }\n";
  const std::string one_pool = "[staff.clerk]\ncount = 2\n";
  const std::string staffed = "staff = \"clerk\"\ntime = \"1 min\"\n";
  EXPECT_EQ(warnings_of(guests + one_pool + step("a", staffed) + windows),
            (Messages{"[experience.broken_windows]: failure changes nothing",
                      "[experience.broken_windows]: patience changes nothing"}));
  EXPECT_EQ(warnings_of(guests + one_pool +
                        step("a", staffed + "patience = \"5 min\"\nfailure = { probability = 0.1 }\n") + windows),
            Messages{});
}

}  // namespace
}  // namespace throughline
