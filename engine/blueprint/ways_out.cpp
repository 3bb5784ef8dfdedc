// SPDX-License-Identifier: MIT
#include "blueprint/ways_out.hpp"

#include <fmt/format.h>

#include "blueprint/conditions.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;

std::optional<Vertex> find_target(Draft& draft, const Text& name, const std::string& subject, bool may_end) {
  if (may_end && name.value == "done") return draft.blueprint.end;
  if (const auto id = draft.steps.find(name.value)) return Vertex{*id};
  std::vector<std::string> valid = draft.steps.names();
  if (may_end) valid.emplace_back("done");
  draft.mistakes.add(name.at, fmt::format("{}: unknown step \"{}\"", subject, name.value),
                     did_you_mean(name.value, valid));
  return std::nullopt;
}

/// Where branches begin and meet, and work that runs on.
void resolve_parts(Draft& draft, WaysOut& out) {
  for (const Text& name : out.section->starts) {
    const auto step = find_target(draft, name, out.subject + ": starts", false);
    if (step) out.starts.emplace_back(&name, *step);
  }
  if (!out.section->fork) return;
  const ForkSection& fork = *out.section->fork;
  out.join = draft.blueprint.end;
  if (fork.join) out.join = find_target(draft, *fork.join, out.subject + ": join", true);
  for (const NamedShare& branch : fork.branches) {
    const auto step = find_target(draft, branch.name, out.subject + ": fork", false);
    if (step && step == out.join) {
      draft.reject(branch.name.at,
                   fmt::format("{}: fork: the branch \"{}\" is where branches meet", out.subject, branch.name.value),
                   "a branch begins before that");
    }
    if (step) out.branches.push_back({&branch, *step});
  }
}

bool has_line(const Blueprint& blueprint, Vertex step) {
  if (step == blueprint.end) return false;
  const std::vector<Behavior>& behaviors = blueprint.graph[step].behaviors;
  const auto shares = [&blueprint](StaffId pool) { return blueprint.staff[static_cast<std::size_t>(pool)].sharing; };
  return std::all_of(behaviors.begin(), behaviors.end(), [&shares](const Behavior& each) {
    return each.staff && std::none_of(each.staff->pools.begin(), each.staff->pools.end(), shares);
  });
}

}  // namespace

WaysOut resolve_ways(Draft& draft, Vertex step, std::uint32_t behavior, const BehaviorSection& section) {
  WaysOut out;
  out.step = step;
  out.behavior = behavior;
  out.section = &section;
  const Step& vertex = draft.blueprint.graph[step];
  out.subject = fmt::format("step \"{}\"", vertex.key);
  for (std::uint32_t segment = 0; segment < draft.segments.size(); ++segment) {
    if (vertex.behavior_of_segment[segment] == behavior) out.segments.push_back(SegmentId{segment});
  }
  for (const RouteSection& route : section.next) {
    Way way;
    way.section = &route;
    // A mistaken name counts as the end, so that it does not look like a trap as well.
    const auto target = find_target(draft, route.target, out.subject, true);
    way.target = target.value_or(draft.blueprint.end);
    for (const Text& name : route.segments) {
      const auto segment = draft.find<SegmentId>(draft.segments, name, out.subject, "segment");
      if (segment) way.only.push_back(*segment);
      out.segments_known = out.segments_known && segment;
    }
    if (route.when) {
      way.when = resolve_condition(draft, *route.when, out.subject);
      out.conditions_known = out.conditions_known && way.when;
    }
    if (route.shortest && target && !has_line(draft.blueprint, *target)) {
      draft.reject(route.target.at,
                   fmt::format("{}: shortest: there is no line at \"{}\"", out.subject, route.target.value),
                   "it compares steps where customers wait for staff");
    }
    if (route.repeat_time && route.target.value == "done") {
      draft.reject(route.target.at,
                   out.subject + ": repeat_time on the way out: no service follows that could be longer",
                   "drop repeat_time");
    }
    out.next.push_back(std::move(way));
  }
  if (section.on_abandon && section.on_abandon->next) {
    out.abandon = find_target(draft, *section.on_abandon->next, out.subject, true);
  }
  if (section.room.room.when_full == WhenFull::divert) {
    out.divert = find_target(draft, section.room.divert, out.subject, false);
    if (out.divert == step) {
      draft.reject(section.room.divert.at, out.subject + ": diverts to itself", "name another step");
    }
  }
  if (section.failure && section.failure->then == FailureThen::step) {
    out.failure = find_target(draft, section.failure->step, out.subject, false);
  }
  if (section.deadline) out.deadline = find_target(draft, section.deadline->next, out.subject, true);
  resolve_parts(draft, out);
  return out;
}

}  // namespace throughline
