// SPDX-License-Identifier: MIT
// The engine against queueing theory: release builds only, fixed seeds. The closed forms themselves are tested in
// closed_forms_test.cpp against printed values; here the printed values are what the simulation has to meet.
#include <gtest/gtest.h>

#include "theory_experiment.hpp"

namespace throughline {
namespace {

using testing::Exact;
using testing::expect_theory;
using testing::Queue;

std::string exponential(double mean) {
  return fmt::format("{{ exponential = {{ mean = \"{} s\" }} }}", mean);
}

TEST(SingleServer, WaitsAsTheoryAtHalfLoad) {
  expect_theory(Queue{.arrivals_per_second = 0.5}.text(), {{"step.desk.wait.mean", 1.0},
                                                           {"step.desk.queue.mean", 0.5},
                                                           {"step.desk.wait.p95", 4.60517, 0.02},
                                                           {"step.desk.wait.p99", 7.82405, 0.02},
                                                           {"staff.clerk.occupancy", 0.5}});
}

TEST(SingleServer, WaitsAsTheoryAtThreeQuarters) {
  expect_theory(Queue{.arrivals_per_second = 0.75}.text(), {{"step.desk.wait.mean", 3.0},
                                                            {"journey.time.mean", 4.0},
                                                            {"step.desk.queue.mean", 2.25},
                                                            {"step.desk.wait.p90", 8.05961, 0.02},
                                                            {"step.desk.wait.p95", 10.83220, 0.02}});
}

TEST(SingleServer, WaitsAsTheoryAtEightTenths) {
  expect_theory(Queue{.arrivals_per_second = 0.8, .replications = 150}.text(),
                {{"step.desk.wait.mean", 4.0},
                 {"step.desk.queue.mean", 3.2, 0.012},
                 {"step.desk.wait.sd", 4.8989795, 0.02},
                 {"step.desk.wait.p95", 13.86294, 0.02}});
}

TEST(SingleServer, WaitsAsTheoryAtNineTenths) {
  expect_theory(Queue{.arrivals_per_second = 0.9, .warm_up = 10'000, .replications = 300}.text(),
                {{"step.desk.wait.mean", 9.0},
                 {"step.desk.queue.mean", 8.1, 0.012},
                 {"step.desk.wait.p95", 28.90372, 0.02},
                 {"step.desk.wait.p99", 44.99810, 0.02}});
}

double miss(const ExperimentResult& result) {
  return std::abs(*result.find("journey.time.mean")->value - 10.0);
}

/// In a run that begins empty and is not long the mean is too low: the steady state is 10.
TEST(SingleServer, ForgetsThatItBeganEmptyWithinTheWarmUpThatIsFound) {
  const Model model =
      testing::model_of(Queue{.arrivals_per_second = 0.9, .length = 4'000, .warm_up = 0, .replications = 2'000}.text(),
                        Overlay{"base", {{"run.warm_up", "auto"}}});
  const ExperimentResult found = run_experiment(model);
  const ExperimentResult whole = run_experiment(with_warm_up(model, 0.0));
  const Estimate& mean = *found.find("journey.time.mean");
  const double standard_error = (*mean.high - *mean.low) / 2.0 / 1.96;
  EXPECT_TRUE(found.warnings.empty());
  EXPECT_LT(miss(found), 4.0 * standard_error) << "found " << found.provenance.warm_up << " s";
  EXPECT_LT(miss(found), 0.75 * miss(whole)) << "by the same luck";
  EXPECT_LT(*whole.find("journey.time.mean")->high, 10.0) << "without it the interval is beside the truth";
}

Overlay batches_of_one_run() {
  return {"base", {{"run.method", "batch_means"}, {"run.replications", "30"}}};
}

TEST(SingleServer, WaitsAsTheoryInTheBatchesOfOneRun) {
  expect_theory(Queue{.arrivals_per_second = 0.8, .length = 4'000'000}.text(),
                {{"step.desk.wait.mean", 4.0, 0.02},
                 {"journey.time.mean", 5.0, 0.02},
                 {"step.desk.queue.mean", 3.2, 0.02},
                 {"staff.clerk.occupancy", 0.8, 0.01},
                 {"step.desk.wait.p95", 13.86294, 0.02}},
                batches_of_one_run());
}

TEST(SeveralServers, WaitAsErlangCInTheBatchesOfOneRun) {
  expect_theory(
      Queue{.arrivals_per_second = 0.2, .service = exponential(10), .servers = 3, .length = 20'000'000}.text(),
      {{"step.desk.wait.mean", 4.44444444, 0.02}, {"journey.time.mean", 14.4444, 0.02}}, batches_of_one_run());
}

double half_width(const ExperimentResult& result) {
  const Estimate& mean = *result.find("journey.time.mean");
  return (*mean.high - *mean.low) / 2.0;
}

TEST(SingleServer, IsKnownAsWellFromBatchesAsFromReplicationsOfTheirLength) {
  const std::string batches = Queue{.arrivals_per_second = 0.8, .length = 1'505'000}.text();
  const std::string replications = Queue{.arrivals_per_second = 0.8, .length = 55'000, .replications = 30}.text();
  const double ratio = half_width(run_experiment(testing::model_of(batches, batches_of_one_run()))) /
                       half_width(run_experiment(testing::model_of(replications)));
  // Each is known with 29 degrees of freedom: the ratio of two such widths is between these 999 times of 1000.
  EXPECT_GT(ratio, 0.54);
  EXPECT_LT(ratio, 1.85);
}

TEST(SeveralServers, WaitAsErlangCAtTheBank) {
  // Minutes of the source as seconds here; P(W <= 5) as a service level.
  expect_theory(Queue{.arrivals_per_second = 0.2,
                      .service = exponential(10),
                      .servers = 3,
                      .targets = "\"step.desk.service_level(5 s)\" = \"> 0.5\"",
                      .length = 1'000'000}
                    .text(),
                {{"step.desk.wait.mean", 4.44444444},
                 {"journey.time.mean", 14.4444},
                 {"step.desk.queue.mean", 0.888889},
                 {"step.desk.service_level(5 s)", 0.73043082},
                 {"step.desk.wait.p90", 14.91655, 0.02},
                 {"step.desk.wait.p95", 21.84802, 0.02}});
  expect_theory(Queue{.arrivals_per_second = 0.2,
                      .service = exponential(10),
                      .servers = 4,
                      .targets = "\"step.desk.service_level(5 s)\" = \"> 0.5\"",
                      .length = 1'000'000}
                    .text(),
                {{"step.desk.wait.mean", 0.86956522, 0.015},
                 {"step.desk.service_level(5 s)", 0.93602097},
                 {"step.desk.wait.p95", 6.23266, 0.02}});
}

/// Rows of the Erlang C table: offered load, agents, wait over handling time, service levels within 20 s of handling
/// times of 180 and 300 s. The latter is the level within 12 s of the former: only the ratio counts.
struct ErlangRow {
  int load, agents;
  double wait, level_180, level_300;
};

// The mean wait of many agents who are rarely all busy needs hundreds of millions of customers for 1 %: the study has
// the time.
#ifdef THROUGHLINE_STUDY
constexpr double erlang_customers = 5e8;
constexpr double erlang_half_width = 0.01;
#else
constexpr double erlang_customers = 4e7;
constexpr double erlang_half_width = 0.04;
#endif

class ErlangTable : public ::testing::TestWithParam<ErlangRow> {};

TEST_P(ErlangTable, MeetsWaitAndServiceLevel) {
  const ErlangRow row = GetParam();
  constexpr double handling = 180.0;
  constexpr int replications = 100;
  expect_theory(
      Queue{.arrivals_per_second = row.load / handling,
            .service = exponential(handling),
            .servers = row.agents,
            .targets = "\"step.desk.service_level(20 s)\" = \"> 0.3\"\n\"step.desk.service_level(12 s)\" = \"> 0.3\"",

            .length = erlang_customers / replications * handling / row.load + 30'000.0,
            .warm_up = 30'000,
            .replications = replications}
          .text(),
      {{"step.desk.wait.mean", row.wait * handling, erlang_half_width},
       {"step.desk.service_level(20 s)", row.level_180},
       {"step.desk.service_level(12 s)", row.level_300}});
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ErlangTable,
    ::testing::Values(
        ErlangRow{5, 6, .58751645, .47426718, .45037426}, ErlangRow{5, 7, .16207497, .74044101, .71631261},
        ErlangRow{5, 8, .05575550, .88014831, .86305377}, ErlangRow{10, 11, .68211820, .38961381, .36187365},
        ErlangRow{10, 12, .22469411, .64015804, .60670742}, ErlangRow{10, 13, .09509015, .79559479, .76644031},
        ErlangRow{10, 14, .04353298, .88835002, .86662742}, ErlangRow{10, 15, .02040847, .94145284, .92688345},
        ErlangRow{20, 22, .28395758, .54524909, .50297580}, ErlangRow{20, 24, .07451807, .80888189, .77169798},
        ErlangRow{20, 25, .04182057, .88002654, .85017128}, ErlangRow{50, 54, .11840193, .69633201, .63725042},
        ErlangRow{50, 56, .05155797, .84117555, .79263797}, ErlangRow{50, 60, .01173021, .96138499, .93977512},
        ErlangRow{100, 105, .10314149, .70411110, .63047948}, ErlangRow{100, 108, .04104121, .86501963, .80738663},
        ErlangRow{100, 115, .00636273, .98197352, .96488921}),
    [](const auto& row) { return fmt::format("{}ErlangsOn{}Agents", row.param.load, row.param.agents); });

TEST(ServiceTime, VariabilityLengthensTheQueueAsPollaczekAndKhinchine) {
  struct Law {
    const char* text;
    double busy, half;
  };
  for (const Law& law : {Law{"\"1 s\"", 2.0, .5}, Law{"{ erlang = { mean = \"1 s\", phases = 4 } }", 2.5, .625},
                         Law{"{ erlang = { mean = \"1 s\", phases = 2 } }", 3.0, .75},
                         Law{"{ exponential = { mean = \"1 s\" } }", 4.0, 1.0},
                         Law{"{ lognormal = { mean = \"1 s\", cv = 1.2247448713915890 } }", 5.0, 1.25},
                         Law{"{ hyperexponential = { mean = \"1 s\", cv = 2.0 } }", 10.0, 2.5}}) {
    SCOPED_TRACE(law.text);
    expect_theory(Queue{.arrivals_per_second = 0.8, .service = law.text, .replications = 300}.text(),
                  {{"step.desk.wait.mean", law.busy, 0.015}});
    expect_theory(Queue{.arrivals_per_second = 0.5, .service = law.text}.text(), {{"step.desk.wait.mean", law.half}});
  }
}

TEST(Rework, LoopsRaiseTheLoad) {
  expect_theory(Queue{.arrivals_per_second = 0.5, .keys = "next = { desk = 0.3, done = 0.7 }"}.text(),
                {{"journey.visits", 1.42857143}, {"journey.time.mean", 5.0}, {"staff.clerk.occupancy", .71428571}});
}

TEST(Network, OfJacksonHasTheProductForm) {
  // Three stations with feedback; the traffic equation x = 0.5 + 0.2 x gives 0.625 per second at each.
  // M/M/1 0.625 -> 1.6667, M/M/2 a = 1.0 -> 1.3333, M/M/1 0.5 -> 1.0 customers in the system.
  expect_theory(R"toml(schema = 1
[run]
length = "200000 s"
warm_up = "2000 s"
ending = "stop"
replications = 100
[segments.all]
start = "first"
arrivals = { rate = "0.5 per second" }
[staff.one]
count = 1
[staff.two]
count = 2
[staff.three]
count = 1
[steps.first]
staff = "one"
time = { exponential = { mean = "1 s" } }
next = "second"
[steps.second]
staff = "two"
time = { exponential = { mean = "1.6 s" } }
next = "third"
[steps.third]
staff = "three"
time = { exponential = { mean = "0.8 s" } }
next = { first = 0.2, done = 0.8 }
)toml",
                {{"step.first.wait.mean", 1.0 * .625 / .375, 0.015},
                 {"step.second.wait.mean", 1.6 / 3.0, 0.015},
                 {"step.third.wait.mean", 0.8, 0.015},
                 {"journey.time.mean", 4.0 / 0.5},
                 {"journey.visits", 3.75}});
}

TEST(Tandem, HasTheExactLawOfJourneyTime) {
  expect_theory(R"toml(schema = 1
[run]
length = "400000 s"
warm_up = "2000 s"
ending = "stop"
replications = 100
[segments.all]
start = "first"
arrivals = { rate = "0.5 per second" }
[staff.one]
count = 1
[staff.two]
count = 1
[steps.first]
staff = "one"
time = { exponential = { mean = "1 s" } }
next = "second"
[steps.second]
staff = "two"
time = { exponential = { mean = "1.25 s" } }
[targets]
"journey.within(10 s)" = "> 0.5"
)toml",
                {{"journey.time.mean", 5.33333333},
                 {"journey.time.sd", 3.88730126},
                 {"journey.time.p50", 4.41394743},
                 {"journey.time.p90", 10.47382146},
                 {"journey.time.p95", 12.88448200},
                 {"journey.time.p99", 18.35356017, 0.02},
                 {"journey.within(10 s)", .88563925}});
}

}  // namespace
}  // namespace throughline
