// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include "example_result.hpp"
#include "throughline/paired_comparison.hpp"
#include "throughline/sweep.hpp"

namespace throughline::testing {

inline PairedDifference difference_of(std::string path, Estimate before, Estimate after, double half, Verdict verdict) {
  PairedDifference result;
  result.path = std::move(path);
  result.direction = Direction::lower;
  result.difference = estimate_of(before.unit, *after.value - *before.value, half);
  result.same_within = 0.01 * *before.value;
  result.reference = std::move(before);
  result.alternative = std::move(after);
  result.simultaneous = true;
  result.verdict = verdict;
  return result;
}

/// Two redesigns of the tea house: differences of every kind, one that is not judged.
inline PairedComparison tea_houses() {
  PairedComparison comparison;
  comparison.alternatives.push_back({"base", tea_house(), {}});
  comparison.alternatives.push_back({"第二位茶师 | two\x1b[31m", tea_house(), {}});
  comparison.intervals = 3;
  std::vector<PairedDifference>& found = comparison.alternatives[1].differences;
  found.push_back(difference_of("journey.time.p90", estimate_of(Unit::seconds, 600.0, 10.0),
                                estimate_of(Unit::seconds, 480.0, 9.0), 4.0, Verdict::better));
  found.back().variance_ratio = 25.0;
  found.back().cost_of_gain = estimate_of(Unit::money, 0.5, 0.1);
  found.push_back(difference_of("journey.failed", estimate_of(Unit::share, 0.02, 0.001),
                                estimate_of(Unit::share, 0.0203, 0.001), 0.0004, Verdict::undecided));
  found.back().replications_to_decide = 1234;
  found.back().variance_ratio = 1.04;
  found.push_back(difference_of("step.order.wait.mean", estimate_of(Unit::seconds, 50.0, 1.0),
                                estimate_of(Unit::seconds, 50.1, 1.0), 0.2, Verdict::same));
  PairedDifference beside = found.front();
  beside.path = "step.brew.time.mean";
  beside.simultaneous = false;
  found.push_back(beside);
  comparison.best = {"journey.time.p90", Direction::lower, 6.0, 0.95, {1}, {}, true, {}};
  return comparison;
}

/// Alternatives of every status, one of them confirmed.
inline SweepResult tea_sweep() {
  SweepResult result;
  const ExperimentResult house = tea_house();
  result.provenance = house.provenance;
  result.provenance.settings = {"staff.master.count=2"};
  result.timing = *house.timing;
  result.blueprint = house.blueprint.name;
  result.currency = house.blueprint.currency;
  result.measure = "journey.time.p90";
  result.warnings = house.warnings;
  result.replications = 400;
  for (const SweepStatus status : {SweepStatus::misses, SweepStatus::undecided, SweepStatus::meets, SweepStatus::dearer,
                                   SweepStatus::not_simulated}) {
    SweptAlternative& each = result.alternatives.emplace_back();
    const auto number = static_cast<double>(result.alternatives.size());
    each.settings = {{"staff.waiter.count", std::to_string(result.alternatives.size())}, {"run.note", "a/b~c"}};
    each.status = status;
    each.cost_floor = 8.0 * number;
    if (status == SweepStatus::dearer || status == SweepStatus::not_simulated) continue;
    if (status != SweepStatus::undecided) each.cost = estimate_of(Unit::money, 100.0 * number, 2.5);
    each.measure = estimate_of(Unit::seconds, 6000.0 / number, 40.0);
    each.targets = house.targets;
    each.on_frontier = true;
  }
  result.in_order_of_cost = {1, 0, 2};
  result.cheapest = 2;
  result.confirmation = house;
  result.confirmation->provenance.replications = 250;
  return result;
}

}  // namespace throughline::testing
