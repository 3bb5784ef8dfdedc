// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/program.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/dispatcher.hpp"
#include "simulation/duty_ledger.hpp"
#include "simulation/future_event_list.hpp"
#include "simulation/interrupted_services.hpp"
#include "simulation/journey.hpp"
#include "simulation/journey_registers.hpp"
#include "simulation/replication_result.hpp"
#include "simulation/staff_pool.hpp"
#include "simulation/step_queues.hpp"
#include "simulation/timer_list.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {

/// Simulates one replication of a program at a time and tells a Witness what happens: the Recorder (statistics) or the
/// Storyteller (an event log). An object, with no state outside it; each thread has its own. Nothing is allocated per
/// event once as many customers have been inside at once as ever will be.
template <class Witness>
class Simulator {
 public:
  /// Both must outlive the simulator.
  Simulator(const Program& program, Witness& witness);

  /// Same seed and replication, same story: whatever ran before, on whichever thread.
  /// False where `interrupt` was set before the end, which is looked at every half hour.
  bool run(std::uint64_t seed, std::uint64_t replication, const std::atomic<bool>* interrupt = nullptr);

  /// What the simulator alone knows of the last run: staff, queues, half hours, how it ended.
  void report(ReplicationResult& result) const;

 private:
  enum class Mark : std::uint8_t { half_hour, warm_up, close };

  void clear();

  // The calendar.
  Event next_on_calendar() const;
  void on_calendar();
  void on_staff_begin(std::uint32_t roster_index);
  void on_staff_end(std::uint32_t roster_index);
  void on_crew_change(const RosterEvent& event);
  void on_clock_mark(Mark mark);

  // The event loop.
  void run_until(EventKey limit);
  void schedule_arrival(const Arrivals& arrivals, std::uint32_t segment);
  /// The journey that comes from outside; nobody where it is one too many.
  std::uint32_t admit(std::uint32_t segment);
  void on_patience_end(std::uint32_t journey);
  /// Executes the program of a journey until it waits or leaves.
  void interpret(std::uint32_t index);
  void advance(std::uint32_t index);  ///< the same, where speed does not matter so much

  // The verbs.
  // Services that are interrupted.
  bool is_interrupted(std::uint32_t index) const { return program_.interrupts && services_.is_interrupted(index); }
  bool is_served_interruptibly(std::uint32_t index) const;
  void serve_until_interrupted(Journey& journey, std::uint32_t index, double speed);
  void draw_work(const Journey& journey, std::uint32_t index);
  void interrupt(std::uint32_t index, Again then);
  void interrupt_off_duty(std::uint32_t pool);
  std::uint32_t victim_in(std::uint32_t pool, std::uint32_t rank) const;
  /// Interrupts whom a call may push aside, so that it can be answered; false where that is not enough.
  bool make_room(const Journey& journey, std::uint32_t index, std::uint32_t line);
  std::uint32_t next_to_preempt();

  Whereabouts whereabouts(const Journey& journey) const;
  bool must_yield();
  void reach(Journey& journey, std::uint32_t index, const Instruction& instruction);
  bool no_time_passes(const Instruction& instruction);
  bool seize(Journey& journey, const Instruction& instruction);
  void wait_in_line(const Journey& journey, std::uint32_t index, const Instruction& instruction);
  void run_out_of_patience(const Journey& journey, std::uint32_t index, const Instruction& instruction);
  void serve(Journey& journey, std::uint32_t index, const Instruction& instruction, double longer);
  double extra_time(std::uint32_t index);
  void become_free(std::uint32_t pool, std::uint32_t person);
  void wrap_up(std::uint32_t index, const Instruction& instruction);
  std::uint32_t fail(Journey& journey, const Instruction& instruction, std::uint32_t counter);
  std::uint32_t choose(const Journey& journey, std::uint32_t first, std::uint32_t count);
  std::uint32_t choose_by_clock(const Journey& journey, const Instruction& instruction);
  bool happens(const Journey& journey, std::uint32_t share, Purpose purpose) const;
  void mark_from(std::uint32_t index, std::uint32_t stage);
  void mark_to(std::uint32_t index, std::uint32_t stage);
  void leave(std::uint32_t index, Exit exit);

  // The verbs of steps whose people are dispatched.
  std::uint32_t line_of(const Journey& journey) const;
  bool call(Journey& journey, std::uint32_t index);
  void wait_for_call(const Journey& journey, std::uint32_t index);
  double order_of(const Journey& journey, Discipline discipline) const;
  void count_waiting(const Journey& journey, double change);
  void serve_called(Journey& journey, std::uint32_t index, const Instruction& instruction);
  void wrap_up_called(std::uint32_t index, const Instruction& instruction);
  void let_go(std::uint32_t index);
  void served(const Journey& journey, std::uint32_t index);
  void settle();  ///< whoever can be served since people became free is

  void grant(std::uint32_t pool, std::uint32_t index, std::uint32_t person);
  void staff_comes(std::uint32_t pool, std::uint32_t person);
  const std::vector<PoolMark>& measure_pools();
  PoolMark measure(std::uint32_t pool, double until) const;
  const DutyRecord& duty(std::uint32_t pool) const;
  void stop_at(std::uint32_t step, bool endless_loop);
  std::uint32_t fullest_step() const;
  double draw(std::uint32_t law, RandomStream stream) const;
  const ClockLevel& level_at(const Clocked& clocked, double clock) const;
  RandomStream luck(const Journey& journey, Purpose purpose) const;
  std::uint32_t rank(const Journey& journey) const;

  const Program& program_;
  Witness& witness_;
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
