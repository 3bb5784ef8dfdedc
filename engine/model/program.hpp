// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "random/sampler.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// The verbs of a service. A journey is a program counter; an instruction that must wait schedules an event and
/// suspends the journey at the instruction behind it. Operands a, b, c are named per verb; `step` and `pool` stand in
/// every instruction.
enum class Verb : std::uint8_t {
  yield,              ///< equal times: lets every end of service of this instant happen first
  reach,              ///< a visit of `step` begins; a = slot of its visit counter, or no_index
  guard,              ///< stops a loop in which no time passes
  seize,              ///< waits for a person of `pool`
  seize_patient,      ///< the same with patience: a = law, b = where to go when it ends
  judge_wait,         ///< counts the wait of the served against the limits [a, a + b)
  judge_abandonment,  ///< the same for those whose patience has ended
  serve,              ///< a person serves for the time of law a
  serve_longer,       ///< the same, plus what a repeated handoff added
  take_time,          ///< nobody is needed: takes the time of law a
  take_longer,        ///< the same, plus what a repeated handoff added
  take_none,          ///< nobody is needed, no time passes
  finish,             ///< the service has ended: it is recorded
  release,            ///< the person of `pool` becomes free
  wrap_up,            ///< the person stays busy for the time of law a, then goes on at b; the journey goes on now
  wrapped_up,         ///< the end of a wrap-up: the person of `pool` becomes free
  fail,               ///< share a of the services has failed: fallback b
  pass,               ///< goes on at a; counts a passage of route b
  choose,             ///< draws one of the choices [a, a + b)
  choose_by_clock,    ///< the same, shares by the clock: a = index of the ClockedChoice
  by_segment,         ///< goes on at segment_targets[a + segment]
  delay,              ///< of a handoff: takes the time of law a
  lose,               ///< of a handoff: share a is lost: fallback b
  repeat_visit,       ///< of a handoff: share a goes back: fallback b
  repeat_time,        ///< of a handoff: share a makes the next service longer by law b
  mark_from,          ///< the clock of stage a starts, if it never has
  mark_to,            ///< the clock of stage a stops, if it runs
  jump,               ///< goes on at a
  leave               ///< the journey ends: a = Exit
};

inline constexpr std::uint32_t no_index = std::numeric_limits<std::uint32_t>::max();

struct Instruction {
  Verb verb = Verb::jump;
  std::uint16_t pool = 0;
  std::uint32_t step = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;

  bool operator==(const Instruction&) const = default;
};

/// A law or share that is constant or follows the clock: an index with this bit set names a Clocked table.
inline constexpr std::uint32_t by_clock_bit = 0x8000'0000U;

/// Piecewise constant over a day or week: levels [first, first + count) of `clock_levels`.
struct Clocked {
  double period = 0.0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;

  bool operator==(const Clocked&) const = default;
};

struct ClockLevel {
  double from = 0.0;
  double share = 0.0;         ///< of a clocked share
  std::uint32_t sampler = 0;  ///< of a clocked law; first choice of a clocked choice

  bool operator==(const ClockLevel&) const = default;
};

/// One way out of a step: taken when the draw is below `threshold` (cumulative over its group; the last is 1).
struct Choice {
  double threshold = 1.0;
  std::uint32_t target = 0;  ///< program counter
  std::uint32_t route = 0;   ///< the passage to count: index into Catalog::routes

  bool operator==(const Choice&) const = default;
};

struct ClockedChoice {
  Clocked clock;
  std::uint32_t size = 0;  ///< choices per level

  bool operator==(const ClockedChoice&) const = default;
};

/// What follows a failed service or a handoff that went wrong.
struct Fallback {
  FailureThen then = FailureThen::leave;
  std::uint32_t target = 0;        ///< program counter: of the step again (retry), or where the route leads
  std::uint32_t route = no_index;  ///< the passage to count
  std::uint32_t leave = 0;         ///< program counter of the journey's end, when `attempts` are spent
  std::uint32_t attempts = 0;      ///< services in all; 0 = no limit

  bool operator==(const Fallback&) const = default;
};

/// How a journey can end inside the simulation; the order of the tallies.
enum class Exit : std::uint8_t { completed, failed_service, failed_handoff, abandoned };

struct StepTable {
  std::uint64_t address = 0;  ///< of its key, for luck
  std::uint32_t pool = no_index;
  std::uint32_t first_rank = 0;  ///< ranks[first_rank + segment], where its pool has priorities
  double service_center = 0.0;   ///< near the mean of its service time: sums of squares are kept about it

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
  bool has_shifts = false;              ///< people are told apart: a shift owns its people
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
  double starts_clock = 0.0;  ///< seconds after Monday 00:00
  std::uint64_t seed = 1;
  std::uint64_t replications = 100;
  double confidence = 0.95;
  std::uint64_t max_inside = 1'000'000;
  bool exact_ties = false;  ///< equal times can happen by design: routed arrivals wait for all ends of the same instant
  bool has_patience = false;
  bool has_repeat_time = false;

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
  std::uint32_t route_count = 0;
  std::uint32_t counted_steps = 0;  ///< slots of visit counters: steps a journey can come to again
  std::uint32_t stage_count = 0;
  std::vector<double> wait_limits;               ///< of service_level(t): flat, by step
  std::vector<std::uint32_t> wait_limit_first;   ///< by step, one more at the end
  std::vector<double> journey_limits;            ///< of journey.within(t)
  std::vector<double> stage_limits;              ///< of stage.S.within(t): flat
  std::vector<std::uint32_t> stage_limit_first;  ///< by stage, one more at the end

  std::size_t cell_count() const noexcept { return steps.size() * segments.size(); }

  bool operator==(const Program&) const = default;
};

}  // namespace throughline
