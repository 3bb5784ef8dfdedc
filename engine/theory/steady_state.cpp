// SPDX-License-Identifier: MIT
#include "theory/steady_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "blueprint/measure_path.hpp"
#include "blueprint/reach.hpp"
#include "blueprint/traffic.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;

constexpr double relaxations_of_warm_up = 20.0;
constexpr double warm_ups_of_count = 20.0;
constexpr double fewest_visits = 10'000.0;
constexpr double fewest_deciding = 1'000.0;
constexpr double usual_visits = 20'000'000.0;
constexpr double most_visits = 400'000'000.0;
constexpr std::uint64_t most_replications = 100;
constexpr std::uint64_t fewest_replications = 20;

const std::string& key_of(const Blueprint& blueprint, StaffId pool) {
  return blueprint.staff[static_cast<std::size_t>(pool)].key;
}

/// Up to two digits: what is computed may differ in its last bits from CPU to CPU, and no result may.
double rounded_up(double seconds) {
  double unit = 1.0;
  while (seconds >= 100.0 * unit) unit *= 10.0;
  while (seconds < 10.0 * unit) unit /= 10.0;
  return std::ceil(seconds / unit * (1.0 - 1e-9)) * unit;
}

/// Visits to all known steps and the longest mean way to one, over the segments.
struct Traffic {
  double visits_per_second = 0.0;
  double longest_way = 0.0;
};

Traffic traffic_of(const Blueprint& blueprint, const std::vector<bool>& known) {
  const double start = blueprint.about.starts;
  const double end = start + blueprint.run.length;
  Traffic traffic;
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    const Segment& segment = blueprint.segments[id];
    if (!arrives(segment)) continue;
    const Flow flow = flow_of(blueprint, SegmentId{id}, start, end);
    for (std::size_t place = 0; place < flow.place_count(); ++place) {
      if (!known[flow.step_at(place)] || flow.visits[place] <= 0.0) continue;
      traffic.visits_per_second += arrival_rate(segment, start, end) * flow.visits[place];
      traffic.longest_way = std::max(traffic.longest_way, flow.lag[place]);
    }
  }
  return traffic;
}

/// Leaves a queue out, with every step behind it.
void leave_out(const Blueprint& blueprint, std::size_t place, Recognition& recognition) {
  const RecognizedQueue slow = recognition.queues[place];
  recognition.unanswered.push_back(
      {slow.pool,
       fmt::format("a load of {:.2f} %, so close to 100 % that its steady state would take too long to simulate",
                   100.0 * slow.model.load)});
  recognition.queues.erase(recognition.queues.begin() + static_cast<std::ptrdiff_t>(place));
  const auto successors = [&blueprint](std::size_t at, const Visit& visit) {
    for (const auto edge : boost::make_iterator_range(boost::out_edges(at, blueprint.graph)))
      visit(boost::target(edge, blueprint.graph));
  };
  for (const StepId step : slow.steps) {
    const std::vector<bool> behind =
        closure(boost::num_vertices(blueprint.graph), {static_cast<std::size_t>(step)}, successors);
    for (Vertex other = 0; other < blueprint.step_count(); ++other) {
      if (behind[other]) recognition.known[other] = false;
    }
  }
  for (std::size_t index = recognition.queues.size(); index-- > 0;) {
    const RecognizedQueue& queue = recognition.queues[index];
    const bool kept = std::all_of(queue.steps.begin(), queue.steps.end(), [&recognition](StepId step) {
      return recognition.known[static_cast<std::size_t>(step)];
    });
    if (kept) continue;
    recognition.unanswered.push_back(
        {queue.pool, fmt::format("customers come from staff \"{}\", which is left out", key_of(blueprint, slow.pool))});
    recognition.queues.erase(recognition.queues.begin() + static_cast<std::ptrdiff_t>(index));
  }
  recognition.journeys.clear();
}

void set_overloaded_aside(Recognition& recognition) {
  for (std::size_t index = recognition.queues.size(); index-- > 0;) {
    const RecognizedQueue& queue = recognition.queues[index];
    if (queue.model.stable) continue;
    const double percent = 100.0 * queue.model.load;
    recognition.unanswered.push_back(
        {queue.pool, fmt::format("a load of {:.1f} %: the queue would grow without end", percent)});
    recognition.queues.erase(recognition.queues.begin() + static_cast<std::ptrdiff_t>(index));
  }
}

/// Everything that is not known becomes an end, and nobody begins there.
void cut(Blueprint& blueprint, const std::vector<bool>& known) {
  struct Redirected {
    Vertex from;
    Route route;
  };
  std::vector<Redirected> redirected;
  const auto leads_out = [&](const auto edge) {
    const Vertex target = boost::target(edge, blueprint.graph);
    return target != blueprint.end && !known[target];
  };
  for (Vertex step = 0; step < blueprint.step_count(); ++step) {
    for (const auto edge : boost::make_iterator_range(boost::out_edges(step, blueprint.graph))) {
      if (leads_out(edge)) redirected.push_back({step, blueprint.graph[edge]});
    }
  }
  boost::remove_edge_if(leads_out, blueprint.graph);
  for (Redirected& each : redirected) {
    each.route.handoff = false;
    boost::add_edge(each.from, blueprint.end, std::move(each.route), blueprint.graph);
  }
  for (Segment& segment : blueprint.segments) {
    segment.backlog.clear();
    if (segment.start && !known[static_cast<std::size_t>(*segment.start)]) segment.arrivals.reset();
  }
}

/// Leaves out what so many counted seconds are too short for.
void drop_undecided(double seconds, std::vector<ExpectedMeasure>& measures) {
  const auto undecided = [seconds](const ExpectedMeasure& each) {
    const bool certain = unit_of(each.measure) == Unit::share && (each.value == 0.0 || each.value == 1.0);
    return !certain && each.deciding_rate * seconds < fewest_deciding;
  };
  measures.erase(std::remove_if(measures.begin(), measures.end(), undecided), measures.end());
}

/// So that every expected measure is measured.
void ask_for(const std::vector<ExpectedMeasure>& measures, Blueprint& blueprint) {
  const MeasureNames names = measure_names(blueprint);
  for (const ExpectedMeasure& expected : measures) {
    Target target;
    target.measure = expected.measure;
    target.path = path_of(expected.measure, names);
    blueprint.targets.push_back(std::move(target));
  }
}

}  // namespace

SteadyState steady_state(const Blueprint& blueprint, Recognition recognition,
                         std::optional<std::uint64_t> replications) {
  set_overloaded_aside(recognition);
  const double shortest = relaxations_of_warm_up * (1.0 + warm_ups_of_count);  // run, in relaxations
  const double visits_per_second = traffic_of(blueprint, recognition.known).visits_per_second;
  for (std::size_t place = 0; place < recognition.queues.size();) {
    const double seconds = shortest * recognition.queues[place].model.relaxation;
    if (static_cast<double>(fewest_replications) * seconds * visits_per_second <= most_visits) {
      ++place;
    } else {
      leave_out(blueprint, place, recognition);
      place = 0;
    }
  }

  SteadyState state{blueprint, std::move(recognition), 0.0};
  RunSection& run = state.blueprint.run;
  const Traffic traffic = traffic_of(blueprint, state.recognition.known);
  state.relaxation = traffic.longest_way;
  double least_rate = std::numeric_limits<double>::infinity();
  for (const RecognizedQueue& queue : state.recognition.queues) {
    state.relaxation = std::max(state.relaxation, queue.model.relaxation);
    least_rate = std::min(least_rate, queue.arrival_rate);
  }
  if (state.recognition.is_empty()) return state;
  for (const ExpectedMeasure& journey : state.recognition.journeys) {
    if (state.recognition.queues.empty()) least_rate = std::min(least_rate, journey.deciding_rate);
  }
  state.relaxation = rounded_up(state.relaxation);
  run.warm_up = relaxations_of_warm_up * state.relaxation;
  run.finds_warm_up = false;
  run.method = Method::replications;
  const double affordable = usual_visits / (traffic.visits_per_second * static_cast<double>(most_replications));
  const double counted = std::max(warm_ups_of_count * run.warm_up, std::min(fewest_visits / least_rate, affordable));
  run.length = run.warm_up + rounded_up(counted);
  run.ending = Ending::drain;
  const double fitting = usual_visits / (traffic.visits_per_second * run.length);
  run.replications = static_cast<std::uint64_t>(
      std::clamp(fitting, static_cast<double>(fewest_replications), static_cast<double>(most_replications)));
  run.replications = replications.value_or(run.replications);
  const double seconds = (run.length - run.warm_up) * static_cast<double>(run.replications);
  for (RecognizedQueue& queue : state.recognition.queues) drop_undecided(seconds, queue.model.expected);
  drop_undecided(seconds, state.recognition.journeys);
  state.blueprint.closed.clear();
  state.blueprint.targets.clear();
  state.blueprint.precision.clear();
  cut(state.blueprint, state.recognition.known);
  for (const RecognizedQueue& queue : state.recognition.queues) ask_for(queue.model.expected, state.blueprint);
  ask_for(state.recognition.journeys, state.blueprint);
  return state;
}

}  // namespace throughline
