// SPDX-License-Identifier: MIT
#include "experiment/day_judge.hpp"

#include <utility>

#include "experiment/estimator.hpp"

namespace throughline {
namespace {

void subtract(std::vector<double>& sums, const std::vector<double>& earlier) {
  for (std::size_t index = 0; index < sums.size(); ++index) sums[index] -= earlier[index];
}

VisitTally since(const VisitTally& now, const VisitTally& earlier) {
  return {now.reached - earlier.reached,
          now.repeats - earlier.repeats,
          now.failures - earlier.failures,
          now.recoveries - earlier.recoveries,
          now.recovered - earlier.recovered,
          now.turned_away - earlier.turned_away,
          now.waiting - earlier.waiting,
          now.wait_served.since(earlier.wait_served),
          now.wait_abandoned.since(earlier.wait_abandoned),
          now.wait_due.since(earlier.wait_due),
          now.service.since(earlier.service),
          now.time.since(earlier.time)};
}

JourneyTally since(const JourneyTally& now, const JourneyTally& earlier) {
  return {now.arrived - earlier.arrived,
          now.completed - earlier.completed,
          now.failed_service - earlier.failed_service,
          now.failed_handoff - earlier.failed_handoff,
          now.abandoned - earlier.abandoned,
          now.turned_away - earlier.turned_away,
          now.no_show - earlier.no_show,
          now.unfinished - earlier.unfinished,
          now.completed_in_window - earlier.completed_in_window,
          now.time.since(earlier.time),
          now.time_otherwise.since(earlier.time_otherwise)};
}

/// What journeys and visits came to between two moments; people and queues are left out.
ReplicationResult since(const ReplicationResult& now, const ReplicationResult& earlier) {
  ReplicationResult day;
  for (std::size_t cell = 0; cell < now.visits.size(); ++cell) {
    day.visits.push_back(since(now.visits[cell], earlier.visits[cell]));
  }
  for (std::size_t segment = 0; segment < now.journeys.size(); ++segment) {
    day.journeys.push_back(since(now.journeys[segment], earlier.journeys[segment]));
  }
  for (std::size_t stage = 0; stage < now.stages.size(); ++stage) {
    day.stages.push_back(now.stages[stage].since(earlier.stages[stage]));
  }
  for (const auto sums :
       {&ReplicationResult::served_within, &ReplicationResult::abandoned_within, &ReplicationResult::journeys_within,
        &ReplicationResult::stages_within, &ReplicationResult::passages}) {
    day.*sums = now.*sums;
    subtract(day.*sums, earlier.*sums);
  }
  return day;
}

}  // namespace

void DayJudge::day_ends(const ReplicationResult& so_far) {
  tallies_.resize(catalog_.of_days.size());
  const std::vector<ReplicationResult> day{before_ ? since(so_far, *before_) : so_far};
  const std::vector<HistogramSet> no_histograms;
  const Estimator estimator(program_, catalog_, day, no_histograms, program_.confidence);
  for (std::size_t index = 0; index < tallies_.size(); ++index) {
    MeasurePath measure = catalog_.of_days[index];
    const DayCondition condition = *measure.days;
    measure.days.reset();
    const Estimate estimate = estimator.estimate(measure);
    if (!estimate.value) continue;
    tallies_[index].counted += 1.0;
    if (holds(*estimate.value, condition.comparison, condition.bound)) tallies_[index].met += 1.0;
  }
  before_ = so_far;
}

std::vector<DayTally> DayJudge::finish(const ReplicationResult& whole) {
  if (catalog_.of_days.empty()) return {};
  day_ends(whole);
  before_.reset();
  return std::exchange(tallies_, {});
}

}  // namespace throughline
