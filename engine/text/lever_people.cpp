// SPDX-License-Identifier: MIT
// Levers at pools and segments.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "text/input_tree.hpp"
#include "text/lever_pulls.hpp"

namespace throughline {
namespace {

constexpr double speed_of_the_new = 0.8;
constexpr double failures_of_the_new = 1.5;
constexpr const char* elsewhere = "another file says who they are";

std::string path_of(const StaffSection& pool, const char* key) {
  return fmt::format("staff.{}.{}", pool.key.value, key);
}

/// Of the largest shift, or the highest level of a count.
std::uint32_t most_people(const StaffSection& pool) {
  std::uint32_t most = 1;
  if (pool.count) {
    for (const auto& level : pool.count->levels) most = std::max(most, level.value);
  }
  for (const ShiftSection& shift : pool.shifts) most = std::max(most, shift.count);
  return most;
}

bool serves(const BehaviorSection& behavior, const std::string& pool) {
  return behavior.staff && std::any_of(behavior.staff->pools.begin(), behavior.staff->pools.end(),
                                       [&pool](const Text& each) { return each.value == pool; });
}

bool serves_somewhere(const Document& document, const std::string& pool) {
  return std::any_of(document.steps.begin(), document.steps.end(), [&pool](const StepSection& step) {
    return serves(step.behavior, pool) ||
           std::any_of(step.variants.begin(), step.variants.end(),
                       [&pool](const auto& variant) { return serves(variant.behavior, pool); });
  });
}

const BehaviorSection& behavior_of(const StepSection& step, const std::string& segment) {
  const auto variant = std::find_if(step.variants.begin(), step.variants.end(),
                                    [&segment](const auto& each) { return each.segment.value == segment; });
  return variant == step.variants.end() ? step.behavior : variant->behavior;
}

bool names(const std::vector<NamedShare>& shares, const std::string& name) {
  return std::any_of(shares.begin(), shares.end(), [&name](const auto& each) { return each.name.value == name; });
}

/// Steps that customers of a segment may come to, whatever the probabilities and conditions.
class Reach {
 public:
  Reach(const LeverSite& site, const SegmentSection& segment) : site_(site), segment_(segment.key.value) {
    if (segment.start) visit(segment.start->value);
    if (segment.arrivals) {
      for (const BacklogSection& backlog : segment.arrivals->backlog) visit(backlog.step.value);
    }
    for (const StepSection& step : site.document().steps) {
      const bool becomes = names(step.behavior.becomes, segment_) ||
                           std::any_of(step.variants.begin(), step.variants.end(), [this](const auto& variant) {
                             return names(variant.behavior.becomes, segment_);
                           });
      if (becomes) go_on(behavior_of(step, segment_));
    }
    while (!open_.empty()) {
      const StepSection& step = *open_.back();
      open_.pop_back();
      go_on(behavior_of(step, segment_));
    }
  }

  bool holds(const StepSection& step) const { return reached_.contains(&step); }

 private:
  void visit(const std::string& key) {
    const StepSection* const step = site_.step(key);
    if (step != nullptr && reached_.insert(step).second) open_.push_back(step);
  }

  bool takes(const RouteSection& route) const {
    return route.segments.empty() || std::any_of(route.segments.begin(), route.segments.end(),
                                                 [this](const Text& each) { return each.value == segment_; });
  }

  void go_on(const BehaviorSection& behavior) {
    for (const RouteSection& route : behavior.next) {
      if (takes(route)) visit(route.target.value);
    }
    if (behavior.failure) visit(behavior.failure->step.value);
    if (behavior.on_abandon && behavior.on_abandon->next) visit(behavior.on_abandon->next->value);
    if (behavior.deadline) visit(behavior.deadline->next.value);
    visit(behavior.room.divert.value);
    for (const Text& step : behavior.starts) visit(step.value);
    if (!behavior.fork) return;
    for (const NamedShare& branch : behavior.fork->branches) visit(branch.name.value);
    if (behavior.fork->join) visit(behavior.fork->join->value);
  }

  const LeverSite& site_;
  const std::string& segment_;
  std::set<const StepSection*> reached_;
  std::vector<const StepSection*> open_;
};

bool serves_segment(const LeverSite& site, const Reach& reach, const std::string& pool, const std::string& segment) {
  const std::vector<StepSection>& steps = site.document().steps;
  return std::any_of(steps.begin(), steps.end(), [&](const StepSection& step) {
    return reach.holds(step) && serves(behavior_of(step, segment), pool);
  });
}

/// The pool of which one person serves the customers of a segment at a step; nullptr where it is not so.
const StaffSection* one_pool(const LeverSite& site, const StepSection& step, const std::string& segment) {
  const BehaviorSection& behavior = behavior_of(step, segment);
  if (!behavior.staff || behavior.staff->kind != StaffingKind::all || behavior.staff->pools.size() != 1 ||
      !behavior.keeps.empty() || site.parts_of(step).empty())
    return nullptr;
  const StaffSection* const pool = site.pool(behavior.staff->pools.front().value);
  return pool == nullptr || pool->kind == StaffKind::place || pool->sharing ? nullptr : pool;
}

std::string free_pool_key(const LeverSite& site, const std::string& key) {
  std::string free = key;
  for (int number = 2; site.pool(free) != nullptr; ++number) free = fmt::format("{}_{}", key, number);
  return free;
}

}  // namespace

LeverPull pull_own_staff(const LeverSite& site, const SegmentSection& segment, double people) {
  constexpr double seconds_per_hour = 3600.0;
  if (site.document().segments.size() < 2) return refused("there are no other customers");
  const std::string& key = segment.key.value;
  const std::string own = free_pool_key(site, key + "_staff");
  const Reach reach(site, segment);
  double cost = 0.0;
  LeverPull pull;
  for (const StepSection& step : site.document().steps) {
    const StaffSection* const pool = reach.holds(step) ? one_pool(site, step, key) : nullptr;
    if (pool == nullptr) continue;
    cost = std::max(cost, pool->cost);
    Node pools;
    pools.kind = Node::Kind::array;
    pools.items = {text_node(own), text_node(pool->key.value)};
    Node staff = table_node();
    put(staff, "any_of", std::move(pools));
    pull.set(fmt::format("steps.{}.for.{}.staff", step.key.value, key), std::move(staff));
  }
  if (pull.changes.empty()) return refused("nowhere does one person of one pool serve them");
  Node staff = table_node();
  put(staff, "name", text_node("For " + segment.name));
  put(staff, "count", number_node(people));
  if (cost > 0.0) put(staff, "cost", text_node(fmt::format("{:.12g} per hour", cost * seconds_per_hour)));
  pull.set("staff." + own, std::move(staff));
  return pull;
}

LeverPull pull_training(const LeverSite& site, const StaffSection& pool, double share) {
  const Node* const written = site.written("staff", pool.key.value);
  const Entry* const stated = written == nullptr ? nullptr : written->find("new_staff");
  if (!pool.new_staff) return refused("nobody there is new");
  if (stated == nullptr) return refused(elsewhere);
  LeverPull pull;
  const Entry* const part = stated->value.find("share");
  if (share >= 1.0 || part == nullptr) {
    pull.set(path_of(pool, "new_staff"), text_node("none"));
  } else if (const auto fewer = scaled(part->value, ValueKind::share, 1.0 - share)) {
    pull.set(path_of(pool, "new_staff.share"), *fewer);
  }
  return pull;
}

LeverPull pull_new_staff(const LeverSite& site, const StaffSection& pool, double share) {
  if (site.written("staff", pool.key.value) == nullptr) return refused(elsewhere);
  if (pool.kind == StaffKind::place) return refused("they are places, not people");
  if (pool.sharing) return refused("they work as one (sharing), so nobody can be new");
  if (pool.new_staff) return refused("some there are new already");
  LeverPull pull;
  Node people = table_node();
  put(people, "share", number_node(share));
  put(people, "speed", number_node(speed_of_the_new));
  put(people, "failure_factor", number_node(failures_of_the_new));
  pull.set(path_of(pool, "new_staff"), std::move(people));
  return pull;
}

LeverPull pull_surge(const LeverSite& site, const StaffSection& pool, double people) {
  if (site.written("staff", pool.key.value) == nullptr) return refused(elsewhere);
  if (pool.kind == StaffKind::place) return refused("they are places, not people");
  if (pool.sharing) return refused("they work as one (sharing), so nobody waits for them");
  if (!serves_somewhere(site.document(), pool.key.value)) return refused("they serve at no step");
  std::string key = "on_call";
  const auto taken = [&] {
    return std::any_of(pool.surges.begin(), pool.surges.end(),
                       [&key](const SurgeSection& each) { return each.surge.key.value == key; });
  };
  for (int number = 2; taken(); ++number) key = fmt::format("on_call_{}", number);
  Node surge = table_node();
  put(surge, "when", text_node(fmt::format("queue > {} for 5 min", most_people(pool))));
  put(surge, "add", number_node(people));
  put(surge, "until", text_node("queue < 1 for 5 min"));
  LeverPull pull;
  pull.set(path_of(pool, "surge.") + key, std::move(surge));
  return pull;
}

LeverPull pull_priority(const LeverSite& site, const SegmentSection& segment) {
  if (site.document().segments.size() < 2) return refused("there are no other customers");
  const std::string entry = "segment." + segment.key.value;
  const Reach reach(site, segment);
  LeverPull pull;
  for (const StaffSection& pool : site.document().staff) {
    const bool first = !pool.priority.empty() && pool.priority.front().value == entry;
    const bool by_rank = !pool.sharing && pool.takes_next.value_or(TakesNext::priority) == TakesNext::priority;
    if (first || !by_rank || site.written("staff", pool.key.value) == nullptr ||
        !serves_segment(site, reach, pool.key.value, segment.key.value))
      continue;
    Node ranks;
    ranks.kind = Node::Kind::array;
    ranks.items.push_back(text_node(entry));
    for (const Text& other : pool.priority) {
      if (other.value != entry) ranks.items.push_back(text_node(other.value));
    }
    pull.set(path_of(pool, "priority"), std::move(ranks));
  }
  if (pull.changes.empty()) return refused("no pool serves by rank whom it does not serve first already");
  return pull;
}

}  // namespace throughline
