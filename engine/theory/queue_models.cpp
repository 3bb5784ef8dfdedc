// SPDX-License-Identifier: MIT
#include "theory/queue_models.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "theory/deterministic_patience.hpp"
#include "theory/erlang_a.hpp"
#include "theory/erlang_b.hpp"
#include "theory/erlang_c.hpp"
#include "theory/finite_capacity.hpp"
#include "theory/finite_population.hpp"
#include "theory/general_service.hpp"
#include "theory/obstacles.hpp"
#include "theory/priority.hpp"
#include "theory/relaxation.hpp"

namespace throughline {
namespace {

// Sums over the queue have a term for each who may wait.
constexpr double most_terms = 10'000.0;
// Every figure looks at all who come.
constexpr std::size_t most_classes = 2'000;

void expect(QueueModel& model, StepId step, Quantity quantity, Statistic statistic, double value,
            std::optional<double> limit = {}, std::optional<SegmentId> segment = {}) {
  model.expected.push_back(
      {{segment, Scope::step, static_cast<std::uint32_t>(step), quantity, statistic, limit}, value});
}

void expect_occupancy(QueueModel& model, const ServiceStation& station, double occupancy) {
  MeasurePath path;
  path.scope = Scope::staff;
  path.key = static_cast<std::uint32_t>(station.pool);
  path.quantity = Quantity::occupancy;
  model.expected.push_back({path, occupancy});
}

/// What the service level of a step is asked for: whoever does not wait, what it expects, and what targets name.
std::set<double> limits_of(const Blueprint& blueprint, StepId step) {
  std::set<double> limits{0.0};
  if (const auto& expected = blueprint.step(step).expects.wait) limits.insert(*expected);
  for (const Target& target : blueprint.targets) {
    const MeasurePath& path = target.measure;
    const bool asks = path.scope == Scope::step && path.key == static_cast<std::uint32_t>(step) && !path.segment;
    if (asks && path.quantity == Quantity::service_level && path.argument) limits.insert(*path.argument);
  }
  return limits;
}

/// Service levels; with patience, of those who did not give up before.
template <class Queue>
void expect_service_levels(QueueModel& model, const ServiceStation& station, StepId step, const Queue& queue) {
  for (const double limit : limits_of(*station.blueprint, step)) {
    double level = 1.0 - queue.delay_probability();
    if (limit > 0.0) {
      if constexpr (requires { queue.service_level(1.0); }) {
        level = queue.service_level(limit);
      } else {
        level = queue.wait_within(limit);
      }
    }
    expect(model, step, Quantity::service_level, Statistic::none, level, limit);
  }
}

template <class Queue>
void expect_quantiles(QueueModel& model, StepId step, const Queue& queue) {
  expect(model, step, Quantity::wait, Statistic::p50, queue.wait_quantile(0.50));
  expect(model, step, Quantity::wait, Statistic::p90, queue.wait_quantile(0.90));
  expect(model, step, Quantity::wait, Statistic::p95, queue.wait_quantile(0.95));
  expect(model, step, Quantity::wait, Statistic::p99, queue.wait_quantile(0.99));
}

QueueModel begin(const ServiceStation& station, std::string law) {
  QueueModel model;
  model.law = std::move(law);
  model.load = station.load();
  return model;
}

/// What every plain queue has: nobody is ranked, patient for a while only, or kept out, and they come from outside.
bool is_open(const ServiceStation& station) {
  return station.population == nullptr && station.rank_count() == 1;
}
bool waits_for_ever(const ServiceStation& station) {
  return station.patience() == nullptr && station.same_patience() && !station.is_limited();
}

bool loses_at_once(const ServiceStation& station) {
  const Distribution* patience = station.patience();
  return patience != nullptr && station.same_patience() && *patience == Distribution::constant(0.0);
}

double squared_cv(const ServiceStation& station) {
  const double mean = station.mean_busy();
  return station.busy_second_moment() / (mean * mean) - 1.0;
}

/// M/M/c//N: everybody comes from one group, is served by nobody else, and thinks again.
std::optional<QueueModel> finite_population(const ServiceStation& station) {
  const auto rate = station.service_rate();
  const bool alone = station.population != nullptr && station.classes.size() == 1;
  const bool sums_up = station.population != nullptr && station.population->members < most_terms;
  if (!alone || !sums_up || !rate || !waits_for_ever(station) || !station.serves_fifo()) return std::nullopt;
  const double think_rate = 1.0 / station.population->think.mean();
  const FinitePopulation queue(station.population->members, think_rate, *rate, station.servers);
  QueueModel model =
      begin(station, fmt::format("M/M/{}//{} (finite population)", station.servers, station.population->members));
  model.relaxation = death_relaxation(*rate, think_rate);
  const StepId step = station.classes.front().step;
  model.delayed = queue.delay_probability();
  expect(model, step, Quantity::wait, Statistic::mean, queue.mean_wait());
  expect(model, step, Quantity::time, Statistic::mean, queue.mean_time());
  expect(model, step, Quantity::service_level, Statistic::none, 1.0 - model.delayed, 0.0);
  expect(model, step, Quantity::queue, Statistic::mean, queue.mean_queue());
  expect_occupancy(model, station, queue.occupancy());
  return model;
}

/// Rates, means and second moments by rank, as one server sees them.
std::vector<PriorityClass> ranks_of(const ServiceStation& station) {
  std::vector<PriorityClass> ranks(station.rank_count());
  for (const CustomerClass& each : station.classes) {
    PriorityClass& rank = ranks[each.rank];
    rank.arrival_rate += each.rate;
    rank.mean_service += each.rate * each.mean_busy();
    rank.second_moment += each.rate * (each.busy_variance() + each.mean_busy() * each.mean_busy());
  }
  for (PriorityClass& rank : ranks) {
    rank.mean_service /= rank.arrival_rate;
    rank.second_moment /= rank.arrival_rate;
  }
  return ranks;
}

std::vector<double> rates_of(const std::vector<PriorityClass>& ranks) {
  std::vector<double> rates;
  for (const PriorityClass& rank : ranks) rates.push_back(rank.arrival_rate);
  return rates;
}

/// Whether every rank preempts all that are lower.
bool preempts_all(const ServiceStation& station) {
  const Staff& staff = station.staff();
  std::vector<bool> preempting(staff.priority.size());
  for (const std::uint32_t entry : staff.preempt->by) preempting[entry] = true;
  return std::all_of(station.classes.begin(), station.classes.end(), [&](const CustomerClass& each) {
    return each.rank + 1 == station.rank_count() || preempting[each.entry];
  });
}

std::optional<QueueModel> priorities(const ServiceStation& station) {
  const auto rate = station.service_rate();
  const bool ranked = station.population == nullptr && station.rank_count() > 1;
  if (!ranked || !waits_for_ever(station) || !station.serves_fifo()) return std::nullopt;
  const bool preempting = station.staff().preempt.has_value();
  if (!rate && station.servers > 1) return std::nullopt;
  // What is left of an exponential service is as long as a new one.
  const auto goes_on = [&](Again then) { return then == Again::resume || (then == Again::resample && rate); };
  if (preempting && (!goes_on(station.staff().preempt->then) || station.wraps_up() || !preempts_all(station)))
    return std::nullopt;
  const std::string notation = rate ? fmt::format("M/M/{}", station.servers) : "M/G/1";
  QueueModel model =
      begin(station, fmt::format("{} with {} priorities", notation, preempting ? "preemptive" : "non-preemptive"));
  model.stable = model.load < 1.0;
  if (!model.stable) return model;
  model.relaxation = rate ? queue_relaxation(station.rate(), *rate, station.servers)
                          : general_relaxation(station.rate(), station.mean_busy(), squared_cv(station));
  const std::vector<PriorityClass> ranks = ranks_of(station);
  const std::vector<double> of_ranks =
      preempting ? (rate ? preemptive_times(rates_of(ranks), *rate, station.servers) : preemptive_times(ranks))
                 : (rate ? nonpreemptive_waits(rates_of(ranks), *rate, station.servers) : nonpreemptive_waits(ranks));
  model.delayed = rate ? ErlangC(station.rate(), *rate, station.servers).delay_probability() : model.load;
  double load_above = 0.0;
  std::vector<double> stretch;  // of a service by those who preempt it
  for (const PriorityClass& rank : ranks) {
    stretch.push_back(preempting ? 1.0 / (1.0 - load_above) : 1.0);
    load_above += rank.arrival_rate * rank.mean_service / station.servers;
  }
  for (const CustomerClass& each : station.classes) {
    double time = of_ranks[each.rank];
    if (!preempting) time += each.mean_service();
    // The time of a rank is that of its mean service; of its classes each has its own.
    if (preempting && !rate) time += (each.mean_service() - ranks[each.rank].mean_service) * stretch[each.rank];
    model.times.push_back(time);
    const bool by_segment = station.blueprint->segments.size() > 1;
    const auto segment = by_segment ? std::optional(each.segment) : std::nullopt;
    if (!preempting) {
      expect(model, each.step, Quantity::wait, Statistic::mean, of_ranks[each.rank], {}, segment);
      expect(model, each.step, Quantity::service_level, Statistic::none, 1.0 - model.delayed, 0.0, segment);
    }
    expect(model, each.step, Quantity::time, Statistic::mean, time, {}, segment);
  }
  expect_occupancy(model, station, model.load);
  return model;
}

/// M/G/c/c: nobody waits, for want of room or of patience. Any law, different ones for different segments too.
std::optional<QueueModel> erlang_b_loss(const ServiceStation& station) {
  const bool impatient = loses_at_once(station) && !station.is_limited();
  const bool roomless = station.patience() == nullptr && station.same_patience() && station.is_limited() &&
                        station.same_room() && station.steps().size() == 1 && station.capacity() > 0 &&
                        station.capacity() <= station.servers;
  if (!is_open(station) || station.wraps_up() || !(impatient || roomless)) return std::nullopt;
  const std::uint32_t servers = impatient ? station.servers : station.capacity();
  const double offered = station.rate() * station.mean_service();
  const double loss = erlang_b(servers, offered);
  QueueModel model = begin(station, fmt::format("M/G/{0}/{0} (Erlang B)", servers));
  model.relaxation = station.mean_service() * std::max(1.0, (1.0 + squared_cv(station)) / 2.0);
  for (const StepId step : station.steps()) {
    expect(model, step, impatient ? Quantity::abandonment : Quantity::turned_away, Statistic::none, loss);
  }
  expect_occupancy(model, station, offered * (1.0 - loss) / station.servers);
  return model;
}

/// M/M/c/K: who finds no room goes away.
std::optional<QueueModel> finite_capacity(const ServiceStation& station) {
  const auto rate = station.service_rate();
  const bool limited =
      station.is_limited() && station.same_room() && station.patience() == nullptr && station.same_patience();
  if (!is_open(station) || !rate || !limited || !station.serves_fifo()) return std::nullopt;
  const bool sums_up = station.steps().size() == 1 && station.capacity() > station.servers &&
                       station.capacity() < most_terms + station.servers;
  if (!sums_up) return std::nullopt;
  const FiniteCapacity queue(station.rate(), *rate, station.servers, station.capacity());
  QueueModel model = begin(station, fmt::format("M/M/{}/{}", station.servers, station.capacity()));
  model.relaxation = queue_relaxation(station.rate(), *rate, station.servers, station.capacity() - station.servers);
  model.delayed = queue.delay_probability();
  const StepId step = station.steps().front();
  expect(model, step, Quantity::turned_away, Statistic::none, queue.turned_away());
  expect(model, step, Quantity::wait, Statistic::mean, queue.mean_wait());
  expect_quantiles(model, step, queue);
  expect_service_levels(model, station, step, queue);
  expect(model, step, Quantity::queue, Statistic::mean, queue.mean_queue());
  expect_occupancy(model, station, queue.occupancy());
  return model;
}

/// Whether customers of one patience wait for exponential services, in order of coming.
bool gives_up(const ServiceStation& station) {
  return is_open(station) && station.service_rate() && station.patience() != nullptr && station.same_patience() &&
         !station.is_limited() && station.serves_fifo();
}

template <class Queue>
void expect_abandonment(QueueModel& model, const ServiceStation& station, const Queue& queue) {
  model.delayed = queue.delay_probability();
  for (const StepId step : station.steps()) {
    expect(model, step, Quantity::wait, Statistic::mean, queue.mean_wait());
    if constexpr (requires { queue.wait_quantile(0.5); }) expect_quantiles(model, step, queue);
    expect(model, step, Quantity::wait_served, Statistic::mean, queue.mean_wait_of_served());
    expect(model, step, Quantity::abandonment, Statistic::none, queue.abandonment());
    expect_service_levels(model, station, step, queue);
    expect(model, step, Quantity::queue, Statistic::mean, station.rate_at(step) * queue.mean_wait());
  }
  expect_occupancy(model, station, queue.occupancy());
}

std::optional<QueueModel> exponential_patience(const ServiceStation& station) {
  if (!gives_up(station) || !is_exponential(*station.patience())) return std::nullopt;
  const double patience = station.patience()->mean();
  if (station.rate() * patience >= most_terms) return std::nullopt;
  const double rate = *station.service_rate();
  QueueModel model = begin(station, fmt::format("M/M/{}+M (Erlang A)", station.servers));
  model.relaxation = death_relaxation(rate, 1.0 / patience);
  if (model.load < 1.0)
    model.relaxation = std::min(model.relaxation, queue_relaxation(station.rate(), rate, station.servers));
  expect_abandonment(model, station, ErlangA(station.rate(), rate, 1.0 / patience, station.servers));
  return model;
}

std::optional<QueueModel> constant_patience(const ServiceStation& station) {
  if (!gives_up(station) || station.patience()->family != Family::constant) return std::nullopt;
  const double patience = station.patience()->mean();
  const double rate = *station.service_rate();
  QueueModel model = begin(station, fmt::format("M/M/{}+D (constant patience)", station.servers));
  model.relaxation =
      std::max(patience, queue_relaxation(station.rate(), rate, station.servers, station.servers * rate * patience));
  expect_abandonment(model, station, DeterministicPatience(station.rate(), rate, patience, station.servers));
  return model;
}

/// M/M/c; the mean wait in any order of service that does not look at service times.
std::optional<QueueModel> erlang_c(const ServiceStation& station) {
  const auto rate = station.service_rate();
  if (!is_open(station) || !rate || !waits_for_ever(station)) return std::nullopt;
  QueueModel model = begin(station, station.servers == 1 ? "M/M/1" : fmt::format("M/M/{} (Erlang C)", station.servers));
  model.stable = model.load < 1.0;
  model.keeps_poisson = model.stable && station.serves_fifo();
  if (!model.stable) return model;
  const ErlangC queue(station.rate(), *rate, station.servers);
  model.relaxation = queue_relaxation(station.rate(), *rate, station.servers);
  model.times.assign(station.classes.size(), queue.mean_time());
  model.delayed = queue.delay_probability();
  for (const StepId step : station.steps()) {
    expect(model, step, Quantity::wait, Statistic::mean, queue.mean_wait());
    if (station.serves_fifo()) {
      expect(model, step, Quantity::wait, Statistic::sd, queue.wait_deviation());
      expect_quantiles(model, step, queue);
    }
    expect(model, step, Quantity::time, Statistic::mean, queue.mean_time());
    if (station.serves_fifo()) {
      expect_service_levels(model, station, step, queue);
    } else {
      expect(model, step, Quantity::service_level, Statistic::none, 1.0 - queue.delay_probability(), 0.0);
    }
    expect(model, step, Quantity::queue, Statistic::mean, station.rate_at(step) * queue.mean_wait());
  }
  expect_occupancy(model, station, queue.occupancy());
  return model;
}

/// M/G/c-PS: as many are there as in M/M/c, whatever the laws (Sakata, Noguchi and Oizumi, 1971; Cohen, 1979); each
/// class stays in proportion to its own mean.
std::optional<QueueModel> processor_sharing(const ServiceStation& station) {
  if (!station.staff().sharing || !is_open(station) || !waits_for_ever(station)) return std::nullopt;
  QueueModel model = begin(station, fmt::format("M/G/{}-PS (processor sharing)", station.servers));
  model.stable = model.load < 1.0;
  model.keeps_poisson = model.stable;
  if (!model.stable) return model;
  const double mean = station.mean_service();
  const double stretch = ErlangC(station.rate(), 1.0 / mean, station.servers).mean_time() / mean;
  model.relaxation =
      queue_relaxation(station.rate(), 1.0 / mean, station.servers) * std::max(1.0, (1.0 + squared_cv(station)) / 2.0);
  for (const CustomerClass& each : station.classes) {
    model.times.push_back(each.mean_service() * stretch);
    const bool by_segment = station.blueprint->segments.size() > 1;
    const auto segment = by_segment ? std::optional(each.segment) : std::nullopt;
    expect(model, each.step, Quantity::time, Statistic::mean, model.times.back(), {}, segment);
  }
  expect_occupancy(model, station, model.load);
  return model;
}

/// One server and any law, different ones for different segments too: the law of whoever comes next is their mixture.
std::optional<QueueModel> general_service(const ServiceStation& station) {
  if (!is_open(station) || station.servers != 1 || !waits_for_ever(station)) return std::nullopt;
  QueueModel model = begin(station, "M/G/1 (Pollaczek-Khinchine)");
  model.stable = model.load < 1.0;
  if (!model.stable) return model;
  const double wait = pollaczek_khinchine_wait(station.rate(), station.mean_busy(), station.busy_second_moment());
  model.relaxation = general_relaxation(station.rate(), station.mean_busy(), squared_cv(station));
  for (const CustomerClass& each : station.classes) model.times.push_back(wait + each.mean_service());
  model.delayed = model.load;
  for (const StepId step : station.steps()) {
    expect(model, step, Quantity::wait, Statistic::mean, wait);
    expect(model, step, Quantity::time, Statistic::mean, wait + station.mean_service_at(step));
    expect(model, step, Quantity::service_level, Statistic::none, 1.0 - model.load, 0.0);
    expect(model, step, Quantity::queue, Statistic::mean, station.rate_at(step) * wait);
  }
  expect_occupancy(model, station, model.load);
  return model;
}

double visits_of(const MeasurePath& measure, const ServiceStation& station) {
  double rate = 0.0;
  for (const CustomerClass& each : station.classes) {
    const bool elsewhere = measure.scope == Scope::step && measure.key != static_cast<std::uint32_t>(each.step);
    if (!elsewhere && (!measure.segment || *measure.segment == each.segment)) rate += each.rate;
  }
  return rate;
}

/// The share of the visits that decide what a measure is: those that wait, or lie beyond a quantile, or are counted.
double deciding_share(const ExpectedMeasure& expected, const QueueModel& model) {
  switch (expected.measure.statistic) {
    case Statistic::p50:
      return 0.50;
    case Statistic::p90:
      return 0.10;
    case Statistic::p95:
      return 0.05;
    case Statistic::p99:
      return 0.01;
    default:
      break;
  }
  const Quantity quantity = expected.measure.quantity;
  if (quantity == Quantity::wait || quantity == Quantity::wait_served || quantity == Quantity::queue)
    return model.delayed;
  const bool is_share = unit_of(expected.measure) == Unit::share && quantity != Quantity::occupancy;
  return is_share ? std::min(expected.value, 1.0 - expected.value) : 1.0;
}

using ModelRecognizer = std::optional<QueueModel> (*)(const ServiceStation&);

/// The first that fits is the model.
constexpr std::array<ModelRecognizer, 9> recognizers{processor_sharing, finite_population, priorities,
                                                     erlang_b_loss,     finite_capacity,   exponential_patience,
                                                     constant_patience, erlang_c,          general_service};

std::string service_obstacle(const ServiceStation& station) {
  if (station.wraps_up()) return "wrap-up";
  const Distribution& first = law_of(*station.behavior().time);
  const bool same = std::all_of(station.classes.begin(), station.classes.end(),
                                [&first](const CustomerClass& each) { return law_of(*each.behavior->time) == first; });
  if (!same) return "services of different laws";
  return "services that are not exponential";
}

/// Why no recognizer knows it.
std::string reason_for_none(const ServiceStation& station) {
  if (station.staff().sharing)
    return fmt::format("{} served by people who work as one",
                       station.population != nullptr ? "a population" : "so many at most");
  if (station.population != nullptr) {
    if (station.classes.size() > 1) return "a population at several steps";
    if (!waits_for_ever(station)) return "a population that does not wait for ever";
    if (station.population->members >= most_terms) return "a population larger than theory sums up";
    return station.serves_fifo() ? service_obstacle(station) : "a discipline other than first come, first served";
  }
  if (!station.same_patience()) return "patience that differs";
  if (station.is_limited() && station.patience() != nullptr) return "room for so many, and patience";
  if (station.is_limited() && station.steps().size() > 1) return "room for so many at one of several steps";
  if (!station.same_room()) return "room that differs";
  if (station.rank_count() > 1 && !waits_for_ever(station)) return "priorities, and customers who do not wait for ever";
  if (station.is_limited() && station.capacity() == 0) return "room for nobody";
  if (!station.service_rate() && (station.servers > 1 || !waits_for_ever(station))) return service_obstacle(station);
  if (!station.serves_fifo()) return "a discipline other than first come, first served";
  if (station.rank_count() > 1) {
    if (station.wraps_up()) return "preemption and wrap-up";
    return preempts_all(station) ? "preempted services that do not go on where they were"
                                 : "preemption by some ranks only";
  }
  if (station.is_limited()) return "room for more than theory sums up";
  return is_exponential(*station.patience()) ? "patience for a queue longer than theory sums up"
                                             : "patience that is neither exponential nor constant";
}

}  // namespace

std::variant<QueueModel, std::string> model_of(const ServiceStation& station) {
  if (station.classes.size() > most_classes) return "more kinds of customers than theory sums up";
  for (const ModelRecognizer recognizes : recognizers) {
    // Where people work as one nobody waits, and no model of a queue holds.
    auto model = station.staff().sharing == (recognizes == processor_sharing) ? recognizes(station) : std::nullopt;
    if (!model) continue;
    for (ExpectedMeasure& expected : model->expected) {
      expected.deciding_rate = visits_of(expected.measure, station) * deciding_share(expected, *model);
    }
    return *std::move(model);
  }
  return reason_for_none(station);
}

}  // namespace throughline
