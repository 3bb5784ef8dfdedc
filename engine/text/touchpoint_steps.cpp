// SPDX-License-Identifier: MIT
#include "text/touchpoint_steps.hpp"

#include <set>
#include <unordered_map>

#include "throughline/touchpoint_key.hpp"

namespace throughline {
namespace {

using Sources = std::unordered_map<std::string, std::vector<const StepSection*>>;  ///< by the key of the step led to

/// Steps out of sight, by where routes lead from them.
Sources sources_out_of_sight(const Document& document) {
  Sources sources;
  const auto add = [&sources](const StepSection& source, const BehaviorSection& behavior) {
    for (const RouteSection& route : behavior.next) sources[route.target.value].push_back(&source);
  };
  for (const StepSection& step : document.steps) {
    if (!is_out_of_sight(step)) continue;
    add(step, step.behavior);
    for (const StepSection::Variant& variant : step.variants) add(step, variant.behavior);
  }
  return sources;
}

/// Backwards from the touchpoint, one step at a time.
std::vector<const StepSection*> steps_behind(const Sources& sources, const TouchpointSteps& touchpoint) {
  std::vector<const StepSection*> open = touchpoint.steps;
  std::set<const StepSection*> found;  // in the order of the file: all are of one vector
  while (!open.empty()) {
    const auto place = sources.find(open.back()->key.value);
    open.pop_back();
    if (place == sources.end()) continue;
    for (const StepSection* const source : place->second)
      if (found.insert(source).second) open.push_back(source);
  }
  return {found.begin(), found.end()};
}

}  // namespace

bool is_out_of_sight(const StepSection& step) {
  return (step.lane == Lane::backstage || step.lane == Lane::support) && !touchpoint_key(step);
}

std::vector<TouchpointSteps> touchpoints_of(const Document& document) {
  std::vector<TouchpointSteps> touchpoints;
  std::unordered_map<std::string, std::size_t> places;
  for (const StepSection& step : document.steps) {
    const auto key = touchpoint_key(step);
    if (!key) continue;
    const auto [place, is_new] = places.emplace(*key, touchpoints.size());
    if (is_new) touchpoints.push_back({*key, step.touchpoint ? *key : step.name, {}, {}});
    touchpoints[place->second].steps.push_back(&step);
  }
  const Sources sources = sources_out_of_sight(document);
  for (TouchpointSteps& touchpoint : touchpoints) touchpoint.behind = steps_behind(sources, touchpoint);
  return touchpoints;
}

}  // namespace throughline
