// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/program.hpp"
#include "simulation/absences.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/cases.hpp"
#include "simulation/dispatcher.hpp"
#include "simulation/duty_gaps.hpp"
#include "simulation/duty_ledger.hpp"
#include "simulation/future_event_list.hpp"
#include "simulation/interrupted_services.hpp"
#include "simulation/journey.hpp"
#include "simulation/journey_registers.hpp"
#include "simulation/replication_result.hpp"
#include "simulation/rooms.hpp"
#include "simulation/shared_server.hpp"
#include "simulation/staff_pool.hpp"
#include "simulation/step_queues.hpp"
#include "simulation/surges.hpp"
#include "simulation/time_ledger.hpp"
#include "simulation/timer_list.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {

/// All that a replication is made of while it is simulated. What happens to it is the Simulator's.
struct SimulationState {
  explicit SimulationState(const Program& program);

  /// Before a replication: nothing has happened.
  void clear();

  bool is_interrupted(std::uint32_t index) const { return program_.interrupts && services_.is_interrupted(index); }
  bool is_inside(const Journey& journey) const;
  Whereabouts whereabouts(const Journey& journey) const;
  std::uint32_t fullest_step() const;
  void stop_at(std::uint32_t step, GivenUp why);
  /// Stops where nobody who waits for a place at the step can ever move on.
  void find_deadlock(std::uint32_t step);

  /// Random numbers of a journey at its step, for one purpose.
  RandomStream luck(const Journey& journey, Purpose purpose) const {
    return {journey.key, program_.steps[journey.step].address, journey.visit, purpose};
  }
  [[gnu::always_inline]] double draw(std::uint32_t law, RandomStream stream) const {
    if ((law & by_clock_bit) != 0) law = level_at(program_.clocked[law & ~by_clock_bit]).sampler;
    return program_.samplers.draw(law, stream);
  }
  bool happens(const Journey& journey, std::uint32_t share, Purpose purpose, double factor = 1.0) const {
    return luck(journey, purpose).uniform() < probability_of(share) * factor;
  }
  double probability_of(std::uint32_t share) const {
    return (share & by_clock_bit) != 0 ? level_at(program_.clocked[share & ~by_clock_bit]).share
                                       : program_.shares[share];
  }
  /// What holds now.
  const ClockLevel& level_at(const Clocked& clocked) const;

  /// Of a journey in the line of a plain pool.
  std::uint32_t rank(const Journey& journey) const {
    const StepTable& step = program_.steps[journey.step];
    return step.first_rank == no_index ? 0 : program_.ranks[step.first_rank + journey.segment];
  }
  /// Of those of the dispatcher.
  std::uint32_t line_of(const Journey& journey) const;
  double order_of(const Journey& journey, std::uint32_t index, Discipline discipline) const;
  bool is_served_interruptibly(std::uint32_t index) const;
  double patience_of(const Journey& journey, const Instruction& instruction) const;
  /// When a journey must leave its step; infinite where it may stay.
  double deadline_of(const Journey& journey) const;
  const DeadlineTable* deadline_at(const Journey& journey) const;
  /// Adds to `victims_` whose services are interrupted so that a person of a pool is free for a call of some rank;
  /// false where that is not enough.
  bool add_victims(const NeededPool& needed, std::uint32_t rank);
  bool take_victims(std::uint32_t person, const NeededPool& needed, std::uint32_t rank);
  std::uint32_t victim_of(std::uint32_t person, std::uint32_t rank) const;
  bool is_victim(std::uint32_t index) const;

  const Room& room_of(std::uint32_t step, std::uint32_t segment) const;
  bool balks(const Journey& journey, const Room& room, std::uint32_t present) const;
  bool is_full(std::uint32_t step, const Room& room, std::uint32_t segment, std::uint16_t pool) const;
  std::uint32_t count_free(std::uint32_t step, std::uint32_t segment, std::uint16_t pool) const;

  /// Of the ways out that are open to a journey one by chance.
  const GuardedChoice& open_choice(std::uint32_t index, const Instruction& instruction) const;
  double value_of(const ConditionTest& test, std::uint32_t index) const;
  double attribute_of(std::uint32_t index, std::uint32_t attribute) const;
  /// The step with the fewest waiting; among equals where somebody is free, then the first.
  const LineChoice& shortest_line(std::uint32_t index, const Instruction& instruction) const;
  bool waits_at(std::uint32_t index, const LineChoice& line) const;

  const DutyRecord& duty(std::uint32_t pool) const;
  PoolMark measure(std::uint32_t pool, double until) const;
  const std::vector<PoolMark>& measure_pools();

  /// From now on the time of a journey goes into what it waits for at an instruction.
  void spend(std::uint32_t index, const Instruction& instruction);
  void spend(std::uint32_t index, TimeKind kind);
  /// The time of a journey is told up to now.
  void close_time(std::uint32_t index);
  double off_duty_since(double from, std::uint32_t cell) const;
  void close_time_of_unfinished(std::uint32_t index);
  void note_duty(std::uint32_t pool);
  void note_duty();

  const Program& program_;
  const std::uint32_t segment_count_;
  FutureEventList events_;
  FutureEventList outside_;  ///< the next arrival of every segment: most events then leave a smaller list
  TimerList timers_;
  JourneyPool journeys_;
  std::vector<StaffPool> pools_;
  std::vector<SharedServer> shared_;  ///< by pool, where some people work as one
  Dispatcher dispatcher_;
  InterruptibleServices services_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> victims_;  ///< journey and pool: scratch of make_room
  std::vector<Arrivals> arrivals_;
  StepQueues queues_;
  JourneyRegisters registers_;
  Rooms rooms_;
  Cases cases_;
  Absences absences_;
  Surges surges_;
  std::vector<TimeIntegral> lines_;      ///< by pool, where pools share steps: who waits for it
  std::vector<double> last_wrapped_up_;  ///< by pool
  double now_ = 0.0;
  std::uint64_t inside_ = 0, event_count_ = 0;
  std::size_t next_roster_ = 0;
  double next_half_hour_ = 0.0;
  Event calendar_;  ///< the next of staff changes, half hours, warm-up and close; they never enter the event list
  double loop_time_ = -1.0;  ///< the instant that `loop_count_` belongs to
  std::uint32_t loop_count_ = 0;
  bool stopped_ = false, warmed_up_ = false, closed_ = false;

  TimeLedger times_;  ///< where Program::accounts_time
  DutyGaps gaps_;
  DutyLedger ledger_;
  std::vector<PoolMark> marks_;
  ReplicationResult ending_;  ///< how it ended
};

}  // namespace throughline
