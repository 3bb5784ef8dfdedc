// SPDX-License-Identifier: MIT
// One replication of a model of bench/models: luck_run MODEL SEED prints its mean time in the system, its events and
// the seconds they took. Linked with the engine as it is, and with the engine on one random stream.
#include <fmt/format.h>

#include <cstdlib>
#include <string>

#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"

int main(int count, char** values) {
  using namespace throughline;
  if (count != 3) return EXIT_FAILURE;
  const std::string file = fmt::format("{}/bench/models/{}.toml", THROUGHLINE_SOURCE_DIR, values[1]);
  const Model model = compile(build_blueprint(read_document(file, {})));
  const ExperimentResult result =
      run_experiment(model, {.replications = 1, .seed = std::stoull(values[2]), .threads = 1});
  fmt::print("{} {} {}\n", *result.find("journey.time.mean")->value, result.timing->events,
             result.timing->simulate_seconds);
  return EXIT_SUCCESS;
}
