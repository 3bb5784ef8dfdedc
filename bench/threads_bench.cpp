// SPDX-License-Identifier: MIT
// How far two threads go: model C in replications on one thread, on two, and in two processes of one thread each that
// start together, which share nothing but the machine. Every round runs all three; the median of the rounds counts.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "child.hpp"
#include "rounds.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace {

using throughline::ExperimentResult;

constexpr double mean_time = 17.0243;
constexpr int replications = 64;  ///< of one thread

ExperimentResult run(unsigned threads, std::uint64_t count, std::uint64_t seed) {
  using namespace throughline;
  const std::string file = fmt::format("{}/bench/models/c.toml", THROUGHLINE_SOURCE_DIR);
  const Model model = compile(build_blueprint(read_document(file, {.settings = {{"run.length", "2500 s"}}})));
  return run_experiment(model, {.replications = count, .seed = seed, .threads = threads});
}

/// What a child does: fails where the mean time in the system is wrong, else tells its events.
int answer(char** values) {
  const ExperimentResult result =
      run(static_cast<unsigned>(std::stoul(values[2])), std::stoull(values[3]), std::stoull(values[4]));
  if (std::abs(*result.find("journey.time.mean")->value / mean_time - 1.0) > 0.02) return EXIT_FAILURE;
  fmt::print("{}\n", result.timing->events);
  return EXIT_SUCCESS;
}

/// The same figures to the bit.
bool same(const ExperimentResult& left, const ExperimentResult& right) {
  if (left.measures.size() != right.measures.size()) return false;
  for (std::size_t place = 0; place < left.measures.size(); ++place) {
    const auto& one = left.measures[place].estimate;
    const auto& other = right.measures[place].estimate;
    if (one.value != other.value || one.low != other.low || one.high != other.high) return false;
  }
  return true;
}

/// Events per second of children that start together; zero where one failed.
double throughput(unsigned processes, unsigned threads) {
  const auto begun = std::chrono::steady_clock::now();
  std::vector<std::unique_ptr<Child>> children;
  for (unsigned process = 0; process < processes; ++process) {
    children.push_back(std::make_unique<Child>(
        fmt::format("{} --run {} {} {}", Child::self(), threads, threads * replications, process + 1)));
  }
  double events = 0.0;
  for (const auto& child : children) {
    const std::string line = child->answer();
    if (line.empty()) return 0.0;
    events += std::stod(line);
  }
  return events / std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

void scaling(benchmark::State& state) {
  static bool threads_first = false;
  for (auto _ : state) {
    threads_first = !threads_first;
    double threads = threads_first ? throughput(1, 2) : 0.0;
    const double processes = throughput(2, 1);
    if (!threads_first) threads = throughput(1, 2);
    const double one = throughput(1, 1);
    if (one * threads * processes == 0.0) state.SkipWithError("a run failed or its mean is wrong");
    state.counters["one_thread"] = one;
    state.counters["two_threads"] = threads;
    state.counters["two_processes"] = processes;
    state.counters["share"] = threads / processes;
  }
}

}  // namespace

int main(int count, char** values) {
  if (count == 5 && std::string_view(values[1]) == "--run") return answer(values);
  if (!same(run(1, 8, 1), run(2, 8, 1))) {
    fmt::print("one thread and two give different figures\n");
    return EXIT_FAILURE;
  }
  benchmark::RegisterBenchmark("c", &scaling)->Iterations(1)->Unit(benchmark::kMillisecond);
  Rounds rounds("share");
  if (!run_rounds(count, values, 15, rounds)) return EXIT_FAILURE;
  fmt::print("\nevents per second; two threads reach {:.3f} of what two processes reach (median of the rounds)\n",
             rounds.median("c"));
  return rounds.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
