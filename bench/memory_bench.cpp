// SPDX-License-Identifier: MIT
// Does memory grow with customers served? Peak memory of a process that runs model A for a million customers, and of
// one that runs it for a hundred million.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "child.hpp"
#include "rounds.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

namespace {

/// Of this program alone, in kilobytes: what getrusage tells begins with the memory of who started it.
long peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
  }
  return 0;
}

/// What a child does: fails where the number of customers is further from the expected than chance brings it.
int answer(double customers) {
  using namespace throughline;
  const std::string file = fmt::format("{}/bench/models/a.toml", THROUGHLINE_SOURCE_DIR);
  const std::string length = fmt::format("{:.0f} s", customers / 0.9);
  const Model model = compile(build_blueprint(read_document(file, {.settings = {{"run.length", length}}})));
  const ExperimentResult result = run_experiment(model, {.replications = 1, .seed = 1, .threads = 1});
  const double counted = *result.find("journey.count.arrived")->value;
  if (result.partial || std::abs(counted - customers) > 5.0 * std::sqrt(customers)) return EXIT_FAILURE;
  fmt::print("{}\n", peak_memory());
  return EXIT_SUCCESS;
}

void peak(benchmark::State& state, double customers) {
  for (auto _ : state) {
    Child child(fmt::format("{} --customers {:.0f}", Child::self(), customers));
    const std::string line = child.answer();
    if (line.empty()) {
      state.SkipWithError("the run failed or counts other customers");
      continue;
    }
    state.counters["peak_kilobytes"] = std::stod(line);
  }
}

}  // namespace

int main(int count, char** values) {
  if (count == 3 && std::string_view(values[1]) == "--customers") return answer(std::stod(values[2]));
  for (const double customers : {1e6, 1e8}) {
    benchmark::RegisterBenchmark(fmt::format("a_{:.0f}", customers).c_str(),
                                 [customers](benchmark::State& state) { peak(state, customers); })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  }
  Rounds rounds("peak_kilobytes");
  if (!run_rounds(count, values, 1, rounds)) return EXIT_FAILURE;
  if (rounds.has("a_1000000") && rounds.has("a_100000000")) {
    fmt::print("\na hundred times the customers take {:.3f} times the memory\n",
               rounds.ratio("a_100000000", "a_1000000"));
  }
  return rounds.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
