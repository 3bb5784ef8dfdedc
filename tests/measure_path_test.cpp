// SPDX-License-Identifier: MIT
#include "blueprint/measure_path.hpp"

#include <gtest/gtest.h>

#include <set>

#include "blueprint/standard_measures.hpp"
#include "blueprint_text.hpp"

namespace throughline {
namespace {

const MeasureNames names{{"walk_in", "app"}, {"order", "collect"}, {"order"},
                         {"Purchase"},       {"door_to_drink"},    {"cashier"}};

MeasureText written(const std::string& path, std::optional<double> argument = {}) {
  MeasureText text;
  text.text.value = path;
  const std::string words = path.substr(0, path.find('('));
  for (std::size_t begin = 0; begin <= words.size();) {
    const std::size_t dot = std::min(words.find('.', begin), words.size());
    text.parts.push_back(words.substr(begin, dot - begin));
    begin = dot + 1;
  }
  text.argument = argument;
  return text;
}

std::string mistake(const std::string& path, std::optional<double> argument = {}) {
  const ResolvedMeasure resolved = resolve(written(path, argument), names);
  return resolved.mistake ? resolved.mistake->message + "; " + resolved.mistake->hint : "";
}

TEST(MeasurePath, ResolvesEveryScope) {
  const auto path = [](const std::string& text) { return resolve(written(text), names).path; };
  const auto make = [](Scope scope, std::uint32_t key, Quantity quantity, Statistic statistic) {
    return MeasurePath{std::nullopt, scope, key, quantity, statistic, std::nullopt};
  };
  EXPECT_EQ(path("journey.time.p90"), make(Scope::journey, 0, Quantity::time, Statistic::p90));
  EXPECT_EQ(path("journey.failed"), make(Scope::journey, 0, Quantity::failed, Statistic::none));
  EXPECT_EQ(path("journey.failed.handoff"), make(Scope::journey, 0, Quantity::failed_handoff, Statistic::none));
  EXPECT_EQ(path("journey.count.arrived"), make(Scope::journey, 0, Quantity::count_arrived, Statistic::none));
  EXPECT_EQ(path("throughput"), make(Scope::throughput, 0, Quantity::throughput, Statistic::none));
  EXPECT_EQ(path("step.collect.queue.max"), make(Scope::step, 1, Quantity::queue, Statistic::max));
  EXPECT_EQ(path("touchpoint.order.wait_served.sd"), make(Scope::touchpoint, 0, Quantity::wait_served, Statistic::sd));
  EXPECT_EQ(path("phase.Purchase.abandonment"), make(Scope::phase, 0, Quantity::abandonment, Statistic::none));
  EXPECT_EQ(path("lane.backstage.service.mean"), make(Scope::lane, 2, Quantity::service, Statistic::mean));
  EXPECT_EQ(path("stage.door_to_drink.time.p50"), make(Scope::stage, 0, Quantity::time, Statistic::p50));
  EXPECT_EQ(path("stage.door_to_drink.p90"), make(Scope::stage, 0, Quantity::time, Statistic::p90));
  EXPECT_EQ(path("staff.cashier.occupancy"), make(Scope::staff, 0, Quantity::occupancy, Statistic::none));
}

TEST(MeasurePath, TakesASegmentBeforeAndALimitBehind) {
  const auto resolved = resolve(written("segment.app.step.order.service_level(3 min)", 180.0), names);
  ASSERT_TRUE(resolved.path);
  EXPECT_EQ(*resolved.path,
            (MeasurePath{SegmentId{1}, Scope::step, 0, Quantity::service_level, Statistic::none, 180.0}));
  EXPECT_EQ(path_of(*resolved.path, names), "segment.app.step.order.service_level(3 min)");
}

TEST(MeasurePath, SaysWhatIsWrongAndWhatIsNear) {
  EXPECT_EQ(mistake("jurney.time.p90"),
            "measure \"jurney.time.p90\": unknown measure \"jurney\"; did you mean \"journey\"?");
  EXPECT_EQ(mistake("journey.tme.p90"),
            "measure \"journey.tme.p90\": a journey has no measure \"tme.p90\"; did you mean \"journey.time.p90\"?");
  EXPECT_EQ(mistake("step.ordre.time.p90"),
            "measure \"step.ordre.time.p90\": unknown step \"ordre\"; did you mean \"order\"?");
  EXPECT_EQ(mistake("segment.apps.journey.time.p90"),
            "measure \"segment.apps.journey.time.p90\": unknown segment \"apps\"; did you mean \"app\"?");
  EXPECT_EQ(mistake("journey.time"),
            "measure \"journey.time\": \"time\" needs a statistic: mean, sd, p50, p90, p95 or p99; for example "
            "\"journey.time.p90\"");
  EXPECT_EQ(mistake("journey.time.p90.mean"),
            "measure \"journey.time.p90.mean\": unknown statistic \"p90.mean\"; \"time\" takes mean, sd, p50, p90, p95 "
            "or p99");
  EXPECT_EQ(mistake("step.order.queue.p90"),
            "measure \"step.order.queue.p90\": unknown statistic \"p90\"; \"queue\" takes mean or max");
  EXPECT_EQ(mistake("journey.completed.mean"),
            "measure \"journey.completed.mean\": a journey has no measure \"completed.mean\"; did you mean "
            "\"journey.completed\"?");
  EXPECT_EQ(mistake("journey.failed.servce"),
            "measure \"journey.failed.servce\": a journey has no measure \"failed.servce\"; did you mean "
            "\"journey.failed.service\"?");
  EXPECT_EQ(mistake("journey.within"),
            "measure \"journey.within\": \"within\" needs a duration; for example \"journey.within(3 min)\"");
  EXPECT_EQ(mistake("throughput(1 min)", 60.0), "measure \"throughput(1 min)\": \"throughput\" takes no duration; ");
  EXPECT_EQ(mistake("throughput.mean"), "measure \"throughput.mean\": a throughput has no measure \"mean\"; ");
}

TEST(MeasurePath, StopsWhereAPathBreaksOff) {
  EXPECT_EQ(mistake("segment"), "measure \"segment\": \"segment\" needs the name of a segment; ");
  EXPECT_EQ(mistake("segment.app"),
            "measure \"segment.app\": does not say what to measure; for example \"journey.time.p90\"");
  EXPECT_EQ(mistake("step"), "measure \"step\": \"step\" needs a name; ");
  EXPECT_EQ(mistake("journey"), "measure \"journey\": does not say what of the journey to measure; ");
  EXPECT_FALSE(resolve(MeasureText(), names).path);
}

TEST(MeasurePath, DoesNotMeasureStaffQueuesAndThroughputBySegment) {
  EXPECT_EQ(mistake("segment.app.staff.cashier.cost"),
            "measure \"segment.app.staff.cashier.cost\": \"cost\" is not measured by segment; ");
  EXPECT_EQ(mistake("segment.app.throughput"),
            "measure \"segment.app.throughput\": \"throughput\" is not measured by segment; ");
  EXPECT_EQ(mistake("segment.app.step.order.queue.mean"),
            "measure \"segment.app.step.order.queue.mean\": \"queue\" is not measured by segment; ");
}

TEST(MeasurePath, NamesTheNearestMeasure) {
  EXPECT_EQ(mistake("journey.share.waits"),
            "measure \"journey.share.waits\": a journey has no measure \"share.waits\"; did you mean "
            "\"journey.share.wait\"?");
}

TEST(MeasurePath, KnowsExperienceAndMoney) {
  EXPECT_EQ(mistake("experience.mood"), "measure \"experience.mood\": experience has no measure \"mood\"; ");
  EXPECT_EQ(mistake("segment.app.economics.profit"),
            "measure \"segment.app.economics.profit\": \"profit\" is not measured by segment; ");
  const auto lost = resolve(written("segment.app.step.order.lost_value.turned_away"), names);
  ASSERT_TRUE(lost.path);
  EXPECT_EQ(lost.path->quantity, Quantity::lost_turned_away);
  EXPECT_EQ(unit_of(*lost.path), Unit::money);
  EXPECT_TRUE(is_of_economics(*lost.path));
  const auto nps = resolve(written("experience.nps"), names);
  ASSERT_TRUE(nps.path);
  EXPECT_EQ(unit_of(*nps.path), Unit::points);
  EXPECT_EQ(direction_of(*nps.path), Direction::higher);
}

TEST(MeasurePath, TakesTheLongestName) {
  const auto handoff = resolve(written("journey.share.handoff.interaction"), names);
  ASSERT_TRUE(handoff.path);
  EXPECT_EQ(handoff.path->quantity, Quantity::share_interaction);
}

TEST(MeasurePath, KnowsOfSingleDaysWhatHappenedOnThem) {
  const auto of_days = [](const std::string& path, double bound, std::optional<double> argument = {}) {
    MeasureText text = written(path, argument);
    text.days = DayConditionText{Comparison::at_least, bound, BoundKind::number, ">= 1"};
    return resolve(text, names);
  };
  const auto resolved = of_days("segment.app.step.order.service_level(20 s)", 0.8, 20.0);
  ASSERT_TRUE(resolved.path);
  EXPECT_EQ(resolved.path->days, (DayCondition{Comparison::at_least, 0.8}));
  EXPECT_EQ(unit_of(*resolved.path), Unit::share);
  EXPECT_EQ(path_of(*resolved.path, names), "share_of_days(segment.app.step.order.service_level(20 s) >= 80 %)");
  EXPECT_EQ(path_of(*of_days("journey.time.mean", 90.0).path, names), "share_of_days(journey.time.mean >= 90 s)");
  EXPECT_EQ(path_of(*of_days("journey.count.completed", 7.0).path, names),
            "share_of_days(journey.count.completed >= 7)");
  for (const char* const unknown : {"journey.time.p90", "step.order.wait.sd", "staff.cashier.occupancy", "throughput",
                                    "step.order.queue.mean", "journey.cost", "journey.share.wait"}) {
    const auto refused = of_days(unknown, 0.5);
    ASSERT_TRUE(refused.mistake) << unknown;
    EXPECT_NE(refused.mistake->message.find("single day"), std::string::npos) << refused.mistake->message;
  }
}

TEST(MeasurePath, IsWrittenTheWayItIsRead) {
  const Blueprint blueprint = blueprint_of(
      "[segments.walk_in]\nstart = \"order\"\narrivals = { rate = \"9 per hour\" }\n"
      "[segments.app]\nstart = \"order\"\narrivals = { rate = \"9 per hour\" }\n[staff.cashier]\ncount = 9\n"
      "[steps.order]\nstaff = \"cashier\"\ntime = \"1 min\"\nphase = \"Purchase\"\nexpects = { wait = \"90 s\" }\n"
      "[stages.whole]\nfrom = \"arrival\"\nto = [\"end\"]\n"
      "[targets]\n\"stage.whole.within(1 h 30 min)\" = \"> 80 %\"\n");
  const MeasureNames own = measure_names(blueprint);
  std::set<std::string> paths;
  for (const MeasurePath& measure : standard_measures(blueprint)) {
    const std::string path = path_of(measure, own);
    EXPECT_TRUE(paths.insert(path).second) << path;
    const ResolvedMeasure again = resolve(written(path, measure.argument), own);
    ASSERT_TRUE(again.path) << path << again.mistake->message;
    EXPECT_EQ(*again.path, measure) << path;
  }
  EXPECT_TRUE(paths.contains("stage.whole.within(90 min)"));
  EXPECT_TRUE(paths.contains("segment.app.step.order.service_level(90 s)"));
}

TEST(DurationText, UsesTheLargestUnitThatDividesIt) {
  EXPECT_EQ(duration_text(0.0), "0 s");
  EXPECT_EQ(duration_text(20.0), "20 s");
  EXPECT_EQ(duration_text(90.0), "90 s");
  EXPECT_EQ(duration_text(0.25), "0.25 s");
  EXPECT_EQ(duration_text(180.0), "3 min");
  EXPECT_EQ(duration_text(5400.0), "90 min");
  EXPECT_EQ(duration_text(7200.0), "2 h");
  EXPECT_EQ(duration_text(172800.0), "2 d");
}

}  // namespace
}  // namespace throughline
