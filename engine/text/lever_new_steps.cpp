// SPDX-License-Identifier: MIT
// Levers that add steps.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "text/lever_pulls.hpp"
#include "text/lever_shares.hpp"

namespace throughline {
namespace {

constexpr const char* elsewhere = "it is a step of another file (use)";
/// What customers meet at a step whoever serves them.
constexpr std::array kept_keys{"time",     "failure", "becomes", "cost", "awaits",   "starts",
                               "releases", "next",    "fork",    "join", "wait_for", "others"};

void copy(const Node& from, Node& to, const char* key) {
  if (const Entry* const entry = from.find(key)) put(to, key, entry->value);
}

/// What is kept without staff: nobody is there who could stay with the customer on the way.
void copy_kept(const Node& from, Node& to) {
  for (const char* const key : kept_keys) copy(from, to, key);
  Entry* const next = to.find("next");
  if (next == nullptr) return;
  for (Entry& route : next->value.entries)
    std::erase_if(route.value.entries, [](const Entry& effect) { return effect.key == "handoff"; });
}

/// The step again, without its staff.
Node without_staff(const StepSection& step, const StepPart& whole) {
  Node node = table_node();
  put(node, "name", text_node(step.name + ", self-service"));
  put(node, "lane", text_node("customer"));
  for (const char* const key : {"phase", "touchpoint", "expects"}) copy(*whole.written, node, key);
  copy_kept(*whole.written, node);
  const Node* const changed = whole.find("for");
  if (changed == nullptr) return node;
  Node segments = table_node();
  for (const Entry& segment : changed->entries) {
    Node kept = table_node();
    copy_kept(segment.value, kept);
    if (!kept.entries.empty()) put(segments, segment.key, std::move(kept));
  }
  if (!segments.entries.empty()) put(node, "for", std::move(segments));
  return node;
}

/// A route to where nobody of the staff takes over: nothing is handed over on it.
Node to_self_service(const Node& route) {
  if (!route.is_table() || route.find("by_clock") != nullptr) return route;
  Node own = table_node();
  for (const char* const key : {"probability", "segments", "when", "delay"}) copy(route, own, key);
  return own;
}

/// `next` with a share of those who went to `target` going to `own` instead; none where that cannot be told.
std::optional<Node> split(const Node& next, const std::string& target, const std::string& own, double share) {
  Node routes = table_node();
  if (next.is_string()) {
    put(routes, own, number_node(share));
    put(routes, target, text_node("rest"));
  }
  for (const Entry& entry : next.entries) {
    if (entry.key != target) {
      put(routes, entry.key, entry.value);
      continue;
    }
    Node staffed = entry.value;
    Node alone = to_self_service(entry.value);
    if (is_rest(entry.value)) {
      const auto shares = plain_shares(next);
      if (!shares) return std::nullopt;
      const auto rest = std::find_if(shares->begin(), shares->end(), [](const RouteShare& each) { return each.rest; });
      if (alone.is_table()) {
        put(alone, "probability", number_node(share * rest->share));
      } else {
        alone = number_node(share * rest->share);
      }
    } else {
      scale_share(staffed, 1.0 - share);
      scale_share(alone, share);
    }
    put(routes, own, std::move(alone));
    put(routes, target, std::move(staffed));
  }
  return routes;
}

/// Whoever leaves a branch otherwise than by `next` would not come to where branches meet.
std::string why_no_branch(const StepSection& step, const std::vector<StepPart>& parts) {
  const std::string subject = fmt::format("\"{}\" ", step.key.value);
  for (const StepPart& part : parts) {
    const BehaviorSection& behavior = *part.read;
    if (!behavior.keeps.empty() || !behavior.releases.empty()) return subject + "keeps or releases people";
    if (behavior.fork) return subject + "forks already";
    if (!behavior.becomes.empty()) return subject + "changes the segment of customers (becomes)";
    const bool leaves = (behavior.failure && behavior.failure->then == FailureThen::step) ||
                        (behavior.on_abandon && behavior.on_abandon->next) || behavior.deadline ||
                        !behavior.room.divert.value.empty();
    if (leaves) return subject + "sends some customers elsewhere";
    if (&part != &parts.front() && part.find("next") != nullptr) return subject + "sends segments different ways";
  }
  return {};
}

/// Where everybody goes on: a step or "done"; none where there are several ways.
std::optional<std::string> only_way(const StepPart& part) {
  const Node* const next = part.find("next");
  if (next == nullptr) return "done";
  if (next->is_string()) return next->text;
  const bool one = next->entries.size() == 1 && next->find("shortest") == nullptr;
  return one ? std::optional(next->entries.front().key) : std::nullopt;
}

bool share_people(const BehaviorSection& one, const BehaviorSection& other) {
  if (!one.staff || !other.staff) return false;
  const auto uses = [&other](const Text& pool) {
    return std::any_of(other.staff->pools.begin(), other.staff->pools.end(),
                       [&pool](const Text& each) { return each.value == pool.value; });
  };
  return std::any_of(one.staff->pools.begin(), one.staff->pools.end(), uses);
}

bool asks_for_the_same_person(const BehaviorSection& behavior) {
  return behavior.staff && behavior.staff->kind == StaffingKind::same_as;
}

/// Renames a target of routes.
Node renamed(const Node& next, const std::string& target, const std::string& other) {
  if (next.is_string()) return text_node(other);
  Node routes = next;
  routes.find(target)->key = other;
  return routes;
}

/// Why this step and the one behind it cannot be done at the same time; empty where they can.
std::string why_not_parallel(const LeverSite& site, const StepSection& first, const StepSection& second,
                             const std::vector<StepPart>& parts) {
  const std::string& key = second.key.value;
  if (!first.behavior.staff) return "nobody of the staff works there";
  if (!second.behavior.staff) return fmt::format("nobody of the staff works at \"{}\"", key);
  if (share_people(first.behavior, second.behavior))
    return fmt::format("the same people serve there and at \"{}\"", key);
  if (asks_for_the_same_person(first.behavior) || asks_for_the_same_person(second.behavior))
    return "customers want somebody who has served them before (same_as)";
  for (const auto& reason : {why_no_branch(first, parts), why_no_branch(second, site.parts_of(second))}) {
    if (!reason.empty()) return reason;
  }
  const StepReferences& before = site.references(first.key.value);
  if (before.shortest || before.otherwise) return "customers come to it otherwise than by start and next";
  if (before.starts.empty() && before.nexts.empty()) return "nobody comes to it";
  const StepReferences& between = site.references(key);
  if (between.shortest || between.otherwise || !between.starts.empty() || between.nexts.size() != 1)
    return fmt::format("customers come to \"{}\" by other ways, too", key);
  return {};
}

}  // namespace

LeverPull pull_self_service(const LeverSite& site, const StepSection& step, double share) {
  const std::vector<StepPart> parts = site.parts_of(step);
  if (parts.empty()) return refused(elsewhere);
  if (step.lane != Lane::frontstage || !step.behavior.staff) return refused("no staff meets customers there");
  for (const StepPart& part : parts) {
    if (!part.read->keeps.empty()) return refused("its people stay with the journey when it has ended (keeps)");
  }
  const StepReferences& references = site.references(step.key.value);
  if (references.shortest) return refused("customers come to it by the shortest of several lines");
  const std::string own = site.free_step_key(step.key.value + "_self_service");
  LeverPull pull;
  for (const StepReferences::Place& next : references.nexts) {
    if (next.path.starts_with(parts.front().path + ".")) continue;  // whoever comes again has seen the staff
    const auto routes = split(*next.node, step.key.value, own, share);
    if (!routes) return refused("who comes to it is what conditions of other routes leave (rest)");
    pull.set(next.path, *routes);
  }
  if (!references.starts.empty()) {
    const std::string choice = site.free_step_key(step.key.value + "_choice");
    Node node = table_node();
    put(node, "name", text_node(step.name + ", with or without staff"));
    put(node, "lane", text_node("customer"));
    put(node, "touchpoint", flag_node(false));
    put(node, "next", *split(text_node(step.key.value), step.key.value, own, share));
    pull.set("steps." + choice, std::move(node));
    for (const StepReferences::Place& start : references.starts) pull.set(start.path, text_node(choice));
  }
  if (pull.changes.empty()) return refused("nobody comes to it by start or next");
  pull.set("steps." + own, without_staff(step, parts.front()));
  return pull;
}

LeverPull pull_parallel(const LeverSite& site, const StepSection& step) {
  const std::vector<StepPart> parts = site.parts_of(step);
  if (parts.empty()) return refused(elsewhere);
  const auto follower = only_way(parts.front());
  if (!follower) return refused("several ways lead on from it");
  const StepSection* const second = site.step(*follower);
  if (second == nullptr) return refused("no step follows it");
  const std::vector<StepPart> second_parts = site.parts_of(*second);
  if (second_parts.empty() || second == &step) return refused("no step of this file follows it");
  const auto meet = only_way(second_parts.front());
  if (!meet) return refused(fmt::format("several ways lead on from \"{}\"", *follower));
  if (*meet == step.key.value || *meet == *follower) return refused("the steps lead back to themselves");
  if (std::string reason = why_not_parallel(site, step, *second, parts); !reason.empty()) return refused(reason);

  const std::string both = site.free_step_key(fmt::format("{}_and_{}", step.key.value, *follower));
  constexpr std::array lanes{"customer", "frontstage", "backstage", "support"};
  Node fork = table_node();
  for (const std::string& branch : {step.key.value, *follower}) put(fork, branch, text_node("100 %"));
  Node node = table_node();
  put(node, "name", text_node(fmt::format("{} and {} at the same time", step.name, second->name)));
  put(node, "lane", text_node(lanes[static_cast<std::size_t>(step.lane)]));
  put(node, "touchpoint", flag_node(false));
  if (const Node* const phase = parts.front().find("phase")) put(node, "phase", *phase);
  put(node, "fork", std::move(fork));
  put(node, "join", text_node(*meet));
  LeverPull pull;
  for (const StepReferences::Place& start : site.references(step.key.value).starts)
    pull.set(start.path, text_node(both));
  for (const StepReferences::Place& next : site.references(step.key.value).nexts)
    pull.set(next.path, renamed(*next.node, step.key.value, both));
  pull.set(parts.front().path + ".next", text_node(*meet));
  pull.set("steps." + both, std::move(node));
  return pull;
}

}  // namespace throughline
