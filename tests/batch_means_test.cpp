// SPDX-License-Identifier: MIT
// Intervals from the batches of one run.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "experiment/section.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "random_blueprint.hpp"
#include "replay.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

using testing::model_of;

std::uint64_t section_size_of(const Model& model) {
  return section_size(section_count(model.program()), model.program().replications);
}

Model with_method(const Model& model, Method method, std::uint64_t replications, double warm_up) {
  Program program = model.program();
  program.method = method;
  program.replications = replications;
  Catalog catalog = model.catalog();
  catalog.precision.clear();
  std::erase_if(catalog.targets, [](const Target& target) { return target.measure.days.has_value(); });
  std::erase_if(catalog.measures, [](const CatalogMeasure& each) { return each.measure.days.has_value(); });
  return with_warm_up(Model(std::move(program), std::move(catalog)), warm_up);
}

bool is_near(double one, double other) {
  return std::abs(one - other) <= 1e-9 * (1.0 + std::abs(other));
}

/// Measures whose figures are not those of the same run as one replication.
std::vector<std::string> other_figures(const ExperimentResult& one, const ExperimentResult& other) {
  std::vector<std::string> paths;
  for (std::size_t index = 0; index < one.measures.size(); ++index) {
    const std::optional<double> left = one.measures[index].estimate.value;
    const std::optional<double> right = other.measures[index].estimate.value;
    // Of a standard deviation it is the square that is summed, and rounded.
    const double power = one.measures[index].path.ends_with(".sd") ? 2.0 : 1.0;
    if (left.has_value() != right.has_value() || (left && !is_near(std::pow(*left, power), std::pow(*right, power))))
      paths.push_back(
          fmt::format("{}: {} instead of {}", one.measures[index].path, left.value_or(NAN), right.value_or(NAN)));
  }
  return paths;
}

/// Where the batches of a run do not sum to what the run is in one piece.
std::vector<std::string> broken_sums(const Model& batches, const Model& whole) {
  std::vector<std::string> broken;
  const ReplicationResult run = std::move(simulate_section(whole, 1, 0, 1).replications.front());
  ReplicationResult sum;
  sum.visits.resize(run.visits.size());
  sum.staff.resize(run.staff.size());
  sum.queues.resize(run.queues.size());
  sum.times.resize(run.times.size());
  sum.passages.resize(run.passages.size());
  std::uint64_t count = 0;
  for (const Section& section : simulate_batches(batches, 1, section_size_of(batches))) {
    for (const ReplicationResult& batch : section.replications) {
      ++count;
      for (std::size_t cell = 0; cell < run.visits.size(); ++cell) {
        sum.visits[cell].reached += batch.visits[cell].reached;
        sum.visits[cell].wait_served += batch.visits[cell].wait_served;
        sum.visits[cell].time += batch.visits[cell].time;
      }
      for (std::size_t pool = 0; pool < run.staff.size(); ++pool) {
        sum.staff[pool].busy += batch.staff[pool].busy;
        sum.staff[pool].on_duty += batch.staff[pool].on_duty;
        sum.staff[pool].overtime += batch.staff[pool].overtime;
        sum.staff[pool].away += batch.staff[pool].away;
        sum.staff[pool].drain_busy += batch.staff[pool].drain_busy;
        sum.staff[pool].drain_overtime += batch.staff[pool].drain_overtime;
      }
      for (std::size_t step = 0; step < run.queues.size(); ++step) {
        sum.queues[step].area += batch.queues[step].area;
        sum.queues[step].most = std::max(sum.queues[step].most, batch.queues[step].most);
      }
      for (std::size_t index = 0; index < run.times.size(); ++index) sum.times[index] += batch.times[index];
      for (std::size_t index = 0; index < run.passages.size(); ++index) sum.passages[index] += batch.passages[index];
      sum.events += batch.events;
      sum.half_hours = batch.half_hours;
    }
  }
  const auto expect = [&](const char* what, std::size_t index, double one, double other) {
    if (!is_near(one, other)) broken.push_back(fmt::format("{} {}: {} instead of {}", what, index, one, other));
  };
  expect("batches", 0, static_cast<double>(count), static_cast<double>(batches.program().replications));
  expect("events", 0, static_cast<double>(sum.events), static_cast<double>(run.events));
  for (std::size_t cell = 0; cell < run.visits.size(); ++cell) {
    expect("reached", cell, sum.visits[cell].reached, run.visits[cell].reached);
    expect("waits", cell, sum.visits[cell].wait_served.sum, run.visits[cell].wait_served.sum);
    expect("times", cell, sum.visits[cell].time.sum, run.visits[cell].time.sum);
  }
  for (std::size_t pool = 0; pool < run.staff.size(); ++pool) {
    expect("busy", pool, sum.staff[pool].busy, run.staff[pool].busy);
    expect("on duty", pool, sum.staff[pool].on_duty, run.staff[pool].on_duty);
    expect("overtime", pool, sum.staff[pool].overtime, run.staff[pool].overtime);
    expect("away", pool, sum.staff[pool].away, run.staff[pool].away);
    expect("busy in the drain", pool, sum.staff[pool].drain_busy, run.staff[pool].drain_busy);
    expect("overtime in the drain", pool, sum.staff[pool].drain_overtime, run.staff[pool].drain_overtime);
  }
  for (std::size_t step = 0; step < run.queues.size(); ++step) {
    expect("queue", step, sum.queues[step].area, run.queues[step].area);
    expect("most", step, sum.queues[step].most, run.queues[step].most);
  }
  for (std::size_t index = 0; index < run.times.size(); ++index) {
    expect("ticks", index, static_cast<double>(sum.times[index]), static_cast<double>(run.times[index]));
  }
  for (std::size_t index = 0; index < run.passages.size(); ++index) {
    expect("passages", index, sum.passages[index], run.passages[index]);
  }
  for (std::size_t index = 0; index < run.half_hours.size(); ++index) {
    expect("half hour", index, sum.half_hours[index].busy, run.half_hours[index].busy);
    expect("half hour's queue", index, sum.half_hours[index].queue, run.half_hours[index].queue);
  }
  return broken;
}

/// One batch of every so many, and one that straddles everything else.
void expect_sums(const Model& model, std::uint64_t batches, double warm_up) {
  const Model cut = with_method(model, Method::batch_means, batches, warm_up);
  const Model whole = with_method(model, Method::replications, 1, warm_up);
  if (simulate_section(whole, 1, 0, 1).overflow) return;  // for good: a deadlock
  EXPECT_EQ(broken_sums(cut, whole), std::vector<std::string>());
  EXPECT_EQ(other_figures(run_experiment(cut, {.seed = 1}), run_experiment(whole, {.seed = 1})),
            std::vector<std::string>());
}

// Fewer where sanitizers watch, and each takes fifty times as long.
#ifdef NDEBUG
constexpr std::uint64_t random_blueprints = 150;
#else
constexpr std::uint64_t random_blueprints = 30;
#endif

TEST(BatchMeans, AddUpToTheRunWhateverFeaturesMeet) {
  for (std::uint64_t number = 0; number < random_blueprints; ++number) {
    const std::string text = testing::random_blueprint(number);
    SCOPED_TRACE(fmt::format("blueprint {}:\n{}", number, text));
    const Model model = model_of(text);
    expect_sums(model, 2 + number % 7, number % 2 == 0 ? 0.0 : model.program().length / 8.0);
    if (HasFailure()) return;
  }
}

TEST(BatchMeans, AddUpToTheRunOfEveryScenario) {
  for (const auto& entry : std::filesystem::directory_iterator(std::string(THROUGHLINE_SOURCE_DIR) + "/scenarios")) {
    if (entry.path().extension() != ".toml") continue;
    SCOPED_TRACE(entry.path());
    const Model model = compile(build_blueprint(read_document(entry.path())));
    expect_sums(model, 100, 0.0);  // more than have a section each
    expect_sums(model, 7, model.program().length / 10.0);
  }
}

std::string desk(const std::string& run, const std::string& rate = "30 per hour") {
  return "schema = 1\n[run]\nmethod = \"batch_means\"\n" + run +
         "[segments.guest]\nstart = \"ask\"\narrivals = { rate = \"" + rate +
         "\" }\n[staff.clerk]\ncount = 1\ncost = \"20 per hour\"\n[steps.ask]\nstaff = \"clerk\"\n"
         "time = { exponential = { mean = \"80 s\" } }\n";
}

/// Those of 10 min, 50 min and 70 min are served for 20 min each; hours are batches. The third waits for nobody.
TEST(BatchMeans, CountInEachBatchWhatEndsInIt) {
  const Model model = model_of(R"(schema = 1
[run]
method = "batch_means"
length = "2 h"
replications = 2
[segments.guest]
start = "ask"
arrivals.replay = { times = ["10 min", "50 min", "70 min"] }
[staff.clerk]
count = 1
[steps.ask]
staff = "clerk"
time = "20 min"
)");
  std::vector<Section> sections = simulate_batches(model, 1, section_size_of(model));
  ASSERT_EQ(sections.size(), 2U);
  const ReplicationResult& first = sections[0].replications.front();
  const ReplicationResult& second = sections[1].replications.front();
  EXPECT_EQ(first.journeys[0].arrived, 2.0);
  EXPECT_EQ(first.journeys[0].completed, 1.0);
  EXPECT_EQ(second.journeys[0].arrived, 1.0);
  EXPECT_EQ(second.journeys[0].completed, 2.0);
  EXPECT_EQ(first.staff[0].busy, 1800.0) << "ten minutes of the second are in the first hour";
  EXPECT_EQ(second.staff[0].busy, 1800.0);
  const ExperimentResult result = run_experiment(model);
  EXPECT_EQ(*result.find("journey.time.mean")->value, 1200.0);
  EXPECT_EQ(*result.find("journey.count.completed")->value, 3.0) << "in a run";
  EXPECT_EQ(*result.find("throughput")->value, 1.5);
}

TEST(BatchMeans, AreThirtyWhereNobodySaysHowMany) {
  const ExperimentResult result = run_experiment(model_of(desk("length = \"30 d\"\n")));
  EXPECT_TRUE(result.provenance.batch_means);
  EXPECT_EQ(result.provenance.replications, 30U);
  EXPECT_EQ(result.find("journey.time.mean")->replications, 30U);
  EXPECT_TRUE(result.precision.empty());
  EXPECT_EQ(run_experiment(model_of(desk("length = \"3 d\"\n")), {.replications = 12}).provenance.replications, 12U);
}

TEST(BatchMeans, KnowTheMostOfTheRunButNotHowItVaries) {
  const Estimate most = *run_experiment(model_of(desk("length = \"3 d\"\n"))).find("step.ask.queue.max");
  EXPECT_GT(*most.value, 1.0);
  EXPECT_FALSE(most.low);
  EXPECT_EQ(most.reason, "one run");
}

TEST(BatchMeans, SpeakOfBatchesWhereAnIntervalIsMissing) {
  EXPECT_EQ(run_experiment(model_of(desk("length = \"1 h\"\nreplications = 1\n"))).find("journey.time.mean")->reason,
            "one batch");
}

TEST(BatchMeans, WarnWhereTheyAreTooShort) {
  // 29 of 30 minutes busy: the queue forgets nothing within a quarter of an hour.
  const std::vector<Diagnostic> warnings =
      run_experiment(model_of(desk("length = \"5 d\"\nreplications = 480\nwarm_up = \"6 h\"\n", "43 per hour")))
          .warnings;
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings.front().message,
            "run: mean journey times of neighboring batches are alike, so intervals may be too narrow: batches should "
            "last longer; choose a length of several times as much, or fewer replications (batches)");
  EXPECT_TRUE(run_experiment(model_of(desk("length = \"100 d\"\nwarm_up = \"6 h\"\n"))).warnings.empty());
}

TEST(BatchMeans, AreTheSameOnAnyNumberOfThreads) {
  const Model model = model_of(desk("length = \"2 d\"\nwarm_up = \"auto\"\n"));
  const ExperimentResult one = run_experiment(model, {.threads = 1});
  const ExperimentResult eight = run_experiment(model, {.threads = 8});
  EXPECT_EQ(one.provenance.warm_up, eight.provenance.warm_up);
  ASSERT_EQ(one.measures.size(), eight.measures.size());
  for (std::size_t index = 0; index < one.measures.size(); ++index) {
    EXPECT_EQ(one.measures[index].estimate.value, eight.measures[index].estimate.value);
    EXPECT_EQ(one.measures[index].estimate.low, eight.measures[index].estimate.low);
    EXPECT_EQ(one.measures[index].estimate.high, eight.measures[index].estimate.high);
  }
}

TEST(BatchMeans, ThatFinishedBeforeAnInterruptAreKept) {
  std::atomic<bool> interrupt = false;
  std::uint64_t planned = 0;
  const ExperimentResult result = run_experiment(model_of(desk("length = \"10 d\"\n")), {.interrupt = &interrupt},
                                                 [&](const ExperimentProgress& progress) {
                                                   planned = progress.planned;
                                                   if (progress.completed == 12) interrupt = true;
                                                 });
  EXPECT_EQ(planned, 30U);
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.partial_reason, "interrupted");
  EXPECT_EQ(result.provenance.replications, 12U);
  EXPECT_TRUE(result.find("journey.time.mean")->low);
}

TEST(BatchMeans, BeforeAnOverflowAreKept) {
  const ExperimentResult result =
      run_experiment(model_of(desk("length = \"10 d\"\nmax_inside = 100\n", "50 per hour")));
  EXPECT_TRUE(result.overflow);
  EXPECT_LT(result.provenance.replications, 30U);
  EXPECT_TRUE(result.partial_reason.starts_with("more than 100 customers inside at ")) << result.partial_reason;
}

}  // namespace
}  // namespace throughline
