// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "blueprint/calendar.hpp"
#include "blueprint/clock_text.hpp"
#include "blueprint/draft.hpp"
#include "blueprint/kept_cycles.hpp"
#include "blueprint/lanes.hpp"
#include "blueprint/load.hpp"
#include "blueprint/quantities.hpp"
#include "blueprint/reach.hpp"
#include "blueprint/standard_measures.hpp"

namespace throughline {
namespace {

/// Looks at a blueprint without mistakes for what is legal and probably wrong.
class Doubter {
 public:
  explicit Doubter(Draft& draft)
      : document_(draft.document),
        blueprint_(draft.blueprint),
        reached_(reached_steps(blueprint_, Passable::possible, Beginning::who_comes)),
        comes_(blueprint_.segments.size()) {
    for (std::uint32_t id = 0; id < comes_.size(); ++id) {
      if (anybody_of(blueprint_.segments[id])) comes_[id] = true;
      for (std::size_t step = 0; step < blueprint_.step_count(); ++step) {
        if (!reached_[id][step]) continue;
        for (const SegmentId as : segments_after(behavior_at(step, id), SegmentId{id}, Passable::possible)) {
          comes_[index(as)] = true;
        }
      }
    }
  }

  void look() {
    doubt_calendar();
    doubt_segments();
    doubt_steps();
    doubt_touchpoints();
    doubt_staff();
    doubt_kept();
    doubt_presence();
    doubt_load();
    doubt_stages();
    doubt_targets();
    doubt_expectations();
    doubt_broken_windows();
    doubt_values();
  }

 private:
  void doubt(const SourcePosition& at, std::string message, std::string hint = {}) {
    Diagnostic warning;
    warning.severity = Severity::warning;
    warning.at = at;
    warning.message = std::move(message);
    warning.hint = std::move(hint);
    blueprint_.warnings.push_back(std::move(warning));
  }

  bool is_reached(std::size_t step) const {
    return std::any_of(reached_.begin(), reached_.end(), [step](const auto& of_segment) { return of_segment[step]; });
  }

  const Behavior& behavior_at(std::size_t step, std::size_t segment) const {
    const Step& vertex = blueprint_.graph[step];
    return vertex.behaviors[vertex.behavior_of_segment[segment]];
  }

  void doubt_calendar() {
    if (document_.calendar.closed.empty()) return;
    const double length = blueprint_.run.length;
    const std::vector<Span> closed = closed_spans(blueprint_.closed, blueprint_.about.starts, length);
    const SourcePosition& at = document_.calendar.closed.front().at;
    if (closed.empty()) {
      doubt(
          at, "[calendar]: closed: none of these dates falls into the run",
          fmt::format("it starts at {} and lasts {:.4g} days", blueprint_.about.starts_text, length / seconds_per_day));
    } else if (closed.front() == Span{0.0, length}) {
      doubt(at, "[calendar]: closed: the whole run is closed", "nobody arrives by a rate, and nobody comes on duty");
    }
  }

  void doubt_segments() {
    for (std::size_t id = 0; id < document_.segments.size(); ++id) {
      if (comes_[id]) continue;
      doubt(document_.segments[id].key.at,
            fmt::format("segment \"{}\": nobody of it ever comes", blueprint_.segments[id].key),
            "arrivals = { rate = \"12 per hour\" } would bring somebody");
    }
  }

  void doubt_steps() {
    for (std::size_t step = 0; step < blueprint_.step_count(); ++step) {
      if (is_reached(step)) continue;
      doubt(blueprint_.graph[step].at, fmt::format("step \"{}\" is never reached", blueprint_.graph[step].key),
            "no start and no route leads there");
    }
  }

  void doubt_touchpoints() {
    for (const Touchpoint& touchpoint : blueprint_.touchpoints) {
      const auto visible = [this](StepId step) { return is_visible(blueprint_.step(step).lane); };
      if (std::any_of(touchpoint.steps.begin(), touchpoint.steps.end(), visible)) continue;
      doubt(blueprint_.step(touchpoint.steps.front()).at, fmt::format("nobody sees touchpoint \"{}\"", touchpoint.key),
            "all of its steps are behind the line of visibility");
    }
  }

  bool is_used(std::size_t staff) const {
    for (std::size_t step = 0; step < blueprint_.step_count(); ++step) {
      for (std::size_t segment = 0; segment < blueprint_.segments.size(); ++segment) {
        if (behavior_at(step, segment).needs(StaffId{static_cast<std::uint32_t>(staff)})) return true;
      }
    }
    return false;
  }

  bool ever_matches(const PriorityEntry& entry, std::size_t staff) const {
    for (std::size_t step = 0; step < blueprint_.step_count(); ++step) {
      if (entry.step && static_cast<std::size_t>(*entry.step) != step) continue;
      for (std::size_t segment = 0; segment < blueprint_.segments.size(); ++segment) {
        if (entry.segment && static_cast<std::size_t>(*entry.segment) != segment) continue;
        const bool serves = behavior_at(step, segment).needs(StaffId{static_cast<std::uint32_t>(staff)});
        if (serves && reached_[segment][step]) return true;
      }
    }
    return false;
  }

  void doubt_staff() {
    for (std::size_t staff = 0; staff < document_.staff.size(); ++staff) {
      const StaffSection& section = document_.staff[staff];
      if (!is_used(staff)) {
        doubt(section.key.at, fmt::format("staff \"{}\" is never used", section.key.value), "no step names it");
        continue;
      }
      for (std::size_t entry = 0; entry < section.priority.size(); ++entry) {
        if (ever_matches(blueprint_.staff[staff].priority[entry], staff)) continue;
        doubt(section.priority[entry].at,
              fmt::format("staff \"{}\": priority \"{}\" never matters", section.key.value,
                          section.priority[entry].value),
              "no such customer ever waits for them");
      }
    }
  }

  std::string clock(double seconds) const {
    const bool with_day = std::fmod(blueprint_.about.starts, seconds_per_day) + blueprint_.run.length > seconds_per_day;
    return clock_text(blueprint_.about.starts + seconds, with_day);
  }

  /// `07:00 to 08:00, 12:00 to 13:00 and 3 more times`.
  std::string listed(const std::vector<Span>& spans) const {
    constexpr std::size_t most = 3;
    std::string text;
    for (std::size_t index = 0; index < std::min(most, spans.size()); ++index) {
      text += fmt::format("{}{} to {}", index == 0 ? "" : ", ", clock(spans[index].from), clock(spans[index].to));
    }
    if (spans.size() == most + 1) text += " and once more";
    if (spans.size() > most + 1) text += fmt::format(" and {} more times", spans.size() - most);
    return text;
  }

  void doubt_kept() {
    for (const std::vector<KeptCall>& circle : kept_cycles(blueprint_)) {
      std::vector<std::string> pools;
      std::string way;
      std::string calls;
      for (const KeptCall& call : circle) {
        pools.push_back(blueprint_.staff[index(call.keeps)].key);
        way += fmt::format("\"{}\" -> ", pools.back());
        const std::string& since = blueprint_.step(call.since).key;
        const std::string who = call.warm
                                    ? fmt::format("whom \"{}\" hands over warm from step \"{}\"", pools.back(), since)
                                    : fmt::format("who keeps \"{}\" since step \"{}\"", pools.back(), since);
        calls += fmt::format("{} {} calls for \"{}\" at step \"{}\"", calls.empty() ? "" : ",", who,
                             blueprint_.staff[index(call.calls)].key, blueprint_.step(call.at).key);
      }
      const bool warm = std::any_of(circle.begin(), circle.end(), [](const KeptCall& call) { return call.warm; });
      doubt(blueprint_.step(circle.front().since).at,
            fmt::format("staff {}\"{}\": customers can wait for each other for ever:{}", way, pools.front(), calls),
            warm ? "handoff = \"cold\" frees them on the way; patience lets customers give up waiting"
                 : fmt::format("call for {} at one step, all at once, or release one before the next is called",
                               quoted_list(pools)));
    }
  }

  void doubt_presence() {
    for (std::uint32_t staff = 0; staff < document_.staff.size(); ++staff) {
      const std::vector<Span> spans = unattended(blueprint_, StaffId{staff});
      if (spans.empty()) continue;
      doubt(document_.staff[staff].key.at,
            fmt::format("staff \"{}\": nobody is on duty while customers arrive: {}", document_.staff[staff].key.value,
                        listed(spans)),
            "who comes then waits until somebody does");
    }
  }

  void doubt_load() {
    for (const PoolLoad& pool : offered_load(blueprint_)) {
      double at_call = 0.0;
      for (const Surge& surge : blueprint_.staff[static_cast<std::size_t>(pool.staff)].surges) at_call += surge.add;
      std::vector<Span> spans;
      for (const HourLoad& hour : pool.hours) {
        // Hours without anybody are the other warning's business.
        if (hour.on_duty == 0.0 || hour.offered < (hour.on_duty + at_call) * (1.0 - 1e-9)) continue;
        if (!spans.empty() && spans.back().to == hour.from) {
          spans.back().to = hour.to;
        } else {
          spans.push_back({hour.from, hour.to});
        }
      }
      if (spans.empty()) continue;
      const HourLoad& worst = worst_attended(pool);
      const StaffSection& section = document_.staff[static_cast<std::size_t>(pool.staff)];
      doubt(section.key.at,
            fmt::format(
                "staff \"{}\": offered load reaches capacity: {} (worst from {}: {:.3g} erlangs for {:.3g} on duty)",
                section.key.value, listed(spans), clock(worst.from), worst.offered, worst.on_duty),
            "the queue grows as long as that lasts");
    }
  }

  static const HourLoad& worst_attended(const PoolLoad& pool) {
    return *std::max_element(pool.hours.begin(), pool.hours.end(), [](const HourLoad& one, const HourLoad& other) {
      const auto rank = [](const HourLoad& hour) { return hour.on_duty > 0.0 ? hour.load() : 0.0; };
      return rank(one) < rank(other);
    });
  }

  /// Whether a journey that has been at `from` can come to `to` afterwards.
  bool can_follow(const StagePoint& from, const StagePoint& to) const {
    if (!from.step || !to.step) return to.event == StagePoint::Event::end || (to.step && is_reached(index(*to.step)));
    if (*from.step == *to.step && from.event < to.event) return true;
    const std::size_t vertices = boost::num_vertices(blueprint_.graph);
    const auto successors = [&](std::size_t at, const Visit& visit) {
      if (at % vertices == blueprint_.end) return;
      const SegmentId segment{static_cast<std::uint32_t>(at / vertices)};
      for (const Onward& way : ways_on(blueprint_, at % vertices, segment, Passable::possible)) {
        visit(index(way.segment) * vertices + boost::target(way.edge, blueprint_.graph));
      }
    };
    std::vector<std::size_t> next;
    for (std::size_t segment = 0; segment < reached_.size(); ++segment) {
      if (!reached_[segment][index(*from.step)]) continue;
      successors(segment * vertices + index(*from.step), [&next](std::size_t place) { next.push_back(place); });
    }
    const std::vector<bool> after = closure(reached_.size() * vertices, next, successors);
    for (std::size_t segment = 0; segment < reached_.size(); ++segment) {
      if (after[segment * vertices + index(*to.step)]) return true;
    }
    return false;
  }

  void doubt_stages() {
    for (std::size_t stage = 0; stage < document_.stages.size(); ++stage) {
      const StageSection& section = document_.stages[stage];
      const Stage& resolved = blueprint_.stages[stage];
      if (resolved.from.step && !is_reached(index(*resolved.from.step))) {
        doubt(section.from.at, fmt::format("stage \"{}\" never begins", section.key.value),
              "nobody comes to its `from`");
        continue;
      }
      for (std::size_t to = 0; to < section.to.size(); ++to) {
        if (can_follow(resolved.from, resolved.to[to])) continue;
        doubt(section.to[to].at,
              fmt::format("stage \"{}\": \"{}\" never comes after \"{}\"", section.key.value, section.to[to].value,
                          section.from.value),
              "the stage then lasts until the journey ends");
      }
    }
  }

  std::vector<std::size_t> steps_of(const MeasurePath& measure) const {
    std::vector<std::size_t> steps;
    for (std::size_t step = 0; step < blueprint_.step_count(); ++step) {
      const Step& vertex = blueprint_.graph[step];
      const bool belongs = (measure.scope == Scope::step && measure.key == step) ||
                           (measure.scope == Scope::touchpoint && vertex.touchpoint == TouchpointId{measure.key}) ||
                           (measure.scope == Scope::phase && vertex.phase == blueprint_.phases[measure.key]) ||
                           (measure.scope == Scope::lane && vertex.lane == static_cast<Lane>(measure.key));
      if (belongs) steps.push_back(step);
    }
    return steps;
  }

  bool measures_something(const MeasurePath& measure) const {
    const bool of_steps = measure.scope == Scope::step || measure.scope == Scope::touchpoint ||
                          measure.scope == Scope::phase || measure.scope == Scope::lane;
    if (!of_steps) return !measure.segment || comes_[index(*measure.segment)];
    const bool needs_staff = requires_staff(measure);
    for (const std::size_t step : steps_of(measure)) {
      for (std::size_t segment = 0; segment < reached_.size(); ++segment) {
        if (measure.segment && index(*measure.segment) != segment) continue;
        if (reached_[segment][step] && (!needs_staff || behavior_at(step, segment).staff)) return true;
      }
    }
    return false;
  }

  static bool requires_staff(const MeasurePath& measure) {
    const Requirement requirement = rule_of(measure.scope, measure.quantity).requirement;
    return requirement == Requirement::staff || requirement == Requirement::appointments;
  }

  void doubt_targets() {
    for (const Target& target : blueprint_.targets) {
      if (measures_something(target.measure)) continue;
      doubt(target.at, fmt::format("target \"{}\" measures nothing", target.path),
            "nobody comes there, or nobody has to wait for staff there");
    }
  }

  /// Against no expectation no wait is too long.
  void doubt_expectations() {
    if (!blueprint_.experience || blueprint_.experience->expects.wait) return;
    for (std::size_t step = 0; step < blueprint_.step_count(); ++step) {
      const Step& vertex = blueprint_.graph[step];
      if (!vertex.touchpoint || vertex.expects.wait || !has_queue(vertex)) continue;
      doubt(vertex.at, fmt::format("step \"{}\": no wait is expected there, so that none costs any points", vertex.key),
            "expects = { wait = \"5 min\" }, here or in [experience]");
    }
  }

  void doubt_broken_windows() {
    if (!blueprint_.experience || !blueprint_.experience->broken_windows) return;
    const auto at_some_step = [this](auto has) {
      for (std::size_t step = 0; step < blueprint_.step_count(); ++step) {
        const std::vector<Behavior>& behaviors = blueprint_.graph[step].behaviors;
        if (std::any_of(behaviors.begin(), behaviors.end(), has)) return true;
      }
      return false;
    };
    const auto& windows = *blueprint_.experience->broken_windows;
    if (windows.failure != 1.0 && !at_some_step([](const Behavior& each) { return each.failure.has_value(); }))
      doubt(document_.broken_windows, "[experience.broken_windows]: failure changes nothing", "no step has a failure");
    if (windows.patience != 1.0 && !at_some_step([](const Behavior& each) { return each.patience.has_value(); }))
      doubt(document_.broken_windows, "[experience.broken_windows]: patience changes nothing", "no step has patience");
  }

  void doubt_values() {
    const auto has_value = [](const Segment& segment) { return segment.value > 0.0; };
    if (!blueprint_.economics || std::any_of(blueprint_.segments.begin(), blueprint_.segments.end(), has_value)) return;
    doubt(document_.segments.front().key.at,
          "[economics]: no segment has a value, so that no customer is worth anything",
          "value is the margin of a completed journey");
  }

  template <class Id>
  static std::size_t index(Id id) {
    return static_cast<std::size_t>(id);
  }

  const Document& document_;
  Blueprint& blueprint_;
  Reach reached_;
  std::vector<bool> comes_;  ///< by segment: whether anybody is ever one of its customers
};

}  // namespace

void find_doubts(Draft& draft) {
  Doubter(draft).look();
}

}  // namespace throughline
