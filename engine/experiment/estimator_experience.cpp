// SPDX-License-Identifier: MIT
// What customers make of their journeys, and what that is worth.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include "experiment/estimator.hpp"
#include "model/loss_kind.hpp"

namespace throughline {
namespace {

constexpr double seconds_per_day = 86'400.0;
constexpr const char* nobody_ended = "no journey ended";

std::vector<LossKind> loss_kinds_of(Quantity cause) {
  switch (cause) {
    case Quantity::lost_failure:
      return {LossKind::failed_service, LossKind::bad_failure};
    case Quantity::lost_handoff:
      return {LossKind::failed_handoff, LossKind::bad_handoff};
    case Quantity::lost_abandonment:
      return {LossKind::abandoned};
    case Quantity::lost_turned_away:
      return {LossKind::turned_away};
    case Quantity::lost_wait:
      return {LossKind::bad_wait};
    case Quantity::lost_time:
      return {LossKind::bad_time};
    case Quantity::lost_repeat:
      return {LossKind::bad_repeat};
    default: {
      std::vector<LossKind> all(loss_kinds);
      for (std::size_t kind = 0; kind < loss_kinds; ++kind) all[kind] = static_cast<LossKind>(kind);
      return all;
    }
  }
}

/// A day that has begun counts whole: a run of 16 hours is a day.
double days_of_run(const Program& program) {
  const double days = (program.length - program.warm_up) / seconds_per_day;
  return std::max(1.0, std::ceil(days - 1e-9));
}

}  // namespace

Observed Estimator::experience(const MeasurePath& measure) const {
  if (measure.scope != Scope::experience) {
    const std::vector<std::uint32_t> cells = cells_of(measure);
    const auto sum = [&cells](auto part) {
      return [&cells, part](const ReplicationResult& result) {
        return std::accumulate(cells.begin(), cells.end(), 0.0,
                               [&](double total, std::uint32_t cell) { return total + part(result.scores[cell]); });
      };
    };
    return ratio(Unit::count, sum([](const VisitScores& scores) { return scores.sum; }),
                 sum([](const VisitScores& scores) { return scores.count; }), "no visit of a touchpoint ended");
  }
  const std::vector<std::uint32_t> segments = segments_of(measure);
  const auto sum = [&segments](auto part) {
    return [&segments, part](const ReplicationResult& result) {
      return std::accumulate(segments.begin(), segments.end(), 0.0, [&](double total, std::uint32_t segment) {
        return total + part(result.experience[segment]);
      });
    };
  };
  const auto ended = sum([](const ExperienceTally& tally) { return tally.ended; });
  const auto per_journey = [&](Unit unit, auto part) { return ratio(unit, sum(part), ended, nobody_ended); };
  switch (measure.quantity) {
    case Quantity::csat:
      return per_journey(Unit::share, [](const ExperienceTally& tally) { return tally.satisfied; });
    case Quantity::nps: {
      Observed nps =
          per_journey(Unit::points, [](const ExperienceTally& tally) { return tally.promoters - tally.detractors; });
      const auto detractors = sum([](const ExperienceTally& tally) { return tally.detractors; });
      const bool none = std::all_of(replications_.begin(), replications_.end(),
                                    [&](const ReplicationResult& each) { return detractors(each) == 0.0; });
      // Then it is the share of promoters, whose interval holds for everybody and for nobody, too.
      if (none && nps.kind == Observed::Kind::ratio) nps.kind = Observed::Kind::share;
      return nps;
    }
    case Quantity::ces:
      return per_journey(Unit::count, [](const ExperienceTally& tally) { return tally.effort; });
    case Quantity::dissatisfied:
      return per_journey(Unit::share, [](const ExperienceTally& tally) { return tally.dissatisfied; });
    default:
      return per_journey(Unit::count, [](const ExperienceTally& tally) { return tally.score; });
  }
}

double Estimator::lost_value(const ReplicationResult& result, const std::vector<std::uint32_t>& cells,
                             Quantity cause) const {
  double total = 0.0;
  for (const std::uint32_t cell : cells) {
    const SegmentWorth& worth = program_.economics->segments[cell % program_.segments.size()];
    for (const LossKind kind : loss_kinds_of(cause)) {
      const double journeys = result.losses[cell * loss_kinds + static_cast<std::size_t>(kind)];
      total += journeys * (is_completed(kind) ? worth.lost_when_bad : worth.margin + worth.lost_otherwise);
    }
  }
  return total;
}

Observed Estimator::per_day(const Projection& value) const {
  const double days = days_of_run(program_);
  return per_replication(Unit::money, [&value, days](const ReplicationResult& result) { return value(result) / days; });
}

Observed Estimator::economics(const MeasurePath& measure) const {
  const EconomicsTable& table = *program_.economics;
  const std::vector<std::uint32_t> segments = segments_of(measure);
  const auto sum = [&](auto part) {
    return [&segments, &table, part](const ReplicationResult& result) {
      double total = 0.0;
      for (const std::uint32_t segment : segments)
        total += part(result.journeys[segment], result.experience[segment], table.segments[segment]);
      return total;
    };
  };
  using Journeys = const JourneyTally&;
  using Experience = const ExperienceTally&;
  using Worth = const SegmentWorth&;
  const auto ended = sum([](Journeys, Experience met, Worth) { return met.ended; });
  const auto earned = sum([](Journeys journeys, Experience, Worth worth) { return journeys.completed * worth.margin; });
  const auto driven_away = sum([](Journeys journeys, Experience met, Worth worth) {
    return met.bad * worth.lost_when_bad + (met.ended - journeys.completed) * worth.lost_otherwise;
  });
  switch (measure.quantity) {
    case Quantity::profit:
      return per_day(
          [&](const ReplicationResult& result) { return earned(result) - cost_of_all(result) - driven_away(result); });
    case Quantity::operating_profit:
      return per_day([&](const ReplicationResult& result) { return earned(result) - cost_of_all(result); });
    case Quantity::cost_to_serve:
      return ratio(
          Unit::money, [&](const ReplicationResult& result) { return cost_of_all(result); }, ended, nobody_ended);
    case Quantity::lifetime_value: {
      const auto future = sum([](Journeys, Experience met, Worth worth) { return met.ended * worth.future; });
      return ratio(
          Unit::money,
          [&](const ReplicationResult& result) {
            return earned(result) + future(result) - driven_away(result) - table.acquisition_cost * ended(result);
          },
          ended, nobody_ended);
    }
    case Quantity::churn:
      return ratio(Unit::share, sum([&table](Journeys journeys, Experience met, Worth) {
                     return met.bad * table.churn_when_bad + (met.ended - journeys.completed) * table.churn_otherwise;
                   }),
                   ended, nobody_ended);
    default: {
      const std::vector<std::uint32_t> cells = cells_of(measure);
      return per_day([&](const ReplicationResult& result) { return lost_value(result, cells, measure.quantity); });
    }
  }
}

}  // namespace throughline
