// SPDX-License-Identifier: MIT
#include "selection.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cmath>
#include <functional>
#include <random>
#include <thread>

#include "replay.hpp"
#include "statistics/ratio.hpp"
#include "statistics/screening.hpp"
#include "throughline/experiment.hpp"

namespace throughline::testing {
namespace {

constexpr std::size_t alternative_count = 5;
/// Neither the reference, nor the first or the last to be looked at.
constexpr std::size_t best_one = 2;
constexpr double same_within = 0.05;

StudyRow row_of(const char* model, const char* figure) {
  StudyRow row;
  row.model = model;
  row.method = "selection";
  row.figure = figure;
  row.source = "slippage configuration";
  row.least = 0.925;
  row.most = 1.0;
  return row;
}

/// Customers who meet one step, with nobody to wait for.
std::string unattended(std::size_t name, double mean_time) {
  return fmt::format(R"toml(schema = 1
[run]
length = "2 h"
replications = 20
[segments.guest]
start = "step_{0}"
arrivals = {{ rate = "10 per hour" }}
[steps.step_{0}]
time = {{ exponential = {{ mean = "{1} s" }} }}
)toml",
                     name, mean_time);
}

/// One server at a load of 0.6, whose customers take this time in the mean, waiting and served.
std::string single_server(std::size_t name, double mean_time) {
  const double rate = 0.6 / 60.0;
  return fmt::format(R"toml(schema = 1
[run]
length = "560 min"
warm_up = "160 min"
replications = 20
[segments.guest]
start = "step_{0}"
arrivals = {{ rate = "0.6 per min" }}
[staff.clerk]
count = 1
[steps.step_{0}]
staff = "clerk"
time = {{ exponential = {{ mean = "{1} s" }} }}
)toml",
                     name, 1.0 / (rate + 1.0 / mean_time));
}

std::vector<Alternative> slippage(const std::function<std::string(std::size_t, double)>& text, double mean_time) {
  std::vector<Alternative> all;
  for (std::size_t index = 0; index < alternative_count; ++index) {
    const double mean = index == best_one ? mean_time * (1.0 - same_within) : mean_time;
    all.push_back({fmt::format("step_{}", index), model_of(text(index, mean))});
  }
  return all;
}

StudyRow select(const char* model, const std::vector<Alternative>& alternatives, std::uint64_t trials,
                unsigned threads) {
  std::vector<std::uint8_t> correct(trials);
  std::vector<std::uint64_t> replications(trials);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t trial = next++; trial < trials; trial = next++) {
      ComparisonOptions options;
      options.experiment.seed = trial + 1;
      options.experiment.threads = 1;
      options.same_within = same_within;
      options.best = "journey.time.mean";
      const PairedComparison comparison = compare_alternatives(alternatives, options);
      correct[trial] = comparison.best.left == std::vector<std::size_t>{best_one} ? 1 : 0;
      replications[trial] = comparison.alternatives.front().result.provenance.replications;
    }
  };
  std::vector<std::jthread> workers;
  for (unsigned worker = 1; worker < threads; ++worker) workers.emplace_back(work);
  work();
  workers.clear();
  StudyRow row = row_of(model, "journey.time.mean, best of 5");
  row.covered.trials = trials;
  for (std::size_t trial = 0; trial < trials; ++trial) {
    row.covered.kept += correct[trial];
    row.replications += static_cast<double>(replications[trial]);
  }
  row.replications /= static_cast<double>(trials);
  return row;
}

/// Units of variance 1, of which `shared` is the same for all alternatives; the indifference is a fifth of their
/// deviation.
StudyRow select_normals(const char* figure, std::size_t alternatives, double shared, std::uint64_t round,
                        std::uint64_t trials) {
  constexpr double indifference = 0.2;
  constexpr std::uint64_t first = 20;
  StudyRow row = row_of("normal units", figure);
  row.covered.trials = trials;
  for (std::uint64_t trial = 0; trial < trials; ++trial) {
    std::mt19937_64 luck(trial + 1);
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> units(alternatives);
    Screening screening(alternatives, indifference, 0.95);
    while (!screening.is_decided()) {
      const std::uint64_t count = units.front().size() + (units.front().empty() ? first : round);
      while (units.front().size() < count) {
        const double common = std::sqrt(shared) * normal(luck);
        for (std::size_t each = 0; each < alternatives; ++each) {
          const double mean = each == best_one ? -indifference : 0.0;
          units[each].push_back(mean + common + std::sqrt(1.0 - shared) * normal(luck));
        }
      }
      const std::vector<double> ones(count, 1.0);
      std::vector<Influence> figures;
      for (const std::vector<double>& values : units) figures.push_back(*influence_of_ratio(values, ones));
      screening.look(figures, count);
    }
    row.covered.kept += screening.left().front() == best_one ? 1 : 0;
    row.replications += static_cast<double>(units.front().size());
  }
  row.replications /= static_cast<double>(trials);
  return row;
}

}  // namespace

std::vector<StudyRow> select_by_engine(std::uint64_t trials, unsigned threads) {
  return {select("unattended", slippage(unattended, 600.0), trials, threads),
          select("M/M/1", slippage(single_server, 150.0), trials, threads)};
}

std::vector<StudyRow> select_among_normals(std::uint64_t trials) {
  return {select_normals("best of 3, own luck", 3, 0.0, 20, trials),
          select_normals("best of 5, own luck", 5, 0.0, 20, trials),
          select_normals("best of 5, half of it shared", 5, 0.5, 20, trials),
          select_normals("best of 10, half of it shared", 10, 0.5, 20, trials)};
}

}  // namespace throughline::testing
