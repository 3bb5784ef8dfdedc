// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "statistics/moments.hpp"

namespace throughline {

/// What the visits of counted journeys of one segment to one step came to. Counts are doubles: they are only ever
/// averaged.
struct VisitTally {
  double reached = 0.0;     ///< visits begun
  double repeats = 0.0;     ///< of these, visits after the journey's first to this step
  double failures = 0.0;    ///< services that failed
  double recoveries = 0.0;  ///< attempts to make up for that, and how many helped
  double recovered = 0.0;
  double turned_away = 0.0;  ///< visits that ended before they had joined: full, balked, closing
  double waiting = 0.0;      ///< visits whose wait had not ended when the run did
  Moments wait_served;       ///< seconds, of those served
  Moments wait_abandoned;    ///< of those whose patience ended
  Moments wait_due;          ///< of both, from the appointment on, where any are due
  Moments service;           ///< of services ended, about StepTable::service_center
  Moments time;              ///< reached to left, served or not, about the same

  /// Visits that came to stand in line or found somebody free.
  double joined() const noexcept { return wait_served.count + wait_abandoned.count + waiting; }
  /// Visits whose service began, be it of nobody.
  double services_begun() const noexcept { return reached - turned_away - wait_abandoned.count - waiting; }
};

/// What became of the counted journeys of one segment.
struct JourneyTally {
  double arrived = 0.0;
  double completed = 0.0;
  double failed_service = 0.0;
  double failed_handoff = 0.0;
  double abandoned = 0.0;
  double turned_away = 0.0;
  double no_show = 0.0;
  double unfinished = 0.0;
  double completed_in_window = 0.0;  ///< completions in [warm_up, length), whenever the journey began
  Moments time;                      ///< arrival to outcome, of completed journeys
  Moments time_otherwise;            ///< of journeys that ended otherwise
};

/// What the counted journeys of one segment that ended were like, by the model of experience.
struct ExperienceTally {
  double ended = 0.0;
  double score = 0.0;   ///< sum
  double effort = 0.0;  ///< sum
  double satisfied = 0.0, promoters = 0.0, detractors = 0.0;
  double bad = 0.0;           ///< detractors whose journey completed, where [experience] is there
  double dissatisfied = 0.0;  ///< by some visit, where [experience.broken_windows] is there
};

/// Of the visits of one cell to its touchpoint.
struct VisitScores {
  double count = 0.0, sum = 0.0;
};

/// Of one pool, person-seconds over [warm_up, length), and what is paid.
struct StaffTally {
  double busy = 0.0;
  double on_duty = 0.0;         ///< and paid
  double away = 0.0;            ///< of that: breaks, absence, breakdowns
  double overtime = 0.0;        ///< within the window: busy after the end of duty
  double spare_overtime = 0.0;  ///< of overtime: the part that is free of people who serve several at once
  double drain_overtime = 0.0;  ///< after the close
  double drain_busy = 0.0;

  double paid() const noexcept { return on_duty + overtime + drain_overtime; }
};

/// Of one step over [warm_up, length).
struct QueueTally {
  double area = 0.0;  ///< customer-seconds waiting
  double most = 0.0;
};

/// One pool in one half hour, on duty and not away: person-seconds and customer-seconds.
struct HalfHour {
  double on_duty = 0.0, busy = 0.0, overtime = 0.0, queue = 0.0;
};

/// Of one condition on single days: on how many the measure exists, and on how many of these it holds.
struct DayTally {
  double counted = 0.0, met = 0.0;
};

/// How the time of completed journeys at a step goes with the time of the whole journey.
struct TimeSpread {
  double time = 0.0;           ///< sum, seconds
  double time_by_whole = 0.0;  ///< sum of the products, seconds squared
};

/// Why a replication can go no further.
enum class GivenUp : std::uint8_t { too_many_inside, endless_loop, deadlock };

/// One replication in numbers, or one batch of a run (batch means), where [warm_up, length) is its part of that; the
/// simulator's histograms, which span several, stand apart. Vectors are flat: visits by cell, limits by (limit,
/// segment), stages by (stage, segment), passages by (route, segment), half hours by (half hour, pool).
struct ReplicationResult {
  std::vector<VisitTally> visits;
  std::vector<JourneyTally> journeys;
  std::vector<StaffTally> staff;
  std::vector<QueueTally> queues;
  std::vector<double> group_queues;  ///< most who waited at once, by Program::queue_groups
  std::vector<Moments> stages;
  std::vector<double> served_within;  ///< of service levels
  std::vector<double> abandoned_within;
  std::vector<double> journeys_within;
  std::vector<double> stages_within;
  std::vector<double> passages;
  std::vector<HalfHour> half_hours;
  std::vector<std::int64_t> times;          ///< ticks of TimeLedger, by (cell, TimeKind); empty where nobody asks
  std::vector<TimeSpread> spreads;          ///< by step; empty where nobody asks for times
  std::vector<ExperienceTally> experience;  ///< by segment; empty where nobody asks, as the next two
  std::vector<VisitScores> scores;          ///< by cell
  std::vector<double> losses;               ///< journeys, by (step where they end or were worst and segment, LossKind)
  std::vector<DayTally> days;               ///< by Catalog::of_days
  std::uint64_t events = 0;
  double ended_at = 0.0;  ///< seconds: when the last event happened
  std::vector<std::uint32_t>
      stranded;  ///< pools that somebody waits for though nobody will come, at the end of a drain
  std::vector<std::uint32_t> gathering;         ///< steps where customers still wait for others, at its end
  std::optional<std::uint32_t> overflow_step;   ///< where it had to stop
  GivenUp given_up = GivenUp::too_many_inside;  ///< why
  std::vector<std::uint32_t> deadlock;          ///< steps whose customers block each other
};

}  // namespace throughline
