// SPDX-License-Identifier: MIT
#include "report/places.hpp"

namespace throughline {
namespace {

std::optional<TotalWait> total_wait(const MeasureIndex& measures, const ListedPlace& place) {
  const Estimate* wait = measures.find(place.path + ".wait.mean");
  if (wait == nullptr || !wait->value || !wait->low || !wait->high || *wait->value <= 0.0) return std::nullopt;
  const auto visits = static_cast<double>(wait->observations);
  return TotalWait{*wait->value * visits, *wait->low * visits, *wait->high * visits};
}

}  // namespace

Places places_of(const BlueprintSummary& blueprint) {
  Places places;
  for (const NamedKey& touchpoint : blueprint.touchpoints) {
    ListedPlace& place = places.seen.emplace_back(ListedPlace{"touchpoint." + touchpoint.key, touchpoint.name, {}});
    for (const StepSummary& step : blueprint.steps) {
      if (step.touchpoint == touchpoint.key) place.steps.push_back(&step);
    }
  }
  for (const StepSummary& step : blueprint.steps) {
    if (step.touchpoint.empty()) places.unseen.push_back({"step." + step.key, step.name, {&step}});
  }
  return places;
}

BottleneckJudge::BottleneckJudge(const MeasureIndex& measures, const Places& places) : measures_(measures) {
  for (const auto* group : {&places.seen, &places.unseen}) {
    for (const ListedPlace& place : *group) {
      const auto wait = total_wait(measures, place);
      if (!wait) continue;
      if (!longest_ || wait->value > longest_->value) longest_ = wait;
    }
  }
  if (!longest_) return;
  for (const auto* group : {&places.seen, &places.unseen}) {
    for (const ListedPlace& place : *group) rivals_ += rivals(place) ? 1 : 0;
  }
}

std::string BottleneckJudge::mark(const ListedPlace& place) const {
  if (!longest_ || !rivals(place)) return {};
  return rivals_ == 1 ? "bottleneck: customers together wait longest here"
                      : "perhaps the bottleneck: customers together may wait longest here";
}

bool BottleneckJudge::rivals(const ListedPlace& place) const {
  const auto wait = total_wait(measures_, place);
  return wait && wait->high >= longest_->low;
}

}  // namespace throughline
