// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/case_table.hpp"
#include "model/experience_table.hpp"
#include "model/instruction.hpp"
#include "model/need.hpp"
#include "model/patience_table.hpp"
#include "model/pool_table.hpp"
#include "model/route_table.hpp"
#include "model/segment_table.hpp"
#include "random/sampler.hpp"
#include "throughline/document.hpp"
#include "throughline/room.hpp"

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
  std::uint32_t first_rank = 0;             ///< ranks[first_rank + segment], where its pool has priorities
  std::uint32_t first_line = no_index;      ///< step_lines[first_line + segment], where its staff is dispatched
  std::uint32_t first_room = no_index;      ///< step_rooms[first_room + segment], where its places are counted
  std::uint32_t first_deadline = no_index;  ///< step_deadlines[first_deadline + segment], where any has one
  std::uint32_t first_callback = no_index;  ///< step_callbacks[first_callback + segment], where any is offered
  double service_center = 0.0;              ///< near the mean of its service time: sums of squares are kept about it

  bool operator==(const StepTable&) const = default;
};

/// Everything a simulator needs, flat. Cells: one per step and segment, `step * segments + segment`.
struct Program {
  double length = 0.0;
  double warm_up = 0.0;
  bool finds_warm_up = false;  ///< the experiment finds it before it begins
  Ending ending = Ending::drain;
  Method method = Method::replications;
  double starts_clock = 0.0;      ///< seconds after Monday 00:00
  std::vector<Closure> closures;  ///< in order: when nobody arrives from outside by a rate
  std::uint64_t seed = 1;
  std::uint64_t replications = 100;  ///< of a round, where a precision is asked for; batches, of batch means
  std::uint64_t max_replications = 100'000, max_events = 1'000'000'000'000;  ///< budgets of the rounds
  std::uint64_t resamples = 0;                                               ///< of the data of empirical laws
  double confidence = 0.95;
  std::uint64_t max_inside = 1'000'000;
  bool exact_ties = false;  ///< equal times can happen by design: routed arrivals wait for all ends of the same instant
  bool has_timers = false;  ///< of patience, or of services that can be interrupted
  bool has_repeat_time = false, has_appointments = false;
  bool has_due = false;            ///< what has passed since an appointment is measured
  bool leaves_traces = false;      ///< a journey that has left leaves more behind than its record
  bool has_absences = false;       ///< some people are away at times
  bool has_idle_absences = false;  ///< some of them go away where they have had nothing to do
  bool has_beginners = false, has_deadlines = false, has_relief = false;
  bool has_cases = false;                      ///< parts of journeys go their own ways
  bool has_surges = false, has_holds = false;  ///< people come when many wait, or are held for appointments
  bool has_escorts = false;                    ///< people stay with customers until others serve them
  bool has_pace = false;                       ///< some services change their speed on the way
  bool has_sharing = false;                    ///< some people work as one
  bool tells_days = false;                     ///< it is asked how often single days are good
  bool accounts_time = false;                  ///< it is asked what the time of journeys goes into
  bool blocks = false;                         ///< some step blocks whoever comes while it is full
  bool interrupts = false;                     ///< some service can be interrupted
  bool dispatches = false;                     ///< some pool is dispatched
  bool pools_share_steps = false;              ///< a step that different people serve for different segments

  std::vector<Instruction> code;
  std::uint32_t step_out = no_index;  ///< program counters of those who are away at times
  std::uint32_t step_in = no_index;
  std::uint32_t surge = no_index, hold = no_index, called_off = no_index, wrapped_up_called = no_index;
  std::vector<std::uint32_t> exits;  ///< program counters by Exit, no_index where it cannot happen
  std::vector<std::uint32_t> segment_targets;
  std::vector<Choice> choices;
  std::vector<ClockedChoice> clocked_choices;
  RouteTables routes;
  std::vector<Clocked> clocked;
  std::vector<ClockLevel> clock_levels;
  std::vector<double> shares;
  std::vector<Fallback> fallbacks;
  SamplerTable samplers;

  std::vector<StepTable> steps;
  std::vector<SegmentTable> segments;
  std::vector<PoolTable> pools;
  std::vector<ShiftGroup> groups;
  std::vector<BreakTable> breaks;
  std::vector<DeadlineTable> deadlines;
  std::vector<std::uint32_t> step_deadlines;  ///< or no_index
  std::vector<ForkTable> forks;
  std::vector<StartTable> starts;
  std::vector<BatchTable> batches;
  std::vector<SurgeTable> surges;
  std::vector<HoldTable> holds;
  std::vector<RosterEvent> roster;  ///< sorted by time, coming before going
  std::vector<std::uint32_t> ranks;
  std::vector<Need> needs;
  std::vector<LineTable> lines;
  std::vector<std::uint32_t> interrupting_lines;  ///< whose calls can take somebody away from another service
  std::vector<std::uint32_t> step_lines;
  std::vector<Room> rooms;
  std::vector<std::uint32_t> step_rooms;
  std::vector<std::uint32_t> blocking_steps;  ///< that block whoever comes while they are full
  std::vector<RetrialTable> retrials;
  std::vector<CallbackTable> callbacks;
  std::vector<std::uint32_t> step_callbacks;          ///< or no_index
  std::vector<double> service_costs, recovery_costs;  ///< by cell; empty where none has any
  std::vector<double> speeds;       ///< by pool and step, 0 where none is given; empty where none is given at all
  std::uint32_t retrial_slots = 0;  ///< registers of how often a journey has tried
  std::uint32_t server_slots = 0;   ///< registers of whoever served a journey at a step
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

  std::optional<ExperienceTable> experience;  ///< none: nobody asks what customers make of it
  std::optional<EconomicsTable> economics;

  /// Runs longer than a week are shown as one week; the warm-up is then left out.
  bool folds_half_hours() const noexcept { return length > 7.0 * 86400.0; }
  /// Into so many parts of equal length the counted time of a run is cut, each with figures of its own.
  std::uint64_t batches_of_run() const noexcept { return method == Method::batch_means ? replications : 1; }
  /// When the first so many of them end; seconds.
  double end_of_batches(std::uint64_t count) const noexcept {
    return warm_up + (length - warm_up) * (static_cast<double>(count) / static_cast<double>(batches_of_run()));
  }
  /// Seconds that each of them, or the run, counts.
  double counted_time() const noexcept { return (length - warm_up) / static_cast<double>(batches_of_run()); }
  std::size_t cell_count() const noexcept { return steps.size() * segments.size(); }

  bool operator==(const Program&) const = default;
};

}  // namespace throughline
