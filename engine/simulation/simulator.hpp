// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "simulation/simulation_rules.hpp"

namespace throughline {

/// Simulates one replication of a program at a time and tells a Witness what happens: the Recorder (statistics), the
/// TimeRecorder, the ExperienceRecorder or the Storyteller (an event log). An object, with no state outside it; each
/// thread has its own. Nothing is allocated per event once as many customers have been inside at once as ever will be.
template <class Witness>
class Simulator : private SimulationRules {
 public:
  /// Both must outlive the simulator.
  Simulator(const Program& program, Witness& witness);

  /// Same seed and replication, same story: whatever ran before, on whichever thread.
  /// False where `interrupt` was set before the end, which is looked at every half hour.
  bool run(std::uint64_t seed, std::uint64_t replication, const std::atomic<bool>* interrupt = nullptr);

  /// What the simulator alone knows of the last run: staff, queues, half hours, how it ended. From batch_ends of the
  /// Witness: of the batch that ends, but half hours and events from the start of the run.
  void report(ReplicationResult& result) const;

 private:
  enum class Mark : std::uint8_t { half_hour, warm_up, batch_end, close };

  // The calendar.
  Event next_on_calendar() const;
  void on_calendar();
  void on_staff_begin(std::uint32_t roster_index);
  void on_staff_end(std::uint32_t roster_index);
  void on_crew_change(const RosterEvent& event);
  void on_shared_change(const RosterEvent& event);
  void on_clock_mark(Mark mark);

  // The event loop.
  void run_until(EventKey limit);
  std::uint32_t admit(std::uint32_t segment);  ///< from outside; nobody where it is one too many
  void begin_segment(std::uint32_t segment);   ///< who is inside already, members of a population, the first arrival
  void begin_journey(std::uint32_t index);
  void think(std::uint32_t index);  ///< a member of a population stays away for a time
  void think_again(std::uint32_t index);
  bool come(std::uint32_t index);
  void on_patience_end(std::uint32_t journey);
  void interpret(std::uint32_t index);  ///< executes the program of a journey until it waits or leaves
  void advance(std::uint32_t index);    ///< the same, where speed does not matter so much

  // Services that are interrupted.
  void serve_until_interrupted(Journey& journey, std::uint32_t index, double speed);
  void on_deadline(std::uint32_t index);
  void interrupt(std::uint32_t index, Again then);
  void interrupt_off_duty(std::uint32_t pool);
  /// Interrupts whom a call may push aside; false where that is not enough.
  bool make_room(std::uint32_t index, std::uint32_t line);
  std::uint32_t next_to_preempt();
  void reach(Journey& journey, std::uint32_t index, const Instruction& instruction);
  bool no_time_passes(const Instruction& instruction);
  bool seize(Journey& journey, const Instruction& instruction);
  void wait_in_line(const Journey& journey, std::uint32_t index, const Instruction& instruction);
  void run_out_of_patience(const Journey& journey, std::uint32_t index, const Instruction& instruction);
  void serve(Journey& journey, std::uint32_t index, const Instruction& instruction, double longer);
  void become_free(std::uint32_t pool, std::uint32_t person);
  void wrap_up(std::uint32_t index, const Instruction& instruction);
  std::uint32_t fail(std::uint32_t index, const Instruction& instruction, std::uint32_t counter);
  bool recovers(Journey& journey, const Instruction& instruction);
  void become(std::uint32_t index, const Instruction& instruction);
  std::uint32_t choose(const Journey& journey, std::uint32_t first, std::uint32_t count);
  std::uint32_t choose_by_clock(const Journey& journey, const Instruction& instruction);
  void mark_to(std::uint32_t index, std::uint32_t stage);
  void leave(std::uint32_t index, Exit exit);
  void clear_up(std::uint32_t index);  ///< after a journey that has left, where more is left of it than a record

  // People who are away for a time.
  void begin_absences();
  void begin_duty(std::uint32_t person, const ShiftGroup* group, bool relieves);
  void step_out(std::uint32_t stand_in);
  void step_in(std::uint32_t stand_in);
  void interrupt_all(std::uint32_t person);
  void send_away();
  void plan_vacations();

  // Parts of a journey that go their own ways.
  std::uint32_t begin_part(std::uint32_t index, Purpose purpose, std::uint64_t address, std::uint32_t target);
  bool fork(std::uint32_t index, const Instruction& instruction);
  void start_case(std::uint32_t index, const Instruction& instruction);
  bool awaits(std::uint32_t index, const Instruction& instruction);
  void end_part(std::uint32_t index, Exit exit);
  void let_branches_go(std::uint32_t index, bool cancels);
  void call_off(std::uint32_t index);
  /// It waits nowhere, nobody (or only who is kept) is with it; true where an event of its own still comes.
  bool stop(std::uint32_t index, bool stays = false);
  void release_parts(std::uint32_t index);

  // Customers who are served together.
  void assemble(std::uint32_t index, std::uint32_t batch);
  void set_off(std::uint32_t batch);
  void board(std::uint32_t carrier);
  void take_together(std::uint32_t carrier, std::uint32_t law);
  void tell_service(std::uint32_t index, double time);
  void served_together(std::uint32_t carrier);
  void disband(std::uint32_t carrier);
  void alight(std::uint32_t index, bool is_staffed);
  void leave_batch(std::uint32_t index);

  // People who come when many wait, or are held for appointments.
  void begin_surges();
  void watch_queue(std::uint32_t pool);
  void move_surge_on(std::uint32_t stand_in);
  void lend();
  void end_surges();
  void begin_holds();
  void move_hold_on(std::uint32_t stand_in);
  void end_holds();
  void no_longer_expected(std::uint32_t index);

  // Steps that hold only so many, and customers who come again.
  enum class Entrance : std::uint8_t { open, blocked, closed };
  Entrance enter(Journey& journey, std::uint32_t index, const Instruction& instruction);
  Entrance turn_away(Journey& journey, std::uint32_t index);
  bool claim(const Journey& journey, std::uint32_t index, const Instruction& instruction);
  void wake_blocked(std::uint32_t step);
  void wake_blocked();
  void give_back(std::uint32_t step);
  void turn_away_waiting();
  void stop_waiting(const Journey& journey, std::uint32_t index);
  bool tries_again(std::uint32_t index, const Instruction& instruction);

  // The verbs of steps whose people are dispatched.
  bool call(Journey& journey, std::uint32_t index);
  void wait_for_call(const Journey& journey, std::uint32_t index);
  void count_waiting(const Journey& journey, double change);
  void serve_shared(Journey& journey, std::uint32_t index, const Instruction& instruction);
  void serve_called(Journey& journey, std::uint32_t index, const Instruction& instruction);
  void wrap_up_called(std::uint32_t index, const Instruction& instruction);
  void let_go(std::uint32_t index);
  void escort(std::uint32_t index, const Instruction& instruction);
  void take_over(std::uint32_t index);
  void served(const Journey& journey, std::uint32_t index);
  void settle();  ///< whoever can be served since people became free is
  void grant(std::uint32_t pool, std::uint32_t index, std::uint32_t person);
  void staff_comes(std::uint32_t pool, std::uint32_t person);
  Witness& witness_;
};

}  // namespace throughline
