// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>

#include "throughline/document.hpp"

namespace throughline {

/// The verbs of a service. A journey is a program counter; an instruction that must wait schedules an event and
/// suspends the journey at the instruction behind it. Operands a, b, c are named per verb; `step` and `pool` stand in
/// every instruction.
enum class Verb : std::uint8_t {
  yield,              ///< equal times: lets every end of service of this instant happen first
  reach,              ///< a visit of `step` begins; a = slot of its visit counter, or no_index
  enter,              ///< takes a place at the step, or goes on at b, turned away
  claim,              ///< takes a place at step a, where its customers are blocked while it is full
  stay,               ///< keeps the place at the step for the next visit
  leave_room,         ///< gives the place at the step free
  try_again,          ///< of those who gave up, some come again: a = retrial
  guard,              ///< stops a loop in which no time passes
  seize,              ///< waits for a person of `pool`
  seize_patient,      ///< the same with patience: a = law, b = where to go when it ends
  judge_wait,         ///< counts the wait of the served against the limits [a, a + b)
  judge_abandonment,  ///< the same for those whose patience has ended
  judge_due,          ///< a wait has ended: how long after the appointment
  serve,              ///< a person serves for the time of law a
  serve_longer,       ///< the same, plus what a repeated handoff added
  serve_shared,       ///< the people of `pool` share their work: law a at full speed; b = 1: plus what a handoff added
  leave_shared,       ///< that has been done: the visit is recorded, the others go on the faster
  take_time,          ///< nobody is needed: takes the time of law a
  take_longer,        ///< the same, plus what a repeated handoff added
  take_none,          ///< nobody is needed, no time passes
  finish,             ///< the visit has ended: it is recorded, as release and wrap_up do where a person served
  release,            ///< the person of `pool` becomes free
  wrap_up,            ///< the person stays busy for the time of law a, then goes on at b; the journey goes on now
  wrapped_up,         ///< the end of a wrap-up: the person of `pool` becomes free
  fail,               ///< share a of the services has failed: fallback b
  recovery_time,      ///< of a failure for good: takes the time of law a
  recover,            ///< share a of the failures is made up for: goes on at b
  pass,               ///< goes on at a; counts a passage of route b
  choose,             ///< draws one of the choices [a, a + b)
  choose_by_clock,    ///< the same, shares by the clock: a = index of the ClockedChoice
  choose_open,        ///< draws one of the guarded choices [a, a + b) that are open
  choose_shortest,    ///< takes the shortest of the lines [a, a + b)
  become,             ///< goes on as a customer of another segment: change a
  by_segment,         ///< goes on at segment_targets[a + segment]
  delay,              ///< of a handoff: takes the time of law a
  lose,               ///< of a handoff: share a is lost: fallback b
  repeat_visit,       ///< of a handoff: share a goes back: fallback b
  repeat_time,        ///< of a handoff: share a makes the next service longer by law b
  mark_from,          ///< the clock of stage a starts, if it never has
  mark_to,            ///< the clock of stage a stops, if it runs
  call,               ///< waits for the people of the step's line
  call_patient,       ///< the same with patience: a = law, b = where to go when it ends
  serve_called,       ///< they serve for the time of law a over their speed; b = 1: plus what a repeated handoff added
  served,             ///< the visit has ended: it is recorded; who served stays
  wrap_up_called,     ///< who served stays busy for the time of law a, then goes on at b; the journey goes on now
  wrapped_up_called,  ///< the end of that: they become free
  escort,             ///< who served stays with the customer on the way; a = law of their wrap-up after it, or no_index
  take_over,          ///< whoever has stayed with the customer until now becomes free, or wraps up
  end_step,           ///< whom the journey called becomes free, unless it keeps them: a = need
  let_go,             ///< whom the journey still holds becomes free
  jump,               ///< goes on at a
  step_out,           ///< a person goes away for a time
  step_in,            ///< and comes back
  fork,               ///< sends out the branches of fork a and waits for them; goes on where none is taken
  gather,             ///< enough branches have come: the others are let go
  join,               ///< of a branch that ends at `step`: it has come where branches meet
  assemble,           ///< waits until enough have come to be served together: batch a; who rides with them goes on at b
  set_off,            ///< the first of them has waited longest enough: whoever is there goes
  board,              ///< their service begins
  take_together,      ///< nobody is needed: takes them the time of law a
  disband,            ///< the service has ended: each goes on alone
  ride,               ///< is served together with others; a = 1: by people
  alight,             ///< that has ended: the visit is recorded; a = 1: people served
  start_case,         ///< start a begins work that runs on
  await,              ///< waits until the work begun at step a has ended
  called_off,         ///< nothing is left but the record
  surge,              ///< people are called, come or go as many wait or few
  hold,               ///< people are held for an appointment, or no longer
  come,               ///< a member of a population comes from outside
  leave               ///< the journey ends: a = Exit
};

/// In place of a pool, where an instruction speaks of none.
inline constexpr std::uint16_t nobody_serves = std::numeric_limits<std::uint16_t>::max();

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
enum class Exit : std::uint8_t { completed, failed_service, failed_handoff, abandoned, turned_away, no_show };

}  // namespace throughline
