// SPDX-License-Identifier: MIT
// Models A to E, from their blueprint files through the public interface with all default statistics, beside programs
// written by hand for each: the limits (three event lists) and a plain engine. The ratios of one run are what counts.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <string>

#include "known_models.hpp"
#include "limits/heaps.hpp"
#include "limits/ladder.hpp"
#include "limits/models.hpp"
#include "limits/plain_engine.hpp"
#include "limits/tandem.hpp"
#include "rounds.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace {

/// Runs `once(seed)` per iteration; a speed is told only of right answers.
template <class Once>
void measure(benchmark::State& state, const KnownModel& known, Once once) {
  static std::map<std::string, std::uint64_t> seeds;
  double sum = 0.0;
  std::uint64_t events = 0, runs = 0;
  for (auto _ : state) {
    const limits::Outcome outcome = once(++seeds[known.name]);
    sum += outcome.mean_time;
    events += outcome.events;
    ++runs;
  }
  const double mean = sum / static_cast<double>(runs);
  if (std::abs(mean / known.mean_time - 1.0) > known.tolerance) {
    state.SkipWithError(fmt::format("mean time {} is not {}", mean, known.mean_time).c_str());
  }
  using benchmark::Counter;
  state.counters["per_event"] = Counter(static_cast<double>(events), Counter::kIsRate | Counter::kInvert);
}

void blueprint(benchmark::State& state, const KnownModel& known) {
  using namespace throughline;
  const std::string file = fmt::format("{}/bench/models/{}.toml", THROUGHLINE_SOURCE_DIR, known.name);
  const Model model = compile(build_blueprint(read_document(file, {})));
  measure(state, known, [&](std::uint64_t seed) {
    const ExperimentResult result = run_experiment(model, {.replications = 1, .seed = seed, .threads = 1});
    return limits::Outcome{*result.find("journey.time.mean")->value, result.timing->events};
  });
}

template <class Model, class List>
void limit(benchmark::State& state, const KnownModel& known) {
  measure(state, known, [&](std::uint64_t seed) { return limits::simulate<Model, List>(seed, known.customers); });
}

template <class Model>
void plain(benchmark::State& state, const KnownModel& known) {
  measure(state, known, [&](std::uint64_t seed) { return limits::PlainEngine<Model>(seed).run(known.customers); });
}

void lindley(benchmark::State& state, const KnownModel& known) {
  measure(state, known, [&](std::uint64_t seed) { return limits::lindley(seed, 4 * known.customers); });
}

template <class Model>
void add(const KnownModel& known) {
  const auto named = [&](const char* what) { return fmt::format("{}/{}", known.name, what); };
  const auto add_one = [&](const char* what, void (*function)(benchmark::State&, const KnownModel&)) {
    benchmark::RegisterBenchmark(named(what).c_str(),
                                 [function, &known](benchmark::State& state) { function(state, known); })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  };
  add_one("blueprint", &blueprint);
  add_one("binary", &limit<Model, limits::BinaryHeap>);
  add_one("quaternary", &limit<Model, limits::QuaternaryHeap>);
  add_one("ladder", &limit<Model, limits::Ladder>);
  add_one("plain", &plain<Model>);
}

std::string fastest_list(const Rounds& rounds, const std::string& model) {
  std::string name = "binary";
  for (const char* const list : {"quaternary", "ladder"}) {
    if (rounds.median(model + "/" + list) < rounds.median(model + "/" + name)) name = list;
  }
  return model + "/" + name;
}

void print(const Rounds& rounds) {
  fmt::print("\n{:8}{:>10}{:>10}{:>12}{:>9}   {:>14}{:>15}\n", "model", "blueprint", "binary", "quaternary", "ladder",
             "over the limit", "plain over it");
  for (const char* const model : {"a", "b", "c", "d", "e"}) {
    const auto of = [&](const char* what) { return fmt::format("{}/{}", model, what); };
    if (!rounds.has(of("blueprint"))) continue;
    const auto nanoseconds = [&](const char* what) { return rounds.median(of(what)) * 1e9; };
    fmt::print("{:8}{:10.1f}{:10.1f}{:12.1f}{:9.1f}", model, nanoseconds("blueprint"), nanoseconds("binary"),
               nanoseconds("quaternary"), nanoseconds("ladder"));
    fmt::print("   {:14.2f}{:15.2f}\n", rounds.ratio(of("blueprint"), fastest_list(rounds, model)),
               rounds.ratio(of("plain"), of("blueprint")));
  }
  fmt::print("nanoseconds per event; ratios are medians over rounds, the limit is the fastest list of each model\n");
  if (!rounds.has("a/lindley")) return;
  fmt::print("the limit of a takes {:.2f} times as long per customer as Lindley's recursion\n",
             rounds.ratio(fastest_list(rounds, "a"), "a/lindley"));
  for (const std::string model : {"b", "c"}) {
    fmt::print("the limit of {} is {:.2f} times as fast as the plain engine\n", model,
               rounds.ratio(model + "/plain", fastest_list(rounds, model)));
  }
}

}  // namespace

int main(int count, char** values) {
  const auto& [a, b, c, d, e] = known_models;
  add<limits::SingleQueue>(a);
  benchmark::RegisterBenchmark("a/lindley", [](benchmark::State& state) {
    lindley(state, known_models[0]);
  })->Iterations(1);
  add<limits::Rework>(b);
  add<limits::Restarts>(c);
  add<limits::LongTandem<20>>(d);
  add<limits::LongTandem<1000>>(e);
  Rounds rounds("per_event");
  if (!run_rounds(count, values, 7, rounds)) return EXIT_FAILURE;
  print(rounds);
  return rounds.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
