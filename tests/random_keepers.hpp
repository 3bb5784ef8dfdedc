// SPDX-License-Identifier: MIT
#pragma once

#include "random_blueprint.hpp"

namespace throughline::testing {

/// A blueprint at random whose customers keep people over steps and call for others, of pools that are always there.
class RandomKeepers : RandomBlueprint {
 public:
  using RandomBlueprint::RandomBlueprint;

  std::string text() {
    std::string text = fmt::format(
        "schema = 1\n[run]\nlength = \"8 h\"\nending = \"drain\"\nreplications = 3\nseed = {}\n", below(1000));
    for (std::size_t segment = 0; segment < segments_; ++segment) {
      text += fmt::format("[segments.s{}]\nstart = \"x{}\"\n", segment, below(steps_));
      text += "arrivals = { profile = { \"00:00\" = \"30 per hour\", \"02:30\" = \"0 per hour\" } }\n";
    }
    for (std::size_t pool = 0; pool < pools_; ++pool)
      text += fmt::format("[staff.p{}]\ncount = {}\n", pool, 1 + below(2));
    for (std::size_t step = 0; step < steps_; ++step) {
      const std::vector<std::string> pools = some_pools();
      text += fmt::format("[steps.x{}]\ntime = {{ exponential = {{ mean = \"5 min\" }} }}\n", step);
      text += chance(0.3) ? fmt::format("staff = {{ any_of = {} }}\n", quoted(pools))
                          : fmt::format("staff = {}\n", quoted(chance(0.5) ? pools : std::vector{pools.back()}));
      if (chance(0.6)) text += fmt::format("keeps = {}\n", quoted({pools.back()}));
      if (chance(0.1)) text += fmt::format("releases = {}\n", quoted(some_pools()));
      if (chance(0.1)) text += "patience = \"10 min\"\n";
      if (chance(0.1)) text += "failure = { probability = 0.2, then = \"retry\" }\n";
      if (chance(0.8)) text += fmt::format("next = {{ x{} = 0.7, done = \"rest\" }}\n", below(steps_));
    }
    return text;
  }
};

}  // namespace throughline::testing
