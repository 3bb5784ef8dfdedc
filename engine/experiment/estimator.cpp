// SPDX-License-Identifier: MIT
#include "experiment/estimator.hpp"

#include <algorithm>
#include <numeric>

namespace throughline {
namespace {

double ended(const JourneyTally& tally) {
  return tally.completed + tally.failed_service + tally.failed_handoff + tally.abandoned + tally.turned_away;
}

}  // namespace

Estimator::Estimator(const Program& program, const Catalog& catalog, const std::vector<ReplicationResult>& replications,
                     const std::vector<HistogramSet>& sections, double confidence)
    : program_(program),
      catalog_(catalog),
      replications_(replications),
      sections_(sections),
      confidence_(confidence),
      layout_(program) {}

std::vector<std::uint32_t> Estimator::segments_of(const MeasurePath& measure) const {
  if (measure.segment) return {static_cast<std::uint32_t>(*measure.segment)};
  std::vector<std::uint32_t> all(program_.segments.size());
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

std::vector<std::uint32_t> Estimator::cells_of(const MeasurePath& measure) const {
  std::vector<std::uint32_t> cells;
  for (const std::uint32_t step : catalog_.steps_of(measure)) {
    for (const std::uint32_t segment : segments_of(measure)) {
      cells.push_back(step * static_cast<std::uint32_t>(program_.segments.size()) + segment);
    }
  }
  return cells;
}

Observed Estimator::observe(const MeasurePath& measure) const {
  if (replications_.empty())
    return Observed::nothing(unit_of(measure),
                             program_.method == Method::replications ? "no replication finished" : "no batch finished");
  if (measure.days) return share_of_days(measure);
  if (is_time_share(measure.quantity)) return time_share(measure);
  if (is_of_experience(measure)) return experience(measure);
  if (is_of_economics(measure)) return economics(measure);
  switch (measure.scope) {
    case Scope::journey:
    case Scope::throughput:
      return journey(measure);
    case Scope::experience:
    case Scope::economics:
      break;
    case Scope::cost:
      return per_replication(Unit::money, [this](const ReplicationResult& result) { return cost_of_all(result); });
    case Scope::stage:
      return stage(measure);
    case Scope::staff:
      return staff(measure);
    case Scope::step:
    case Scope::touchpoint:
    case Scope::phase:
    case Scope::lane:
      return visits(measure);
  }
  return Observed::nothing(unit_of(measure), {});
}

Observed Estimator::share_of_days(const MeasurePath& measure) const {
  const auto place = std::find(catalog_.of_days.begin(), catalog_.of_days.end(), measure);
  const auto index = static_cast<std::size_t>(place - catalog_.of_days.begin());
  return ratio(
      Unit::share, [index](const ReplicationResult& result) { return result.days[index].met; },
      [index](const ReplicationResult& result) { return result.days[index].counted; }, "no day measured it");
}

Observed Estimator::journey(const MeasurePath& measure) const {
  const std::vector<std::uint32_t> segments = segments_of(measure);
  const auto sum = [segments](auto part) {
    return [segments, part](const ReplicationResult& result) {
      double total = 0.0;
      for (const std::uint32_t segment : segments) total += part(result.journeys[segment]);
      return total;
    };
  };
  const auto sum_passages = [this, segments](bool handoffs_only) {
    return [this, segments, handoffs_only](const ReplicationResult& result) {
      double total = 0.0;
      for (std::size_t route = 0; route < catalog_.names.routes.size(); ++route) {
        if (handoffs_only && !catalog_.names.routes[route].handoff) continue;
        for (const std::uint32_t segment : segments)
          total += result.passages[route * program_.segments.size() + segment];
      }
      return total;
    };
  };
  const Projection arrived = sum([](const JourneyTally& tally) { return tally.arrived; });
  const Projection all_ended = sum(ended);
  const auto share = [&](auto part, const Projection& of, const char* nothing) {
    return ratio(Unit::share, sum(part), of, nothing);
  };
  const auto count = [&](auto part) { return per_replication(Unit::count, sum(part)); };
  const auto completed = [](const JourneyTally& tally) { return tally.completed; };
  const auto failed = [](const JourneyTally& tally) { return tally.failed_service + tally.failed_handoff; };
  const auto failed_service = [](const JourneyTally& tally) { return tally.failed_service; };
  const auto failed_handoff = [](const JourneyTally& tally) { return tally.failed_handoff; };
  const auto abandoned = [](const JourneyTally& tally) { return tally.abandoned; };
  const auto unfinished = [](const JourneyTally& tally) { return tally.unfinished; };
  const auto turned_away = [](const JourneyTally& tally) { return tally.turned_away; };
  const auto no_show = [](const JourneyTally& tally) { return tally.no_show; };

  std::vector<std::uint32_t> histograms;
  switch (measure.quantity) {
    case Quantity::time:
      for (const std::uint32_t segment : segments) histograms.push_back(layout_.journey_time(segment));
      return law(
          measure,
          [segments](const ReplicationResult& result) {
            Moments moments;
            for (const std::uint32_t segment : segments) moments += result.journeys[segment].time;
            return moments;
          },
          histograms, "no journey completed");
    case Quantity::time_all:
      for (const std::uint32_t segment : segments) {
        histograms.insert(histograms.end(), {layout_.journey_time(segment), layout_.journey_time_otherwise(segment)});
      }
      return law(
          measure,
          [segments](const ReplicationResult& result) {
            Moments moments;
            for (const std::uint32_t segment : segments) {
              moments += result.journeys[segment].time;
              moments += result.journeys[segment].time_otherwise;
            }
            return moments;
          },
          histograms, "no journey ended");
    case Quantity::completed:
      return share(completed, all_ended, "no journey ended");
    case Quantity::failed:
      return share(failed, all_ended, "no journey ended");
    case Quantity::failed_service:
      return share(failed_service, all_ended, "no journey ended");
    case Quantity::failed_handoff:
      return share(failed_handoff, all_ended, "no journey ended");
    case Quantity::abandoned:
      return share(abandoned, all_ended, "no journey ended");
    case Quantity::turned_away:
      return share(turned_away, all_ended, "no journey ended");
    case Quantity::no_show:
      return share(no_show, arrived, "no journey arrived");
    case Quantity::unfinished:
      return share(unfinished, arrived, "no journey arrived");
    case Quantity::within: {
      const auto limit = static_cast<std::size_t>(
          std::find(program_.journey_limits.begin(), program_.journey_limits.end(), *measure.argument) -
          program_.journey_limits.begin());
      return ratio(
          Unit::share,
          [this, segments, limit](const ReplicationResult& result) {
            double total = 0.0;
            for (const std::uint32_t segment : segments) {
              total += result.journeys_within[limit * program_.segments.size() + segment];
            }
            return total;
          },
          sum(completed), "no journey completed");
    }
    case Quantity::value:
      return ratio(
          Unit::money,
          [this, segments](const ReplicationResult& result) {
            double total = 0.0;
            for (const std::uint32_t segment : segments) {
              total += result.journeys[segment].completed * program_.segments[segment].value;
            }
            return total;
          },
          all_ended, "no journey ended");
    case Quantity::cost:
      return ratio(
          Unit::money, [this](const ReplicationResult& result) { return cost_of_use(result); }, all_ended,
          "no journey ended");
    case Quantity::idle_cost:
      return ratio(
          Unit::money,
          [this](const ReplicationResult& result) {
            double paid = 0.0;
            for (std::size_t pool = 0; pool < result.staff.size(); ++pool) {
              const StaffTally& staff = result.staff[pool];
              paid += program_.pools[pool].cost * (staff.paid() - staff.busy - staff.drain_busy);
            }
            return paid;
          },
          all_ended, "no journey ended");
    case Quantity::handoffs:
      return ratio(Unit::count, sum_passages(true), arrived, "no journey arrived");
    case Quantity::visits:
      return ratio(
          Unit::count,
          [this, segments](const ReplicationResult& result) {
            double total = 0.0;
            for (std::size_t cell = 0; cell < result.visits.size(); ++cell) {
              const auto segment = static_cast<std::uint32_t>(cell % program_.segments.size());
              if (std::find(segments.begin(), segments.end(), segment) != segments.end())
                total += result.visits[cell].reached;
            }
            return total;
          },
          arrived, "no journey arrived");
    case Quantity::count_arrived:
      return count([](const JourneyTally& tally) { return tally.arrived; });
    case Quantity::count_completed:
      return count(completed);
    case Quantity::count_failed:
      return count(failed);
    case Quantity::count_abandoned:
      return count(abandoned);
    case Quantity::count_turned_away:
      return count(turned_away);
    case Quantity::count_no_show:
      return count(no_show);
    case Quantity::count_unfinished:
      return count(unfinished);
    case Quantity::count_ended:
      return count(ended);
    case Quantity::throughput: {
      const double hours = program_.counted_time() / 3600.0;
      const Projection done = sum([](const JourneyTally& tally) { return tally.completed_in_window; });
      return mean(Unit::per_hour, [done, hours](const ReplicationResult& result) { return done(result) / hours; });
    }
    default:
      return Observed::nothing(unit_of(measure), {});
  }
}

double Estimator::cost_of_services(const ReplicationResult& result, std::size_t cell) const {
  const VisitTally& tally = result.visits[cell];
  return (program_.service_costs.empty() ? 0.0 : program_.service_costs[cell] * tally.services_begun()) +
         (program_.recovery_costs.empty() ? 0.0 : program_.recovery_costs[cell] * tally.recoveries);
}

double Estimator::cost_of_all(const ReplicationResult& result) const {
  double total = 0.0;
  for (std::size_t pool = 0; pool < result.staff.size(); ++pool) {
    total += program_.pools[pool].cost * result.staff[pool].paid();
  }
  for (std::size_t cell = 0; cell < result.visits.size(); ++cell) total += cost_of_services(result, cell);
  return total;
}

double Estimator::cost_of_use(const ReplicationResult& result) const {
  double total = 0.0;
  for (std::size_t pool = 0; pool < result.staff.size(); ++pool) {
    total += program_.pools[pool].cost * (result.staff[pool].busy + result.staff[pool].drain_busy);
  }
  for (std::size_t cell = 0; cell < result.visits.size(); ++cell) total += cost_of_services(result, cell);
  return total;
}

Observed Estimator::visits(const MeasurePath& measure) const {
  const std::vector<std::uint32_t> cells = cells_of(measure);
  const auto sum = [cells](auto part) {
    return [cells, part](const ReplicationResult& result) {
      double total = 0.0;
      for (const std::uint32_t cell : cells) total += part(result.visits[cell]);
      return total;
    };
  };
  const auto moments = [cells](auto part) {
    return [cells, part](const ReplicationResult& result) {
      Moments total;
      for (const std::uint32_t cell : cells) part(total, result.visits[cell]);
      return total;
    };
  };
  const auto reached = sum([](const VisitTally& tally) { return tally.reached; });
  std::vector<std::uint32_t> histograms;
  switch (measure.quantity) {
    case Quantity::visits:
      return per_replication(Unit::count, reached);
    case Quantity::cost:
      return per_replication(Unit::money, [this, cells](const ReplicationResult& result) {
        double total = 0.0;
        for (const std::uint32_t cell : cells) total += cost_of_services(result, cell);
        return total;
      });
    case Quantity::wait:
      for (const std::uint32_t cell : cells)
        histograms.insert(histograms.end(), {layout_.wait_served(cell), layout_.wait_abandoned(cell)});
      return law(measure, moments([](Moments& total, const VisitTally& tally) {
                   total += tally.wait_served;
                   total += tally.wait_abandoned;
                 }),
                 histograms, "nobody's wait ended");
    case Quantity::wait_served:
      for (const std::uint32_t cell : cells) histograms.push_back(layout_.wait_served(cell));
      return law(measure, moments([](Moments& total, const VisitTally& tally) { total += tally.wait_served; }),
                 histograms, "nobody was served");
    case Quantity::wait_due:
      for (const std::uint32_t cell : cells) histograms.push_back(layout_.wait_due(cell));
      return law(measure, moments([](Moments& total, const VisitTally& tally) { total += tally.wait_due; }), histograms,
                 "nobody's wait ended");
    case Quantity::service:
      for (const std::uint32_t cell : cells) histograms.push_back(layout_.service(cell));
      return law(measure, moments([](Moments& total, const VisitTally& tally) { total += tally.service; }), histograms,
                 "no service ended");
    case Quantity::time:
      for (const std::uint32_t cell : cells) histograms.push_back(layout_.time(cell));
      return law(measure, moments([](Moments& total, const VisitTally& tally) { total += tally.time; }), histograms,
                 "no visit ended");
    case Quantity::failure:
      return ratio(Unit::share, sum([](const VisitTally& tally) { return tally.failures; }),
                   sum([](const VisitTally& tally) { return tally.service.count; }), "no service ended");
    case Quantity::recovered:
      return ratio(Unit::share, sum([](const VisitTally& tally) { return tally.recovered; }),
                   sum([](const VisitTally& tally) { return tally.recoveries; }), "nothing failed for good");
    case Quantity::abandonment:
      return ratio(Unit::share, sum([](const VisitTally& tally) { return tally.wait_abandoned.count; }),
                   sum([](const VisitTally& tally) { return tally.joined(); }), "nobody came");
    case Quantity::turned_away:
      return ratio(Unit::share, sum([](const VisitTally& tally) { return tally.turned_away; }), reached, "nobody came");
    case Quantity::repeats:
      return ratio(Unit::share, sum([](const VisitTally& tally) { return tally.repeats; }), reached, "nobody came");
    case Quantity::service_level:
      return service_level(measure);
    case Quantity::queue: {
      const std::vector<std::uint32_t> steps = catalog_.steps_of(measure);
      const double window = program_.counted_time();
      if (measure.statistic == Statistic::mean) {
        return mean(Unit::count, [steps, window](const ReplicationResult& result) {
          double area = 0.0;
          for (const std::uint32_t step : steps) area += result.queues[step].area;
          return area / window;
        });
      }
      const std::vector<std::uint32_t> queues = catalog_.queues_of(measure);
      if (queues.empty()) return mean(Unit::count, [](const ReplicationResult&) { return 0.0; });
      if (queues.size() == 1) {
        const std::uint32_t step = queues.front();
        return most([step](const ReplicationResult& result) { return result.queues[step].most; });
      }
      const auto& groups = program_.queue_groups;
      const auto group = static_cast<std::size_t>(std::find(groups.begin(), groups.end(), queues) - groups.begin());
      return most([group](const ReplicationResult& result) { return result.group_queues[group]; });
    }
    default:
      return Observed::nothing(unit_of(measure), {});
  }
}

Observed Estimator::service_level(const MeasurePath& measure) const {
  // Per step and segment: which of the step's limits is the asked one.
  std::vector<std::pair<std::size_t, std::size_t>> entries;  // flat index of the limit's counters, cell
  const std::size_t segment_count = program_.segments.size();
  for (const std::uint32_t step : catalog_.steps_of(measure)) {
    std::uint32_t limit = program_.wait_limit_first[step];
    while (limit < program_.wait_limit_first[step + 1] && program_.wait_limits[limit] != *measure.argument) ++limit;
    if (limit == program_.wait_limit_first[step + 1]) continue;
    for (const std::uint32_t segment : segments_of(measure)) {
      entries.emplace_back(limit * segment_count + segment, step * segment_count + segment);
    }
  }
  return ratio(
      Unit::share,
      [entries](const ReplicationResult& result) {
        double served = 0.0;
        for (const auto& entry : entries) served += result.served_within[entry.first];
        return served;
      },
      [entries](const ReplicationResult& result) {
        double joined = 0.0;
        for (const auto& [limit, cell] : entries) {
          joined += result.visits[cell].joined() - result.abandoned_within[limit];
        }
        return joined;
      },
      "nobody came");
}

Observed Estimator::stage(const MeasurePath& measure) const {
  const std::vector<std::uint32_t> segments = segments_of(measure);
  const std::uint32_t stage = measure.key;
  const std::size_t segment_count = program_.segments.size();
  const MomentsProjection moments = [segments, stage, segment_count](const ReplicationResult& result) {
    Moments total;
    for (const std::uint32_t segment : segments) total += result.stages[stage * segment_count + segment];
    return total;
  };
  if (measure.quantity == Quantity::within) {
    std::uint32_t limit = program_.stage_limit_first[stage];
    while (program_.stage_limits[limit] != *measure.argument) ++limit;
    return ratio(
        Unit::share,
        [segments, limit, segment_count](const ReplicationResult& result) {
          double total = 0.0;
          for (const std::uint32_t segment : segments) total += result.stages_within[limit * segment_count + segment];
          return total;
        },
        [moments](const ReplicationResult& result) { return moments(result).count; }, "nobody went through the stage");
  }
  std::vector<std::uint32_t> histograms;
  for (const std::uint32_t segment : segments) histograms.push_back(layout_.stage(stage, segment));
  return law(measure, moments, histograms, "nobody went through the stage");
}

Observed Estimator::staff(const MeasurePath& measure) const {
  const std::uint32_t pool = measure.key;
  const auto tally = [pool](auto part) {
    return [pool, part](const ReplicationResult& result) { return part(result.staff[pool]); };
  };
  switch (measure.quantity) {
    case Quantity::occupancy:
      return ratio(Unit::share, tally([](const StaffTally& staff) { return staff.busy; }),
                   tally([](const StaffTally& staff) { return staff.on_duty - staff.away + staff.overtime; }),
                   "nobody was present");
    case Quantity::utilization:
      return ratio(Unit::share,
                   tally([](const StaffTally& staff) { return staff.busy - (staff.overtime - staff.spare_overtime); }),
                   tally([](const StaffTally& staff) { return staff.on_duty; }), "nobody was on duty");
    case Quantity::overtime:
      return per_replication(Unit::seconds,
                             tally([](const StaffTally& staff) { return staff.overtime + staff.drain_overtime; }));
    case Quantity::cost: {
      const double cost = program_.pools[pool].cost;
      return per_replication(Unit::money, tally([cost](const StaffTally& staff) { return cost * staff.paid(); }));
    }
    default:
      return Observed::nothing(unit_of(measure), {});
  }
}

}  // namespace throughline
