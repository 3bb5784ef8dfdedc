// SPDX-License-Identifier: MIT
// Models A to E, from their blueprint files through the public interface with all default statistics, beside programs
// written by hand for each: the limits (three event lists) and a plain engine. The ratios of one run are what counts.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "limits/heaps.hpp"
#include "limits/ladder.hpp"
#include "limits/models.hpp"
#include "limits/plain_engine.hpp"
#include "limits/tandem.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace {

/// What a model is known to give, and how far a mean over all of a benchmark's runs may be from it.
struct Known {
  const char* name;
  double mean_time;
  std::uint64_t customers;
  double tolerance;
};

constexpr Known a{"a", 10.0, 2'000'000, 0.04};
constexpr Known b{"b", 12.2236, 1'000'000, 0.02};
constexpr Known c{"c", 17.0243, 300'000, 0.02};
constexpr Known d{"d", 106.4023, 50'000, 0.02};
constexpr Known e{"e", 100.0, 300'000, 0.01};

/// Runs `once(seed)` per iteration; a speed is told only of right answers.
template <class Once>
void measure(benchmark::State& state, const Known& known, Once once) {
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

void blueprint(benchmark::State& state, const Known& known) {
  using namespace throughline;
  const std::string file = fmt::format("{}/bench/models/{}.toml", THROUGHLINE_SOURCE_DIR, known.name);
  const Model model = compile(build_blueprint(read_document(file, {})));
  measure(state, known, [&](std::uint64_t seed) {
    const ExperimentResult result = run_experiment(model, {.replications = 1, .seed = seed, .threads = 1});
    return limits::Outcome{*result.find("journey.time.mean")->value, result.timing->events};
  });
}

template <class Model, class List>
void limit(benchmark::State& state, const Known& known) {
  measure(state, known, [&](std::uint64_t seed) { return limits::simulate<Model, List>(seed, known.customers); });
}

template <class Model>
void plain(benchmark::State& state, const Known& known) {
  measure(state, known, [&](std::uint64_t seed) { return limits::PlainEngine<Model>(seed).run(known.customers); });
}

void lindley(benchmark::State& state, const Known& known) {
  measure(state, known, [&](std::uint64_t seed) { return limits::lindley(seed, 4 * known.customers); });
}

template <class Model>
void add(const Known& known) {
  const auto named = [&](const char* what) { return fmt::format("{}/{}", known.name, what); };
  const auto add_one = [&](const char* what, void (*function)(benchmark::State&, const Known&)) {
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

/// Prints what Google Benchmark prints, and keeps the nanoseconds per event.
class Ratios : public benchmark::ConsoleReporter {
 public:
  Ratios() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      if (run.error_occurred) wrong_ = true;
      const auto counter = run.counters.find("per_event");
      if (run.run_type == Run::RT_Iteration && counter != run.counters.end()) {
        nanoseconds_[run.run_name.function_name].push_back(counter->second.value * 1e9);
      }
    }
  }

  /// Every ratio is the median of the ratios of the rounds.
  void print() const {
    fmt::print("\n{:8}{:>10}{:>10}{:>12}{:>9}   {:>14}{:>15}\n", "model", "blueprint", "binary", "quaternary", "ladder",
               "over the limit", "plain over it");
    for (const char* const model : {"a", "b", "c", "d", "e"}) {
      const auto of = [&](const char* what) { return fmt::format("{}/{}", model, what); };
      if (nanoseconds_.find(of("blueprint")) == nanoseconds_.end()) continue;
      fmt::print("{:8}{:10.1f}{:10.1f}{:12.1f}{:9.1f}", model, median(of("blueprint")), median(of("binary")),
                 median(of("quaternary")), median(of("ladder")));
      fmt::print("   {:14.2f}{:15.2f}\n", over_limit(model), ratio(of("plain"), of("blueprint")));
    }
    fmt::print("nanoseconds per event; ratios are medians over rounds, the limit is the fastest list of each model\n");
    if (nanoseconds_.find("a/lindley") != nanoseconds_.end()) {
      fmt::print("the limit of a takes {:.2f} times as long per customer as Lindley's recursion\n",
                 ratio("a/" + best("a"), "a/lindley"));
      for (const char* const model : {"b", "c"}) {
        fmt::print("the limit of {} is {:.2f} times as fast as the plain engine\n", model,
                   ratio(fmt::format("{}/plain", model), fmt::format("{}/{}", model, best(model))));
      }
    }
  }
  bool wrong() const { return wrong_; }

 private:
  static double middle(std::vector<double> values) {
    if (values.empty()) return 0.0;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
  }
  const std::vector<double>& rounds(const std::string& name) const {
    static const std::vector<double> none;
    const auto found = nanoseconds_.find(name);
    return found == nanoseconds_.end() ? none : found->second;
  }
  double median(const std::string& name) const { return middle(rounds(name)); }
  double ratio(const std::string& over, const std::string& under) const {
    std::vector<double> ratios;
    const std::size_t count = std::min(rounds(over).size(), rounds(under).size());
    for (std::size_t round = 0; round < count; ++round) ratios.push_back(rounds(over)[round] / rounds(under)[round]);
    return middle(ratios);
  }
  std::string best(const std::string& model) const {
    std::string name = "binary";
    for (const char* const list : {"quaternary", "ladder"}) {
      if (median(model + "/" + list) < median(model + "/" + name)) name = list;
    }
    return name;
  }
  double over_limit(const std::string& model) const { return ratio(model + "/blueprint", model + "/" + best(model)); }

  std::map<std::string, std::vector<double>> nanoseconds_;
  bool wrong_ = false;
};

}  // namespace

int main(int count, char** values) {
  // Rounds in random order, so that what slows the machine for a while slows all alike. What the user says comes later.
  std::string rounds = "--benchmark_repetitions=7", mixed = "--benchmark_enable_random_interleaving=true";
  std::vector<char*> arguments{values[0], rounds.data(), mixed.data()};
  arguments.insert(arguments.end(), values + 1, values + count);
  int arguments_count = static_cast<int>(arguments.size());
  add<limits::SingleQueue>(a);
  benchmark::RegisterBenchmark("a/lindley", [](benchmark::State& state) { lindley(state, a); })->Iterations(1);
  add<limits::Rework>(b);
  add<limits::Restarts>(c);
  add<limits::LongTandem<20>>(d);
  add<limits::LongTandem<1000>>(e);
  benchmark::Initialize(&arguments_count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(arguments_count, arguments.data())) return EXIT_FAILURE;
  Ratios ratios;
  benchmark::RunSpecifiedBenchmarks(&ratios);
  ratios.print();
  return ratios.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
