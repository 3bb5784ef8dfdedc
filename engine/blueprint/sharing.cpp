// SPDX-License-Identifier: MIT
#include "blueprint/sharing.hpp"

#include <fmt/format.h>

#include <optional>

namespace throughline {
namespace {

/// The first of some pools that works as one; of `same_as`, of those of the other step.
std::optional<std::string> sharing_pool(const StaffingSection& staff, const Draft& draft) {
  for (const Text& name : staff.pools) {
    const auto pool = draft.staff.find(name.value);
    if (pool && draft.document.staff[*pool].sharing) return name.value;
  }
  const auto step = staff.kind == StaffingKind::same_as ? draft.steps.find(staff.step.value) : std::nullopt;
  if (!step) return std::nullopt;
  const auto serves = [&draft](const BehaviorSection& other) {
    return other.staff && other.staff->kind != StaffingKind::same_as ? sharing_pool(*other.staff, draft) : std::nullopt;
  };
  const StepSection& other = draft.document.steps[*step];
  auto pool = serves(other.behavior);
  for (std::size_t variant = 0; !pool && variant < other.variants.size(); ++variant) {
    pool = serves(other.variants[variant].behavior);
  }
  return pool;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> against_sharing(const BehaviorSection& behavior, const Draft& draft) {
  std::vector<std::pair<std::string, std::string>> clauses;
  const auto pool = behavior.staff ? sharing_pool(*behavior.staff, draft) : std::nullopt;
  if (!pool) return clauses;
  const StaffingSection& staff = *behavior.staff;
  if (staff.kind == StaffingKind::same_as) {
    clauses.emplace_back(fmt::format("same_as asks for one person of \"{}\", who work as one (sharing)", *pool),
                         fmt::format("staff = \"{}\" asks for all of them", *pool));
  } else if (staff.pools.size() > 1) {
    clauses.emplace_back(fmt::format("needs others beside \"{}\", who work as one (sharing)", *pool),
                         "a step of its own can follow for the others");
  }
  const auto refuse = [&](bool given, const char* key, const char* hint) {
    if (given) clauses.emplace_back(fmt::format("has {}, but \"{}\" work as one (sharing)", key, *pool), hint);
  };
  constexpr const char* at_once = "whoever comes is served at once";
  constexpr const char* by_nobody = "nobody serves a customer alone";
  refuse(behavior.patience.has_value(), "patience", at_once);
  refuse(!behavior.speed_by_queue.empty(), "speed_by_queue", at_once);
  refuse(behavior.room.room.waiting_places.has_value(), "waiting_places", "capacity limits how many are there at once");
  refuse(behavior.takes != Part{}, "takes", by_nobody);
  refuse(!behavior.keeps.empty(), "keeps", by_nobody);
  refuse(!behavior.releases.empty(), "releases", "a step of its own can release them");
  refuse(behavior.wrap_up.has_value(), "wrap_up", by_nobody);
  refuse(behavior.yields.has_value(), "interruptible", by_nobody);
  refuse(behavior.relief.has_value(), "relief", at_once);
  refuse(behavior.deadline.has_value(), "a deadline", "it is for those who wait, or whom somebody serves alone");
  return clauses;
}

}  // namespace throughline
