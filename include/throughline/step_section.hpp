// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "throughline/condition.hpp"
#include "throughline/diagnostic.hpp"
#include "throughline/distribution.hpp"
#include "throughline/experience_section.hpp"
#include "throughline/fork.hpp"
#include "throughline/room.hpp"
#include "throughline/schedule.hpp"
#include "throughline/staffing.hpp"

namespace throughline {

using TimeLaw = Schedule<Distribution>;  ///< a duration, seconds
using Share = Schedule<double>;          ///< 0 to 1

enum class FailureThen : std::uint8_t { leave, retry, step };

/// Customers who give up and come again later.
struct Retrial {
  Share again;
  TimeLaw after;               ///< from giving up to coming again
  std::uint32_t attempts = 0;  ///< comings in all, the first among them; 0 = no limit
};

/// Instead of waiting in line, customers are called back: they keep their place and lose no patience.
struct Callback {
  double expected_wait = 0.0;  ///< offered beyond it, seconds
  double accept = 1.0;         ///< share that takes the offer
  double within = 0.0;         ///< whoever has not been called by then has abandoned, seconds
};

/// Making up for a service that failed for good: the journey goes on as if it had not.
struct Recovery {
  Share probability;
  double cost = 0.0;            ///< of every attempt
  std::optional<TimeLaw> time;  ///< until it is known whether it helped; none: at once
};

struct FailureSection {
  Share probability;
  FailureThen then = FailureThen::leave;
  Text step;                   ///< where `then` names one
  std::uint32_t attempts = 0;  ///< services in all, for retry; 0 = no limit
  std::optional<Recovery> recovery;
  double severity = 1.0;  ///< how much worse than others customers find it
  SourcePosition at;
};

/// What those do whose patience has ended.
struct AbandonSection {
  SourcePosition at;
  std::optional<Text> next;  ///< the step they go to; of those who try again, the others
  std::optional<Retrial> retrial;
};

/// Whoever is at the step for so long leaves for another, served or not.
struct DeadlineSection {
  SourcePosition at;
  double after = 0.0;  ///< seconds
  Text next;           ///< a step or "done"
};

struct RoomSection {
  SourcePosition at;
  Room room;
  Text divert;  ///< the step of when_full = { divert = "STEP" }
};

struct RouteSection {
  Text target;                       ///< a step or "done"
  std::optional<Share> probability;  ///< none: 1 for a single route
  bool rest = false;                 ///< takes what the others leave
  std::vector<Text> segments;        ///< none: every segment
  std::optional<TimeLaw> delay;
  Share loss = 0.0;
  Share repeat = 0.0;
  std::optional<TimeLaw> repeat_time;
  std::optional<ConditionSection> when;
  bool shortest = false;               ///< one of several: the one with the fewest waiting is taken
  std::optional<SourcePosition> warm;  ///< a warm handoff: where that is said
};

/// Whom a step needs.
struct StaffingSection {
  StaffingKind kind = StaffingKind::all;
  Choose choose = Choose::in_order;
  std::vector<Text> pools;  ///< of `all` and `any_of`
  Text step;                ///< of `same_as`
};

/// What a step does with a customer: the keys of a step that `for.SEGMENT` may change.
struct BehaviorSection {
  SourcePosition at;
  std::optional<StaffingSection> staff;
  std::vector<Text> keeps;                 ///< pools whose people stay with the journey when the step has ended
  std::vector<Text> releases;              ///< pools kept until this step has ended
  Part takes;                              ///< of each of its people
  std::vector<double> pace;                ///< speed of each service while a person has one, two, ... in hand; none: 1
  std::vector<SpeedLevel> speed_by_queue;  ///< ascending; below the first: 1
  std::optional<BatchRule> batch;
  std::optional<TimeLaw> time;
  std::optional<TimeLaw> wrap_up;
  std::optional<TimeLaw> patience;
  std::optional<AbandonSection> on_abandon;
  std::optional<Callback> callback;
  RoomSection room;
  std::optional<FailureSection> failure;
  std::vector<NamedShare> becomes;  ///< by segment
  std::vector<RouteSection> next;   ///< none: completed
  std::optional<ForkSection> fork;  ///< instead of next
  std::vector<Text> starts;         ///< steps of work that runs on
  std::vector<Text> awaits;         ///< such steps, before this one
  std::optional<Again> yields;      ///< to any work of higher rank, and how it goes on then
  std::optional<DeadlineSection> deadline;
  std::optional<double> relief;  ///< seconds of waiting, after which somebody serves who is nobody's
  double cost = 0.0;             ///< of every service that begins
};

enum class Lane : std::uint8_t { customer, frontstage, backstage, support };

struct StepSection {
  Text key;
  std::string name;
  Lane lane = Lane::frontstage;
  std::string phase;
  std::string evidence;
  std::optional<std::uint32_t> column;    ///< of the drawing, from 1; none: as the journey goes
  std::optional<std::string> touchpoint;  ///< shared name
  bool is_touchpoint = true;              ///< false: `touchpoint = false`
  Expectation expects;
  std::vector<Waiting> waiting;  ///< how customers wait there
  BehaviorSection behavior;
  struct Variant {
    Text segment;
    BehaviorSection behavior;  ///< whole: the step's own keys with the segment's merged over them
  };
  std::vector<Variant> variants;
};

}  // namespace throughline
