// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/program.hpp"
#include "simulation/absences.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/batches.hpp"
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
  bool is_inside(std::uint32_t index) const;  ///< a customer, or a part of its journey
  Whereabouts whereabouts(std::uint32_t index) const;
  bool is_carrier(std::uint32_t index) const { return !program_.batches.empty() && batches_.is_carrier(index); }
  /// Who goes through the service for a journey: itself, where it is not served together with others.
  std::uint32_t served_as(std::uint32_t index) const;
  /// How many are served with it.
  double party_of(std::uint32_t index) const { return is_carrier(index) ? batches_.size_of(index) : 1.0; }
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
  const DutyRecord& duty(std::uint32_t pool) const;
  PoolMark measure(std::uint32_t pool, double until) const;
  const std::vector<PoolMark>& measure_pools();

  /// Whether anything else of this instant comes before an arrival from another step.
  bool must_yield();
  void schedule_arrival(const Arrivals& arrivals, std::uint32_t segment) {
    const double time = arrivals.time();
    if (time < program_.length) outside_.push(time, Rank::outside_arrival, segment);
  }
  /// A record that stands for no customer, by its number.
  std::uint32_t stand_in_for(std::uint32_t number, std::uint32_t counter);
  RandomStream luck_of(std::uint32_t person, std::uint64_t address, Purpose purpose);
  void plan_absence(double time, std::uint32_t person, std::uint32_t kind, std::uint32_t which,
                    std::uint32_t planned_for);
  /// The clock of a stage starts, if it never has.
  void mark_from(std::uint32_t index, std::uint32_t stage);

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
  Batches batches_;
  Absences absences_;
  Surges surges_;
  std::vector<TimeIntegral> lines_;      ///< by pool, where pools share steps: who waits for it
  std::vector<double> last_wrapped_up_;  ///< by pool
  double now_ = 0.0;
  std::uint64_t inside_ = 0, event_count_ = 0;
  std::size_t next_roster_ = 0;
  double next_half_hour_ = 0.0;
  std::uint64_t batches_ended_ = 0;  ///< of Program::batches_of_run; the last ends with the run
  Event calendar_;  ///< the next of staff changes, half hours, warm-up, batches and close; they never enter the event
                    ///< list
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
