// SPDX-License-Identifier: MIT
// The event loop and the verbs of a service that events set in motion. What the calendar brings is in simulator.cpp.

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "simulation/experience_recorder.hpp"
#include "simulation/plain_visit.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

/// Pending events beyond which their journeys do not all stay in the fastest cache.
inline constexpr std::size_t many = 500;

template <class Witness>
void Simulator<Witness>::advance(std::uint32_t index) {
  interpret(index);
}

template <class Witness>
[[gnu::always_inline]] inline void Simulator<Witness>::interpret(std::uint32_t index) {
  const Instruction* const code = program_.code.data();
  Journey* journey = &journeys_[index];
  const Instruction* at = code + journey->counter;
  const auto suspend_behind = [&](const Instruction* instruction) {
    journey->counter = static_cast<std::uint32_t>(instruction - code) + 1;
    if constexpr (Witness::accounts_time) spend(index, *instruction);
  };
  const auto take = [&](const auto& way) {
    witness_.passed(*journey, way.route);
    return code + way.target;
  };
  for (;;) {
    switch (at->verb) {
      case Verb::yield:
        if (must_yield()) {
          suspend_behind(at);
          events_.push(now_, Rank::route_arrival, index);
          return;
        }
        ++at;
        break;
      // The three verbs of a plain visit mostly follow each other: no need to look for the next one.
      case Verb::reach:
        reach(*journey, index, *at);
        if ((++at)->verb != Verb::seize) break;
        [[fallthrough]];
      case Verb::seize:
        if (!seize(*journey, *at)) {
          suspend_behind(at);
          return wait_in_line(*journey, index, *at);
        }
        if ((++at)->verb != Verb::serve) break;
        [[fallthrough]];
      case Verb::serve:
      case Verb::take_time:
        suspend_behind(at);
        serve(*journey, index, *at, 0.0);
        return;
      case Verb::serve_longer:
      case Verb::take_longer:
        suspend_behind(at);
        serve(*journey, index, *at, registers_.take_extra_time(index));
        return;
      case Verb::serve_shared:
        suspend_behind(at);
        serve_shared(*journey, index, *at);
        return;
      case Verb::leave_shared:
        queues_.step_left(now_, journey->step);
        witness_.served(*journey, now_);
        shared_[at->pool].leave_first(now_, timers_);
        ++at;
        break;
      case Verb::guard:
        if (!no_time_passes(*at)) {
          journey->counter = static_cast<std::uint32_t>(at - code);  // it is not where it was last suspended
          return;
        }
        ++at;
        break;
      case Verb::seize_patient:
        if (!seize(*journey, *at)) {
          suspend_behind(at);
          wait_in_line(*journey, index, *at);
          return run_out_of_patience(*journey, index, *at);
        }
        ++at;
        break;
      case Verb::judge_wait:
      case Verb::judge_abandonment:
        witness_.judged_wait(*journey, now_ - journey->reached, at->verb == Verb::judge_wait, at->a, at->b);
        ++at;
        break;
      case Verb::judge_due:
        witness_.waited_beyond_due(*journey, std::max(0.0, now_ - std::max(journey->reached, registers_.due(index))));
        ++at;
        break;
      case Verb::call:
        if (!call(*journey, index)) {
          suspend_behind(at);
          return wait_for_call(*journey, index);
        }
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::call_patient:
        if (!call(*journey, index)) {
          suspend_behind(at);
          wait_for_call(*journey, index);
          return run_out_of_patience(*journey, index, *at);
        }
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::serve_called:
        suspend_behind(at);
        serve_called(*journey, index, *at);
        return;
      case Verb::served:
        served(*journey, index);
        ++at;
        break;
      case Verb::wrap_up_called:
        wrap_up_called(index, *at);
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::wrapped_up_called:
        let_go(index);
        journeys_.release(index);
        settle();
        return;
      case Verb::escort:
        escort(index, *at);
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::take_over:
        take_over(index);
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::end_step:
        dispatcher_.end_step(now_, index, program_.needs[at->a]);
        settle();
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::let_go:
        let_go(index);
        settle();
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::take_none:
        journey->started = now_;
        ++at;
        break;
      case Verb::finish:
        queues_.step_left(now_, journey->step);
        witness_.finished(*journey, now_);
        ++at;
        break;
      case Verb::release:
        queues_.step_left(now_, journey->step);
        witness_.served(*journey, now_);
        become_free(at->pool, journey->person);
        journey = &journeys_[index];  // whom the person goes on with may have moved the journeys
        ++at;
        break;
      case Verb::wrap_up:
        queues_.step_left(now_, journey->step);
        witness_.served(*journey, now_);
        wrap_up(index, *at);
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::wrapped_up:
        last_wrapped_up_[at->pool] = now_;
        become_free(at->pool, journey->person);
        journeys_.release(index);
        return;
      case Verb::fail:
        at = code + fail(index, *at, static_cast<std::uint32_t>(at - code));
        break;
      case Verb::pass:
        witness_.passed(*journey, at->b);
        at = code + at->a;
        break;
      case Verb::choose:
        at = code + choose(*journey, at->a, at->b);
        break;
      case Verb::choose_by_clock:
        at = code + choose_by_clock(*journey, *at);
        break;
      case Verb::choose_open:
        at = take(open_choice(index, *at));
        break;
      case Verb::choose_shortest:
        at = take(shortest_line(index, *at));
        break;
      case Verb::become:
        become(index, *at);
        ++at;
        break;
      case Verb::by_segment:
        at = code + program_.segment_targets[at->a + journey->segment];
        break;
      case Verb::recover:
        at = recovers(*journey, *at) ? code + at->b : at + 1;
        break;
      case Verb::delay:
      case Verb::recovery_time: {
        suspend_behind(at);
        const Purpose purpose = at->verb == Verb::delay ? Purpose::delay : Purpose::recovery_time;
        events_.push(now_ + draw(at->a, luck(*journey, purpose)), Rank::route_arrival, index);
        return;
      }
      case Verb::lose:
      case Verb::repeat_visit:
        if (happens(*journey, at->a, at->verb == Verb::lose ? Purpose::loss : Purpose::repeat)) {
          const Fallback& fallback = program_.fallbacks[at->b];
          queues_.step_left(now_, journey->step);
          if (fallback.route != no_index) witness_.passed(*journey, fallback.route);
          at = code + fallback.target;
        } else {
          ++at;
        }
        break;
      case Verb::repeat_time:
        if (happens(*journey, at->a, Purpose::repeat)) {
          registers_.extra_time(index) += draw(at->b, luck(*journey, Purpose::repeat_time));
        }
        ++at;
        break;
      case Verb::mark_from:
      case Verb::mark_to:
        at->verb == Verb::mark_from ? mark_from(index, at->a) : mark_to(index, at->a);
        ++at;
        break;
      case Verb::jump:
        at = code + at->a;
        break;
      case Verb::enter:
        switch (enter(*journey, index, *at)) {
          case Entrance::open:
            ++at;
            break;
          case Entrance::closed:
            at = code + at->b;
            break;
          case Entrance::blocked:
            journey->counter = static_cast<std::uint32_t>(at - code);  // to be asked again
            if constexpr (Witness::accounts_time) spend(index, TimeKind::blocked);
            return;
        }
        break;
      case Verb::claim:
        if (!claim(*journey, index, *at)) {
          suspend_behind(at);
          return;
        }
        ++at;
        break;
      case Verb::stay:
        rooms_.stay(index, journey->step);
        ++at;
        break;
      case Verb::leave_room:
        give_back(journey->step);
        ++at;
        break;
      case Verb::try_again:
        if (tries_again(index, *at)) return;
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::step_out:
        step_out(index);
        return;
      case Verb::step_in:
        step_in(index);
        return;
      case Verb::fork:
        suspend_behind(at);
        if (fork(index, *at)) return;
        at += 2;  // there is nobody to gather
        break;
      case Verb::gather:
        let_branches_go(index, cases_.cancels(index));
        settle();
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::join:
        if (cases_.joins_at(index) == at->step) {
          at = code + program_.exits[static_cast<std::size_t>(Exit::completed)];
        } else {
          ++at;
        }
        break;
      case Verb::assemble:
        suspend_behind(at);
        assemble(index, at->a);
        return;
      case Verb::set_off:
        set_off(at->a);
        return;
      case Verb::board:
        board(index);
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::take_together:
        suspend_behind(at);
        take_together(index, at->a);
        return;
      case Verb::disband:
        disband(index);
        return;
      case Verb::ride:
        suspend_behind(at);
        return;
      case Verb::alight:
        alight(index, at->a != 0);
        ++at;
        break;
      case Verb::start_case:
        start_case(index, *at);
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::await:
        if (awaits(index, *at)) {
          suspend_behind(at);
          return;
        }
        ++at;
        break;
      case Verb::called_off:
        journeys_.release(index);
        return;
      case Verb::surge:
        move_surge_on(index);
        return;
      case Verb::hold:
        move_hold_on(index);
        return;
      case Verb::come:
        if (!come(index)) return;
        journey = &journeys_[index];
        ++at;
        break;
      case Verb::leave:
        leave(index, static_cast<Exit>(at->a));
        return;
      default:
        __builtin_unreachable();
    }
  }
}

template <class Witness>
void Simulator<Witness>::staff_comes(std::uint32_t pool, std::uint32_t person) {
  pools_[pool].come(now_, person);
  become_free(pool, person);
}

template <class Witness>
inline void Simulator<Witness>::leave(std::uint32_t index, Exit exit) {
  if (program_.has_cases && cases_.is_part(index)) [[unlikely]]
    return end_part(index, exit);
  if constexpr (Witness::accounts_time) {
    close_time(index);
    times_.end(index, exit == Exit::completed);
  }
  for (std::uint32_t stage = 0; stage < program_.stage_count; ++stage) mark_to(index, stage);
  witness_.left(journeys_[index], now_, exit);
  --inside_;
  if (program_.leaves_traces) [[unlikely]]
    return clear_up(index);
  journeys_.release(index);
}

template <class Witness>
[[gnu::always_inline]] inline std::uint32_t Simulator<Witness>::admit(std::uint32_t segment) {
  ++event_count_;
  if (++inside_ > program_.max_inside) {
    stop_at(fullest_step(), GivenUp::too_many_inside);
    return nobody;
  }
  Arrivals& arrivals = arrivals_[segment];
  const std::uint32_t index = journeys_.acquire();
  Journey& journey = journeys_[index];
  journey.key = arrivals.key();
  journey.arrived = now_;
  journey.segment = static_cast<std::uint16_t>(segment);
  journey.attempts = 0;
  journey.counter = arrivals.entry();
  if (registers_.any()) {
    registers_.clear(index);
    if (registers_.has_due()) registers_.due(index) = arrivals.due();
    if (registers_.has_origins()) registers_.origin(index) = {journey.key, journey.segment, journey.segment};
    if (program_.has_holds && arrivals.by_appointment()) dispatcher_.holds().came(index, segment, arrivals.due());
  }
  witness_.arrived(journey);
  if constexpr (Witness::accounts_time) times_.begin(index, now_, now_ >= program_.warm_up);
  // The next customer is scheduled first: of two who come at the same instant the one scheduled first is first.
  arrivals.advance();
  schedule_arrival(arrivals, segment);
  return index;
}

template <class Witness>
void Simulator<Witness>::run_until(EventKey limit) {
  while (!stopped_) {
    const Event outside{outside_.next()};
    const Event inside{events_.next()};
    if (program_.has_timers && !timers_.empty()) {
      const EventKey timer = timers_.peek().key;
      if (timer < limit && timer < inside.key && timer < outside.key) {
        const Event event = timers_.pop();
        now_ = event.time();
        event.rank() == Rank::patience_end ? on_patience_end(event.payload()) : advance(event.payload());
        continue;
      }
    }
    std::uint32_t index = inside.payload();
    if (outside.key < inside.key) {
      if (outside.key >= limit) return;
      outside_.take();
      now_ = outside.time();
      index = admit(outside.payload());
      if (index == nobody) return;
    } else {
      if (inside.key >= limit) return;
      events_.take();
      now_ = inside.time();
      // Among many the next journey has left the cache: fetch it while this one goes on.
      if (events_.size() > many) __builtin_prefetch(&journeys_[events_.peek().payload()]);
    }
    interpret(index);
  }
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
