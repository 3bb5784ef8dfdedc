// SPDX-License-Identifier: MIT
// How long does a journey take? Runs a blueprint and prints the 90th percentile of the journey time with its interval.

#include <cstdio>

#include "throughline/throughline.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: journey_time BLUEPRINT\n");
    return 2;
  }
  using namespace throughline;
  const Model model = compile(build_blueprint(read_document(argv[1])));
  const ExperimentResult result = run_experiment(model);

  const Estimate* p90 = result.find("journey.time.p90");
  if (p90 == nullptr || !p90->low || !p90->high) {
    std::fprintf(stderr, "no interval for journey.time.p90\n");
    return 1;
  }
  std::printf("%s: nine journeys in ten take at most %.0f s (95 %% interval %.0f to %.0f s)\n",
              result.blueprint.name.c_str(), *p90->value, *p90->low, *p90->high);
}
