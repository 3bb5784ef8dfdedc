// SPDX-License-Identifier: MIT
#include "blueprint/standard_measures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "blueprint/measure_path.hpp"
#include "blueprint_text.hpp"

namespace throughline {
namespace {

std::vector<std::string> paths_of(const std::string& text) {
  const Blueprint blueprint = blueprint_of(text);
  std::vector<std::string> paths;
  for (const MeasurePath& measure : standard_measures(blueprint))
    paths.push_back(path_of(measure, measure_names(blueprint)));
  return paths;
}

bool contains(const std::vector<std::string>& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

const std::string one_segment = "[segments.guest]\nstart = \"desk\"\narrivals = { rate = \"6 per hour\" }\n";
const std::string two_segments =
    one_segment + "[segments.phone]\nstart = \"call\"\narrivals = { rate = \"6 per hour\" }\n";
const std::string steps =
    "[staff.clerk]\ncount = 2\n"
    "[steps.desk]\nstaff = \"clerk\"\ntime = \"3 min\"\nphase = \"Service\"\nexpects = { wait = \"2 min\" }\nnext = "
    "\"form\"\n"
    "[steps.form]\nlane = \"customer\"\ntime = \"1 min\"\nfailure = { probability = 0.1, then = \"leave\" }\nnext = "
    "\"sign\"\n"
    "[steps.sign]\nlane = \"customer\"\n[steps.call]\nlane = \"backstage\"\ntime = \"1 min\"\n";

TEST(StandardMeasures, BeginWithTheJourneyInTheOrderOfTheContract) {
  const std::vector<std::string> paths = paths_of(one_segment + steps);
  EXPECT_EQ(paths[0], "journey.time.mean");
  EXPECT_EQ(paths[1], "journey.time.sd");
  EXPECT_EQ(paths[5], "journey.time.p99");
  EXPECT_EQ(paths[6], "journey.time_all.mean");
}

TEST(StandardMeasures, ShowOfAStepWhatItHas) {
  const std::vector<std::string> paths = paths_of(one_segment + steps);
  EXPECT_TRUE(contains(paths, "step.desk.wait.p90"));
  EXPECT_TRUE(contains(paths, "step.desk.queue.max"));
  EXPECT_TRUE(contains(paths, "step.desk.service_level(2 min)"));
  EXPECT_FALSE(contains(paths, "step.form.wait.p90"));
  EXPECT_FALSE(contains(paths, "step.form.queue.max"));
  EXPECT_TRUE(contains(paths, "step.form.service.mean"));
  EXPECT_TRUE(contains(paths, "step.form.failure"));
  EXPECT_FALSE(contains(paths, "step.sign.failure"));
  EXPECT_FALSE(contains(paths, "step.sign.service.mean"));
  EXPECT_TRUE(contains(paths, "step.sign.visits"));
}

TEST(StandardMeasures, ShowOfAGroupWhatOneOfItsStepsHas) {
  const std::vector<std::string> paths = paths_of(one_segment + steps);
  EXPECT_TRUE(contains(paths, "phase.Service.wait.mean"));
  EXPECT_TRUE(contains(paths, "lane.frontstage.wait.mean"));
  EXPECT_FALSE(contains(paths, "lane.customer.wait.mean"));
  EXPECT_FALSE(contains(paths, "lane.support.visits"));
  EXPECT_TRUE(contains(paths, "touchpoint.form.failure"));
  EXPECT_FALSE(contains(paths, "touchpoint.call.visits"));
}

TEST(StandardMeasures, LeaveTheLargestQueueOfSeveralStepsToTargets) {
  const std::string sign = "lane = \"customer\"\n[steps.call]";
  std::string two_desks = steps;
  two_desks.replace(two_desks.find(sign), std::string("lane = \"customer\"").size(),
                    "staff = \"clerk\"\ntime = \"1 min\"");
  EXPECT_TRUE(contains(paths_of(one_segment + steps), "lane.frontstage.queue.max")) << "only the desk has a queue";
  const std::vector<std::string> paths = paths_of(one_segment + two_desks);
  EXPECT_TRUE(contains(paths, "lane.frontstage.queue.mean"));
  EXPECT_FALSE(contains(paths, "lane.frontstage.queue.max"));
  EXPECT_TRUE(contains(paths, "touchpoint.desk.queue.max"));
  EXPECT_TRUE(contains(paths, "step.sign.queue.max"));
  EXPECT_TRUE(contains(paths_of(one_segment + two_desks + "[targets]\n\"lane.frontstage.queue.max\" = \"< 9\"\n"),
                       "lane.frontstage.queue.max"));
}

TEST(StandardMeasures, AreRepeatedBySegmentWhereThereAreSeveral) {
  const std::vector<std::string> alone = paths_of(one_segment + steps);
  EXPECT_TRUE(
      std::none_of(alone.begin(), alone.end(), [](const std::string& path) { return path.starts_with("segment."); }));
  const std::vector<std::string> paths = paths_of(two_segments + steps);
  EXPECT_TRUE(contains(paths, "segment.guest.step.desk.wait.p90"));
  EXPECT_TRUE(contains(paths, "segment.phone.journey.time.p90"));
  EXPECT_FALSE(contains(paths, "segment.phone.step.desk.wait.p90"));
  EXPECT_FALSE(contains(paths, "segment.guest.step.desk.queue.mean"));
  EXPECT_FALSE(contains(paths, "segment.guest.throughput"));
}

TEST(StandardMeasures, HoldWhatTargetsAskForOnce) {
  const std::vector<std::string> paths = paths_of(one_segment + steps +
                                                  "[targets]\n\"journey.within(10 min)\" = [\">= 60 %\", \"<= 85 "
                                                  "%\"]\n\"segment.guest.journey.time.p90\" = \"< 9 min\"\n"
                                                  "\"touchpoint.desk.service_level(1 min)\" = \"> 80 %\"\n");
  EXPECT_EQ(std::count(paths.begin(), paths.end(), "journey.within(10 min)"), 1);
  EXPECT_TRUE(contains(paths, "segment.guest.journey.time.p90"));
  EXPECT_TRUE(contains(paths, "touchpoint.desk.service_level(1 min)"));
}

}  // namespace
}  // namespace throughline
