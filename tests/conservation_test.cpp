// SPDX-License-Identifier: MIT
// Laws that hold in every replication of every blueprint, whatever is drawn; statistics against the story of the same
// replication.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/catalog.hpp"
#include "model/program.hpp"
#include "replay.hpp"
#include "tally.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;
using testing::Replay;
using testing::tally;

/// Where wrap-ups last: 7 s at every staffed step, so that the story tells all there is to know.
constexpr double wrap_up = 7.0;

/// Retries, a failure that leads on, patience that leads on, handoffs of all kinds, priorities, levels that change.
constexpr const char* rich = R"(
[segments]
red = { start = "a", arrivals = { rate = "50 per hour" } }
blue = { start = "b", arrivals = { profile = { "00:00" = "20 per hour", "02:00" = "60 per hour" } } }
green = { start = "c", arrivals = { interarrival = "4 min" } }
[staff.clerk]
count = { "00:00" = 2, "01:00" = 4, "02:30" = 3 }
priority = ["segment.blue", "step.a"]
[staff.expert]
shifts.early = { from = "00:00", to = "01:30", count = 1 }
shifts.late = { from = "01:00", to = "06:00", count = 2 }
[steps.a]
staff = "clerk"
time = { gamma = { mean = "90 s", cv = 0.8 } }
wrap_up = "7 s"
patience = { exponential = { mean = "4 min" } }
on_abandon = { next = "kiosk" }
failure = { probability = 0.15, then = "retry", attempts = 3 }
next = { b = 0.5, c = "rest" }
[steps.b]
staff = "clerk"
time = { exponential = { mean = "60 s" } }
wrap_up = "7 s"
failure = { probability = 0.1, then = "kiosk" }
next.c = { delay = "30 s", loss = 0.05, repeat = 0.1 }
[steps.c]
staff = "expert"
time = { lognormal = { mean = "70 s", cv = 1 } }
wrap_up = "7 s"
patience = { exponential = { mean = "8 min" } }
failure = { probability = 0.02 }
[steps.kiosk]
lane = "customer"
time = "45 s"
next = { a = 0.1, done = 0.9 }
)";

/// The same without handoff effects: every passage arrives.
constexpr const char* plain = R"(
[segments]
red = { start = "a", arrivals = { rate = "40 per hour" } }
blue = { start = "b", arrivals = { rate = "30 per hour" } }
[staff.clerk]
count = 3
[steps.a]
staff = "clerk"
time = { exponential = { mean = "60 s" } }
wrap_up = "7 s"
failure = { probability = 0.2, then = "retry", attempts = 4 }
next = { a = 0.1, b = 0.3, done = "rest" }
[steps.b]
staff = "clerk"
time = { exponential = { mean = "45 s" } }
wrap_up = "7 s"
failure = { probability = 0.1, then = "a" }
next = { b = 0.2, done = "rest" }
)";

std::string run_of(const std::string& service, const std::string& warm_up, const std::string& ending) {
  return fmt::format("schema = 1\n[run]\nlength = \"3 h\"\nwarm_up = \"{}\"\nending = \"{}\"\nreplications = 3\n{}",
                     warm_up, ending, service);
}

std::vector<std::string> all_runs() {
  std::vector<std::string> runs;
  for (const char* service : {rich, plain}) {
    for (const char* warm_up : {"0 s", "20 min"}) {
      for (const char* ending : {"drain", "stop"}) runs.push_back(run_of(service, warm_up, ending));
    }
  }
  return runs;
}

/// The seconds of [from, to) that lie in the window of the statistics.
double within(const Program& program, double from, double to) {
  return std::max(0.0, std::min(to, program.length) - std::max(from, program.warm_up));
}

TEST(Conservation, EveryArrivalHasExactlyOneOutcome) {
  for (const std::string& text : all_runs()) {
    const Model model = model_of(text);
    for (std::uint64_t replication = 0; replication < 3; ++replication) {
      const ReplicationResult result = tally(model, 1, replication);
      Replay story;
      observe(model, 1, replication, story);
      std::vector<double> arrived(model.program().segments.size());
      for (const JourneyRecord& journey : story.journeys) {
        if (journey.arrived >= model.program().warm_up) ++arrived[static_cast<std::size_t>(journey.segment)];
      }
      for (std::size_t segment = 0; segment < arrived.size(); ++segment) {
        const JourneyTally& journeys = result.journeys[segment];
        EXPECT_GT(journeys.arrived, 20.0);
        EXPECT_EQ(journeys.arrived, journeys.completed + journeys.failed_service + journeys.failed_handoff +
                                        journeys.abandoned + journeys.unfinished);
        EXPECT_EQ(journeys.arrived, arrived[segment]);
        EXPECT_EQ(journeys.time.count, journeys.completed);
        EXPECT_EQ(journeys.time.count + journeys.time_otherwise.count, journeys.arrived - journeys.unfinished);
      }
    }
  }
}

TEST(Conservation, ADrainLeavesNobodyInside) {
  for (const char* service : {rich, plain}) {
    for (std::uint64_t replication = 0; replication < 3; ++replication) {
      const ReplicationResult result = tally(model_of(run_of(service, "0 s", "drain")), 1, replication);
      for (const JourneyTally& journeys : result.journeys) EXPECT_EQ(journeys.unfinished, 0.0);
      EXPECT_GE(result.ended_at, 3 * 3600.0);
    }
  }
}

TEST(Conservation, TalliesOfVisitsAreTheSumsOfTheStory) {
  for (const std::string& text : all_runs()) {
    const Model model = model_of(text);
    const Program& program = model.program();
    const ReplicationResult result = tally(model);
    Replay story;
    observe(model, 1, 0, story);
    std::vector<VisitTally> expected(program.cell_count());
    const auto cell_of = [&](const VisitRecord& visit) -> VisitTally& {
      return expected[static_cast<std::size_t>(visit.step) * program.segments.size() +
                      static_cast<std::size_t>(visit.segment)];
    };
    for (const VisitRecord& visit : story.unfinished) {
      EXPECT_EQ(visit.ended, program.length) << "nobody is inside after a drain";
      if (visit.arrived < program.warm_up) continue;
      VisitTally& cell = cell_of(visit);
      const bool staffed = program.steps[static_cast<std::size_t>(visit.step)].pool != no_index;
      cell.reached += 1.0;
      if (visit.started && staffed) cell.wait_served.add(*visit.started - visit.reached);
      if (!visit.started) cell.waiting += 1.0;
    }
    for (const VisitRecord& visit : story.visits) {
      if (visit.arrived < program.warm_up) continue;
      VisitTally& cell = cell_of(visit);
      cell.reached += 1.0;
      cell.failures += visit.ending == VisitEnding::failed ? 1.0 : 0.0;
      cell.time.add(visit.ended - visit.reached);
      const bool staffed = program.steps[static_cast<std::size_t>(visit.step)].pool != no_index;
      if (visit.started) cell.service.add(visit.ended - *visit.started);
      if (visit.started && staffed) cell.wait_served.add(*visit.started - visit.reached);
      if (!visit.started) cell.wait_abandoned.add(visit.ended - visit.reached);
    }
    const auto expect_equal = [](const Moments& found, const Moments& wanted) {
      EXPECT_EQ(found.count, wanted.count);
      EXPECT_NEAR(found.sum, wanted.sum, 1e-9 * wanted.sum);
      EXPECT_NEAR(found.squares_about(0.0), wanted.squares, 1e-9 * wanted.squares);
    };
    for (std::size_t cell = 0; cell < expected.size(); ++cell) {
      SCOPED_TRACE(cell);
      EXPECT_EQ(result.visits[cell].failures, expected[cell].failures);
      expect_equal(result.visits[cell].service, expected[cell].service);
      expect_equal(result.visits[cell].time, expected[cell].time);
      expect_equal(result.visits[cell].wait_abandoned, expected[cell].wait_abandoned);
      expect_equal(result.visits[cell].wait_served, expected[cell].wait_served);
      EXPECT_EQ(result.visits[cell].waiting, expected[cell].waiting);
      EXPECT_EQ(result.visits[cell].reached, expected[cell].reached);
    }
  }
}

TEST(Conservation, TheAreaUnderAQueueIsTheSumOfItsWaits) {
  for (const char* service : {rich, plain}) {
    for (const char* warm_up : {"0 s", "20 min"}) {
      const Model model = model_of(run_of(service, warm_up, "drain"));
      const ReplicationResult result = tally(model);
      Replay story;
      observe(model, 1, 0, story);
      std::vector<double> waits(model.program().steps.size());
      for (const VisitRecord& visit : story.visits) {
        waits[static_cast<std::size_t>(visit.step)] +=
            within(model.program(), visit.reached, visit.started.value_or(visit.ended));
      }
      for (std::size_t step = 0; step < waits.size(); ++step) {
        EXPECT_NEAR(result.queues[step].area, waits[step], 1e-6);
        EXPECT_EQ(waits[step] > 0.0, model.program().steps[step].pool != no_index);
      }
    }
  }
}

TEST(Conservation, BusyTimeIsServiceAndWrapUp) {
  for (const char* service : {rich, plain}) {
    for (const char* warm_up : {"0 s", "20 min"}) {
      const Model model = model_of(run_of(service, warm_up, "drain"));
      const ReplicationResult result = tally(model);
      Replay story;
      observe(model, 1, 0, story);
      std::vector<double> busy(model.program().pools.size());
      for (const VisitRecord& visit : story.visits) {
        const std::uint32_t pool = model.program().steps[static_cast<std::size_t>(visit.step)].pool;
        if (pool == no_index || !visit.started) continue;
        busy[pool] += within(model.program(), *visit.started, visit.ended + wrap_up);
      }
      for (std::size_t pool = 0; pool < busy.size(); ++pool) {
        EXPECT_GT(busy[pool], 3600.0);
        EXPECT_NEAR(result.staff[pool].busy, busy[pool], 1e-6);
      }
    }
  }
}

TEST(Conservation, PeopleAreOnDutyAsTheRosterSays) {
  const ReplicationResult result = tally(model_of(run_of(rich, "20 min", "stop")));
  EXPECT_EQ(result.staff[0].on_duty, 2 * 40 * 60.0 + 4 * 90 * 60.0 + 3 * 30 * 60.0);
  EXPECT_EQ(result.staff[1].on_duty, 1 * 70 * 60.0 + 2 * 120 * 60.0);
  for (const StaffTally& pool : result.staff) EXPECT_LE(pool.busy, pool.on_duty + pool.overtime);
}

TEST(Conservation, HalfHoursAddUpToTheWindow) {
  const Model model = model_of(run_of(rich, "0 s", "stop"));
  const ReplicationResult result = tally(model);
  ASSERT_EQ(result.half_hours.size(), 6U * 2U);
  for (std::size_t pool = 0; pool < 2; ++pool) {
    HalfHour sum;
    for (std::size_t slot = 0; slot < 6; ++slot) {
      const HalfHour& part = result.half_hours[2 * slot + pool];
      sum.busy += part.busy;
      sum.on_duty += part.on_duty;
      sum.overtime += part.overtime;
      sum.queue += part.queue;
    }
    EXPECT_NEAR(sum.busy, result.staff[pool].busy, 1e-6);
    EXPECT_NEAR(sum.on_duty, result.staff[pool].on_duty, 1e-6);
    EXPECT_NEAR(sum.overtime, result.staff[pool].overtime, 1e-6);
    double queue = 0.0;
    for (const std::uint32_t step : model.program().pools[pool].steps) queue += result.queues[step].area;
    EXPECT_NEAR(sum.queue, queue, 1e-6);
  }
}

TEST(Conservation, WhoComesToAStepHasArrivedThereOrPassedARoute) {
  const Model model = model_of(run_of(plain, "0 s", "drain"));
  const ReplicationResult result = tally(model);
  const auto& names = model.catalog().names;
  for (std::size_t step = 0; step < 2; ++step) {
    for (std::size_t segment = 0; segment < 2; ++segment) {
      double coming = step == segment ? result.journeys[segment].arrived : 0.0;
      for (std::size_t route = 0; route < names.routes.size(); ++route) {
        if (names.routes[route].to == names.steps[step].key) coming += result.passages[route * 2 + segment];
      }
      EXPECT_EQ(result.visits[step * 2 + segment].reached, coming);
    }
  }
}

TEST(Conservation, EventsAreArrivalsAndServices) {
  const ReplicationResult result = tally(model_of(run_of(rich, "0 s", "drain")));
  double events = 0.0;
  for (const JourneyTally& journeys : result.journeys) events += journeys.arrived;
  for (const VisitTally& visits : result.visits) events += visits.service.count;
  EXPECT_EQ(static_cast<double>(result.events), events);
}

// What staff cost, by hand. One customer comes at minute 50 of an hour; 36 per hour is a cent per second.

double value_of(const ExperimentResult& result, const std::string& path) {
  const Estimate* estimate = result.find(path);
  EXPECT_NE(estimate, nullptr) << path;
  return estimate != nullptr && estimate->value ? *estimate->value : -1.0;
}

ExperimentResult hour_of(const std::string& rest) {
  return run_experiment(
      model_of("schema = 1\n[run]\nlength = \"1 h\"\nreplications = 2\n[segments.all]\nstart = \"a\"\narrivals = { "
               "interarrival = \"50 min\" }\n" +
               rest));
}

TEST(StaffCost, PaysPeopleWhoStayInTheDrainUntilNobodyIsLeft) {
  const ExperimentResult result =
      hour_of("[staff.clerk]\ncount = 2\ncost = \"36 per hour\"\n[steps.a]\nstaff = \"clerk\"\ntime = \"30 min\"\n");
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.overtime"), 2 * 20 * 60.0)
      << "both stay, though one has nothing to do";
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.cost"), 0.01 * 2 * 80 * 60);
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.occupancy"), 10.0 / 120.0) << "never over the drain";
}

TEST(StaffCost, PaysOvertimeAfterTheEndOfAShift) {
  const ExperimentResult result = hour_of(
      "[staff.clerk]\nshifts.only = { from = \"00:00\", to = \"00:55\", count = 1 }\ncost = \"36 per hour\"\n"
      "[steps.a]\nstaff = \"clerk\"\ntime = \"30 min\"\n");
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.overtime"), 25 * 60.0) << "5 minutes of the hour, 20 behind it";
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.cost"), 0.01 * (55 + 25) * 60);
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.occupancy"), 10.0 / 60.0);
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.utilization"), 5.0 / 55.0);
}

TEST(StaffCost, PaysWhoeverACustomerCanStillComeTo) {
  const ExperimentResult result = hour_of(R"(
[segments.never]
start = "c"
arrivals = { interarrival = "2 h" }
[staff]
first = { count = 1, cost = "36 per hour" }
second = { count = 1, cost = "36 per hour" }
idle = { count = 3, cost = "36 per hour" }
[steps.a]
staff = "first"
time = "30 min"
wrap_up = "3 min"
next.b = { delay = "5 min" }
[steps.b]
staff = "second"
time = "10 min"
[steps.c]
staff = "idle"
time = "1 min"
)");
  EXPECT_DOUBLE_EQ(value_of(result, "staff.first.cost"), 0.01 * 83 * 60) << "until the wrap-up is done";
  EXPECT_DOUBLE_EQ(value_of(result, "staff.second.cost"), 0.01 * 95 * 60);
  EXPECT_DOUBLE_EQ(value_of(result, "staff.idle.cost"), 0.01 * 3 * 60 * 60) << "sent home at the close";
}

TEST(StaffCost, PaysWhoeverWaitsForACustomerThatIsLostOnTheWay) {
  const ExperimentResult result = hour_of(R"(
[staff]
first = { count = 1, cost = "36 per hour" }
second = { count = 1, cost = "36 per hour" }
[steps.a]
staff = "first"
time = "30 min"
next.b = { delay = "5 min", loss = 1 }
[steps.b]
staff = "second"
time = "10 min"
)");
  EXPECT_DOUBLE_EQ(value_of(result, "staff.second.cost"), 0.01 * 85 * 60) << "nobody knows before";
}

TEST(StaffCost, CountsFromTheWarmUpOn) {
  const ExperimentResult result = run_experiment(
      model_of("schema = 1\n[run]\nlength = \"1 h\"\nwarm_up = \"30 min\"\nending = \"stop\"\nreplications = 2\n"
               "[segments.all]\nstart = \"a\"\narrivals = { interarrival = \"25 min\" }\n"
               "[staff.clerk]\ncount = 1\ncost = \"36 per hour\"\n[steps.a]\nstaff = \"clerk\"\ntime = \"10 min\"\n"));
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.cost"), 0.01 * 30 * 60);
  EXPECT_DOUBLE_EQ(value_of(result, "staff.clerk.occupancy"), 15.0 / 30.0) << "25 to 35 and 50 to 60";
  EXPECT_DOUBLE_EQ(value_of(result, "journey.count.arrived"), 1.0);
}

}  // namespace
}  // namespace throughline
