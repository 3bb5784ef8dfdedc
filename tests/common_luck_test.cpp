// SPDX-License-Identifier: MIT
// Luck belongs to the customer: what a scenario does not touch it does not change, to the last bit.
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "replay.hpp"
#include "tally.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;
using testing::Replay;
using testing::tally;

constexpr const char* service = R"(schema = 1
[run]
length = "4 h"
replications = 6
[segments]
walk_in = { start = "order", arrivals = { rate = "50 per hour" } }
app = { start = "prepare", arrivals = { profile = { "00:00" = "10 per hour", "01:30" = "30 per hour" } } }
[staff.cashier]
count = 1
[staff.barista]
count = 2
priority = ["segment.app"]
[steps.order]
staff = "cashier"
time = { lognormal = { mean = "60 s", cv = 0.6 } }
patience = { exponential = { mean = "4 min" } }
failure = { probability = 0.1, then = "retry", attempts = 3 }
next.prepare = { probability = 0.8, delay = { exponential = { mean = "5 s" } }, loss = 0.05, repeat = 0.1 }
next.done = "rest"
[steps.prepare]
staff = "barista"
time = { gamma = { mean = "80 s", cv = 0.5 } }
wrap_up = { uniform = { min = "5 s", max = "15 s" } }
patience = { weibull = { shape = 1.5, scale = "8 min" } }
failure = { probability = 0.05, then = "mend" }
next = { collect = 0.7, order = 0.3 }
[steps.mend]
staff = "barista"
time = { exponential = { mean = "40 s" } }
next = "collect"
[steps.collect]
lane = "customer"
time = { triangular = { min = "5 s", mode = "10 s", max = "30 s" } }
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

/// A visit, whichever scenario it happened in: segment, number of the journey within it, step, coming.
using Address = std::tuple<std::string, std::size_t, std::string, std::uint32_t>;

struct Told {
  VisitRecord visit;
  std::string next;  ///< the step visited after it, or how the journey ended
};

struct Story {
  std::map<Address, Told> visits;
  std::map<std::pair<std::string, std::size_t>, double> arrivals;
};

/// `unseen` is left out, as if the steps around it followed each other.
Story tell(const std::string& text, const Overlay& overlay = {}, const std::string& unseen = {}) {
  const Blueprint blueprint = build_blueprint(read_document_text(text, "test.toml", overlay));
  Replay replay;
  observe(compile(blueprint), 1, 4, replay);
  std::map<std::uint64_t, JourneyRecord> journeys;
  for (const JourneyRecord& journey : replay.journeys) journeys.emplace(journey.journey, journey);
  Story story;
  std::map<std::uint64_t, std::pair<std::string, std::size_t>> names;
  std::map<std::string, std::size_t> counts;
  for (const auto& [number, journey] : journeys) {
    const std::string segment = blueprint.segments[static_cast<std::size_t>(journey.segment)].key;
    names[number] = {segment, counts[segment]++};
    story.arrivals[names[number]] = journey.arrived;
  }
  std::map<std::uint64_t, std::string*> last;
  for (const VisitRecord& visit : replay.visits) {
    const std::string step = blueprint.step(visit.step).key;
    if (step == unseen) continue;
    if (const auto before = last.find(visit.journey); before != last.end()) *before->second = step;
    const auto& [segment, number] = names.at(visit.journey);
    Told& told = story.visits[{segment, number, step, visit.visit}];
    told.visit = visit;
    last[visit.journey] = &told.next;
  }
  for (const auto& [number, next] : last) {
    const JourneyRecord& journey = journeys.at(number);
    *next = std::string(to_string(journey.outcome)) + " " + std::string(journey.cause);
  }
  return story;
}

std::uint64_t bits(double value) {
  return std::bit_cast<std::uint64_t>(value);
}

/// How often both stories could be compared.
struct Compared {
  int visits = 0, services = 0, patiences = 0, routes = 0, failures = 0, other_waits = 0;
};

Compared compare(const Story& one, const Story& other) {
  Compared compared;
  for (const auto& [address, told] : one.visits) {
    const auto match = other.visits.find(address);
    if (match == other.visits.end()) continue;
    SCOPED_TRACE(std::get<0>(address) + " " + std::to_string(std::get<1>(address)) + " at " + std::get<2>(address) +
                 " for the " + std::to_string(std::get<3>(address)) + ". time");
    const VisitRecord& left = told.visit;
    const VisitRecord& right = match->second.visit;
    ++compared.visits;
    EXPECT_EQ(bits(left.arrived), bits(right.arrived));
    if (left.patience && right.patience) {
      ++compared.patiences;
      EXPECT_EQ(bits(*left.patience), bits(*right.patience));
    }
    if (!left.service || !right.service) continue;
    ++compared.services;
    EXPECT_EQ(bits(*left.service), bits(*right.service));
    const bool failed = left.ending == VisitEnding::failed;
    EXPECT_EQ(left.ending, right.ending);
    compared.failures += failed ? 1 : 0;
    if (*left.started - left.reached != *right.started - right.reached) ++compared.other_waits;
    if (failed) continue;
    ++compared.routes;
    EXPECT_EQ(told.next, match->second.next);
  }
  return compared;
}

void expect_much_compared(const Compared& compared) {
  EXPECT_GT(compared.services, 300);
  EXPECT_GT(compared.patiences, 60);
  EXPECT_GT(compared.routes, 300);
  EXPECT_GT(compared.failures, 10);
  EXPECT_GT(compared.other_waits, 60) << "the scenario has changed nothing at all";
}

TEST(CommonLuck, SurvivesOneMoreMemberOfStaff) {
  const Story before = tell(service);
  const Story after = tell(service, Overlay{"base", {{"staff.cashier.count", "2"}, {"staff.barista.count", "3"}}});
  expect_much_compared(compare(before, after));
  EXPECT_EQ(before.arrivals, after.arrivals);
}

TEST(CommonLuck, SurvivesAnInsertedStep) {
  const Story before = tell(service);
  const std::string inserted = replaced(service, "next.prepare", "next.check") +
                               "[steps.check]\ntime = { exponential = { mean = \"2 min\" } }\nnext = \"prepare\"\n";
  const Story after = tell(inserted, {}, "check");
  expect_much_compared(compare(before, after));
  EXPECT_EQ(before.arrivals, after.arrivals);
}

TEST(CommonLuck, SurvivesAnAddedSegment) {
  const Story before = tell(service);
  const std::string added =
      replaced(service, "[segments]\n",
               "[segments]\ngroup = { start = \"order\", arrivals = { rate = \"20 per hour\" } }\n") +
      "[steps.collect.for.group]\ntime = \"1 min\"\n";
  const Story after = tell(added);
  expect_much_compared(compare(before, after));
  for (const auto& [journey, arrived] : before.arrivals) EXPECT_EQ(arrived, after.arrivals.at(journey));
  EXPECT_GT(after.arrivals.size(), before.arrivals.size() + 50);
}

TEST(CommonLuck, IsAnotherInEveryReplicationAndForEverySeed) {
  const Model model = model_of(service);
  EXPECT_NE(tally(model, 1, 0).journeys[0].time, tally(model, 1, 1).journeys[0].time);
  EXPECT_NE(tally(model, 1, 0).journeys[0].time, tally(model, 2, 0).journeys[0].time);
}

TEST(CommonLuck, MakesAReplicationAloneEqualToItselfWithinAnExperiment) {
  const Model model = model_of(service);
  double sum = 0.0;
  double count = 0.0;
  for (std::uint64_t replication = 0; replication < 6; ++replication) {
    const ReplicationResult alone = tally(model, 1, replication);
    Moments moments;
    for (const JourneyTally& segment : alone.journeys) moments += segment.time;
    sum += moments.sum;
    count += moments.count;
  }
  const ExperimentResult together = run_experiment(model);
  const Estimate* mean = together.find("journey.time.mean");
  ASSERT_NE(mean, nullptr);
  ASSERT_TRUE(mean->value);
  EXPECT_EQ(mean->observations, static_cast<std::uint64_t>(count));
  EXPECT_EQ(bits(*mean->value), bits(sum / count));
}

}  // namespace
}  // namespace throughline
