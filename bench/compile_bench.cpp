// SPDX-License-Identifier: MIT
// How long it takes from text to a Model, per step: reading, building and compiling a blueprint of ten pools, two
// segments and steps that branch. Three sizes, so that growth beyond the linear shows.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "model/program.hpp"
#include "rounds.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/model.hpp"

namespace {

std::string text_of(std::uint32_t steps) {
  std::string text = "schema = 1\n\n[run]\nlength = \"8 h\"\n\n";
  for (const auto& [segment, start] : {std::pair{"walk_in", 0}, {"online", 1}}) {
    text +=
        fmt::format("[segments.{}]\nstart = \"step_{}\"\narrivals = {{ rate = \"10 per hour\" }}\n\n", segment, start);
  }
  for (std::uint32_t pool = 0; pool < 10; ++pool) text += fmt::format("[staff.pool_{}]\ncount = 1000\n\n", pool);
  for (std::uint32_t step = 0; step < steps; ++step) {
    text += fmt::format("[steps.step_{}]\nstaff = \"pool_{}\"\ntime = \"{} s\"\n", step, step % 10, 20 + step % 40);
    if (step + 2 < steps) {
      text += fmt::format("next = {{ step_{} = 0.8, step_{} = 0.2 }}\n\n", step + 1, step + 2);
    } else if (step + 1 < steps) {
      text += fmt::format("next = \"step_{}\"\n\n", step + 1);
    }
  }
  return text;
}

void compile_steps(benchmark::State& state, std::uint32_t steps) {
  using namespace throughline;
  const std::string text = text_of(steps);
  for (auto _ : state) {
    const Model model = compile(build_blueprint(read_document_text(text, "generated.toml")));
    if (const std::size_t found = model.program().steps.size(); found != steps) {
      state.SkipWithError(fmt::format("{} steps are not {}", found, steps).c_str());
    }
  }
  using benchmark::Counter;
  state.counters["per_step"] = Counter(steps, Counter::kIsIterationInvariantRate | Counter::kInvert);
}

}  // namespace

int main(int count, char** values) {
  for (const std::uint32_t steps : {100U, 1000U, 10'000U}) {
    benchmark::RegisterBenchmark(fmt::format("steps_{}", steps).c_str(), [steps](benchmark::State& state) {
      compile_steps(state, steps);
    })->Unit(benchmark::kMillisecond);
  }
  Rounds rounds("per_step");
  if (!run_rounds(count, values, 3, rounds)) return EXIT_FAILURE;
  fmt::print("\n");
  for (const std::uint32_t steps : {100U, 1000U, 10'000U}) {
    const std::string name = fmt::format("steps_{}", steps);
    if (rounds.has(name)) fmt::print("{:6} steps: {:6.1f} us per step\n", steps, rounds.median(name) * 1e6);
  }
  if (rounds.has("steps_100") && rounds.has("steps_10000")) {
    fmt::print("a step among 10,000 takes {:.2f} times as long as a step among 100\n",
               rounds.ratio("steps_10000", "steps_100"));
  }
  return rounds.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
