// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "blueprint/batching.hpp"
#include "blueprint/clock_text.hpp"
#include "blueprint/draft.hpp"
#include "blueprint/schedule_arithmetic.hpp"
#include "blueprint/sharing.hpp"
#include "throughline/touchpoint_key.hpp"

namespace throughline {
namespace {

struct BrokenRule {
  SourcePosition at;
  std::string message;
  std::string hint;
};

/// The rules that the keys of a behavior keep among each other.
std::vector<BrokenRule> broken_rules(const BehaviorSection& behavior, const Draft& draft) {
  std::vector<BrokenRule> broken;
  const auto unless = [&broken, &behavior](bool kept, std::string message, std::string hint) {
    if (!kept) broken.push_back({behavior.at, std::move(message), std::move(hint)});
  };
  unless(!behavior.staff || behavior.time, "has staff but no time", "time says how long its staff serve a customer");
  unless(!behavior.patience || behavior.staff, "has patience but no staff to wait for",
         "name its staff, or drop patience");
  unless(!behavior.wrap_up || behavior.staff, "has wrap_up but no staff to do it", "name its staff, or drop wrap_up");
  const auto is_needed = [&behavior](const Text& pool) {
    return behavior.staff && std::any_of(behavior.staff->pools.begin(), behavior.staff->pools.end(),
                                         [&pool](const Text& needed) { return needed.value == pool.value; });
  };
  for (const Text& pool : behavior.keeps) {
    if (is_needed(pool)) continue;
    broken.push_back({pool.at, fmt::format("keeps \"{}\", which is not among its staff", pool.value),
                      "it can keep whom it needs itself"});
  }
  unless(!behavior.on_abandon || behavior.patience, "has on_abandon but no patience that could end",
         "give it patience, or drop on_abandon");
  unless(behavior.takes == Part{} || behavior.staff, "has takes but no staff of whom it could take a part",
         "name its staff, or drop takes");
  unless(behavior.pace.empty() || behavior.takes.of < behavior.takes.whole,
         "has pace but takes whole people, who serve one at a time",
         "takes = \"1/3\" lets a person serve three at once");
  unless(behavior.speed_by_queue.empty() || behavior.staff, "has speed_by_queue but no staff to wait for",
         "name its staff, or drop speed_by_queue");
  unless(!behavior.yields || behavior.staff, "is interruptible but has no staff that could leave it",
         "name its staff, or drop interruptible");
  unless(!behavior.deadline || behavior.staff, "has a deadline but no staff to wait for or be served by",
         "name its staff, or bound its time: time = { ..., max = \"2 h\" }");
  unless(!behavior.relief || behavior.staff, "has relief but no staff to wait for", "name its staff, or drop relief");
  unless(!behavior.callback || behavior.patience, "has a callback but no patience that it could spare",
         "give it patience, or drop callback");
  unless(!behavior.room.room.waiting_places || behavior.staff, "has waiting_places but no staff to wait for",
         "capacity limits how many are at a step without staff");
  if (behavior.failure && behavior.failure->attempts > 0 && behavior.failure->then != FailureThen::retry) {
    broken.push_back(
        {behavior.failure->at, "failure has attempts but no retry", "attempts goes with then = \"retry\""});
  }
  for (const auto& against : {against_sharing, against_batching}) {
    for (auto& [clause, hint] : against(behavior, draft)) {
      broken.push_back({behavior.at, std::move(clause), std::move(hint)});
    }
  }
  return broken;
}

void judge_behaviors(const StepSection& section, const Step& step, Draft& draft) {
  const std::string subject = fmt::format("step \"{}\"", section.key.value);
  const auto& used = step.behavior_of_segment;
  const bool own_used = used.empty() || std::find(used.begin(), used.end(), 0U) != used.end();
  const std::vector<BrokenRule> own = own_used ? broken_rules(section.behavior, draft) : std::vector<BrokenRule>();
  for (const BrokenRule& rule : own) draft.reject(rule.at, subject + ": " + rule.message, rule.hint);
  for (const StepSection::Variant& variant : section.variants) {
    for (const BrokenRule& rule : broken_rules(variant.behavior, draft)) {
      const auto same = [&rule](const BrokenRule& other) { return other.message == rule.message; };
      if (std::any_of(own.begin(), own.end(), same)) continue;
      draft.reject(rule.at, fmt::format("{} for segment \"{}\": {}", subject, variant.segment.value, rule.message),
                   rule.hint);
    }
  }
}

std::vector<StaffId> resolve_pools(const std::vector<Text>& names, const std::string& subject, Draft& draft) {
  std::vector<StaffId> pools;
  for (const Text& name : names) {
    if (const auto pool = draft.find<StaffId>(draft.staff, name, subject, "staff")) pools.push_back(*pool);
  }
  return pools;
}

/// None where a name is unknown, which has then been told.
std::optional<Staffing> resolve_staffing(const StaffingSection& section, const std::string& subject, Draft& draft) {
  Staffing staffing{section.kind, section.choose, resolve_pools(section.pools, subject, draft), std::nullopt};
  if (section.kind != StaffingKind::same_as) {
    return staffing.pools.empty() ? std::nullopt : std::optional(staffing);
  }
  const auto step = draft.steps.find(section.step.value);
  if (!step) {
    draft.mistakes.add(section.step.at, fmt::format("{}: same_as: unknown step \"{}\"", subject, section.step.value),
                       did_you_mean(section.step.value, draft.steps.names()));
    return std::nullopt;
  }
  staffing.step = StepId{*step};
  const StepSection& other = draft.document.steps[*step];
  const auto add = [&](const BehaviorSection& behavior) {
    if (!behavior.staff) return;
    for (const Text& name : behavior.staff->pools) {
      const auto pool = draft.staff.find(name.value);
      if (pool && !staffing.uses(StaffId{*pool})) staffing.pools.push_back(StaffId{*pool});
    }
  };
  add(other.behavior);
  for (const StepSection::Variant& variant : other.variants) add(variant.behavior);
  if (!staffing.pools.empty()) return staffing;
  draft.reject(section.step.at,
               fmt::format("{}: same_as: step \"{}\" names no staff of its own", subject, section.step.value),
               "name the step at which they serve first");
  return std::nullopt;
}

std::vector<Becoming> resolve_becoming(const std::vector<NamedShare>& section, const std::string& subject,
                                       Draft& draft) {
  std::vector<Becoming> becomes;
  std::vector<Share> shares;
  for (const NamedShare& each : section) {
    shares.push_back(each.share);
    const auto segment = draft.find<SegmentId>(draft.segments, each.name, subject + ": becomes", "segment");
    if (segment) becomes.push_back({*segment, each.share});
  }
  const Schedule<double> sum = sum_of(shares);
  const auto too_much = std::find_if(sum.levels.begin(), sum.levels.end(),
                                     [](const Level<double>& level) { return level.value > 1.0 + share_tolerance; });
  if (!section.empty() && too_much != sum.levels.end()) {
    draft.reject(section.front().name.at,
                 fmt::format("{}: becomes: the shares sum to {:.10g}{}, more than 1", subject, too_much->value,
                             from_when(sum, *too_much)),
                 "whoever is left stays what he was");
  }
  return becomes;
}

Behavior resolve_behavior(const BehaviorSection& section, const std::string& subject, Draft& draft) {
  Behavior behavior;
  if (section.staff) behavior.staff = resolve_staffing(*section.staff, subject, draft);
  behavior.keeps = resolve_pools(section.keeps, subject, draft);
  behavior.releases = resolve_pools(section.releases, subject, draft);
  behavior.takes = section.takes;
  behavior.pace = section.pace;
  behavior.speed_by_queue = section.speed_by_queue;
  behavior.batch = section.batch;
  behavior.time = section.time;
  behavior.wrap_up = section.wrap_up;
  behavior.patience = section.patience;
  if (section.on_abandon) behavior.retrial = section.on_abandon->retrial;
  behavior.callback = section.callback;
  behavior.room = section.room.room;
  behavior.yields = section.yields;
  if (section.deadline) behavior.deadline = section.deadline->after;
  behavior.relief = section.relief;
  behavior.cost = section.cost;
  if (section.fork) behavior.fork = section.fork->rule;
  behavior.becomes = resolve_becoming(section.becomes, subject, draft);
  for (const Text& name : section.awaits) {
    if (const auto step = draft.find<StepId>(draft.steps, name, subject + ": awaits", "step")) {
      behavior.awaits.push_back(*step);
    }
  }
  if (section.failure) {
    behavior.failure = Failure{section.failure->probability, section.failure->then, section.failure->attempts,
                               section.failure->recovery, section.failure->severity};
  }
  return behavior;
}

void resolve_behaviors(const StepSection& section, Step& step, Draft& draft) {
  const std::string subject = fmt::format("step \"{}\"", section.key.value);
  step.behaviors.push_back(resolve_behavior(section.behavior, subject, draft));
  step.behavior_of_segment.assign(draft.segments.size(), 0);
  for (const StepSection::Variant& variant : section.variants) {
    step.behaviors.push_back(resolve_behavior(variant.behavior, subject, draft));
    const auto segment = draft.find<SegmentId>(draft.segments, variant.segment, subject, "segment");
    if (!segment) continue;
    step.behavior_of_segment[static_cast<std::size_t>(*segment)] =
        static_cast<std::uint32_t>(step.behaviors.size() - 1);
  }
}

void judge_name(const Text& key, Draft& draft) {
  constexpr std::array<std::string_view, 5> taken{"done", "arrival", "end", "leave", "retry"};
  if (std::find(taken.begin(), taken.end(), key.value) == taken.end()) return;
  draft.reject(key.at, fmt::format("step \"{}\": the name has a meaning of its own", key.value),
               "choose another key; `name` can still show this one");
}

/// The touchpoints found so far, by key.
using TouchpointIndex = std::unordered_map<std::string, TouchpointId>;

std::optional<TouchpointId> resolve_touchpoint(const StepSection& section, StepId id, TouchpointIndex& index,
                                               std::vector<Touchpoint>& touchpoints) {
  const auto key = touchpoint_key(section);
  if (!key) return std::nullopt;
  const auto [place, is_new] = index.try_emplace(*key, TouchpointId{static_cast<std::uint32_t>(touchpoints.size())});
  if (is_new) touchpoints.push_back({*key, section.touchpoint ? *key : section.name, {}});
  touchpoints[static_cast<std::size_t>(place->second)].steps.push_back(id);
  return place->second;
}

/// A shared touchpoint may not bear the name of a step that is a touchpoint by itself: a path could mean either.
void judge_touchpoint(const StepSection& section, Draft& draft) {
  if (!section.touchpoint) return;
  const auto named = draft.steps.find(*section.touchpoint);
  if (!named) return;
  const StepSection& other = draft.document.steps[*named];
  if (other.touchpoint || touchpoint_key(other) != section.touchpoint) return;
  draft.reject(
      section.key.at,
      fmt::format("step \"{}\": touchpoint \"{}\" is also the name of a step", section.key.value, *section.touchpoint),
      fmt::format("write touchpoint = \"{}\" in that step too, or choose another name", *section.touchpoint));
}

void note_phase(const std::string& phase, std::vector<std::string>& phases) {
  if (!phase.empty() && std::find(phases.begin(), phases.end(), phase) == phases.end()) phases.push_back(phase);
}

}  // namespace

void resolve_steps(Draft& draft) {
  Blueprint& blueprint = draft.blueprint;
  if (draft.document.steps.empty()) draft.reject({}, "there are no steps", "for example [steps.order]");
  TouchpointIndex touchpoints;
  for (const StepSection& section : draft.document.steps) {
    const auto vertex = boost::add_vertex(blueprint.graph);
    Step& step = blueprint.graph[vertex];
    step.key = section.key.value;
    step.name = section.name;
    step.lane = section.lane;
    step.phase = section.phase;
    step.evidence = section.evidence;
    step.column = section.column;
    step.expects = section.expects;
    step.waiting = section.waiting;
    step.at = section.key.at;
    const StepId id{static_cast<std::uint32_t>(vertex)};
    step.touchpoint = resolve_touchpoint(section, id, touchpoints, blueprint.touchpoints);
    note_phase(section.phase, blueprint.phases);
    resolve_behaviors(section, step, draft);
    judge_name(section.key, draft);
    judge_touchpoint(section, draft);
    judge_behaviors(section, step, draft);
  }
  blueprint.end = boost::add_vertex(blueprint.graph);
}

}  // namespace throughline
