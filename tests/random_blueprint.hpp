// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace throughline::testing {

/// A valid blueprint that mixes features at random; small enough to be simulated in a few milliseconds. Arrivals end
/// well before the run does. The same number gives the same text.
class RandomBlueprint {
 public:
  explicit RandomBlueprint(std::uint64_t number) : random_(number * 2'654'435'761U + 1) {
    pools_ = 1 + below(4);
    steps_ = 1 + below(6);
    segments_ = 1 + below(3);
  }

  std::string text() {
    std::string text =
        fmt::format("schema = 1\n[run]\nlength = \"8 h\"\nending = \"{}\"\nreplications = 3\nseed = {}\n",
                    chance(0.8) ? "drain" : "stop", below(1000));
    for (std::size_t segment = 0; segment < segments_; ++segment) {
      text += fmt::format(
          "[segments.s{}]\nstart = \"x{}\"\narrivals = {{ profile = {{ \"00:00\" = \"{} per hour\", \"0{}:30\" = \"0 "
          "per hour\" }} }}\n",
          segment, below(steps_), 4 + below(30), 1 + below(2));
    }
    for (std::size_t pool = 0; pool < pools_; ++pool) text += staff(pool);
    for (std::size_t step = 0; step < steps_; ++step) text += this->step(step);
    return text;
  }

 protected:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool chance(double share) { return static_cast<double>(random_() >> 11) * 0x1p-53 < share; }

  std::string word(std::initializer_list<const char*> words) { return *(words.begin() + below(words.size())); }

  /// Entries of a priority, each once.
  std::vector<std::string> entries() {
    std::vector<std::string> all;
    for (std::size_t segment = 0; segment < segments_; ++segment) all.push_back(fmt::format("segment.s{}", segment));
    for (std::size_t step = 0; step < steps_; ++step) all.push_back(fmt::format("step.x{}", step));
    std::shuffle(all.begin(), all.end(), random_);
    all.resize(1 + below(all.size()));
    return all;
  }

  static std::string quoted(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", name);
    return "[" + list + "]";
  }

  std::string staff(std::size_t pool) {
    std::string text = fmt::format("[staff.p{}]\n", pool);
    const bool place = chance(0.2);
    if (place) text += "kind = \"place\"\n";
    if (place || chance(0.5)) {
      text += fmt::format("count = {}\n", 1 + below(3));
    } else if (chance(0.5)) {
      text += fmt::format("count = {{ \"00:00\" = {}, \"01:00\" = {}, \"02:00\" = {} }}\n", 1 + below(3), below(3),
                          1 + below(3));
    } else {
      text += fmt::format("shifts.a = {{ from = \"00:00\", to = \"01:00\", count = {} }}\n", 1 + below(2));
      text += fmt::format("shifts.b = {{ from = \"0{}:30\", to = \"24:00\", count = {} }}\n", below(3), 1 + below(2));
    }
    if (chance(0.3)) text += fmt::format("discipline = \"{}\"\n", word({"fifo", "lifo", "random", "shortest", "due"}));
    if (chance(0.2)) text += "takes_next = \"longest_wait\"\n";
    if (chance(0.2)) text += fmt::format("speed = {{ \"step.x{}\" = {} }}\n", below(steps_), chance(0.5) ? 0.7 : 1.9);
    if (!place && chance(0.3)) {
      text += fmt::format("on_shift_end = {}\n",
                          word({"\"finish\"", "\"interrupt\"", "{ then = \"restart\" }", "{ then = \"resample\" }"}));
    }
    if (chance(0.5)) {
      const std::vector<std::string> ranked = entries();
      text += fmt::format("priority = {}\n", quoted(ranked));
      if (chance(0.5)) {
        text += fmt::format("preempt = {{ by = {}, then = \"{}\" }}\n", quoted({ranked.front()}),
                            word({"resume", "restart", "resample"}));
      }
    }
    return text;
  }

  std::vector<std::string> some_pools() {
    std::vector<std::string> pools;
    for (std::size_t pool = 0; pool < pools_; ++pool) pools.push_back(fmt::format("p{}", pool));
    std::shuffle(pools.begin(), pools.end(), random_);
    pools.resize(1 + below(pools.size()));
    return pools;
  }

  std::string step(std::size_t step) {
    std::string text = fmt::format("[steps.x{}]\n", step);
    const std::string time =
        word({"\"3 min\"", "{ exponential = { mean = \"4 min\" } }", "{ gamma = { mean = \"5 min\", cv = 0.7 } }",
              "{ uniform = { min = \"1 min\", max = \"9 min\" } }"});
    text += fmt::format("time = {}\n", time);
    if (chance(0.85)) {
      if (chance(0.4)) {
        text += fmt::format("staff = \"p{}\"\n", below(pools_));
        if (chance(0.2)) text += "wrap_up = \"1 min\"\n";
      } else if (chance(0.5)) {
        const std::vector<std::string> pools = some_pools();
        text += fmt::format("staff = {}\n", quoted(pools));
        if (chance(0.3)) text += fmt::format("keeps = {}\n", quoted({pools.back()}));
        if (chance(0.2)) text += "wrap_up = \"1 min\"\n";
      } else {
        text += fmt::format("staff = {{ any_of = {}, choose = \"{}\" }}\n", quoted(some_pools()),
                            word({"in_order", "random", "longest_idle"}));
      }
      if (chance(0.3)) text += "patience = { exponential = { mean = \"15 min\" } }\n";
    }
    if (chance(0.3)) text += fmt::format("releases = [\"p{}\"]\n", below(pools_));
    if (chance(0.2))
      text += fmt::format("failure = {{ probability = 0.2, then = \"{}\" }}\n", chance(0.5) ? "retry" : "leave");
    if (chance(0.7)) {
      const std::uint64_t target = below(steps_);
      text += fmt::format("next = {{ x{} = {}, done = \"rest\" }}\n", target, target <= step ? 0.2 : 0.8);
    }
    if (chance(0.2)) {
      const bool keeps = text.find("keeps") != std::string::npos;
      text += fmt::format("[steps.x{}.for.s{}]\nstaff = \"p{}\"\n{}", step, below(segments_), below(pools_),
                          keeps ? "keeps = \"none\"\n" : "");
    }
    return text;
  }

  std::mt19937_64 random_;
  std::size_t pools_ = 0, steps_ = 0, segments_ = 0;
};

}  // namespace throughline::testing
