// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/program.hpp"
#include "simulation/appointment_holds.hpp"
#include "simulation/call_line.hpp"
#include "simulation/crew.hpp"
#include "simulation/journey.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {

/// Brings together the people of a crew and the journeys that call for them, where that takes more than one plain line:
/// several people at once, any of several pools, the one who served before, people kept over steps. A call is answered
/// with everybody it needs or with nobody: nothing is held while waiting, so nobody waits for each other in a circle.
/// Whoever cannot be served yet does not hold up those behind. Not thread-safe.
class Dispatcher {
 public:
  explicit Dispatcher(const Program& program);

  void begin(std::uint64_t seed, std::uint64_t replication);

  Crew& crew() noexcept { return crew_; }
  const Crew& crew() const noexcept { return crew_; }
  AppointmentHolds& holds() noexcept { return holds_; }

  /// Assigns everybody that a journey of this line needs, if all are free: true. Requires: whoever waits cannot be
  /// served.
  bool answer(double now, const Journey& journey, std::uint32_t index, std::uint32_t line);
  /// How many of the line could be served at once by whoever is free.
  std::uint32_t count_answerable(std::uint32_t line) const;
  /// The journey joins its line; `key`: what the disciplines `shortest` and `due` order by, seconds.
  void wait(std::uint32_t index, std::uint32_t line, double key);
  /// The same before all others: of a service that was interrupted. Those interrupted first go first.
  void wait_first(std::uint32_t index, std::uint32_t line);
  /// Who stands first in a line; nobody where nobody does.
  std::uint32_t first_in(std::uint32_t line) const;
  /// Whether one pool of a need has somebody for a journey of this line, or it keeps one.
  bool has_for(std::uint32_t index, const NeededPool& needed, std::uint32_t line) const {
    return keeps(index, needed.pool) || has_free(needed, line);
  }
  /// Whether people of a pool are held for others than the calls of a line.
  bool holds_back(std::uint32_t pool, std::uint32_t line) const {
    return program_.has_holds && !program_.lines[line].expected && holds_.held(pool) > 0;
  }
  /// A journey of the line is served by somebody who is nobody's: nobody is held for it any longer.
  void relieve(std::uint32_t index, std::uint32_t line);
  void hang_up(std::uint32_t index, std::uint32_t line) { line_with(index, line).leave(places_, index); }

  /// The people of a pool may have become free: `next` will look.
  void look_at(std::uint32_t pool);
  /// Answers the next call that can be answered since people became free: the journey, nobody where there is none.
  std::uint32_t next(double now, const JourneyPool& journeys);

  /// The step has ended: frees whom the journey does not keep, and the pools that the need releases.
  void end_step(double now, std::uint32_t index, const Need& need);
  /// Frees whom the journey does not keep: its service is interrupted.
  void free_unkept(double now, std::uint32_t index);
  /// Who served a journey before has served its part too.
  void inherit(std::uint32_t part, std::uint32_t whole);
  /// Who serves the carrier of a batch serves those whom it carries.
  void is_served_with(std::uint32_t index, std::uint32_t carrier, const Need& need);
  /// Frees everybody whom the journey holds.
  void let_go(double now, std::uint32_t index);
  /// The factor on the speed of whoever serves the journey at this step: the slowest of them.
  double speed(double now, const Journey& journey, std::uint32_t index, const Need& need) const;
  /// The same where it depends on how many they have in hand; 1 where it does not.
  double pace(std::uint32_t index, const Need& need) const;
  /// Whose number in hand has changed: to be taken note of.
  std::vector<std::uint32_t>& touched() noexcept { return touched_; }
  /// The factor on the probability that their service fails: the greatest of theirs.
  double failure_factor(double now, std::uint32_t index, const Need& need) const;

  const Need& need_of(std::uint32_t line) const { return program_.needs[program_.lines[line].need]; }
  /// Of the calls in a line; no_index where it needs nobody of the pool.
  std::uint32_t rank_in(std::uint32_t pool, std::uint32_t line) const;
  /// Who serves a journey first of all, by number within the pool; nobody where it holds nobody.
  std::uint32_t server_of(std::uint32_t index) const;
  bool anybody_waits_for(std::uint32_t pool) const;

 private:
  struct LineOfPool {
    std::uint32_t line = 0;
    std::uint32_t rank = 0;
  };

  /// How much of what there is to learn a person knows, 0 to 1.
  double progress_of(double now, std::uint32_t person) const;
  void join(std::uint32_t index, std::uint32_t line, double key);
  /// Where a journey waits that has joined a line: those who keep some of whom they need stand apart, for they may be
  /// answered where nobody else can.
  CallLine& line_with(std::uint32_t index, std::uint32_t line) {
    return lines_[keeps_some_[index] ? line + program_.lines.size() : line];
  }
  const CallLine& keeping_line(std::uint32_t line) const { return lines_[line + program_.lines.size()]; }
  std::size_t waiting_in(std::uint32_t line) const { return lines_[line].size() + keeping_line(line).size(); }
  bool can_answer(std::uint32_t index, std::uint32_t line) const;
  /// How many are free for the calls of a line: but those who are held for appointments.
  std::uint32_t count_free(const NeededPool& needed, std::uint32_t line) const;
  bool has_free(const NeededPool& needed, std::uint32_t line) const {
    return program_.has_holds ? count_free(needed, line) > 0 : crew_.has(needed.pool, needed.units);
  }
  bool keeps(std::uint32_t index, std::uint32_t pool) const;
  std::uint32_t server_for(const Journey& journey, std::uint32_t index, std::uint32_t line) const;
  void assign(double now, const Journey& journey, std::uint32_t index, std::uint32_t line);
  /// The call of a line that comes next and can be answered; nullptr where there is none.
  const CallLine::Call* first_of(std::uint32_t line) const;
  struct Chosen {
    const CallLine::Call* call = nullptr;
    std::uint32_t line = 0;
  };
  /// Whom the people of a pool take next, of those who can be answered.
  Chosen choose(std::uint32_t pool);
  Chosen choose_any(std::uint32_t pool, std::uint32_t rank);
  void note_server(std::uint32_t index, std::uint32_t slot, std::uint32_t person);
  std::uint32_t register_of(std::uint32_t index, std::uint32_t slot) const;
  void free(double now, std::uint32_t assignment);

  const Program& program_;
  Crew crew_;
  AppointmentHolds holds_;
  std::vector<CallLine> lines_;   ///< then those who keep some of whom they need, line by line
  std::vector<bool> keeps_some_;  ///< by journey that waits: stands there
  LinePlaces places_;
  std::vector<std::vector<LineOfPool>> lines_of_pool_;  ///< by rank
  std::vector<std::uint32_t> to_look_at_;               ///< pools
  std::vector<std::uint32_t> servers_;                  ///< by journey and slot: who served it
  std::vector<SegmentLuck> luck_;                       ///< by pool
  std::vector<std::uint64_t> chosen_;                   ///< by pool: how often it has chosen at random
  std::uint64_t sequence_ = 0;
  std::vector<std::uint32_t> touched_;  ///< people, where pace matters
};

}  // namespace throughline
