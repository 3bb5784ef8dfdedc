// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/instruction.hpp"
#include "model/need.hpp"
#include "random/sampler.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [begin, end), seconds of the run.
struct Closure {
  double begin = 0.0;
  double end = 0.0;

  bool operator==(const Closure&) const = default;
};

struct StepTable {
  std::uint64_t address = 0;  ///< of its key, for luck
  std::uint32_t pool = no_index;
  std::uint32_t first_rank = 0;         ///< ranks[first_rank + segment], where its pool has priorities
  std::uint32_t first_line = no_index;  ///< step_lines[first_line + segment], where its staff is dispatched
  double service_center = 0.0;          ///< near the mean of its service time: sums of squares are kept about it

  bool operator==(const StepTable&) const = default;
};

struct SegmentTable {
  enum class Arrivals : std::uint8_t { none, rate, interarrival };
  std::uint64_t address = 0;
  std::uint32_t entry = 0;  ///< program counter of its first instruction
  Arrivals arrivals = Arrivals::none;
  Schedule<double> rate;       ///< per second, over the clock
  std::uint32_t interval = 0;  ///< sampler
  double value = 0.0;

  bool operator==(const SegmentTable&) const = default;
};

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

struct PoolTable {
  std::uint64_t address = 0;  ///< of its key, for luck
  Discipline discipline = Discipline::fifo;
  std::vector<bool> preempts;           ///< by rank: whether it interrupts lower ones; empty: none does
  Again then = Again::resume;           ///< of a preempted service
  std::optional<Again> interrupts;      ///< of a service at the end of a shift
  bool has_shifts = false;              ///< people are told apart: a shift owns its people
  bool dispatched = false;              ///< its people do more than serve one line: see Need
  bool takes_by_rank = true;            ///< of a dispatched pool: else whoever has waited the longest
  std::uint32_t units = 1;              ///< of one person, who serves that many calls of one unit at once
  std::uint32_t ranks = 1;              ///< of priority
  std::uint32_t people = 0;             ///< of all groups together, where they are told apart
  double cost = 0.0;                    ///< per second on duty
  std::vector<std::uint32_t> steps;     ///< that it serves
  std::vector<std::uint32_t> upstream;  ///< steps from which a customer can still come to it, its own among them

  bool operator==(const PoolTable&) const = default;
};

/// What a group of a shift is made of: people [first, first + count) of its pool.
struct ShiftGroup {
  std::uint32_t pool = 0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;

  bool operator==(const ShiftGroup&) const = default;
};

/// Everything a simulator needs, flat. Cells: one per step and segment, `step * segments + segment`.
struct Program {
  double length = 0.0;
  double warm_up = 0.0;
  Ending ending = Ending::drain;
  double starts_clock = 0.0;      ///< seconds after Monday 00:00
  std::vector<Closure> closures;  ///< in order: when nobody arrives from outside by a rate
  std::uint64_t seed = 1;
  std::uint64_t replications = 100;
  double confidence = 0.95;
  std::uint64_t max_inside = 1'000'000;
  bool exact_ties = false;  ///< equal times can happen by design: routed arrivals wait for all ends of the same instant
  bool has_timers = false;  ///< of patience, or of services that can be interrupted
  bool has_repeat_time = false;
  bool interrupts = false;         ///< some service can be interrupted
  bool dispatches = false;         ///< some pool is dispatched
  bool pools_share_steps = false;  ///< a step that different people serve for different segments

  std::vector<Instruction> code;
  std::vector<std::uint32_t> segment_targets;
  std::vector<Choice> choices;
  std::vector<ClockedChoice> clocked_choices;
  std::vector<Clocked> clocked;
  std::vector<ClockLevel> clock_levels;
  std::vector<double> shares;
  std::vector<Fallback> fallbacks;
  SamplerTable samplers;

  std::vector<StepTable> steps;
  std::vector<SegmentTable> segments;
  std::vector<PoolTable> pools;
  std::vector<ShiftGroup> groups;
  std::vector<RosterEvent> roster;  ///< sorted by time, coming before going
  std::vector<std::uint32_t> ranks;
  std::vector<Need> needs;
  std::vector<LineTable> lines;
  std::vector<std::uint32_t> step_lines;
  std::vector<double> speeds;      ///< by pool and step, 0 where none is given; empty where none is given at all
  std::uint32_t server_slots = 0;  ///< registers of whoever served a journey at a step
  std::uint32_t route_count = 0;
  std::uint32_t counted_steps = 0;  ///< slots of visit counters: steps a journey can come to again
  std::uint32_t stage_count = 0;
  /// Steps of which it is asked how many wait at all of them together at most.
  std::vector<std::vector<std::uint32_t>> queue_groups;
  std::vector<double> wait_limits;               ///< of service_level(t): flat, by step
  std::vector<std::uint32_t> wait_limit_first;   ///< by step, one more at the end
  std::vector<double> journey_limits;            ///< of journey.within(t)
  std::vector<double> stage_limits;              ///< of stage.S.within(t): flat
  std::vector<std::uint32_t> stage_limit_first;  ///< by stage, one more at the end

  /// Runs longer than a week are shown as one week; the warm-up is then left out.
  bool folds_half_hours() const noexcept { return length > 7.0 * 86400.0; }
  std::size_t cell_count() const noexcept { return steps.size() * segments.size(); }

  bool operator==(const Program&) const = default;
};

}  // namespace throughline
