// SPDX-License-Identifier: MIT
#include "random_blueprint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <random>
#include <vector>

namespace throughline::testing {
namespace {

class RandomBlueprint {
 public:
  explicit RandomBlueprint(std::uint64_t number) : random_(number * 2'654'435'761U + 1), apart_(number) {
    pools_ = 1 + below(4);
    steps_ = 1 + below(6);
    segments_ = 1 + below(3);
    for (std::size_t pool = 0; pool < pools_; ++pool) places_.push_back(chance(0.2));
    for (std::size_t step = 0; step < steps_; ++step) staffed_.push_back(chance(0.85));
  }

  std::string text() {
    std::string text =
        fmt::format("schema = 1\n[run]\nlength = \"8 h\"\nending = \"{}\"\nreplications = 3\nseed = {}\n",
                    chance(0.8) ? "drain" : "stop", below(1000));
    if (apart_() % 2 == 0) text += "time_shares = true\n";
    for (std::size_t segment = 0; segment < segments_; ++segment) {
      segment_ = segment;
      text += fmt::format("[segments.s{}]\nstart = \"x{}\"\n", segment, below(steps_));
      text +=
          fmt::format("attributes = {{ vip = 0.{}, size = {{ exponential = {{ mean = 10.0 }} }} }}\n", 1 + below(9));
      text += arrivals();
    }
    for (std::size_t pool = 0; pool < pools_; ++pool) text += staff(pool);
    for (std::size_t step = 0; step < steps_; ++step) text += this->step(step);
    if (shares_) {
      text +=
          fmt::format("[staff.common]\ncount = {{ \"00:00\" = {}, \"02:00\" = 2 }}\nsharing = true\n", apart_() % 3);
    }
    if (starts_) {
      text += fmt::format("[steps.work]\nlane = \"backstage\"\nstaff = \"p{}\"\ntime = \"2 min\"\n", below(pools_));
      text += word({"", "failure = { probability = 0.3, then = \"retry\" }\n", "patience = \"9 min\"\n"});
    }
    if (apart_() % 3 == 0) text += broken_windows();
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

  std::string batch() {
    return word({"2", "{ geometric = { mean = 2 } }", "{ poisson = { mean = 1.5 } }",
                 "{ choice = { \"0\" = 0.2, \"3\" = 0.8 } }"});
  }

  std::string arrivals() {
    if (chance(0.15)) {
      return fmt::format(
          "[segments.s{0}.arrivals.appointments]\nevery = \"{1} min\"\nfrom = \"00:10\"\nto = \"02:00\"\nper_slot = "
          "{2}\nno_show = 0.1\npunctuality = {{ shift = \"-15 min\", exponential = {{ mean = \"12 min\" }} }}\n",
          segment_, 5 + below(20), batch());
    }
    std::string text = "arrivals = { ";
    if (chance(0.1)) {
      text += fmt::format("population = {}, think = {{ exponential = {{ mean = \"1 h\" }} }}", 1 + below(6));
      if (chance(0.3)) text += ", limit = 20";
    } else {
      if (chance(0.1)) {
        text += "replay = { times = [\"0 s\", \"10 min\", \"10 min\", \"1 h\", \"70 min\"] }";
      } else if (chance(0.1)) {
        text += fmt::format("interarrival = \"{} min\", limit = {}", 2 + below(6), 5 + below(20));
      } else {
        text += fmt::format("profile = {{ \"00:00\" = \"{} per hour\", \"0{}:30\" = \"0 per hour\" }}", 4 + below(30),
                            1 + below(2));
        if (chance(0.2)) text += ", uncertainty = { cv = 0.3, common = true }";
      }
      if (chance(0.2)) text += fmt::format(", batch = {}", batch());
    }
    if (chance(0.2)) text += fmt::format(", backlog = {{ x{} = {} }}", below(steps_), 1 + below(5));
    return text + " }\n";
  }

  /// How many a step holds, and what happens to the others.
  std::string room(std::size_t step, bool has_staff) {
    std::string text;
    const bool limited = chance(0.5);
    if (limited && (!has_staff || chance(0.5))) text += fmt::format("capacity = {}\n", 1 + below(4));
    if (limited && text.empty()) text += fmt::format("waiting_places = {}\n", below(3));
    if (limited && chance(0.5)) {
      text += "when_full = \"block\"\n";
    } else if (limited && steps_ > 1 && chance(0.4)) {
      const std::size_t other = (step + 1 + below(steps_ - 1)) % steps_;
      // Forwards only, so that nobody is sent in a circle at one instant.
      if (other > step) text += fmt::format("when_full = {{ divert = \"x{}\" }}\n", other);
    }
    if (!limited || chance(0.2)) text += "balking = { \"1\" = 0.2, \"4\" = 0.7 }\n";
    if (chance(0.2)) text += "at_close = \"turn_away\"\n";
    return text;
  }

  std::string staff(std::size_t pool) {
    std::string text = fmt::format("[staff.p{}]\n", pool);
    const bool place = places_[pool];
    if (place) text += "kind = \"place\"\n";
    if (place || chance(0.5)) {
      text += fmt::format("count = {}\n", 1 + below(3));
    } else if (chance(0.5)) {
      text += fmt::format("count = {{ \"00:00\" = {}, \"01:00\" = {}, \"02:00\" = {} }}\n", 1 + below(3), below(3),
                          1 + below(3));
    } else {
      const char* const pause = ", breaks = { p = { at = \"00:20\", for = \"10 min\", stagger = \"5 min\" } }";
      text += fmt::format("shifts.a = {{ from = \"00:00\", to = \"01:00\", count = {}{} }}\n", 1 + below(2),
                          chance(0.5) ? pause : "");
      text += fmt::format("shifts.b = {{ from = \"0{}:30\", to = \"24:00\", count = {} }}\n", below(3), 1 + below(2));
    }
    if (!place && chance(0.1)) text += "absence = 0.2\n";
    if (!place && chance(0.1)) text += "shrinkage = 0.2\n";
    if (!place && chance(0.1))
      text += "new_staff = { share = 0.5, speed = 0.5, failure_factor = 3.0, learns_in = \"2 h\" }\n";
    if (chance(0.2)) {
      text += fmt::format(
          "interruptions.i = {{ while = \"{}\", every = {{ exponential = {{ mean = \"20 min\" }} }}, lasts = \"3 min\" "
          "}}\n",
          word({"serving", "calendar", "idle"}));
    }
    if (!place && chance(0.2)) {
      const std::size_t lender = below(pools_);
      const bool borrows = lender != pool && !places_[lender];
      text += fmt::format("surge.s = {{ when = \"queue > {}{}\", add = {}, after = \"{} min\"{}{} }}\n", below(4),
                          chance(0.5) ? " for 2 min" : "", 1 + below(3), below(3),
                          word({"", ", until = \"queue < 1 for 1 min\"", ", until = \"15 min\""}),
                          borrows && chance(0.5) ? fmt::format(", from = \"p{}\"", lender) : "");
    }
    if (chance(0.2)) text += fmt::format("hold_for_appointment = \"{} min\"\n", 5 + below(30));
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
    if (staffed_[step]) {
      if (chance(0.15)) text += chance(0.5) ? "takes = \"1/2\"\n" : "takes = \"1/3\"\npace = [1.0, 0.8, 0.6]\n";
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
      if (chance(0.3)) {
        text += "patience = { exponential = { mean = \"15 min\" } }\n";
        if (chance(0.3)) text += "on_abandon = { again = 0.6, after = \"10 min\", attempts = 3 }\n";
        if (chance(0.2)) text += "callback = { when = \"expected_wait > 5 min\", accept = 0.5, within = \"40 min\" }\n";
      }
    }
    const bool has_staff = text.find("staff = ") != std::string::npos;
    if (has_staff && chance(0.15)) {
      text += fmt::format("interruptible = \"{}\"\n", word({"resume", "restart", "resample"}));
    }
    if (has_staff && chance(0.15)) {
      text += fmt::format("deadline = {{ after = \"{} min\", next = \"{}\" }}\n", 2 + below(20),
                          step + 1 < steps_ ? fmt::format("x{}", step + 1) : "done");
    }
    if (has_staff && apart_() % 7 == 0) text += fmt::format("relief = \"{} min\"\n", apart_() % 12);
    if (has_staff && chance(0.1)) text += "speed_by_queue = { \"1\" = 1.3, \"4\" = 0.8 }\n";
    if (chance(0.1)) text += "cost = 2.5\n";
    if (chance(0.3)) text += room(step, has_staff);
    if (chance(0.3)) text += fmt::format("releases = [\"p{}\"]\n", below(pools_));
    if (chance(0.2)) {
      const bool again = chance(0.5);
      text += fmt::format("failure = {{ probability = 0.2, then = \"{}\"", again ? "retry" : "leave");
      if (apart_() % 2 == 0) {
        text += fmt::format("{}, recovery = {{ probability = 0.5, cost = 3{} }}", again ? ", attempts = 2" : "",
                            apart_() % 2 == 0 ? ", time = { exponential = { mean = \"4 min\" } }" : "");
      }
      text += " }\n";
    }
    const bool starts = chance(0.15);
    if (starts) text += "starts = \"work\"\n";
    if (starts_ && chance(0.3)) text += "awaits = \"work\"\n";
    starts_ = starts_ || starts;
    // Drawn apart, so that nothing else changes by it.
    if (!has_staff && text.find("releases = ") == std::string::npos && apart_() % 3 == 0) {
      text += "staff = \"common\"\n";
      shares_ = true;
    }
    if (segments_ > 1 && apart_() % 5 == 0) {
      text += fmt::format("becomes = {{ s{} = 0.{} }}\n", apart_() % segments_, 1 + apart_() % 9);
    }
    text += together(text);
    if (steps_ > 2 && chance(0.2)) return text + fork(step);
    if (chance(0.1)) return text + shortest(step);
    if (chance(0.7)) {
      const std::uint64_t target = below(steps_);
      if (chance(0.2)) return text + condition(target, target <= step ? 0.2 : 0.8);
      const double share = target <= step ? 0.2 : 0.8;
      const bool can_be_warm = has_staff && text.find("batch") == std::string::npos;
      if (can_be_warm && apart_() % 4 == 0) return text + warm_handoff(target, share);
      text += fmt::format("next = {{ x{} = {}, done = \"rest\" }}\n", target, share);
    }
    return text;
  }

  /// What lets customers be served together, where nothing that is said of the step stands against it.
  std::string together(const std::string& step) {
    for (const char* const against :
         {"patience", "deadline", "keeps", "releases", "waiting_places", "at_close", "\"common\""}) {
      if (step.find(against) != std::string::npos) return "";
    }
    if (apart_() % 4 != 0) return "";
    const bool waits_long = step.find("capacity") == std::string::npos && apart_() % 3 == 0;
    return fmt::format("batch = {{ size = {}{} }}\n", 1 + apart_() % 4,
                       waits_long ? "" : fmt::format(", longest_wait = \"{} min\"", apart_() % 30));
  }

  /// Of numbers that no sum of points comes to: which side of it a score is on depends on no last bit. With beginners
  /// (three times as many failures of 20 %) nothing fails for certain, to be tried again for ever.
  std::string broken_windows() {
    return fmt::format(
        "[experience]\nexpects = {{ wait = \"2 min\", time = \"4 min\" }}\n"
        "broken_windows = {{ below = {}, failure = {}, patience = {} }}\n",
        apart_() % 2 == 0 ? "77.77" : "93.33", apart_() % 2 == 0 ? "1.2" : "1.5", apart_() % 2 == 0 ? "0.4" : "1.6");
  }

  std::string warm_handoff(std::uint64_t target, double share) {
    std::string route = fmt::format("next.x{} = {{ probability = {}, handoff = \"warm\"", target, share);
    if (apart_() % 2 == 0) route += ", delay = { exponential = { mean = \"1 min\" } }";
    if (apart_() % 4 == 0) route += ", loss = 0.1";
    if (apart_() % 3 == 0) route += apart_() % 2 == 0 ? ", repeat = 0.3" : ", repeat = 0.3, repeat_time = \"2 min\"";
    return route + " }\nnext.done = \"rest\"\n";
  }

  std::string condition(std::uint64_t target, double share) {
    const std::string when = word(
        {"vip", "not vip and size > 8", "attempt < 3", "clock < 01:00 or vip", "queue(x0) > 1", "not (size <= 5)"});
    return fmt::format("next.x{} = {{ probability = {}, when = \"{}\" }}\nnext.done = \"rest\"\n", target, share, when);
  }

  /// Of two steps behind this one that have staff, where there are any.
  std::string shortest(std::size_t step) {
    std::vector<std::string> behind;
    for (std::size_t other = step + 1; other < steps_; ++other) {
      if (staffed_[other]) behind.push_back(fmt::format("x{}", other));
    }
    return behind.size() < 2 ? "" : fmt::format("next = {{ shortest = {} }}\n", quoted(behind));
  }

  /// Branches begin and meet behind the step, so that their number does not grow without end.
  std::string fork(std::size_t step) {
    std::vector<std::size_t> behind;
    for (std::size_t other = step + 1; other < steps_; ++other) behind.push_back(other);
    std::shuffle(behind.begin(), behind.end(), random_);
    if (behind.size() < 2) return "";
    std::string branches = fmt::format("x{} = 1.0", behind[0]);
    if (behind.size() > 2) branches += fmt::format(", x{} = 0.5", behind[2]);
    const std::string others = word({"", "wait_for = \"any\"\n", "wait_for = \"any\"\nothers = \"cancel\"\n"});
    return fmt::format("fork = {{ {} }}\njoin = \"x{}\"\n{}", branches, behind[1], others);
  }

  std::mt19937_64 random_;
  std::mt19937_64 apart_;
  std::size_t pools_ = 0, steps_ = 0, segments_ = 0;
  std::size_t segment_ = 0;
  std::vector<bool> places_;  ///< by pool
  std::vector<bool> staffed_;
  bool starts_ = false;  ///< some step starts work that runs on
  bool shares_ = false;  ///< some step is served by people who work as one
};

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

}  // namespace

std::string random_blueprint(std::uint64_t number) {
  return RandomBlueprint(number).text();
}

std::string random_keepers(std::uint64_t number) {
  return RandomKeepers(number).text();
}

}  // namespace throughline::testing
