// SPDX-License-Identifier: MIT
#include "model/experience_compiler.hpp"

#include <algorithm>
#include <cmath>

#include "model/lifetime_value.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {
namespace {

/// Whole units of 2^-20: exact sums, as long as they stay below 2^33.
double in_units(double money) {
  constexpr double units = 1 << 20;
  return std::round(money * units) / units;
}

double feels(const Step& step, const ExperienceSection::Perceived& perceived) {
  const auto waits = [&step](Waiting word) {
    return std::find(step.waiting.begin(), step.waiting.end(), word) != step.waiting.end();
  };
  double factor = waits(Waiting::invisible) ? perceived.invisible : perceived.visible;
  if (waits(Waiting::occupied)) factor *= perceived.occupied;
  if (waits(Waiting::explained)) factor *= perceived.explained;
  if (waits(Waiting::updated)) factor *= perceived.updated;
  return factor;
}

StepRating rating_of(const Step& step, const ExperienceSection& model) {
  StepRating rating;
  rating.rated = step.touchpoint.has_value();
  rating.unseen = !rating.rated && (step.lane == Lane::backstage || step.lane == Lane::support);
  const auto wait = step.expects.wait ? step.expects.wait : model.expects.wait;
  const auto time = step.expects.time ? step.expects.time : model.expects.time;
  rating.wait = wait.value_or(StepRating::anything);
  rating.time = time.value_or(StepRating::anything);
  rating.weight = step.expects.weight;
  rating.feels = feels(step, model.perceived);
  return rating;
}

EconomicsTable economics_of(const Blueprint& blueprint, const EconomicsSection& economics) {
  EconomicsTable table;
  const double multiple = lifetime_multiple(economics);
  for (const Segment& segment : blueprint.segments) {
    const double future = segment.value * multiple;
    table.segments.push_back({in_units(segment.value), in_units(future), in_units(economics.churn.bad * future),
                              in_units(economics.churn.failed * future)});
  }
  table.acquisition_cost = economics.acquisition_cost;
  table.churn_when_bad = economics.churn.bad;
  table.churn_otherwise = economics.churn.failed;
  return table;
}

}  // namespace

void compile_experience(const Blueprint& blueprint, const Catalog& catalog, Program& program) {
  if (blueprint.economics) program.economics = economics_of(blueprint, *blueprint.economics);
  if (!blueprint.experience && !blueprint.economics) return;
  ExperienceTable& table = program.experience.emplace();
  table.judges = blueprint.experience.has_value();
  if (blueprint.experience) table.model = *blueprint.experience;
  for (std::size_t id = 0; id < blueprint.step_count(); ++id) {
    const Step& step = blueprint.graph[id];
    table.steps.push_back(rating_of(step, table.model));
    for (const std::uint32_t behavior : step.behavior_of_segment) {
      const auto& failure = step.behaviors[behavior].failure;
      table.severities.push_back(failure ? failure->severity : 1.0);
    }
  }
  for (const RouteSummary& route : catalog.names.routes) table.handoff.push_back(route.handoff ? 1 : 0);
}

}  // namespace throughline
