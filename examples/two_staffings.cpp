// SPDX-License-Identifier: MIT
// What does one agent fewer do? Runs the same blueprint under overlays, without touching the file. Both runs see the
// same customers with the same luck, so that a difference between them is a difference of staffing.

#include <cstdio>

#include "throughline/throughline.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: two_staffings BLUEPRINT\n");
    return 2;
  }
  using namespace throughline;
  for (const char* count : {"12", "11"}) {
    Overlay overlay;
    overlay.settings = {{"staff.agent.count", count}, {"run.replications", "200"}};
    const ExperimentResult result = run_experiment(compile(build_blueprint(read_document(argv[1], overlay))));
    std::printf("%s agents\n", count);
    for (const TargetResult& target : result.targets) {
      const char* status = target.status == TargetStatus::met      ? "met"
                           : target.status == TargetStatus::missed ? "missed"
                                                                   : "undecided";
      std::printf("  %-36s %-8s %s\n", target.path.c_str(), target.expression.c_str(), status);
    }
  }
}
