// SPDX-License-Identifier: MIT
#include "experiment/decompose.hpp"

#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>

#include "experiment/estimator.hpp"
#include "experiment/judged_measures.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "model/time_kind.hpp"
#include "simulation/time_ledger.hpp"

namespace throughline {
namespace {

constexpr double least_variance = 1e-12;  ///< of the mean square

void add(Decomposition& parts, std::size_t owner, double amount) {
  parts.parts[owner] += amount;
  parts.total += amount;
}

class Parts {
 public:
  Parts(const Model& model, const Evidence& evidence)
      : program_(model.program()), catalog_(model.catalog()), evidence_(evidence) {
    const std::size_t none = catalog_.touchpoint_steps.size();
    owners_.assign(catalog_.names.steps.size(), none);
    for (std::size_t touchpoint = 0; touchpoint < none; ++touchpoint) {
      for (const std::uint32_t step : catalog_.touchpoint_steps[touchpoint]) owners_[step] = touchpoint;
    }
  }

  /// Time is kept in whole ticks, of which there is a power of two in a second: seconds add up as exactly.
  Decomposition time() const {
    Decomposition parts = empty("time", Unit::seconds);
    for (const ReplicationResult& replication : evidence_.replications()) {
      for (std::size_t entry = 0; entry < replication.times.size(); ++entry)
        add(parts, owner_of(entry / time_kinds),
            static_cast<double>(replication.times[entry]) / TimeLedger::ticks_per_second);
    }
    return parts;
  }

  /// How much each touchpoint adds to the standard deviation of the time of completed journeys: the covariance of the
  /// time there with the whole, over that deviation, so that they sum to it (Euler's allocation: Tasche, 1999). None
  /// where all take as long.
  std::optional<Decomposition> spread() const {
    double journeys = 0.0;
    TimeSpread whole;
    std::vector<TimeSpread> sums(catalog_.touchpoint_steps.size() + 1);
    const auto add = [](TimeSpread& sum, const TimeSpread& more) {
      sum.time += more.time;
      sum.time_by_whole += more.time_by_whole;
    };
    for (const ReplicationResult& replication : evidence_.replications()) {
      for (const JourneyTally& tally : replication.journeys) journeys += tally.completed;
      for (std::size_t step = 0; step < replication.spreads.size(); ++step) {
        add(sums[owners_[step]], replication.spreads[step]);
        add(whole, replication.spreads[step]);
      }
    }
    if (journeys < 2.0) return std::nullopt;
    const auto covariance = [&](const TimeSpread& sum) {
      return (sum.time_by_whole - sum.time * whole.time / journeys) / (journeys - 1.0);
    };
    const double variance = covariance(whole);
    // What is left of rounding where every journey takes as long.
    if (variance <= least_variance * whole.time_by_whole / journeys) return std::nullopt;
    Decomposition parts = empty("spread", Unit::seconds);
    for (std::size_t part = 0; part < sums.size(); ++part)
      throughline::add(parts, part, covariance(sums[part]) / std::sqrt(variance));
    return parts;
  }

  Decomposition failures() const {
    Decomposition parts = empty("failures", Unit::count);
    for (const ReplicationResult& replication : evidence_.replications()) {
      for (std::size_t cell = 0; cell < replication.visits.size(); ++cell)
        add(parts, owner_of(cell), replication.visits[cell].failures);
      for (const JourneyTally& journeys : replication.journeys)
        add(parts, parts.parts.size() - 1, journeys.failed_handoff);
    }
    return parts;
  }

  /// None where nobody says what is lost.
  std::optional<Decomposition> lost_value() const {
    Decomposition parts = empty("lost_value", Unit::money);
    const Estimator estimator(program_, catalog_, evidence_.replications(), evidence_.sections(), program_.confidence);
    bool known = false;
    for (std::size_t touchpoint = 0; touchpoint < catalog_.names.touchpoints.size(); ++touchpoint) {
      const CatalogMeasure* const measure =
          find_measure(catalog_, "touchpoint." + catalog_.names.touchpoints[touchpoint].key + ".lost_value");
      if (measure == nullptr) continue;
      known = true;
      parts.parts[touchpoint] = estimator.estimate(measure->measure).value.value_or(0.0);
    }
    if (!known) return std::nullopt;
    const double sum = std::accumulate(parts.parts.begin(), parts.parts.end(), 0.0);
    const CatalogMeasure* const whole = find_measure(catalog_, "economics.lost_value");
    parts.total = whole == nullptr ? sum : estimator.estimate(whole->measure).value.value_or(sum);
    parts.parts.back() = parts.total - sum;
    return parts;
  }

 private:
  std::size_t owner_of(std::size_t cell) const { return owners_[cell / program_.segments.size()]; }

  Decomposition empty(const char* of, Unit unit) const {
    return {of, unit, 0.0, std::vector<double>(catalog_.touchpoint_steps.size() + 1, 0.0)};
  }

  const Program& program_;
  const Catalog& catalog_;
  const Evidence& evidence_;
  std::vector<std::size_t> owners_;  ///< by step; the number of touchpoints where it belongs to none
};

}  // namespace

std::vector<Decomposition> decompose(const Model& model, const Evidence& evidence) {
  const Parts parts(model, evidence);
  std::vector<Decomposition> all;
  if (model.program().accounts_time) {
    all.push_back(parts.time());
    if (auto spread = parts.spread()) all.push_back(std::move(*spread));
  }
  all.push_back(parts.failures());
  if (auto lost = parts.lost_value()) all.push_back(std::move(*lost));
  return all;
}

}  // namespace throughline
