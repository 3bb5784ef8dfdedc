// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>

#include "blueprint/clock_text.hpp"
#include "blueprint/conditions.hpp"
#include "blueprint/draft.hpp"
#include "blueprint/lanes.hpp"
#include "blueprint/reach.hpp"
#include "blueprint/schedule_arithmetic.hpp"
#include "blueprint/ways_out.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;

/// Segments for whom the same ways are open.
struct Group {
  std::vector<std::size_t> ways;  ///< indices into WaysOut::next
  std::vector<SegmentId> segments;
};

bool is_open(const Way& way, SegmentId segment) {
  return way.section->segments.empty() || std::find(way.only.begin(), way.only.end(), segment) != way.only.end();
}

std::vector<Group> groups_of(const WaysOut& out) {
  std::map<std::vector<std::size_t>, std::size_t> known;
  std::vector<Group> groups;
  for (const SegmentId segment : out.segments) {
    std::vector<std::size_t> ways;
    for (std::size_t index = 0; index < out.next.size(); ++index) {
      if (is_open(out.next[index], segment)) ways.push_back(index);
    }
    const auto [place, is_new] = known.try_emplace(ways, groups.size());
    if (is_new) groups.push_back({std::move(ways), {}});
    groups[place->second].segments.push_back(segment);
  }
  return groups;
}

/// As whom customers go on from which step, by the ways as written.
Reach leaving_segments(const Draft& draft, const std::vector<std::vector<WaysOut>>& ways) {
  const Blueprint& blueprint = draft.blueprint;
  const std::size_t vertices = boost::num_vertices(blueprint.graph);
  Reach leaves(blueprint.segments.size(), std::vector<bool>(vertices));
  const auto successors = [&](std::size_t at, const Visit& visit) {
    const std::size_t step = at % vertices;
    const SegmentId segment{static_cast<std::uint32_t>(at / vertices)};
    if (step == blueprint.end) return;
    const std::vector<std::uint32_t>& behaviors = blueprint.graph[step].behavior_of_segment;
    const WaysOut& here = ways[step][behaviors[static_cast<std::size_t>(segment)]];
    for (const auto& aside : {here.abandon, here.failure, here.divert, here.deadline}) {
      if (aside) visit(at - step + *aside);
    }
    for (const SegmentId as : segments_after(behavior_of(blueprint, step, segment), segment, Passable::written)) {
      const auto index = static_cast<std::size_t>(as);
      const WaysOut& out = ways[step][behaviors[index]];
      leaves[index][step] = true;
      const auto go_to = [&](Vertex target) { visit(index * vertices + target); };
      for (const Way& way : out.next) {
        if (is_open(way, as)) go_to(way.target);
      }
      for (const WaysOut::Branch& branch : out.branches) go_to(branch.step);
      if (out.join) go_to(*out.join);
      for (const auto& [name, target] : out.starts) go_to(target);
    }
  };
  std::vector<std::size_t> starts;
  for (std::size_t segment = 0; segment < blueprint.segments.size(); ++segment) {
    for (const Vertex first : first_steps(blueprint.segments[segment])) starts.push_back(segment * vertices + first);
  }
  closure(blueprint.segments.size() * vertices, starts, successors);
  return leaves;
}

/// ` for segment "app"`, where not everybody is meant.
std::string for_whom(const Draft& draft, const WaysOut& out, const Group& group) {
  if (group.segments.size() == draft.segments.size() ||
      (out.behavior == 0 && group.segments.size() == out.segments.size())) {
    return {};
  }
  std::vector<std::string> names;
  for (const SegmentId segment : group.segments)
    names.push_back(draft.segments.names()[static_cast<std::size_t>(segment)]);
  return fmt::format(" for segment{} {}", names.size() > 1 ? "s" : "", quoted_list(names));
}

/// Whether one route is open beside that which takes the rest.
bool others_take_the_rest(const WaysOut& out, const Group& group) {
  const auto takes = [&out](std::size_t way) { return out.next[way].section->rest; };
  return group.ways.size() == 2 && std::count_if(group.ways.begin(), group.ways.end(), takes) == 1;
}

/// The shares of the open ways, `rest` among them, or none where they do not add up: a mistake that is noted here.
/// `when`: what is the case, where routes are open at times only.
std::optional<std::vector<Share>> judge(Draft& draft, const WaysOut& out, const Group& group,
                                        const std::string& when = {}) {
  const std::string whom = for_whom(draft, out, group) + (when.empty() ? when : fmt::format(" where {}", when));
  std::vector<Share> given;
  const RouteSection* rest = nullptr;
  bool complete = true;
  for (const std::size_t index : group.ways) {
    const RouteSection& route = *out.next[index].section;
    if (route.rest && rest != nullptr) {
      draft.reject(route.target.at, fmt::format("{}: a second route takes the rest{}", out.subject, whom),
                   "only one route can be \"rest\"");
      complete = false;
    }
    if (route.rest) rest = &route;
    if (route.probability) given.push_back(*route.probability);
    // Beside "rest" alone, whoever satisfies a condition takes its route.
    const bool takes_all = route.when && others_take_the_rest(out, group);
    if (takes_all && !route.probability && !route.rest) given.emplace_back(1.0);
    if (!route.probability && !route.rest && group.ways.size() > 1 && !takes_all) {
      draft.reject(route.target.at,
                   fmt::format("{}: the route to \"{}\" has no probability{}", out.subject, route.target.value, whom),
                   "give it a share, or \"rest\" to take what is left");
      complete = false;
    }
  }
  if (!complete) return std::nullopt;
  const bool alone = given.empty() && rest == nullptr;
  const Schedule<double> sum = sum_of(given);
  for (const Level<double>& level : sum.levels) {
    const bool fits =
        rest != nullptr ? level.value <= 1.0 + share_tolerance : std::abs(level.value - 1.0) <= share_tolerance;
    if (fits || alone) continue;
    draft.reject(out.next[group.ways.front()].section->target.at,
                 fmt::format("{}: the probabilities of its routes sum to {:.10g}{}{}{}", out.subject, level.value, whom,
                             from_when(sum, level), rest != nullptr ? ", more than 1" : ", not 1"),
                 level.value < 1.0 ? "\"rest\" takes what is left" : "");
    return std::nullopt;
  }
  std::vector<Share> shares;
  for (const std::size_t index : group.ways) {
    const RouteSection& route = *out.next[index].section;
    Share share = route.probability.value_or(Share(1.0));
    if (route.rest) {
      share = sum;
      for (Level<double>& level : share.levels) level.value = std::max(0.0, 1.0 - level.value);
    }
    shares.push_back(std::move(share));
  }
  return shares;
}

/// The shares of a group of whom some ways are open at times only, as far as they are known before the run.
std::optional<std::vector<Share>> judge_guarded(Draft& draft, const WaysOut& out, const Group& group,
                                                SegmentId segment) {
  std::vector<const Condition*> conditions;
  for (const std::size_t way : group.ways) {
    conditions.push_back(out.next[way].when ? &*out.next[way].when : nullptr);
  }
  const SourcePosition& at = out.next[group.ways.front()].section->target.at;
  const auto cases = open_routes(draft, conditions, segment, out.subject, at);
  if (!cases) return std::nullopt;
  std::vector<std::vector<Share>> parts(group.ways.size());
  for (const OpenRoutes& routes : *cases) {
    Group open{{}, {segment}};
    for (std::size_t place = 0; place < group.ways.size(); ++place) {
      if (routes.open[place]) open.ways.push_back(group.ways[place]);
    }
    if (open.ways.empty()) {
      draft.reject(at, fmt::format("{}: no route is open where {}", out.subject, routes.example),
                   "a route without when is always open; \"rest\" takes what is left");
      return std::nullopt;
    }
    const auto shares = judge(draft, out, open, routes.example);
    if (!shares) return std::nullopt;
    for (std::size_t place = 0, next = 0; place < group.ways.size(); ++place) {
      if (!routes.open[place]) continue;
      Share part = (*shares)[next++];
      for (Level<double>& level : part.levels) level.value *= routes.weight;
      parts[place].push_back(std::move(part));
    }
  }
  std::vector<Share> expected;
  for (const std::vector<Share>& part : parts) expected.push_back(part.empty() ? Share(0.0) : sum_of(part));
  return expected;
}

const std::optional<Staffing>& staff_at(const Blueprint& blueprint, Vertex step, SegmentId segment) {
  const Step& vertex = blueprint.graph[step];
  return vertex.behaviors[vertex.behavior_of_segment[static_cast<std::size_t>(segment)]].staff;
}

bool is_handoff(const Blueprint& blueprint, Vertex from, Vertex to, SegmentId segment) {
  if (to == blueprint.end) return false;
  if (lines_crossed(blueprint.graph[from].lane, blueprint.graph[to].lane).visibility) return true;
  const std::optional<Staffing>& giver = staff_at(blueprint, from, segment);
  const std::optional<Staffing>& taker = staff_at(blueprint, to, segment);
  return giver && taker &&
         std::none_of(giver->pools.begin(), giver->pools.end(), [&](StaffId pool) { return taker->uses(pool); });
}

void add_route(Blueprint& blueprint, Vertex from, Vertex to, Route route) {
  if (to != blueprint.end) {
    const LinesCrossed lines = lines_crossed(blueprint.graph[from].lane, blueprint.graph[to].lane);
    route.crosses_line_of_interaction = lines.interaction;
    route.crosses_line_of_visibility = lines.visibility;
    route.crosses_line_of_internal_interaction = lines.internal_interaction;
  }
  boost::add_edge(from, to, std::move(route), blueprint.graph);
}

/// Who takes a way with which share, and whether it is a handoff to them. Where "rest" leaves different shares to
/// different segments, or one of them meets other staff, a way becomes several edges: an edge means the same to all who
/// pass it.
struct Passage {
  Share probability;
  bool handoff = false;
  std::vector<SegmentId> segments;
};

void add_passage(std::vector<Passage>& passages, const Share& probability, bool handoff, SegmentId segment) {
  const auto same = [&](const Passage& each) { return each.handoff == handoff && each.probability == probability; };
  auto place = std::find_if(passages.begin(), passages.end(), same);
  if (place == passages.end()) place = passages.insert(passages.end(), {probability, handoff, {}});
  place->segments.push_back(segment);
}

void add_next_edges(Blueprint& blueprint, const WaysOut& out, const Way& way, std::vector<Passage>& passages) {
  const bool for_all = passages.size() == 1 && passages.front().segments.size() == out.segments.size();
  for (Passage& passage : passages) {
    std::sort(passage.segments.begin(), passage.segments.end());
    const RouteSection& section = *way.section;
    Route route;
    route.behavior = out.behavior;
    if (!for_all) route.segments = std::move(passage.segments);
    route.probability = std::move(passage.probability);
    route.rest = section.rest;
    route.shortest = section.shortest;
    if (out.guarded()) route.guard = Guard{way.when, std::nullopt};
    if (out.guarded() && !section.rest) route.guard->share = section.probability.value_or(Share(1.0));
    route.delay = section.delay;
    route.loss = section.loss;
    route.repeat = section.repeat;
    route.repeat_time = section.repeat_time;
    route.warm = section.warm.has_value();
    route.handoff = passage.handoff;
    route.at = section.target.at;
    add_route(blueprint, out.step, way.target, std::move(route));
  }
}

void add_side_edge(Blueprint& blueprint, const WaysOut& out, RouteKind kind, Vertex target, const SourcePosition& at,
                   const Share& probability = 1.0) {
  if (out.segments.empty()) return;
  Route route;
  route.kind = kind;
  route.behavior = out.behavior;
  route.probability = probability;
  // Whom branches bring to where they meet has been handed over by them; work that runs on is not the customer.
  route.handoff = kind != RouteKind::join && kind != RouteKind::start &&
                  std::any_of(out.segments.begin(), out.segments.end(),
                              [&](SegmentId segment) { return is_handoff(blueprint, out.step, target, segment); });
  route.at = at;
  add_route(blueprint, out.step, target, std::move(route));
}

void add_completion(Blueprint& blueprint, const WaysOut& out) {
  if (out.segments.empty()) return;
  Route route;
  route.behavior = out.behavior;
  route.at = out.section->at;
  add_route(blueprint, out.step, blueprint.end, std::move(route));
}

void build_edges(Draft& draft, const WaysOut& out, const Reach& leaves) {
  Blueprint& blueprint = draft.blueprint;
  std::vector<std::vector<Passage>> passages(out.next.size());
  const auto goes_on = [&](SegmentId segment) { return leaves[static_cast<std::size_t>(segment)][out.step]; };
  const bool for_everybody = !out.guarded() && std::none_of(out.next.begin(), out.next.end(), [](const Way& way) {
    return !way.section->segments.empty();
  });
  const auto judge_one = [&](const Group& group, SegmentId segment) {
    return out.guarded() ? judge_guarded(draft, out, group, segment) : judge(draft, out, group);
  };
  for (Group& group :
       out.segments_known&& out.conditions_known && !out.next.empty() ? groups_of(out) : std::vector<Group>()) {
    // What holds for everybody is judged even where nobody comes; what holds for some, only where they do.
    if (!for_everybody) std::erase_if(group.segments, [&](SegmentId segment) { return !goes_on(segment); });
    if (group.segments.empty()) continue;
    if (group.ways.empty()) {
      draft.reject(out.next.front().section->target.at,
                   fmt::format("{}: there is no route{}", out.subject, for_whom(draft, out, group)),
                   "without segments, a route is open to all");
      continue;
    }
    auto shares = judge_one(group, group.segments.front());
    for (const SegmentId segment : group.segments) {
      if (out.guarded() && segment != group.segments.front()) shares = judge_one(group, segment);
      if (!shares) break;
      for (std::size_t place = 0; place < group.ways.size(); ++place) {
        const std::size_t way = group.ways[place];
        const bool handoff = is_handoff(blueprint, out.step, out.next[way].target, segment);
        add_passage(passages[way], (*shares)[place], handoff, segment);
      }
    }
  }
  if (out.next.empty() && !out.section->fork) add_completion(blueprint, out);
  for (std::size_t way = 0; way < out.next.size(); ++way) add_next_edges(blueprint, out, out.next[way], passages[way]);
  if (out.abandon) add_side_edge(blueprint, out, RouteKind::abandon, *out.abandon, out.section->on_abandon->next->at);
  if (out.failure) add_side_edge(blueprint, out, RouteKind::failure, *out.failure, out.section->failure->step.at);
  if (out.divert) add_side_edge(blueprint, out, RouteKind::divert, *out.divert, out.section->room.divert.at);
  if (out.deadline) {
    add_side_edge(blueprint, out, RouteKind::deadline, *out.deadline, out.section->deadline->next.at);
  }
  for (const WaysOut::Branch& branch : out.branches) {
    add_side_edge(blueprint, out, RouteKind::fork, branch.step, branch.section->name.at, branch.section->share);
  }
  if (out.join) add_side_edge(blueprint, out, RouteKind::join, *out.join, out.section->fork->at);
  for (const auto& [name, step] : out.starts) add_side_edge(blueprint, out, RouteKind::start, step, name->at);
}

/// Who is held until the target serves must be there, and told apart.
void judge_warm_handoffs(Draft& draft, const WaysOut& out) {
  const Behavior& behavior = draft.blueprint.graph[out.step].behaviors[out.behavior];
  for (const Way& way : out.next) {
    if (!way.section->warm || out.segments.empty()) continue;
    const auto refuse = [&](const char* why, const char* hint) {
      draft.reject(*way.section->warm,
                   fmt::format("{}: next \"{}\": handoff: {}", out.subject, way.section->target.value, why), hint);
    };
    const auto works_as_one = [&draft](StaffId pool) {
      return draft.document.staff[static_cast<std::size_t>(pool)].sharing;
    };
    if (way.target == draft.blueprint.end) refuse("nobody takes over from \"done\" on", "leave handoff out");
    if (!behavior.staff) {
      refuse("the step has no staff that could stay with the customer", "name its staff, or leave handoff out");
      continue;
    }
    const std::vector<StaffId>& pools = behavior.staff->pools;
    if (std::any_of(pools.begin(), pools.end(), works_as_one)) {
      refuse("its staff work as one (sharing): nobody can stay with one customer", "handoff = \"cold\"");
    }
    if (behavior.batch) refuse("its customers are served together (batch), and go on alone", "handoff = \"cold\"");
  }
}

/// Work that starts itself again would never end.
void judge_endless_work(Draft& draft, const std::vector<std::vector<WaysOut>>& ways) {
  const std::size_t count = draft.blueprint.step_count() + 1;
  std::map<Vertex, std::vector<bool>> reached;  // from where work begins
  const auto successors = [&](std::size_t at, const Visit& visit) {
    if (at == draft.blueprint.end) return;
    for (const WaysOut& out : ways[at]) {
      for (const Way& way : out.next) visit(way.target);
      for (const auto& other : {out.abandon, out.failure, out.divert, out.join, out.deadline}) {
        if (other) visit(*other);
      }
      for (const WaysOut::Branch& branch : out.branches) visit(branch.step);
      for (const auto& [name, step] : out.starts) visit(step);
    }
  };
  for (const std::vector<WaysOut>& behaviors : ways) {
    for (const WaysOut& out : behaviors) {
      for (const auto& [name, step] : out.starts) {
        const auto [place, is_new] = reached.try_emplace(step);
        if (is_new) place->second = closure(count, {step}, successors);
        if (!place->second[out.step]) continue;
        draft.reject(name->at,
                     fmt::format("{}: starts \"{}\", from where its work comes here again", out.subject, name->value),
                     "work that starts itself would never end");
      }
    }
  }
}

/// What a step awaits, some step must start.
void judge_awaited(Draft& draft, const std::vector<std::vector<WaysOut>>& ways) {
  std::set<Vertex> started;
  for (const std::vector<WaysOut>& behaviors : ways) {
    for (const WaysOut& out : behaviors) {
      for (const auto& [name, step] : out.starts) started.insert(step);
    }
  }
  std::vector<SourcePosition> told;
  for (const std::vector<WaysOut>& behaviors : ways) {
    for (const WaysOut& out : behaviors) {
      for (const Text& name : out.section->awaits) {
        const auto step = draft.steps.find(name.value);
        const bool again = std::find(told.begin(), told.end(), name.at) != told.end();
        if (!step || started.count(*step) > 0 || again) continue;
        told.push_back(name.at);
        draft.reject(name.at, fmt::format("{}: awaits \"{}\", which no step starts", out.subject, name.value),
                     fmt::format("an earlier step says starts = \"{}\"", name.value));
      }
    }
  }
}

}  // namespace

void resolve_routes(Draft& draft) {
  std::vector<std::vector<WaysOut>> ways;
  for (Vertex step = 0; step < draft.blueprint.step_count(); ++step) {
    const StepSection& section = draft.document.steps[step];
    std::vector<WaysOut>& behaviors = ways.emplace_back();
    behaviors.push_back(resolve_ways(draft, step, 0, section.behavior));
    for (std::uint32_t variant = 0; variant < section.variants.size(); ++variant) {
      behaviors.push_back(resolve_ways(draft, step, variant + 1, section.variants[variant].behavior));
    }
  }
  judge_awaited(draft, ways);
  judge_endless_work(draft, ways);
  const Reach leaves = leaving_segments(draft, ways);
  for (const std::vector<WaysOut>& behaviors : ways) {
    for (const WaysOut& out : behaviors) {
      build_edges(draft, out, leaves);
      judge_warm_handoffs(draft, out);
    }
  }
}

}  // namespace throughline
