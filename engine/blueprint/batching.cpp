// SPDX-License-Identifier: MIT
#include "blueprint/batching.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace throughline {

std::vector<std::pair<std::string, std::string>> against_batching(const BehaviorSection& behavior, const Draft& draft) {
  std::vector<std::pair<std::string, std::string>> clauses;
  if (!behavior.batch) return clauses;
  const auto refuse = [&clauses](bool given, const char* key, const char* hint) {
    if (given) clauses.emplace_back(fmt::format("has {}, but its customers are served together (batch)", key), hint);
  };
  const auto works_as_one = [&draft](const Text& name) {
    const auto pool = draft.staff.find(name.value);
    return pool && draft.document.staff[*pool].sharing;
  };
  constexpr const char* before = "a step before it can have it, where each waits alone";
  const bool staffed = behavior.staff.has_value();
  refuse(!behavior.time, "no time", "time says how long it takes all of them");
  refuse(staffed && behavior.staff->kind == StaffingKind::same_as, "same_as", "they may have been served by many");
  refuse(staffed && std::any_of(behavior.staff->pools.begin(), behavior.staff->pools.end(), works_as_one),
         "staff who work as one (sharing)", "sharing serves whoever comes at once");
  refuse(behavior.patience.has_value(), "patience", before);
  refuse(behavior.deadline.has_value(), "a deadline", before);
  refuse(!behavior.keeps.empty(), "keeps", "a step after it can keep somebody for each");
  refuse(!behavior.releases.empty(), "releases", "a step before or after it can release them");
  refuse(behavior.room.room.waiting_places.has_value(), "waiting_places", "capacity limits how many are there");
  refuse(behavior.room.room.at_close == AtClose::turn_away, "at_close = \"turn_away\"",
         "longest_wait lets those go who are there");
  const std::optional<std::uint32_t> capacity = behavior.room.room.capacity;
  if (capacity && *capacity < behavior.batch->size && !behavior.batch->longest_wait) {
    clauses.emplace_back(
        fmt::format("has room for {}, so that {} never come together", *capacity, behavior.batch->size),
        "a greater capacity, a smaller batch, or longest_wait");
  }
  return clauses;
}

}  // namespace throughline
