// SPDX-License-Identifier: MIT
// How long from a file to a mean journey time that is known within 2 %, on one thread, and what the looks on the way
// cost: over the time of as many replications at once. Models A to C, in replications that are short enough to need
// several; every round runs both ways with a seed of its own, so that the median is over the luck as well.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "known_models.hpp"
#include "rounds.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace {

using throughline::ExperimentResult;

/// How a model is cut into replications: the warm-up is ten times what its slowest queue needs to forget, or more.
struct Cut {
  const KnownModel& known;
  const char* warm_up;
  const char* length;
};

constexpr double aim = 0.02;

struct Timed {
  ExperimentResult result;
  double seconds = 0.0;

  double mean() const { return *result.find("journey.time.mean")->value; }
};

/// From the file on; without a number, until the mean is known within the aim.
Timed run(const Cut& cut, std::uint64_t seed, std::optional<std::uint64_t> replications) {
  using namespace throughline;
  const auto begun = std::chrono::steady_clock::now();
  const std::string file = fmt::format("{}/bench/models/{}.toml", THROUGHLINE_SOURCE_DIR, cut.known.name);
  const Model model =
      compile(build_blueprint(read_document(file, {.settings = {{"run.length", cut.length},
                                                                {"run.warm_up", cut.warm_up},
                                                                {"run.replications", "100"},
                                                                {"run.precision", fmt::format("{}", aim)}}})));
  Timed timed{run_experiment(model, {.replications = replications, .seed = seed, .threads = 1})};
  timed.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return timed;
}

void time_to_precision(benchmark::State& state, const Cut& cut) {
  static std::uint64_t seed = 0;
  for (auto _ : state) {
    ++seed;
    const Timed looked = run(cut, seed, std::nullopt);
    const std::uint64_t replications = looked.result.provenance.replications;
    const Timed at_once = run(cut, seed, replications);
    // Half of the interval is two standard errors: four of them are twice the aim.
    if (!looked.result.precision.front().met || std::abs(looked.mean() / cut.known.mean_time - 1.0) > 2.0 * aim)
      state.SkipWithError(fmt::format("mean time {} is not {}", looked.mean(), cut.known.mean_time).c_str());
    if (looked.mean() != at_once.mean()) state.SkipWithError("as many replications at once give another mean");
    state.counters["seconds"] = looked.seconds;
    state.counters["at_once"] = at_once.seconds;
    state.counters["over_at_once"] = looked.seconds / at_once.seconds;
    state.counters["replications"] = static_cast<double>(replications);
    state.counters["events"] = static_cast<double>(looked.result.timing->events);
  }
}

}  // namespace

int main(int count, char** values) {
  static const std::vector<Cut> cuts{
      {known_models[0], "4000 s", "12000 s"}, {known_models[1], "300 s", "900 s"}, {known_models[2], "300 s", "400 s"}};
  for (const Cut& cut : cuts)
    benchmark::RegisterBenchmark(cut.known.name, &time_to_precision, cut)->Iterations(1)->Unit(benchmark::kMillisecond);
  Rounds rounds("over_at_once");
  if (!run_rounds(count, values, 7, rounds)) return EXIT_FAILURE;
  fmt::print("\n{:8}{:>18}\n", "model", "over at once");
  for (const Cut& cut : cuts) fmt::print("{:8}{:18.3f}\n", cut.known.name, rounds.median(cut.known.name));
  fmt::print("time to 2 % over that of as many replications at once, medians of the rounds\n");
  return rounds.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
