// SPDX-License-Identifier: MIT
#include "model/catalog.hpp"

#include <algorithm>
#include <numeric>

#include "blueprint/measure_path.hpp"
#include "blueprint/pool_names.hpp"
#include "blueprint/standard_measures.hpp"
#include "model/program.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {
namespace {

StepSummary summary_of(const Blueprint& blueprint, const Step& step) {
  StepSummary summary;
  summary.key = step.key;
  summary.name = step.name;
  summary.lane = lane_names()[static_cast<std::size_t>(step.lane)];
  summary.phase = step.phase;
  summary.evidence = step.evidence;
  if (step.touchpoint) summary.touchpoint = blueprint.touchpoints[static_cast<std::size_t>(*step.touchpoint)].key;
  const auto& staff = step.behaviors.front().staff;
  if (staff) summary.staff = pool_names(blueprint, *staff);
  summary.column = step.column;
  summary.expects_wait = step.expects.wait;
  summary.expects_time = step.expects.time;
  return summary;
}

template <class Things>
std::vector<NamedKey> named(const Things& things) {
  std::vector<NamedKey> names;
  for (const auto& thing : things) names.push_back({thing.key, thing.name});
  return names;
}

BlueprintSummary summary_of(const Blueprint& blueprint) {
  BlueprintSummary summary;
  summary.name = blueprint.about.name;
  summary.starts = blueprint.about.starts_text;
  summary.starts_clock = blueprint.about.starts;
  summary.currency = blueprint.about.currency;
  summary.segments = named(blueprint.segments);
  summary.staff = named(blueprint.staff);
  summary.touchpoints = named(blueprint.touchpoints);
  summary.stages = named(blueprint.stages);
  summary.phases = blueprint.phases;
  for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
    summary.steps.push_back(summary_of(blueprint, blueprint.graph[step]));
  }
  return summary;
}

}  // namespace

std::vector<std::uint32_t> Catalog::steps_of(const MeasurePath& measure) const {
  std::vector<std::uint32_t> steps;
  switch (measure.scope) {
    case Scope::step:
      steps.push_back(measure.key);
      break;
    case Scope::touchpoint:
      steps = touchpoint_steps[measure.key];
      break;
    case Scope::phase:
      for (std::uint32_t step = 0; step < phase_of_step.size(); ++step) {
        if (phase_of_step[step] == measure.key) steps.push_back(step);
      }
      break;
    case Scope::lane:
      for (std::uint32_t step = 0; step < lane_of_step.size(); ++step) {
        if (static_cast<std::uint32_t>(lane_of_step[step]) == measure.key) steps.push_back(step);
      }
      break;
    case Scope::journey:
    case Scope::stage:
    case Scope::staff:
    case Scope::throughput:
    case Scope::cost:
    case Scope::experience:
    case Scope::economics:
      steps.resize(lane_of_step.size());
      std::iota(steps.begin(), steps.end(), 0U);
      break;
  }
  return steps;
}

std::vector<std::uint32_t> Catalog::queues_of(const MeasurePath& measure) const {
  std::vector<std::uint32_t> steps = steps_of(measure);
  std::erase_if(steps, [this](std::uint32_t step) { return !has_queue[step]; });
  return steps;
}

Catalog make_catalog(const Blueprint& blueprint) {
  Catalog catalog;
  catalog.names = summary_of(blueprint);
  for (const Touchpoint& touchpoint : blueprint.touchpoints) {
    std::vector<std::uint32_t> steps;
    for (const StepId step : touchpoint.steps) steps.push_back(static_cast<std::uint32_t>(step));
    catalog.touchpoint_steps.push_back(std::move(steps));
  }
  for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
    const auto phase = std::find(blueprint.phases.begin(), blueprint.phases.end(), blueprint.graph[step].phase);
    catalog.phase_of_step.push_back(
        phase == blueprint.phases.end() ? no_index : static_cast<std::uint32_t>(phase - blueprint.phases.begin()));
    catalog.lane_of_step.push_back(blueprint.graph[step].lane);
    catalog.has_queue.push_back(has_queue(blueprint.graph[step]));
  }
  const MeasureNames names = measure_names(blueprint);
  for (const MeasurePath& measure : standard_measures(blueprint)) {
    catalog.measures.push_back({measure, path_of(measure, names)});
  }
  catalog.targets = blueprint.targets;
  catalog.precision = blueprint.precision;
  for (const CatalogMeasure& measure : catalog.measures) {
    if (measure.measure.days) catalog.of_days.push_back(measure.measure);
  }
  catalog.warnings = blueprint.warnings;
  catalog.scenario = blueprint.scenario;
  for (const InputFile& input : blueprint.inputs) catalog.inputs.push_back({input.name, input.sha256});
  return catalog;
}

}  // namespace throughline
