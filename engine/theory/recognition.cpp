// SPDX-License-Identifier: MIT
#include "theory/recognition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "blueprint/calendar.hpp"
#include "blueprint/loops.hpp"
#include "blueprint/reach.hpp"
#include "blueprint/traffic.hpp"
#include "theory/deterministic_patience.hpp"
#include "theory/erlang_a.hpp"
#include "theory/erlang_b.hpp"
#include "theory/erlang_c.hpp"
#include "theory/general_service.hpp"

namespace throughline {
namespace {

using Vertex = Blueprint::Vertex;

bool is_exponential(const Distribution& law) {
  const bool plain = law.shift == 0.0 && law.minimum <= 0.0 && law.maximum == std::numeric_limits<double>::infinity();
  const bool one_phase =
      (law.family == Family::gamma || law.family == Family::erlang || law.family == Family::weibull) &&
      law.parameters[0] == 1.0;
  return plain && (law.family == Family::exponential || one_phase);
}

/// Customers who come one by one without memory, at a steady rate, from the beginning.
bool is_poisson(const ArrivalsSection& arrivals) {
  if (arrivals.batch || arrivals.limit || arrivals.uncertainty || !arrivals.backlog.empty()) return false;
  if (const auto* rate = std::get_if<Schedule<double>>(&arrivals.process)) return rate->constant();
  const auto* interval = std::get_if<Distribution>(&arrivals.process);
  return interval != nullptr && is_exponential(*interval);
}

bool constant(const std::optional<TimeLaw>& law) {
  return !law || law->constant();
}

const Distribution& law_of(const TimeLaw& law) {
  return law.levels.front().value;
}

/// How a step passes on the streams that reach it.
enum class Passing : std::uint8_t {
  keeps_poisson,  ///< M/M/c, or nobody is needed: what leaves is Poisson again
  ends_poisson,   ///< answered only if reached by Poisson streams, off every loop; what leaves is anything
  unknown
};

class Recognizer {
 public:
  explicit Recognizer(const Blueprint& blueprint)
      : blueprint_(blueprint),
        count_(blueprint.step_count()),
        rates_(count_),
        poisson_(count_, true),
        laws_(count_),
        loops_(count_) {
    measure_flow();
    find_loops();
  }

  std::vector<RecognizedQueue> recognize();

 private:
  void measure_flow();
  void find_loops();
  bool routes_are_constant(Vertex step) const;
  bool is_alone_with(Vertex step, StaffId staff) const;
  bool gets_repeat_time(Vertex step) const;
  bool queue_is_short(Vertex step) const;
  Passing passing_of(Vertex step) const;
  std::optional<std::uint32_t> servers_of(Vertex step) const;
  const Behavior& behavior(Vertex step) const { return *laws_[step].front(); }
  RecognizedQueue answer(Vertex step) const;
  void expect_waits(Vertex step, const ErlangC& queue, RecognizedQueue& found) const;
  void expect_waits(Vertex step, const ErlangA& queue, RecognizedQueue& found) const;
  void expect_waits(Vertex step, const DeterministicPatience& queue, RecognizedQueue& found) const;
  void expect_general(Vertex step, RecognizedQueue& found) const;
  double mean_service(Vertex step) const;

  const Blueprint& blueprint_;
  std::size_t count_;
  std::vector<double> rates_;                       ///< visits per second
  std::vector<bool> poisson_;                       ///< what comes from outside
  std::vector<std::vector<const Behavior*>> laws_;  ///< of those who come, each once
  std::vector<std::vector<double>> law_rates_;      ///< beside `laws_`
  std::vector<std::vector<Vertex>> sources_;        ///< steps that lead to a step, itself where it repeats
  std::vector<std::size_t> loops_;                  ///< the loop that a step is on
  std::vector<std::vector<Vertex>> in_order_;       ///< the loops, upstream first
};

void Recognizer::measure_flow() {
  const double start = blueprint_.about.starts;
  const double end = start + blueprint_.run.length;
  law_rates_.resize(count_);
  sources_.resize(count_);
  for (std::uint32_t id = 0; id < blueprint_.segments.size(); ++id) {
    const Segment& segment = blueprint_.segments[id];
    if (!arrives(segment)) continue;
    const bool closes = !closed_spans(blueprint_.closed, start, blueprint_.run.length).empty();
    if (closes || !is_poisson(*segment.arrivals)) poisson_[static_cast<Vertex>(*segment.start)] = false;
    const Flow flow = flow_of(blueprint_, SegmentId{id}, start, end);
    // Flow leaves out those who gave up elsewhere; where they may come, the step is theirs too, and has no answer.
    const std::vector<bool> reached = reached_steps(blueprint_, SegmentId{id}, Passable::possible);
    for (Vertex step = 0; step < count_; ++step) {
      if (!reached[step]) continue;
      const double visits = arrival_rate(segment, start, end) * flow.visits[step];
      rates_[step] += visits;
      const Step& vertex = blueprint_.graph[step];
      const Behavior* law = &vertex.behaviors[vertex.behavior_of_segment[id]];
      laws_[step].push_back(law);
      law_rates_[step].push_back(visits);
      if (law->failure && law->failure->then == FailureThen::retry) sources_[step].push_back(step);
      for (const auto edge : boost::make_iterator_range(boost::out_edges(step, blueprint_.graph))) {
        if (!can_pass(blueprint_, edge, SegmentId{id}, Passable::possible)) continue;
        const Vertex target = boost::target(edge, blueprint_.graph);
        if (target != blueprint_.end) sources_[target].push_back(step);
        const Route& route = blueprint_.graph[edge];
        if (!route.repeat_time && route.repeat != Share(0.0)) sources_[step].push_back(step);
      }
    }
  }
}

void Recognizer::find_loops() {
  in_order_ = loops_downstream(sources_);
  for (std::size_t loop = 0; loop < in_order_.size(); ++loop) {
    for (const Vertex step : in_order_[loop]) loops_[step] = loop;
  }
}

bool Recognizer::routes_are_constant(Vertex step) const {
  const auto edges = boost::make_iterator_range(boost::out_edges(step, blueprint_.graph));
  return std::all_of(edges.begin(), edges.end(), [this](const auto edge) {
    const Route& route = blueprint_.graph[edge];
    return route.probability.constant() && route.loss.constant() && route.repeat.constant() && constant(route.delay) &&
           constant(route.repeat_time);
  });
}

bool Recognizer::is_alone_with(Vertex step, StaffId staff) const {
  for (Vertex other = 0; other < count_; ++other) {
    if (other == step) continue;
    for (const Behavior* law : laws_[other]) {
      if (law->needs(staff)) return false;
    }
  }
  return true;
}

bool Recognizer::gets_repeat_time(Vertex step) const {
  const auto edges = boost::make_iterator_range(boost::in_edges(step, blueprint_.graph));
  return std::any_of(edges.begin(), edges.end(), [this](const auto edge) {
    const Route& route = blueprint_.graph[edge];
    return route.repeat_time && route.repeat != Share(0.0);
  });
}

/// People on duty, where that never changes and nobody is served out of turn.
std::optional<std::uint32_t> Recognizer::servers_of(Vertex step) const {
  const Staff& staff = blueprint_.staff[static_cast<std::size_t>(*behavior(step).only_pool())];
  if (!staff.count || !staff.count->constant() || !staff.priority.empty()) return std::nullopt;
  if (staff.discipline != Discipline::fifo || !staff.speed.empty()) return std::nullopt;
  const std::uint32_t count = staff.count->levels.front().value;
  return count > 0 ? std::optional(count) : std::nullopt;
}

Passing Recognizer::passing_of(Vertex step) const {
  const std::vector<const Behavior*>& laws = laws_[step];
  if (rates_[step] <= 0.0 || !routes_are_constant(step)) return Passing::unknown;
  const auto steady = [](const Behavior* law) {
    const bool constant_failure = !law->failure || law->failure->probability.constant();
    return constant_failure && constant(law->time) && constant(law->wrap_up) && constant(law->patience);
  };
  if (!std::all_of(laws.begin(), laws.end(), steady)) return Passing::unknown;
  if (std::none_of(laws.begin(), laws.end(), [](const Behavior* law) { return law->staff.has_value(); })) {
    return Passing::keeps_poisson;
  }
  const Behavior& first = *laws.front();
  const std::optional<StaffId> pool = first.only_pool();
  const auto same_queue = [&](const Behavior* law) {
    return law->only_pool() == pool && law->patience == first.patience;
  };
  const auto same_law = [&first](const Behavior* law) {
    return law->time == first.time && law->wrap_up == first.wrap_up;
  };
  const bool plain = pool && std::all_of(laws.begin(), laws.end(), same_queue);
  if (!plain || !is_alone_with(step, *pool)) return Passing::unknown;
  const auto servers = servers_of(step);
  const bool takes_time =
      std::all_of(laws.begin(), laws.end(), [](const Behavior* law) { return law_of(*law->time).mean() > 0.0; });
  const bool one_patience =
      std::all_of(laws.begin(), laws.end(), [&first](const Behavior* law) { return law->patience == first.patience; });
  if (!servers || !takes_time || !one_patience || gets_repeat_time(step)) return Passing::unknown;
  const bool exponential =
      std::all_of(laws.begin(), laws.end(), same_law) && !first.wrap_up && is_exponential(law_of(*first.time));
  if (!first.patience) {
    if (exponential) return Passing::keeps_poisson;
    return *servers == 1 ? Passing::ends_poisson : Passing::unknown;
  }
  const Distribution& patience = law_of(*first.patience);
  const bool loses_at_once = patience == Distribution::constant(0.0);
  const bool known_patience = patience.family == Family::constant || (is_exponential(patience) && queue_is_short(step));
  const bool wraps_up =
      std::any_of(laws.begin(), laws.end(), [](const Behavior* law) { return law->wrap_up.has_value(); });
  if (loses_at_once && !wraps_up) return Passing::ends_poisson;
  return exponential && known_patience ? Passing::ends_poisson : Passing::unknown;
}

/// Erlang A sums over the queue: so many terms must be few.
bool Recognizer::queue_is_short(Vertex step) const {
  constexpr double most_terms = 10'000.0;
  return rates_[step] * law_of(*behavior(step).patience).mean() < most_terms;
}

std::vector<RecognizedQueue> Recognizer::recognize() {
  std::vector<RecognizedQueue> found;
  std::vector<bool> passes_on(count_);
  for (const std::vector<Vertex>& loop : in_order_) {
    bool reached_by_poisson = true;
    bool circles = loop.size() > 1;
    for (const Vertex step : loop) {
      reached_by_poisson = reached_by_poisson && poisson_[step];
      for (const Vertex source : sources_[step]) {
        const bool inside = loops_[source] == loops_[step];
        circles = circles || inside;
        reached_by_poisson = reached_by_poisson && (inside || passes_on[source]);
      }
    }
    const auto keeps = [this](Vertex step) { return passing_of(step) == Passing::keeps_poisson; };
    const bool all_keep = std::all_of(loop.begin(), loop.end(), keeps);
    const bool answered = all_keep || (!circles && passing_of(loop.front()) == Passing::ends_poisson);
    if (!reached_by_poisson || !answered) continue;
    bool stable = true;
    for (const Vertex step : loop) {
      if (!behavior(step).staff) continue;
      found.push_back(answer(step));
      stable = stable && found.back().stable;
    }
    for (const Vertex step : loop) passes_on[step] = all_keep && stable;
  }
  std::sort(found.begin(), found.end(),
            [](const RecognizedQueue& one, const RecognizedQueue& other) { return one.step < other.step; });
  return found;
}

void expect(RecognizedQueue& found, Quantity quantity, Statistic statistic, double value,
            std::optional<double> limit = {}) {
  found.expected.push_back(
      {{std::nullopt, Scope::step, static_cast<std::uint32_t>(found.step), quantity, statistic, limit}, value});
}

template <class Queue>
void expect_service_levels(const std::optional<double>& stated, const Queue& queue, RecognizedQueue& found) {
  expect(found, Quantity::service_level, Statistic::none, 1.0 - queue.delay_probability(), 0.0);
  if (!stated || *stated == 0.0) return;
  if constexpr (requires { queue.service_level(1.0); }) {
    expect(found, Quantity::service_level, Statistic::none, queue.service_level(*stated), stated);
  } else {
    expect(found, Quantity::service_level, Statistic::none, queue.wait_within(*stated), stated);
  }
}

template <class Queue>
void expect_quantiles(const Queue& queue, RecognizedQueue& found) {
  expect(found, Quantity::wait, Statistic::p50, queue.wait_quantile(0.50));
  expect(found, Quantity::wait, Statistic::p90, queue.wait_quantile(0.90));
  expect(found, Quantity::wait, Statistic::p95, queue.wait_quantile(0.95));
  expect(found, Quantity::wait, Statistic::p99, queue.wait_quantile(0.99));
}

void Recognizer::expect_waits(Vertex step, const ErlangC& queue, RecognizedQueue& found) const {
  expect(found, Quantity::wait, Statistic::mean, queue.mean_wait());
  expect(found, Quantity::wait, Statistic::sd, queue.wait_deviation());
  expect_quantiles(queue, found);
  expect(found, Quantity::time, Statistic::mean, queue.mean_time());
  expect_service_levels(blueprint_.graph[step].expects.wait, queue, found);
  expect(found, Quantity::queue, Statistic::mean, queue.mean_queue());
}

void Recognizer::expect_waits(Vertex step, const ErlangA& queue, RecognizedQueue& found) const {
  expect(found, Quantity::wait, Statistic::mean, queue.mean_wait());
  expect_quantiles(queue, found);
  expect(found, Quantity::wait_served, Statistic::mean, queue.mean_wait_of_served());
  expect(found, Quantity::abandonment, Statistic::none, queue.abandonment());
  expect_service_levels(blueprint_.graph[step].expects.wait, queue, found);
  expect(found, Quantity::queue, Statistic::mean, queue.mean_queue());
}

void Recognizer::expect_waits(Vertex step, const DeterministicPatience& queue, RecognizedQueue& found) const {
  expect(found, Quantity::wait, Statistic::mean, queue.mean_wait());
  expect(found, Quantity::wait_served, Statistic::mean, queue.mean_wait_of_served());
  expect(found, Quantity::abandonment, Statistic::none, queue.abandonment());
  expect_service_levels(blueprint_.graph[step].expects.wait, queue, found);
  expect(found, Quantity::queue, Statistic::mean, queue.mean_queue());
}

/// One server and any law, different ones for different segments too: the law of whoever comes next is their mixture.
void Recognizer::expect_general(Vertex step, RecognizedQueue& found) const {
  double mean = 0.0, busy = 0.0, second_moment = 0.0;
  for (std::size_t index = 0; index < laws_[step].size(); ++index) {
    const Behavior& law = *laws_[step][index];
    const double share = law_rates_[step][index] / rates_[step];
    const double service = law_of(*law.time).mean();
    const double wrap_up = law.wrap_up ? law_of(*law.wrap_up).mean() : 0.0;
    const double variance = law_of(*law.time).variance() + (law.wrap_up ? law_of(*law.wrap_up).variance() : 0.0);
    mean += share * service;
    busy += share * (service + wrap_up);
    second_moment += share * (variance + (service + wrap_up) * (service + wrap_up));
  }
  found.load = rates_[step] * busy;
  found.stable = found.load < 1.0;
  if (!found.stable) return;
  const double wait = pollaczek_khinchine_wait(rates_[step], busy, second_moment);
  expect(found, Quantity::wait, Statistic::mean, wait);
  expect(found, Quantity::time, Statistic::mean, wait + mean);
  expect(found, Quantity::service_level, Statistic::none, 1.0 - found.load, 0.0);
  expect(found, Quantity::queue, Statistic::mean, rates_[step] * wait);
}

/// Over the segments, as they come: Erlang's loss depends on no more of the law.
double Recognizer::mean_service(Vertex step) const {
  double mean = 0.0;
  for (std::size_t index = 0; index < laws_[step].size(); ++index) {
    mean += law_rates_[step][index] / rates_[step] * law_of(*laws_[step][index]->time).mean();
  }
  return mean;
}

RecognizedQueue Recognizer::answer(Vertex step) const {
  const Behavior& law = behavior(step);
  const std::uint32_t servers = *servers_of(step);
  const double service_rate = 1.0 / mean_service(step);
  const double arrivals = rates_[step];
  RecognizedQueue found;
  found.step = StepId{static_cast<std::uint32_t>(step)};
  found.arrival_rate = arrivals;
  found.load = arrivals / (servers * service_rate);
  double occupancy = found.load;
  if (law.patience && law_of(*law.patience) == Distribution::constant(0.0)) {
    found.law = fmt::format("M/G/{0}/{0} (Erlang B)", servers);
    const double loss = erlang_b(servers, arrivals / service_rate);
    expect(found, Quantity::abandonment, Statistic::none, loss);
    occupancy *= 1.0 - loss;
  } else if (law.patience && is_exponential(law_of(*law.patience))) {
    found.law = fmt::format("M/M/{}+M (Erlang A)", servers);
    const ErlangA queue(arrivals, service_rate, 1.0 / law_of(*law.patience).mean(), servers);
    expect_waits(step, queue, found);
    occupancy = queue.occupancy();
  } else if (law.patience) {
    found.law = fmt::format("M/M/{}+D", servers);
    const DeterministicPatience queue(arrivals, service_rate, law_of(*law.patience).mean(), servers);
    expect_waits(step, queue, found);
    occupancy = queue.occupancy();
  } else if (passing_of(step) == Passing::keeps_poisson) {
    found.law = servers == 1 ? "M/M/1" : fmt::format("M/M/{} (Erlang C)", servers);
    found.stable = found.load < 1.0;
    if (found.stable) expect_waits(step, ErlangC(arrivals, service_rate, servers), found);
  } else {
    found.law = "M/G/1 (Pollaczek-Khinchine)";
    expect_general(step, found);
    occupancy = found.load;
  }
  if (!found.stable) return found;
  MeasurePath occupied;
  occupied.scope = Scope::staff;
  occupied.key = static_cast<std::uint32_t>(*law.only_pool());
  occupied.quantity = Quantity::occupancy;
  found.expected.push_back({occupied, occupancy});
  return found;
}

}  // namespace

std::vector<RecognizedQueue> recognize_queues(const Blueprint& blueprint) {
  return Recognizer(blueprint).recognize();
}

}  // namespace throughline
