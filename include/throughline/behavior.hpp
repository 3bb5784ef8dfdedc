// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "throughline/measure.hpp"
#include "throughline/step_section.hpp"

namespace throughline {

struct Failure {
  Share probability;
  FailureThen then = FailureThen::leave;  ///< `step`: the edge of kind failure
  std::uint32_t attempts = 0;             ///< 0 = no limit
  std::optional<Recovery> recovery;
  double severity = 1.0;  ///< of what customers make of it
};

/// Whom a step needs.
struct Staffing {
  StaffingKind kind = StaffingKind::all;
  Choose choose = Choose::in_order;
  std::vector<StaffId> pools;  ///< of `same_as`: every pool that serves at that step
  std::optional<StepId> step;  ///< of `same_as`

  bool uses(StaffId pool) const { return std::find(pools.begin(), pools.end(), pool) != pools.end(); }
  bool operator==(const Staffing&) const = default;
};

/// Customers who go on as those of another segment.
struct Becoming {
  SegmentId segment{};
  Share share;
};

/// What a step does with the customers of some segments.
struct Behavior {
  std::optional<Staffing> staff;
  std::vector<StaffId> keeps;     ///< whose people stay with the journey when the step has ended
  std::vector<StaffId> releases;  ///< kept until this step has ended
  Part takes;
  std::vector<double> pace;
  std::vector<SpeedLevel> speed_by_queue;  ///< ascending; below the first: 1
  std::optional<BatchRule> batch;
  std::optional<TimeLaw> time;
  std::optional<TimeLaw> wrap_up;
  std::optional<TimeLaw> patience;
  std::optional<Retrial> retrial;
  std::optional<Callback> callback;
  Room room;
  std::optional<Failure> failure;
  std::vector<Becoming> becomes;  ///< after a good service, before the routes; all others stay what they are
  std::optional<ForkRule> fork;   ///< its branches: the edges of kind fork; where they meet: that of kind join
  std::vector<StepId> awaits;
  std::optional<Again> yields;     ///< to any work of higher rank
  double cost = 0.0;               ///< of every service that begins
  std::optional<double> deadline;  ///< seconds; then: the edge of kind deadline
  std::optional<double> relief;    ///< seconds of waiting, after which somebody serves who is nobody's

  bool needs(StaffId pool) const { return staff && staff->uses(pool); }
  /// The pool of a step that needs one whole person of one pool and keeps nobody: a plain queue.
  std::optional<StaffId> only_pool() const {
    const bool plain = staff && staff->pools.size() == 1 && staff->kind != StaffingKind::same_as && keeps.empty();
    return plain && releases.empty() && takes == Part{} ? std::optional(staff->pools.front()) : std::nullopt;
  }
};

}  // namespace throughline
