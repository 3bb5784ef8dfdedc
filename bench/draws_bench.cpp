// SPDX-License-Identifier: MIT
// What a random number costs: every family of distributions as the engine draws it, each draw from an address of its
// own; the three numbers that the families are made of; and the same three from one xoshiro256++ stream for all.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "limits/draw.hpp"
#include "random/sampler.hpp"
#include "rounds.hpp"
#include "throughline/distribution.hpp"
#include "throughline/random_stream.hpp"

namespace {

using throughline::Distribution;
using throughline::Purpose;
using throughline::RandomStream;

constexpr std::uint64_t draws = 2'000'000;

/// A speed is told only where the mean of all draws is the mean of the law, within five standard errors.
template <class Draw>
void measure(benchmark::State& state, double mean, double variance, Draw draw) {
  double sum = 0.0;
  std::uint64_t count = 0;
  for (auto _ : state) {
    for (std::uint64_t number = 0; number < draws; ++number) sum += draw(count + number);
    count += draws;
  }
  const double error = std::sqrt(variance / static_cast<double>(count));
  const double found = sum / static_cast<double>(count);
  // A sum of equal constants is off by its rounding alone.
  if (std::abs(found - mean) > 5.0 * error + 1e-9 * std::abs(mean)) {
    state.SkipWithError(fmt::format("mean {} is not {}", found, mean).c_str());
  }
  using benchmark::Counter;
  state.counters["per_draw"] =
      Counter(static_cast<double>(draws), Counter::kIsIterationInvariantRate | Counter::kInvert);
}

std::vector<std::pair<std::string, Distribution>> laws() {
  return {{"constant", Distribution::constant(60)},
          {"exponential", Distribution::exponential(60)},
          {"uniform", Distribution::uniform(30, 90)},
          {"triangular", Distribution::triangular(30, 50, 100)},
          {"normal", Distribution::normal(60, 15)},
          {"lognormal", Distribution::lognormal_mean_cv(60, 0.6)},
          {"gamma", Distribution::gamma_mean_cv(60, 0.6)},
          {"small_gamma", Distribution::gamma_mean_cv(60, 1.5)},
          {"erlang", Distribution::erlang(60, 3)},
          {"weibull", Distribution::weibull(1.5, 60)},
          {"hyperexponential", Distribution::hyperexponential(60, 2)},
          {"beta", Distribution::beta(30, 90, 2, 3)},
          {"pert", Distribution::pert(30, 50, 100)},
          {"phase_type", Distribution::phase_type({0.6, 0.4}, {{-0.05, 0.02}, {0.01, -0.03}})},
          {"empirical", Distribution::empirical({20, 30, 35, 40, 60, 80, 200})},
          {"mixture", Distribution::mixture({0.7, 0.3}, {Distribution::exponential(30), Distribution::normal(90, 9)})}};
}

void add(const std::string& name, void (*function)(benchmark::State&)) {
  benchmark::RegisterBenchmark(name.c_str(), function)->Iterations(1)->Unit(benchmark::kMillisecond);
}

template <class Take>
void addressed(benchmark::State& state, double mean, double variance, Take take) {
  const std::uint64_t place = throughline::address_of("desk");
  measure(state, mean, variance, [&](std::uint64_t number) {
    RandomStream stream(number * 0x9e3779b97f4a7c15, place, 0, Purpose::service);
    return take(stream);
  });
}

void law(benchmark::State& state, const Distribution& distribution) {
  throughline::SamplerTable table;
  const std::uint32_t sampler = table.add(distribution);
  addressed(state, distribution.mean(), distribution.variance(),
            [&](RandomStream& stream) { return table.draw(sampler, stream); });
}

}  // namespace

int main(int count, char** values) {
  const auto all = laws();
  for (const auto& [name, distribution] : all) {
    const Distribution& copy = distribution;
    benchmark::RegisterBenchmark(("law_" + name).c_str(), [&copy](benchmark::State& state) { law(state, copy); })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  }
  add("addressed_uniform", [](benchmark::State& state) {
    addressed(state, 0.5, 1.0 / 12.0, [](RandomStream& stream) { return stream.uniform(); });
  });
  add("addressed_exponential", [](benchmark::State& state) {
    addressed(state, 1.0, 1.0, [](RandomStream& stream) { return stream.exponential(); });
  });
  add("addressed_normal", [](benchmark::State& state) {
    addressed(state, 0.0, 1.0, [](RandomStream& stream) { return stream.normal(); });
  });
  add("xoshiro_uniform", [](benchmark::State& state) {
    limits::Draw draw(1);
    measure(state, 0.5, 1.0 / 12.0, [&](std::uint64_t) { return draw.uniform(); });
  });
  add("xoshiro_exponential", [](benchmark::State& state) {
    limits::Draw draw(1);
    measure(state, 1.0, 1.0, [&](std::uint64_t) { return draw.exponential(); });
  });
  Rounds rounds("per_draw");
  if (!run_rounds(count, values, 5, rounds)) return EXIT_FAILURE;

  fmt::print("\n");
  for (const auto& [name, distribution] : all) {
    if (rounds.has("law_" + name)) fmt::print("{:18}{:7.1f}\n", name, rounds.median("law_" + name) * 1e9);
  }
  fmt::print("nanoseconds per draw, the address included\n\n{:14}{:>10}{:>10}{:>7}\n", "", "addressed", "xoshiro",
             "ratio");
  for (const std::string kind : {"uniform", "exponential", "normal"}) {
    if (!rounds.has("addressed_" + kind)) continue;
    fmt::print("{:14}{:10.1f}", kind, rounds.median("addressed_" + kind) * 1e9);
    if (rounds.has("xoshiro_" + kind)) {
      fmt::print("{:10.1f}{:7.2f}", rounds.median("xoshiro_" + kind) * 1e9,
                 rounds.ratio("addressed_" + kind, "xoshiro_" + kind));
    }
    fmt::print("\n");
  }
  return rounds.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
