// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/program.hpp"
#include "simulation/absences.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/dispatcher.hpp"
#include "simulation/duty_ledger.hpp"
#include "simulation/future_event_list.hpp"
#include "simulation/interrupted_services.hpp"
#include "simulation/journey.hpp"
#include "simulation/journey_registers.hpp"
#include "simulation/replication_result.hpp"
#include "simulation/rooms.hpp"
#include "simulation/staff_pool.hpp"
#include "simulation/step_queues.hpp"
#include "simulation/surges.hpp"
#include "simulation/timer_list.hpp"

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

  const DutyRecord& duty(std::uint32_t pool) const;
  PoolMark measure(std::uint32_t pool, double until) const;
  const std::vector<PoolMark>& measure_pools();

  const Program& program_;
  const std::uint32_t segment_count_;
  FutureEventList events_;
  FutureEventList outside_;  ///< the next arrival of every segment: most events then leave a smaller list
  TimerList timers_;
  JourneyPool journeys_;
  std::vector<StaffPool> pools_;
  Dispatcher dispatcher_;
  InterruptibleServices services_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> victims_;  ///< journey and pool: scratch of make_room
  std::vector<Arrivals> arrivals_;
  StepQueues queues_;
  JourneyRegisters registers_;
  Rooms rooms_;
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

  DutyLedger ledger_;
  std::vector<PoolMark> marks_;
  ReplicationResult ending_;  ///< how it ended
};

}  // namespace throughline
