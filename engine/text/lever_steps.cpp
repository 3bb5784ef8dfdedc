// SPDX-License-Identifier: MIT
// Levers at what a step does.
#include <algorithm>

#include "text/input_tree.hpp"
#include "text/lever_pulls.hpp"

namespace throughline {
namespace {

constexpr const char* elsewhere = "it is a step of another file (use)";

bool fails(const BehaviorSection& behavior) {
  return behavior.failure &&
         std::any_of(behavior.failure->probability.levels.begin(), behavior.failure->probability.levels.end(),
                     [](const auto& level) { return level.value > 0.0; });
}

/// Of those segments that have a value; 0 where none has one.
double least_value(const Document& document) {
  double least = 0.0;
  for (const SegmentSection& segment : document.segments) {
    if (segment.value > 0.0 && (least == 0.0 || segment.value < least)) least = segment.value;
  }
  return least;
}

/// The parts of a step that say how often it fails, or why no lever can be pulled at its failures.
LeverPull failing(const LeverSite& site, const StepSection& step, std::vector<StepPart>& found) {
  const std::vector<StepPart> parts = site.parts_of(step);
  if (parts.empty()) return refused(elsewhere);
  for (const StepPart& part : parts) {
    const Node* const failure = part.find("failure");
    if (failure != nullptr && failure->find("probability") != nullptr && fails(*part.read)) found.push_back(part);
  }
  return found.empty() ? refused("it never fails") : LeverPull();
}

}  // namespace

LeverPull pull_early_warning(const LeverSite& site, const StepSection& step, double share) {
  std::vector<StepPart> parts;
  LeverPull pull = failing(site, step, parts);
  for (const StepPart& part : parts) {
    const auto fewer = scaled(part.find("failure")->find("probability")->value, ValueKind::share_by_clock, 1.0 - share);
    if (fewer) pull.set(part.path + ".failure.probability", *fewer);
  }
  return pull;
}

LeverPull pull_voucher(const LeverSite& site, const StepSection& step, double share) {
  std::vector<StepPart> parts;
  LeverPull pull = failing(site, step, parts);
  const double cost = least_value(site.document());
  for (const StepPart& part : parts) {
    const FailureSection& failure = *part.read->failure;
    if (failure.recovery) return refused("its failures are made up for already (recovery)");
    if (failure.then == FailureThen::retry && failure.attempts == 0)
      return refused("it is tried again until it does not fail (then = \"retry\" without attempts)");
    Node recovery = table_node();
    put(recovery, "probability", number_node(share));
    if (cost > 0.0) put(recovery, "cost", number_node(cost));
    pull.set(part.path + ".failure.recovery", std::move(recovery));
  }
  return pull;
}

LeverPull pull_tools(const LeverSite& site, const StepSection& step, double share) {
  const std::vector<StepPart> parts = site.parts_of(step);
  if (parts.empty()) return refused(elsewhere);
  if (!step.behavior.staff) return refused("nobody of the staff works there");
  if (share >= 1.0) return refused("work takes some time whatever the tools");
  LeverPull pull;
  for (const StepPart& part : parts) {
    const Node* const time = part.find("time");
    if (time == nullptr || !part.read->time) continue;
    const auto shorter = scaled(*time, ValueKind::law_by_clock, 1.0 - share);
    if (!shorter) return refused("its time cannot be scaled");
    pull.set(part.path + ".time", *shorter);
  }
  return pull.changes.empty() ? refused("it says no time") : pull;
}

}  // namespace throughline
