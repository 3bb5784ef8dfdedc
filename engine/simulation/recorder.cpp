// SPDX-License-Identifier: MIT
#include "simulation/recorder.hpp"

#include <algorithm>
#include <utility>

namespace throughline {

Recorder::Recorder(const Program& program)
    : program_(&program),
      warm_up_(program.warm_up),
      length_(program.length),
      segments_(static_cast<std::uint32_t>(program.segments.size())),
      judges_journeys_(!program.journey_limits.empty()),
      layout_(program),
      alone_(program.cell_count()),
      histograms_(layout_.count()) {}

void Recorder::begin_replication() {
  const std::size_t segments = program_->segments.size();
  result_ = {};
  noted_count_ = 0;
  result_.visits.resize(program_->cell_count());
  visits_ = result_.visits.data();
  served_.assign(result_.visits.size(), {});
  for (std::size_t cell = 0; cell < result_.visits.size(); ++cell) {
    const double center = program_->steps[cell / segments].service_center;
    served_[cell].center = result_.visits[cell].service.center = result_.visits[cell].time.center = center;
  }
  result_.journeys.resize(segments);
  result_.staff.resize(program_->pools.size());
  result_.queues.resize(program_->steps.size());
  result_.stages.resize(program_->stage_count * segments);
  result_.served_within.resize(program_->wait_limits.size() * segments);
  result_.abandoned_within.resize(program_->wait_limits.size() * segments);
  result_.journeys_within.resize(program_->journey_limits.size() * segments);
  result_.stages_within.resize(program_->stage_limits.size() * segments);
  result_.passages.resize(program_->route_count * segments);
}

ReplicationResult& Recorder::result() {
  record_noted();
  for (std::size_t cell = 0; cell < served_.size(); ++cell) {
    VisitTally& tally = result_.visits[cell];
    Served& served = served_[cell];
    tally.reached += served.count;
    tally.wait_served += {alone_[cell] != 0 ? 0.0 : served.count, served.wait, served.wait_squares, 0.0};
    tally.service += {served.count, served.service, served.service_squares, served.center};
    tally.time += {served.count, served.time, served.time_squares, served.center};
    served = {.center = served.center};
  }
  for (JourneyTally& tally : result_.journeys) tally.completed = tally.time.count;
  return result_;
}

HistogramSet Recorder::take_histograms() {
  record_noted();
  histograms_.compact();
  return std::exchange(histograms_, HistogramSet(layout_.count()));
}

void Recorder::judged_wait(const Journey& journey, double wait, bool served, std::uint32_t first_limit,
                           std::uint32_t limits) {
  if (!counts(journey)) return;
  std::vector<double>& within = served ? result_.served_within : result_.abandoned_within;
  for (std::uint32_t limit = first_limit; limit < first_limit + limits; ++limit) {
    if (wait <= program_->wait_limits[limit]) within[limit * segments_ + journey.segment] += 1.0;
  }
}

void Recorder::waited_beyond_due(const Journey& journey, double wait) {
  if (!counts(journey)) return;
  result_.visits[journey.cell].wait_due.add(wait);
  histograms_.add(layout_.wait_due(journey.cell), wait);
}

void Recorder::gave_up(const Journey& journey, double now) {
  if (!counts(journey)) return;
  VisitTally& tally = begun_visit(journey.cell, journey.visit > 0);
  const double wait = now - journey.reached;
  tally.wait_abandoned.add(wait);
  tally.time.add(wait);
  histograms_.add(layout_.wait_abandoned(journey.cell), wait);
  histograms_.add(layout_.time(journey.cell), wait);
}

void Recorder::recovered(const Journey& journey, bool saved) {
  if (!counts(journey)) return;
  visits_[journey.cell].recoveries += 1.0;
  if (saved) visits_[journey.cell].recovered += 1.0;
}

void Recorder::became(const Journey& journey, std::uint16_t segment) {
  if (!counts(journey)) return;
  result_.journeys[journey.segment].arrived -= 1.0;
  result_.journeys[segment].arrived += 1.0;
}

void Recorder::spanned(const Journey& journey, std::uint32_t stage, double span) {
  if (!counts(journey)) return;
  result_.stages[stage * segments_ + journey.segment].add(span);
  histograms_.add(layout_.stage(stage, journey.segment), span);
  for (std::uint32_t limit = program_->stage_limit_first[stage]; limit < program_->stage_limit_first[stage + 1];
       ++limit) {
    if (span <= program_->stage_limits[limit]) result_.stages_within[limit * segments_ + journey.segment] += 1.0;
  }
}

void Recorder::left_otherwise(const Journey& journey, double time, Exit exit) {
  if (!counts(journey)) return;
  JourneyTally& tally = result_.journeys[journey.segment];
  if (exit == Exit::no_show) {
    tally.no_show += 1.0;
    return;
  }
  tally.time_otherwise.add(time);
  histograms_.add(layout_.journey_time_otherwise(journey.segment), time);
  if (exit == Exit::failed_service) tally.failed_service += 1.0;
  if (exit == Exit::failed_handoff) tally.failed_handoff += 1.0;
  if (exit == Exit::abandoned) tally.abandoned += 1.0;
  if (exit == Exit::turned_away) tally.turned_away += 1.0;
}

void Recorder::judge_journey(const Journey& journey, double time) {
  for (std::size_t limit = 0; limit < program_->journey_limits.size(); ++limit) {
    if (time <= program_->journey_limits[limit]) result_.journeys_within[limit * segments_ + journey.segment] += 1.0;
  }
}

void Recorder::cut_off(const Journey& journey, Whereabouts whereabouts, double now) {
  unfinished(journey, whereabouts, now, false);
  if (!counts(journey)) return;
  visits_[journey.cell].time.add(now - journey.reached);
  histograms_.add(layout_.time(journey.cell), now - journey.reached);
}

void Recorder::unfinished(const Journey& journey, Whereabouts whereabouts, double, bool customer) {
  if (!counts(journey)) return;
  if (customer) result_.journeys[journey.segment].unfinished += 1.0;
  if (whereabouts == Whereabouts::between) return;
  VisitTally& tally = begun_visit(journey.cell, journey.visit > 0);
  if (whereabouts == Whereabouts::in_service) {
    const double wait = journey.started - journey.reached;
    tally.wait_served.add(wait);
    record_wait(journey.cell, wait);
  }
  if (whereabouts == Whereabouts::waiting) tally.waiting += 1.0;
}

inline void Recorder::record(std::uint32_t cell, bool staffed, double wait, double service, double time) {
  Served& served = served_[cell];
  const double odd_service = service - served.center;
  const double odd_time = time - served.center;
  served.count += 1.0;
  served.wait += wait;
  served.wait_squares += wait * wait;
  served.service += service;
  served.service_squares += odd_service * odd_service;
  served.time += time;
  served.time_squares += odd_time * odd_time;
  if (staffed) {
    record_wait(cell, wait);
  } else {
    alone_[cell] = 1;
  }
  histograms_.add(layout_.service(cell), service);
  histograms_.add(layout_.time(cell), time);
}

void Recorder::record_noted() {
  for (std::size_t index = 0; index < noted_count_; ++index) {
    const Visit& visit = noted_[index];
    record(visit.cell, visit.staffed, visit.started - visit.reached, visit.ended - visit.started,
           visit.ended - visit.reached);
  }
  noted_count_ = 0;
}

void Recorder::served_with_breaks(const Journey& journey, double now, double lost) {
  if (!counts(journey)) return;
  if (journey.visit > 0) visits_[journey.cell].repeats += 1.0;
  record(journey.cell, true, journey.started - journey.reached, now - journey.started - lost, now - journey.reached);
}

}  // namespace throughline
