// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/instruction.hpp"
#include "throughline/absence.hpp"
#include "throughline/staffing.hpp"
#include "throughline/surge.hpp"

namespace throughline {

/// People who come or go at one moment. Of a pool with shifts: group `group` comes or goes as one; else `count` is the
/// new level.
struct RosterEvent {
  enum class Kind : std::uint8_t { group_begins, group_ends, level_rises, level_falls };
  double time = 0.0;
  std::uint32_t pool = 0;
  Kind kind = Kind::group_begins;
  std::uint32_t group = 0;
  std::uint32_t count = 0;

  bool begins() const noexcept { return kind == Kind::group_begins || kind == Kind::level_rises; }
  bool operator==(const RosterEvent&) const = default;
};

/// People who are away for a time, again and again: see Interruption.
struct InterruptionTable {
  While when = While::calendar;
  std::uint64_t address = 0;           ///< of its key, for luck
  std::optional<std::uint32_t> every;  ///< sampler; none: at once
  std::uint32_t lasts = 0;             ///< sampler

  bool operator==(const InterruptionTable&) const = default;
};

/// The first `count` people are new: see NewStaff.
struct BeginnersTable {
  std::uint32_t count = 0;
  double speed = 1.0;
  double failure_factor = 1.0;
  double learned = 0.0;  ///< seconds after the start of the run; infinite: never

  bool operator==(const BeginnersTable&) const = default;
};

/// A pause of a group of a shift.
struct BreakTable {
  double at = 0.0;  ///< seconds after the group begins
  double lasts = 0.0;
  double stagger = 0.0;

  bool operator==(const BreakTable&) const = default;
};

/// People who come when many wait: see Surge. They are the people [first, first + count) of the pool.
struct SurgeTable {
  std::uint32_t pool = 0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  QueueCondition when;
  double after = 0.0;
  QueueCondition until;
  std::optional<double> stays;
  std::uint32_t from = no_index;  ///< the pool that lends them

  bool operator==(const SurgeTable&) const = default;
};

struct PoolTable {
  std::uint64_t address = 0;  ///< of its key, for luck
  Discipline discipline = Discipline::fifo;
  std::vector<bool> preempts;       ///< by rank: whether it interrupts lower ones; empty: none does
  Again then = Again::resume;       ///< of a preempted service
  std::uint32_t last_to_yield = 0;  ///< lowest rank of its services that yield to any of higher rank; 0: none can
  std::optional<Again> interrupts;  ///< of a service at the end of a shift
  bool shared = false;              ///< its people work as one, for everybody who is there
  bool has_shifts = false;          ///< people are told apart: a shift owns its people
  bool dispatched = false;          ///< its people do more than serve one line: see Need
  bool takes_by_rank = true;        ///< of a dispatched pool: else whoever has waited the longest
  std::uint32_t units = 1;          ///< of one person, who serves that many calls of one unit at once
  std::uint32_t ranks = 1;          ///< of priority
  std::uint32_t people = 0;         ///< of all groups together, where they are told apart
  std::uint32_t reserve = 0;        ///< the last of them, who come in surges only
  std::vector<std::uint32_t> surges;
  double hold_for_appointment = 0.0;
  double cost = 0.0;       ///< per second on duty
  double absence = 0.0;    ///< share of shifts
  double shrinkage = 0.0;  ///< share of paid time
  std::vector<InterruptionTable> interruptions;
  std::optional<BeginnersTable> beginners;
  std::vector<std::uint32_t> steps;     ///< that it serves
  std::vector<std::uint32_t> upstream;  ///< steps from which a customer can still come to it, its own among them

  /// Whether a call of that rank can take somebody away from another service.
  bool lets_interrupt(std::uint32_t rank) const {
    return (rank < preempts.size() && preempts[rank]) || rank < last_to_yield;
  }

  bool operator==(const PoolTable&) const = default;
};

/// What a group of a shift is made of: people [first, first + count) of its pool.
struct ShiftGroup {
  std::uint32_t pool = 0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  double begin = 0.0;  ///< seconds after the start of the run; negative where it began before
  std::uint32_t first_break = 0;
  std::uint32_t break_count = 0;

  bool operator==(const ShiftGroup&) const = default;
};

}  // namespace throughline
