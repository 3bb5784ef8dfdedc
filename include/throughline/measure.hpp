// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "throughline/comparison.hpp"

namespace throughline {

enum class StepId : std::uint32_t {};
enum class StaffId : std::uint32_t {};
enum class SegmentId : std::uint32_t {};
enum class TouchpointId : std::uint32_t {};
enum class StageId : std::uint32_t {};

/// What a measure is about. `lane` counts in the order of Lane, `phase` in the order of Blueprint::phases.
enum class Scope : std::uint8_t {
  journey,
  step,
  touchpoint,
  phase,
  lane,
  stage,
  staff,
  throughput,
  cost,
  experience,
  economics
};

/// What is measured. Which scope knows which quantity: `quantities_of` in blueprint/quantities.hpp, the one table.
enum class Quantity : std::uint8_t {
  time,      ///< journey: of completed ones; step and its groups: of a visit, reached to left; stage: the span
  time_all,  ///< journey: of all ended ones
  wait,      ///< of every visit whose wait ended
  wait_served,
  wait_due,
  service,
  completed,  ///< down to `failed_handoff`, journey: shares
  failed,
  abandoned,
  turned_away,
  no_show,
  unfinished,
  failed_service,
  failed_handoff,
  within,  ///< journey, stage: share within the argument
  value,
  handoffs,
  visits,
  count_arrived,
  count_completed,
  count_failed,
  count_abandoned,
  count_turned_away,
  count_no_show,
  count_unfinished,
  count_ended,
  failure,
  recovered,
  abandonment,
  repeats,
  service_level,
  queue,  ///< with Statistic mean or max
  occupancy,
  utilization,
  cost,  ///< of all: what a replication costs; journey: of what it used; step and its groups: of services; staff: pay
  idle_cost,  ///< journey: of staff who are paid and not used
  overtime,
  throughput,
  score,  ///< experience: of journeys; step and its groups: of visits; from 0 to 100
  csat,   ///< down to `dissatisfied`, experience
  nps,
  ces,
  dissatisfied,
  profit,  ///< down to `churn`, economics
  operating_profit,
  cost_to_serve,
  lifetime_value,
  churn,
  lost_value,  ///< down to `lost_repeat`: economics, and step and its groups
  lost_failure,
  lost_handoff,
  lost_abandonment,
  lost_turned_away,
  lost_wait,
  lost_time,
  lost_repeat,
  share,  ///< down to `share_awaiting`: of all the time that journeys spend inside, spent there, in one way
  share_wait,
  share_visible_wait,
  share_off_duty,
  share_service,
  share_interrupted,
  share_blocked,
  share_batching,
  share_handoff,
  share_interaction,
  share_visibility,
  share_internal,
  share_retrying,
  share_recovering,
  share_awaiting
};

enum class Statistic : std::uint8_t { none, mean, sd, p50, p90, p95, p99, max };

/// `points`: a difference of shares, from -1 to 1, shown times 100.
enum class Unit : std::uint8_t { seconds, share, count, money, per_hour, points };

/// What a measure of single days is compared with.
struct DayCondition {
  Comparison comparison = Comparison::less;
  double bound = 0.0;

  bool operator==(const DayCondition&) const = default;
};

/// A measure, resolved: `segment.app.step.order.service_level(3 min)`.
struct MeasurePath {
  std::optional<SegmentId> segment;
  Scope scope = Scope::journey;
  std::uint32_t key = 0;  ///< id within the scope: StepId, StaffId, ... ; 0 for journey and throughput
  Quantity quantity = Quantity::time;
  Statistic statistic = Statistic::none;
  std::optional<double> argument;    ///< seconds
  std::optional<DayCondition> days;  ///< then it is the share of days on which the measure of the day satisfies that

  bool operator==(const MeasurePath&) const = default;
};

Unit unit_of(const MeasurePath& measure) noexcept;

/// Which way is better for those who pay and those who are served; `neither`: it depends.
enum class Direction : std::uint8_t { lower, higher, neither };
Direction direction_of(const MeasurePath& measure) noexcept;

/// What only a blueprint with [experience] or [economics] can tell.
bool is_of_experience(const MeasurePath& measure) noexcept;
bool is_of_economics(const MeasurePath& measure) noexcept;

/// Whether it is a part of the time that journeys spend inside, which is measured only where somebody asks.
bool is_time_share(Quantity quantity) noexcept;

}  // namespace throughline
