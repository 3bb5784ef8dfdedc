// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include "throughline/result.hpp"

namespace throughline::testing {

inline Estimate estimate_of(Unit unit, double value, double half) {
  Estimate estimate;
  estimate.unit = unit;
  estimate.value = value;
  estimate.low = value - half;
  estimate.high = value + half;
  estimate.replications = 400;
  estimate.observations = 1000;
  return estimate;
}

inline Estimate absent(Unit unit, std::string reason) {
  Estimate estimate;
  estimate.unit = unit;
  estimate.replications = 400;
  estimate.reason = std::move(reason);
  return estimate;
}

inline TargetResult target_of(std::string path, std::string expression, Estimate estimate, double bound, bool below) {
  TargetResult target;
  target.path = std::move(path);
  target.expression = std::move(expression);
  target.estimate = std::move(estimate);
  target.bound = bound;
  target.status = judge(target.estimate, below, true, bound);
  if (target.estimate.value) target.margin = below ? bound - *target.estimate.value : *target.estimate.value - bound;
  target.at = {"tea.toml", 40, 1};
  return target;
}

/// A small tea house with every kind of figure: a touchpoint that waits most, one that cannot fail, a step behind the
/// line of visibility, a target of each status, and a figure that is missing.
inline ExperimentResult tea_house() {
  ExperimentResult result;
  result.provenance.version = "0.1.0";
  result.provenance.scenario = "base";
  result.provenance.inputs = {{"tea.toml", "00ff"}};
  result.provenance.length = 8 * 3600.0;
  result.provenance.ending = "drain";
  result.provenance.planned_replications = result.provenance.replications = 400;
  result.provenance.max_inside = 1'000'000;

  BlueprintSummary& blueprint = result.blueprint;
  blueprint.name = "老城茶馆";
  blueprint.starts = "2026-01-10 09:00";
  blueprint.currency = "CNY";
  blueprint.steps = {{"order", "点茶", "frontstage", "迎客", "茶单", "order", "waiter", 180.0, std::nullopt},
                     {"brew", "煮水泡茶", "backstage", "", "", "", "master", std::nullopt, std::nullopt},
                     {"drink", "品茶", "customer", "", "", "table", "", std::nullopt, 3600.0}};
  blueprint.routes = {{"order", "brew", "next", 120.5, true}, {"brew", "drink", "next", 119.0, true}};
  blueprint.segments = {{"guest", "散客"}};
  blueprint.staff = {{"waiter", "堂倌"}, {"master", "茶艺师"}};
  blueprint.touchpoints = {{"order", "点茶"}, {"table", "茶桌"}};
  blueprint.scenarios = {{"third_waiter", "添一位堂倌"}};

  result.measures = {{"journey.time.mean", estimate_of(Unit::seconds, 3725.0, 12.4)},
                     {"journey.time.p90", estimate_of(Unit::seconds, 5580.0, 66.0)},
                     {"journey.completed", estimate_of(Unit::share, 0.9712, 0.0023)},
                     {"journey.failed", estimate_of(Unit::share, 0.0, 0.0)},
                     {"journey.abandoned", estimate_of(Unit::share, 0.0288, 0.0023)},
                     {"journey.unfinished", estimate_of(Unit::share, 0.0, 0.0)},
                     {"journey.value", absent(Unit::money, "no journey has a value")},
                     {"step.order.service_level(3 min)", estimate_of(Unit::share, 0.84, 0.011)},
                     {"step.drink.time.p50", estimate_of(Unit::seconds, 3100.0, 30.0)},
                     {"step.drink.time.p90", estimate_of(Unit::seconds, 5000.0, 60.0)},
                     {"touchpoint.order.time.mean", estimate_of(Unit::seconds, 200.0, 3.0)},
                     {"touchpoint.order.wait.mean", estimate_of(Unit::seconds, 130.0, 3.0)},
                     {"touchpoint.order.failure", estimate_of(Unit::share, 0.012, 0.002)},
                     {"touchpoint.order.abandonment", estimate_of(Unit::share, 0.0288, 0.0023)},
                     {"touchpoint.table.time.mean", estimate_of(Unit::seconds, 3300.0, 12.0)},
                     {"step.brew.time.mean", estimate_of(Unit::seconds, 240.0, 2.0)},
                     {"step.brew.wait.mean", estimate_of(Unit::seconds, 60.0, 1.5)},
                     {"step.brew.failure", estimate_of(Unit::share, 0.01, 0.001)},
                     {"staff.waiter.occupancy", estimate_of(Unit::share, 0.83, 0.004)},
                     {"staff.waiter.utilization", estimate_of(Unit::share, 0.82, 0.004)},
                     {"staff.waiter.overtime", estimate_of(Unit::seconds, 0.0, 0.0)},
                     {"staff.waiter.cost", estimate_of(Unit::money, 512.0, 0.0)},
                     {"staff.master.occupancy", estimate_of(Unit::share, 0.61, 0.003)}};
  result.targets = {
      target_of("journey.time.p90", "< 2 h", estimate_of(Unit::seconds, 5580.0, 66.0), 7200.0, true),
      target_of("step.order.service_level(3 min)", "> 85 %", estimate_of(Unit::share, 0.84, 0.011), 0.85, false),
      target_of("step.order.abandonment", "< 2 %", estimate_of(Unit::share, 0.0288, 0.0023), 0.02, true)};
  result.histograms = {{"journey.time", {{0.0, 60.0, 3}, {60.0, 120.0, 4}}}};
  result.series = {
      {"waiter", false, {{0.0, 2.0, 1.6, 0.4, 0.0, 1.2, 0.8}, {1800.0, 0.0, 0.0, 0.0, 0.0, 0.0, std::nullopt}}}};
  result.convergence = {{20, 3700.0, 3650.0, 3750.0}};
  result.warnings = {{Severity::warning, {"tea.toml", 12, 1}, "step \"x\" is never reached", {}}};
  Timing timing;
  timing.command = "throughline run tea.toml";
  timing.started = "2026-02-03T04:05:06Z";
  timing.seconds = 1.5;
  timing.simulate_seconds = 0.5;
  timing.threads = 2;
  timing.events = 1000;
  timing.journeys = 100;
  timing.peak_memory = 4096;
  result.timing = timing;
  return result;
}

}  // namespace throughline::testing
