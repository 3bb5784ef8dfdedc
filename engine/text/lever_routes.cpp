// SPDX-License-Identifier: MIT
// Levers at the routes that lead on from a step.
#include <algorithm>

#include "text/input_tree.hpp"
#include "text/lever_pulls.hpp"
#include "text/lever_shares.hpp"

namespace throughline {
namespace {

constexpr const char* elsewhere = "it is a step of another file (use)";

bool crosses_line_of_visibility(Lane from, Lane to) {
  return std::min(from, to) <= Lane::frontstage && std::max(from, to) > Lane::frontstage;
}

/// Between two steps that both have staff and share none, or across the line of visibility.
bool is_handoff(const LeverSite& site, const StepSection& source, const StepPart& part, const std::string& target) {
  const StepSection* const other = site.step(target);
  if (other == nullptr) return false;
  if (crosses_line_of_visibility(source.lane, other->lane)) return true;
  if (!part.read->staff || !other->behavior.staff) return false;
  const std::vector<Text>& taker = other->behavior.staff->pools;
  const std::vector<Text>& giver = part.read->staff->pools;
  return std::none_of(giver.begin(), giver.end(), [&taker](const Text& pool) {
    return std::any_of(taker.begin(), taker.end(), [&pool](const Text& each) { return each.value == pool.value; });
  });
}

/// The routes with less taken by handoffs and more, in proportion, by all others.
LeverPull fewer(const LeverSite& site, const StepSection& step, const StepPart& part, double share) {
  const Node& next = *part.find("next");
  const auto shares = plain_shares(next);
  if (!shares) return refused("its routes depend on more than a probability");
  double handed_over = 0.0;
  double kept = 0.0;
  for (const RouteShare& route : *shares)
    (is_handoff(site, step, part, route.target) ? handed_over : kept) += route.share;
  if (handed_over <= 0.0) return refused("nobody is handed over by it");
  if (kept <= 0.0) return refused("all of its routes are handoffs: nobody is there who keeps the work");
  Node routes = next;
  for (const RouteShare& route : *shares) {
    if (route.rest) continue;  // takes what the others leave
    const bool handoff = is_handoff(site, step, part, route.target);
    scale_share(routes.find(route.target)->value, handoff ? 1.0 - share : (kept + share * handed_over) / kept);
  }
  LeverPull pull;
  pull.set(part.path + ".next", std::move(routes));
  return pull;
}

}  // namespace

LeverPull pull_fewer_handoffs(const LeverSite& site, const StepSection& step, double share) {
  const std::vector<StepPart> parts = site.parts_of(step);
  if (parts.empty()) return refused(elsewhere);
  LeverPull pull;
  std::string reason = "nobody is handed over by it";
  for (const StepPart& part : parts) {
    const Node* const next = part.find("next");
    if (next == nullptr) continue;
    LeverPull one = next->is_table() ? fewer(site, step, part, share)
                    : is_handoff(site, step, part, next->text)
                        ? refused("all of its routes are handoffs: nobody is there who keeps the work")
                        : refused(reason);
    if (!one.reason.empty()) reason = one.reason;
    for (LeverPull::Change& change : one.changes) pull.changes.push_back(std::move(change));
  }
  return pull.changes.empty() ? refused(reason) : pull;
}

LeverPull pull_carry_information(const LeverSite& site, const StepSection& step, double share) {
  const std::vector<StepPart> parts = site.parts_of(step);
  if (parts.empty()) return refused(elsewhere);
  LeverPull pull;
  for (const StepPart& part : parts) {
    const Node* const next = part.find("next");
    if (next == nullptr) continue;
    Node routes = *next;
    bool any = false;
    for (Entry& route : routes.entries) {
      Entry* const repeat = route.value.find("repeat");
      if (repeat == nullptr) continue;
      if (const auto less = scaled(repeat->value, ValueKind::share_by_clock, 1.0 - share)) {
        repeat->value = *less;
        any = true;
      }
    }
    if (any) pull.set(part.path + ".next", std::move(routes));
  }
  return pull.changes.empty() ? refused("nobody has to tell it all again behind it (repeat)") : pull;
}

}  // namespace throughline
