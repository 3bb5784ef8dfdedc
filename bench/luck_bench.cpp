// SPDX-License-Identifier: MIT
// What it costs that every random number has an address: models A to E on the engine as it is, and on the same engine
// built with one xoshiro256++ stream per replication. Every round runs both, one after the other.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>

#include "child.hpp"
#include "known_models.hpp"
#include "rounds.hpp"

namespace {

struct Outcome {
  double mean = 0.0, events = 0.0, seconds = 0.0;
};

Outcome run(const char* luck, const char* model, std::uint64_t seed) {
  Child child(fmt::format("{}/luck_{} {} {}", THROUGHLINE_BENCH_DIR, luck, model, seed));
  Outcome outcome;
  std::istringstream(child.answer()) >> outcome.mean >> outcome.events >> outcome.seconds;
  return outcome;
}

void compare(benchmark::State& state, const KnownModel& known) {
  static std::map<std::string, std::uint64_t> seeds;
  for (auto _ : state) {
    const std::uint64_t seed = ++seeds[known.name];
    Outcome addressed, sequential;
    if (seed % 2 == 0) addressed = run("addressed", known.name, seed);
    sequential = run("sequential", known.name, seed);
    if (seed % 2 == 1) addressed = run("addressed", known.name, seed);
    // One run may be further off than the mean of all.
    for (const Outcome& outcome : {addressed, sequential}) {
      if (!(std::abs(outcome.mean / known.mean_time - 1.0) < 2.5 * known.tolerance)) {
        state.SkipWithError(fmt::format("mean time {} is not {}", outcome.mean, known.mean_time).c_str());
      }
    }
    state.counters["addressed"] = addressed.seconds / addressed.events;
    state.counters["sequential"] = sequential.seconds / sequential.events;
    state.counters["ratio"] = addressed.seconds / addressed.events / (sequential.seconds / sequential.events);
  }
}

}  // namespace

int main(int count, char** values) {
  for (const KnownModel& known : known_models) {
    benchmark::RegisterBenchmark(known.name, [&known](benchmark::State& state) { compare(state, known); })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  }
  Rounds rounds("ratio");
  if (!run_rounds(count, values, 9, rounds)) return EXIT_FAILURE;
  fmt::print("\n");
  for (const KnownModel& known : known_models) {
    if (!rounds.has(known.name)) continue;
    fmt::print("{}: addressed numbers take {:.3f} times as long\n", known.name, rounds.median(known.name));
  }
  fmt::print("seconds per event; ratios are medians over rounds\n");
  return rounds.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
