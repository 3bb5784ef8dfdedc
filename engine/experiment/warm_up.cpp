// SPDX-License-Identifier: MIT
#include "experiment/warm_up.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "experiment/parallel.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"
#include "statistics/mser.hpp"

namespace throughline {
namespace {

constexpr std::size_t pilots = 20;
constexpr std::uint64_t first_pilot = std::uint64_t{1} << 63U;  ///< no experiment has so many replications
constexpr std::size_t intervals = 1000;
constexpr double first_share_of_a_long_run = 1.0 / 20.0;
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
  std::size_t interval_of(double time) const {
    return std::min(static_cast<std::size_t>(time / interval_), intervals);
  }

  double interval_;
  std::vector<double> seconds_;  ///< by interval, of those who come or go in it; the last is behind the run
  std::vector<double> change_;   ///< how many more are inside throughout an interval than were in the one before
};

enum class Course : std::uint8_t { whole, given_up, interrupted };

/// Of so much of the run, which need not empty behind it.
std::optional<WarmUp> found_within(double length, const Model& model, std::uint64_t seed, unsigned threads,
                                   const std::atomic<bool>* interrupt) {
  Program program = model.program();
  program.length = length;
  program.warm_up = 0.0;
  program.method = Method::replications;
  program.ending = Ending::stop;
  std::vector<std::vector<double>> inside(pilots);
  std::vector<Course> courses(pilots);
  const auto simulate = [&](std::size_t pilot) {
    Census census(length);
    Storyteller storyteller(census);
    Simulator<Storyteller> simulator(program, storyteller);
    ReplicationResult ending;
    if (!simulator.run(seed, first_pilot + pilot, interrupt)) {
      courses[pilot] = Course::interrupted;
      return;
    }
    simulator.report(ending);
    courses[pilot] = ending.overflow_step ? Course::given_up : Course::whole;
    inside[pilot] = census.inside();
  };
  std::vector<double> mean(intervals);
  Course course = Course::whole;
  const auto fold = [&](std::size_t pilot) {
    course = courses[pilot];
    if (course != Course::whole) return false;
    for (std::size_t index = 0; index < intervals; ++index) mean[index] += inside[pilot][index] / pilots;
    return true;
  };
  work_in_parallel_fold_in_order(pilots, threads, simulate, fold);
  if (course == Course::interrupted) return std::nullopt;
  if (course == Course::given_up) return WarmUp{length / 2.0, false};
  const Truncation truncation = mser_5(mean);
  if (!truncation.settled) return WarmUp{length / 2.0, false};
  return WarmUp{length * (static_cast<double>(truncation.count) / static_cast<double>(intervals)), true};
}

}  // namespace

std::optional<WarmUp> find_warm_up(const Model& model, std::uint64_t seed, unsigned threads,
                                   const std::atomic<bool>* interrupt) {
  const Program& program = model.program();
  if (program.method == Method::replications) return found_within(program.length, model, seed, threads, interrupt);
  double share = first_share_of_a_long_run;
  while (true) {
    const auto found = found_within(share * program.length, model, seed, threads, interrupt);
    if (!found || found->settled) return found;
    if (share >= last_share_of_a_long_run) return WarmUp{program.length / 2.0, false};
    share = std::min(2.0 * share, last_share_of_a_long_run);
  }
}

}  // namespace throughline
