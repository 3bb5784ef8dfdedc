// SPDX-License-Identifier: MIT
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "throughline/behavior.hpp"
#include "throughline/document.hpp"
#include "throughline/measure.hpp"
#include "throughline/staff.hpp"
#include "throughline/target.hpp"

namespace throughline {

enum class RouteKind : std::uint8_t {
  next,     ///< after a good service
  abandon,  ///< when patience ends: on_abandon
  failure,  ///< when a service fails: failure.then = "STEP"
  divert,   ///< when the step is full: when_full = { divert = "STEP" }
  fork,     ///< a branch begins
  join,     ///< the journey goes on where its branches meet
  start,    ///< work begins that runs on
  deadline  ///< at the step for too long
};

/// Of a route that is open at times only, or stands beside one.
struct Guard {
  std::optional<Condition> when;  ///< none: always
  std::optional<Share> share;     ///< as written; none: what the other open routes leave
};

/// An edge of the graph, of one behavior of its source; an end of the journey is an edge to `Blueprint::end`. A route
/// that means different things to segments (what is left for "rest", a handoff or none) is an edge for each.
struct Route {
  RouteKind kind = RouteKind::next;
  std::uint32_t behavior = 0;
  std::vector<SegmentId> segments;  ///< none: every segment
  Share probability = 1.0;          ///< of a `rest` too, as far as is known before the run; those of a segment sum to 1
  bool rest = false;
  std::optional<TimeLaw> delay;
  Share loss = 0.0;
  Share repeat = 0.0;
  std::optional<TimeLaw> repeat_time;
  std::optional<Guard> guard;  ///< where some route of the step is open at times only
  bool shortest = false;       ///< of those that say so, the one with the fewest waiting is taken
  bool warm = false;           ///< the staff stays with the customer until the target serves
  bool handoff = false;        ///< derived, product.md section 1
  bool crosses_line_of_interaction = false;
  bool crosses_line_of_visibility = false;
  bool crosses_line_of_internal_interaction = false;
  SourcePosition at;
};

/// A vertex of the graph.
struct Step {
  std::string key;
  std::string name;
  Lane lane = Lane::frontstage;
  std::string phase;
  std::string evidence;
  std::optional<std::uint32_t> column;  ///< of the drawing, from 1
  std::optional<TouchpointId> touchpoint;
  Expectation expects;
  std::vector<Waiting> waiting;                    ///< how customers wait there
  std::vector<Behavior> behaviors;                 ///< the step's own first
  std::vector<std::uint32_t> behavior_of_segment;  ///< by SegmentId
  SourcePosition at;
};

/// What is known of customers from the arrival on.
struct Attribute {
  std::string key;
  AttributeKind kind = AttributeKind::flag;
  std::vector<std::string> words;  ///< its options, of all segments
};

struct Segment {
  std::string key, name;
  std::optional<StepId> start;
  std::optional<ArrivalsSection> arrivals;
  std::vector<std::pair<StepId, std::uint32_t>> backlog;  ///< who is there when the run begins
  Schedule<double> mean_rate = 0.0;  ///< derived: of arrivals per second over the clock; of a population at most
  double value = 0.0;
  std::vector<std::optional<AttributeSection>> attributes;  ///< as Blueprint::attributes: those that its customers have
};

struct Touchpoint {
  std::string key, name;  ///< of its step, or the shared name
  std::vector<StepId> steps;
};

struct StagePoint {
  enum class Event : std::uint8_t { arrival, end, reached, start, finish };
  Event event = Event::arrival;
  std::optional<StepId> step;
};

struct Stage {
  std::string key, name;
  StagePoint from;
  std::vector<StagePoint> to;
};

/// A service, resolved: every name is an id, every default filled in, touchpoints, handoffs and lines derived.
/// Vertex v of the graph is StepId{v}; the last vertex is `end`. Immutable once built; threads may share it.
struct Blueprint {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Step, Route>;
  using Vertex = Graph::vertex_descriptor;

  BlueprintSection about;
  RunSection run;
  std::vector<ClosedDays> closed;  ///< in order, with open days between them
  Graph graph;
  Vertex end = 0;
  std::vector<Segment> segments;
  std::vector<Attribute> attributes;
  std::vector<Staff> staff;
  std::vector<Touchpoint> touchpoints;
  std::vector<std::string> phases;  ///< in order of first mention
  std::vector<Stage> stages;
  std::vector<Target> targets;
  std::optional<ExperienceSection> experience;
  std::optional<EconomicsSection> economics;
  std::vector<Precision> precision;
  std::optional<MeasurePath> north_star;
  std::vector<MeasurePath> asked;    ///< measures that are wanted beside those of the file
  std::vector<Diagnostic> warnings;  ///< legal and probably wrong
  std::string scenario;
  std::vector<InputFile> inputs;

  std::size_t step_count() const { return static_cast<std::size_t>(end); }
  const Step& step(StepId id) const { return graph[static_cast<Vertex>(id)]; }
};

/// Resolves and validates. Throws InvalidBlueprint with every mistake, of form and of meaning. Pure.
Blueprint build_blueprint(const Document& document);

}  // namespace throughline
