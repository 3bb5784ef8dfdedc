// SPDX-License-Identifier: MIT
#include "experiment/warm_up.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "experiment/parallel.hpp"
#include "model/program.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"
#include "statistics/mser.hpp"

namespace throughline {
namespace {

constexpr std::size_t pilots = 50;
constexpr std::size_t most_rounds = 3;                          ///< of so many pilots, of one whole run
constexpr std::uint64_t first_pilot = std::uint64_t{1} << 63U;  ///< no experiment has so many replications
constexpr std::size_t intervals = 1000;
constexpr double first_share_of_a_long_run = 1.0 / 32.0;
constexpr double last_share_of_a_long_run = 1.0 / 4.0;

/// How many customers are inside, on average over each of many intervals of equal length.
class Census final : public Observer {
 public:
  explicit Census(double length)
      : interval_(length / static_cast<double>(intervals)), seconds_(intervals + 1), change_(intervals + 1) {}

  void on_visit(const VisitRecord&) override {}
  void on_journey(const JourneyRecord& journey) override {
    const std::size_t first = interval_of(journey.arrived);
    const std::size_t last = interval_of(journey.ended);
    if (first == last) {
      seconds_[first] += journey.ended - journey.arrived;
      return;
    }
    seconds_[first] += static_cast<double>(first + 1) * interval_ - journey.arrived;
    seconds_[last] += journey.ended - static_cast<double>(last) * interval_;
    change_[first + 1] += 1.0;
    change_[last] -= 1.0;
  }

  std::vector<double> inside() const {
    std::vector<double> inside(intervals);
    double throughout = 0.0;
    for (std::size_t index = 0; index < intervals; ++index) {
      throughout += change_[index];
      inside[index] = throughout + seconds_[index] / interval_;
    }
    return inside;
  }

 private:
  std::size_t interval_of(double time) const { return std::min(static_cast<std::size_t>(time / interval_), intervals); }

  double interval_;
  std::vector<double> seconds_;  ///< by interval, of those who come or go in it; the last is behind the run
  std::vector<double> change_;   ///< how many more are inside throughout an interval than were in the one before
};

/// So much of a run, which need not empty behind it, as many times as it is told to.
class Pilot {
 public:
  Pilot(double length, const Model& model, std::uint64_t seed, unsigned threads, const std::atomic<bool>* interrupt)
      : program_(model.program()), seed_(seed), threads_(threads), interrupt_(interrupt), inside_(intervals) {
    program_.length = length;
    program_.warm_up = 0.0;
    program_.method = Method::replications;
    program_.ending = Ending::stop;
  }

  /// What this and all rounds before it show together.
  std::optional<WarmUp> fly_round() {
    std::vector<Flight> flights(pilots);
    const auto work = [&](std::size_t pilot) { flights[pilot] = fly(first_pilot + flown_ + pilot); };
    Flight last;
    const auto fold = [&](std::size_t pilot) {
      last = std::move(flights[pilot]);
      for (std::size_t index = 0; index < last.inside.size(); ++index) inside_[index] += last.inside[index];
      return !last.interrupted && !last.given_up;
    };
    work_in_parallel_fold_in_order(pilots, threads_, work, fold);
    flown_ += pilots;
    if (last.interrupted) return std::nullopt;
    const Truncation truncation = mser_5(inside_);
    if (last.given_up || !truncation.settled) return WarmUp{program_.length / 2.0, false};
    return WarmUp{program_.length * (static_cast<double>(truncation.count) / static_cast<double>(intervals)), true};
  }

 private:
  struct Flight {
    std::vector<double> inside;  ///< by interval
    bool given_up = false;
    bool interrupted = false;
  };

  Flight fly(std::uint64_t replication) const {
    Census census(program_.length);
    Storyteller storyteller(census);
    Simulator<Storyteller> simulator(program_, storyteller);
    if (!simulator.run(seed_, replication, interrupt_)) return {{}, false, true};
    ReplicationResult ending;
    simulator.report(ending);
    return {census.inside(), ending.overflow_step.has_value(), false};
  }

  Program program_;
  std::uint64_t seed_;
  unsigned threads_;
  const std::atomic<bool>* interrupt_;
  std::vector<double> inside_;  ///< sums over pilots: the rule asks for nothing but their proportions
  std::uint64_t flown_ = 0;
};

}  // namespace

std::optional<WarmUp> find_warm_up(const Model& model, std::uint64_t seed, unsigned threads,
                                   const std::atomic<bool>* interrupt) {
  const double length = model.program().length;
  std::optional<WarmUp> found;
  if (model.program().method == Method::replications) {
    Pilot pilot(length, model, seed, threads, interrupt);
    for (std::size_t round = 0; round < most_rounds; ++round) {
      found = pilot.fly_round();
      if (!found || found->settled) return found;
    }
    return found;
  }
  for (double share = first_share_of_a_long_run; share <= last_share_of_a_long_run; share += share) {
    found = Pilot(share * length, model, seed, threads, interrupt).fly_round();
    if (!found || found->settled) return found;
  }
  return WarmUp{length / 2.0, false};
}

Model settled(const Model& asked, const ExperimentOptions& options, const std::optional<WarmUp>& found) {
  const bool finds = found && asked.program().finds_warm_up;
  // What was found for a longer run may be more than this one has.
  const Model model = finds ? with_warm_up(asked, std::min(found->seconds, asked.program().length / 2.0)) : asked;
  const bool other_batches = options.replications && model.program().method == Method::batch_means;
  return other_batches ? with_replications(model, *options.replications) : model;
}

}  // namespace throughline
