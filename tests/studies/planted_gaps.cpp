// SPDX-License-Identifier: MIT
#include "planted_gaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <string>
#include <thread>

#include "ranked_gaps.hpp"

namespace throughline::testing {
namespace {

enum class Cause : std::uint8_t { wait, impatience, failure, time, handoff, nothing };
constexpr std::uint64_t real_causes = 5;
constexpr std::uint64_t replications = 60;
constexpr double guests_per_hour = 20.0;

class Luck {
 public:
  explicit Luck(std::uint64_t seed) : bits_(seed) {}
  double between(double low, double high) { return low + (high - low) * static_cast<double>(bits_() >> 11U) * 0x1p-53; }
  std::uint64_t below(std::uint64_t count) { return bits_() % count; }

 private:
  std::mt19937_64 bits_;
};

/// A blueprint with one gap planted in it.
class Planted {
 public:
  Planted(std::uint64_t seed, bool works) : luck_(seed) {
    steps_ = 4 + luck_.below(4);
    cause_ = works ? static_cast<Cause>(luck_.below(real_causes)) : Cause::nothing;
    // No route leads to the first step.
    place_ = cause_ == Cause::handoff ? 1 + luck_.below(steps_ - 1) : luck_.below(steps_);
    by_time_ = cause_ == Cause::wait || cause_ == Cause::time || (cause_ == Cause::nothing && luck_.below(2) == 0);
    text_ = fmt::format(R"(schema = 1
[run]
length = "8 h"
replications = {}
[segments.guest]
start = "s0"
arrivals = {{ rate = "{} per hour" }}
)",
                        replications, guests_per_hour);
    for (std::size_t step = 0; step < steps_; ++step) {
      step == place_ ? plant() : write_usual(step);
      const bool last = step + 1 == steps_;
      const double loss = cause_ == Cause::handoff && step + 1 == place_ ? size(0.03) : luck_.between(0.0, 0.002);
      text_ += fmt::format("next.{} = {{ loss = {:.4f}, delay = \"1 s\" }}\n",
                           last ? "twin" : fmt::format("s{}", step + 1), loss);
    }
    text_ += "[steps.twin]\nlane = \"backstage\"\nfailure = { probability = 0 }\n" + end_;
  }

  const std::string& text() const noexcept { return text_; }
  std::string north_star() const { return by_time_ ? "journey.time.mean" : "journey.completed"; }

  bool is_of(const GapDescription& gap) const {
    if (gap.touchpoint != fmt::format("s{}", place_)) return false;
    switch (cause_) {
      case Cause::wait:
        return gap.kind == GapKind::wait;
      case Cause::impatience:
        // A queue that people leave: it helps as much when nobody waits as when nobody minds.
        return gap.kind == GapKind::wait || gap.kind == GapKind::abandonment;
      case Cause::failure:
        return gap.kind == GapKind::failure;
      case Cause::time:
        return gap.kind == GapKind::time;
      case Cause::handoff:
        return gap.kind == GapKind::handoff;
      case Cause::nothing:
        return !gap.scenario.empty();
    }
    return false;
  }

 private:
  /// Of a share that is lost: twice what has to be found, or more.
  double size(double least) { return luck_.between(least, 0.15); }

  static std::string exponential(double minutes) {
    return fmt::format("time = {{ exponential = {{ mean = \"{:.3f} min\" }} }}\n", minutes);
  }

  /// A step as any other: it fails now and then, and has people enough.
  void write_usual(std::size_t step) {
    const bool staffed = luck_.below(2) == 0;
    if (staffed) text_ += fmt::format("[staff.p{}]\ncount = 6\n", step);
    text_ += fmt::format("[steps.s{}]\n", step);
    if (staffed) text_ += fmt::format("staff = \"p{}\"\n", step);
    text_ += fmt::format("failure = {{ probability = {:.4f} }}\n", luck_.between(0.0, 0.003));
    text_ += exponential(luck_.between(1.0, 3.0));
  }

  void plant() {
    const double mean = luck_.between(1.0, 3.0);
    const std::string head = fmt::format("[steps.s{}]\n", place_);
    switch (cause_) {
      case Cause::wait:
      case Cause::impatience: {
        // One person, busy for this share of the time: a wait of twice the service or more (M/M/1).
        const double busy = luck_.between(0.7, 0.85);
        text_ += fmt::format("[staff.p{0}]\ncount = 1\n{1}staff = \"p{0}\"\n", place_, head);
        text_ += exponential(busy * 60.0 / guests_per_hour);
        if (cause_ == Cause::impatience) text_ += "patience = { exponential = { mean = \"6 min\" } }\n";
        break;
      }
      case Cause::failure:
        text_ += fmt::format("{}failure = {{ probability = {:.4f} }}\n", head, size(0.03)) + exponential(mean);
        break;
      case Cause::time:
        // All others together take 18 minutes at the most.
        text_ += head + fmt::format("expects.time = \"{:.3f} min\"\n", mean);
        text_ += exponential(mean + luck_.between(1.0, 6.0));
        break;
      case Cause::handoff:
        text_ += head + exponential(mean);
        break;
      case Cause::nothing:
        text_ += head + exponential(mean);
        if (!by_time_) text_ += "failure = { probability = 0.1 }\n";
        plant_nothing(mean);
    }
  }

  /// The same mean in another shape; or the failures come as often elsewhere.
  void plant_nothing(double mean) {
    end_ = fmt::format(
        "[gaps.planted]\ntouchpoint = \"s{}\"\nkind = \"{}\"\nscenario = \"other_luck\"\n"
        "[scenarios.other_luck]\n",
        place_, by_time_ ? "time" : "failure");
    end_ += by_time_
                ? fmt::format("steps.s{}.time = {{ gamma = {{ mean = \"{:.3f} min\", cv = 0.5 }} }}\n", place_, mean)
                : fmt::format("steps.s{}.failure = \"none\"\nsteps.twin.failure.probability = 0.1\n", place_);
  }

  Luck luck_;
  std::size_t steps_ = 0, place_ = 0;
  Cause cause_ = Cause::nothing;
  bool by_time_ = false;
  std::string text_, end_;
};

/// Whether a blueprint keeps what is promised of it.
bool keeps(std::uint64_t seed, bool works) {
  const Planted planted(seed, works);
  const Gaps gaps =
      ranked_gaps(planted.text(), "planted.toml", {{.seed = seed, .threads = 1}, planted.north_star(), {}});
  if (works) return planted.is_of(gaps.ranking.front().about);
  return std::none_of(gaps.ranking.begin(), gaps.ranking.end(),
                      [&planted](const RankedGap& gap) { return planted.is_of(gap.about) && gap.gains; });
}

StudyRow count(const char* figure, bool works, double least, std::uint64_t trials, unsigned threads) {
  std::vector<std::uint8_t> kept(trials);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t trial = next++; trial < trials; trial = next++) kept[trial] = keeps(trial + 1, works) ? 1 : 0;
  };
  std::vector<std::jthread> workers;
  for (unsigned worker = 1; worker < threads; ++worker) workers.emplace_back(work);
  work();
  workers.clear();
  StudyRow row;
  row.model = "blueprints at random";
  row.method = "gaps";
  row.figure = figure;
  row.source = "planted";
  row.replications = static_cast<double>(replications);
  row.covered = {static_cast<std::uint64_t>(std::count(kept.begin(), kept.end(), 1)), trials};
  row.least = least;
  row.most = 1.0;
  return row;
}

}  // namespace

std::vector<StudyRow> find_planted_gaps(std::uint64_t trials, unsigned threads) {
  return {count("planted gap ranked first", true, 0.95, trials, threads),
          count("no effect, not called a gain", false, 0.89, trials, threads)};
}

}  // namespace throughline::testing
