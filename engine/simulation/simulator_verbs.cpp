// SPDX-License-Identifier: MIT
// The verbs of a service, as the Simulator executes them; the events that set them in motion are in simulator.cpp.

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "simulation/recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

/// Visits without time at one instant before their loop counts as endless.
inline constexpr std::uint32_t endless = 1'000'000;

template <class Witness>
inline RandomStream Simulator<Witness>::luck(const Journey& journey, Purpose purpose) const {
  return RandomStream(journey.key, program_.steps[journey.step].address, journey.visit, purpose);
}

template <class Witness>
const ClockLevel& Simulator<Witness>::level_at(const Clocked& clocked, double clock) const {
  const double phase = std::fmod(clock, clocked.period);
  const auto first = program_.clock_levels.begin() + clocked.first;
  const auto last = first + clocked.count;
  const auto after =
      std::upper_bound(first, last, phase, [](double time, const ClockLevel& level) { return time < level.from; });
  return after == first ? *(last - 1) : *(after - 1);
}

template <class Witness>
inline double Simulator<Witness>::draw(std::uint32_t law, RandomStream stream) const {
  if ((law & by_clock_bit) != 0) {
    law = level_at(program_.clocked[law & ~by_clock_bit], program_.starts_clock + now_).sampler;
  }
  return program_.samplers.draw(law, stream);
}

template <class Witness>
inline bool Simulator<Witness>::happens(const Journey& journey, std::uint32_t share, Purpose purpose) const {
  const double probability = (share & by_clock_bit) != 0
                                 ? level_at(program_.clocked[share & ~by_clock_bit], program_.starts_clock + now_).share
                                 : program_.shares[share];
  return luck(journey, purpose).uniform() < probability;
}

template <class Witness>
std::uint32_t Simulator<Witness>::rank(const Journey& journey) const {
  const StepTable& step = program_.steps[journey.step];
  return step.first_rank == no_index ? 0 : program_.ranks[step.first_rank + journey.segment];
}

template <class Witness>
[[gnu::always_inline]] inline void Simulator<Witness>::serve(Journey& journey, std::uint32_t index,
                                                             const Instruction& instruction, double longer) {
  journey.started = now_;
  ++event_count_;
  const double time = draw(instruction.a, luck(journey, Purpose::service)) + longer;
  witness_.serves(journey, time);
  events_.push(now_ + time, Rank::service_end, index);
}

template <class Witness>
[[gnu::always_inline]] inline void Simulator<Witness>::grant(std::uint32_t pool, std::uint32_t index,
                                                             std::uint32_t person) {
  Journey& journey = journeys_[index];
  journey.person = person;
  queues_[journey.step].waiting.add(now_, -1.0);
  if (program_.pools_share_steps) lines_[pool].add(now_, -1.0);
  if (program_.has_patience) timers_.call_off(index);
  const Instruction& next = program_.code[journey.counter];
  if (next.verb == Verb::serve) [[likely]] {  // the common case without going through the program
    ++journey.counter;
    serve(journey, index, next, 0.0);
  } else {
    advance(index);
  }
}

template <class Witness>
[[gnu::always_inline]] inline void Simulator<Witness>::become_free(std::uint32_t pool_index, std::uint32_t person) {
  StaffPool& pool = pools_[pool_index];
  if (!pool.stays(now_, person)) return;
  if (pool.line().empty()) {
    pool.rest(now_, person);
  } else {
    grant(pool_index, pool.line().take_first(journeys_), person);
  }
}

template <class Witness>
void Simulator<Witness>::advance(std::uint32_t index) {
  std::uint32_t counter = journeys_[index].counter;
  for (;;) {
    const Instruction& instruction = program_.code[counter];
    Journey& journey = journeys_[index];
    switch (instruction.verb) {
      case Verb::yield:
        if (must_yield()) {
          journey.counter = counter + 1;
          events_.push(now_, Rank::route_arrival, index);
          return;
        }
        ++counter;
        break;
      case Verb::reach:
        reach(index, instruction);
        ++counter;
        break;
      case Verb::guard:
        if (!no_time_passes(instruction)) {
          journey.counter = counter;  // it is not where it was last suspended
          return;
        }
        ++counter;
        break;
      case Verb::seize:
      case Verb::seize_patient:
        journey.counter = ++counter;
        if (!seize(index, instruction, instruction.verb == Verb::seize_patient)) return;
        break;
      case Verb::judge_wait:
      case Verb::judge_abandonment:
        witness_.judged_wait(journey, now_ - journey.reached, instruction.verb == Verb::judge_wait, instruction.a,
                             instruction.b);
        ++counter;
        break;
      case Verb::serve:
      case Verb::take_time:
        journey.counter = counter + 1;
        serve(journey, index, instruction, 0.0);
        return;
      case Verb::serve_longer:
      case Verb::take_longer:
        journey.counter = counter + 1;
        serve(journey, index, instruction, extra_time(index));
        return;
      case Verb::take_none:
        journey.started = now_;
        ++counter;
        break;
      case Verb::finish:
        last_left_[journey.step] = now_;
        witness_.finished(journey, now_);
        ++counter;
        break;
      case Verb::release:
        last_left_[journey.step] = now_;
        witness_.served(journey, now_);
        become_free(instruction.pool, journey.person);
        ++counter;
        break;
      case Verb::wrap_up:
        last_left_[journey.step] = now_;
        witness_.served(journey, now_);
        wrap_up(index, instruction);
        ++counter;
        break;
      case Verb::wrapped_up:
        last_wrapped_up_[instruction.pool] = now_;
        become_free(instruction.pool, journey.person);
        journeys_.release(index);
        return;
      case Verb::fail:
        counter = fail(journey, instruction, counter);
        break;
      case Verb::pass:
        witness_.passed(journey, instruction.b);
        counter = instruction.a;
        break;
      case Verb::choose:
        counter = choose(journey, instruction);
        break;
      case Verb::choose_by_clock:
        counter = choose_by_clock(journey, instruction);
        break;
      case Verb::by_segment:
        counter = program_.segment_targets[instruction.a + journey.segment];
        break;
      case Verb::delay:
        journey.counter = counter + 1;
        events_.push(now_ + draw(instruction.a, luck(journey, Purpose::delay)), Rank::route_arrival, index);
        return;
      case Verb::lose:
      case Verb::repeat_visit:
        if (happens(journey, instruction.a, instruction.verb == Verb::lose ? Purpose::loss : Purpose::repeat)) {
          const Fallback& fallback = program_.fallbacks[instruction.b];
          last_left_[journey.step] = now_;
          if (fallback.route != no_index) witness_.passed(journey, fallback.route);
          counter = fallback.target;
        } else {
          ++counter;
        }
        break;
      case Verb::repeat_time:
        if (happens(journey, instruction.a, Purpose::repeat)) {
          extra_times_[index] += draw(instruction.b, luck(journey, Purpose::repeat_time));
        }
        ++counter;
        break;
      case Verb::mark_from:
        mark_from(index, instruction.a);
        ++counter;
        break;
      case Verb::mark_to:
        mark_to(index, instruction.a);
        ++counter;
        break;
      case Verb::jump:
        counter = instruction.a;
        break;
      case Verb::leave:
        leave(index, static_cast<Exit>(instruction.a));
        return;
    }
  }
}

template <class Witness>
bool Simulator<Witness>::must_yield() const {
  const auto comes_first = [&](Event event) { return event.time() == now_ && event.rank() <= Rank::route_arrival; };
  return (!events_.empty() && comes_first(events_.peek())) || comes_first(calendar_);
}

template <class Witness>
inline void Simulator<Witness>::reach(std::uint32_t index, const Instruction& instruction) {
  Journey& journey = journeys_[index];
  journey.step = instruction.step;
  journey.cell = instruction.step * segment_count_ + journey.segment;
  journey.reached = now_;
  journey.visit = instruction.a == no_index
                      ? 0
                      : visits_[static_cast<std::size_t>(index) * program_.counted_steps + instruction.a]++;
  witness_.reached(journey);
}

template <class Witness>
bool Simulator<Witness>::no_time_passes(const Instruction& instruction) {
  if (loop_time_ != now_) {
    loop_time_ = now_;
    loop_count_ = 0;
  }
  if (++loop_count_ <= endless) return true;
  stop_at(instruction.step, true);
  return false;
}

template <class Witness>
inline bool Simulator<Witness>::seize(std::uint32_t index, const Instruction& instruction, bool patient) {
  StaffPool& pool = pools_[instruction.pool];
  Journey& journey = journeys_[index];
  if (pool.has_free()) {
    journey.person = pool.seize(now_);
    return true;
  }
  pool.line().join(journeys_, index, rank(journey));
  StepQueue& queue = queues_[instruction.step];
  queue.waiting.add(now_, 1.0);
  queue.most = std::max(queue.most, queue.waiting.value());
  if (!group_queues_.empty()) [[unlikely]]
    measure_group_queues();
  if (program_.pools_share_steps) lines_[instruction.pool].add(now_, 1.0);
  if (patient) {
    const double patience = draw(instruction.a, luck(journey, Purpose::patience));
    witness_.has_patience(journey, patience);
    timers_.start(now_ + patience, index);
  }
  return false;
}

template <class Witness>
double Simulator<Witness>::extra_time(std::uint32_t index) {
  return std::exchange(extra_times_[index], 0.0);
}

template <class Witness>
void Simulator<Witness>::wrap_up(std::uint32_t index, const Instruction& instruction) {
  const std::uint32_t stand_in = journeys_.acquire();  // moves journeys
  const Journey& journey = journeys_[index];
  const double time = draw(instruction.a, luck(journey, Purpose::wrap_up));
  journeys_[stand_in].segment = Journey::wrapping_up;
  journeys_[stand_in].person = journey.person;
  journeys_[stand_in].counter = instruction.b;
  events_.push(now_ + time, Rank::service_end, stand_in);
}

template <class Witness>
std::uint32_t Simulator<Witness>::fail(Journey& journey, const Instruction& instruction, std::uint32_t counter) {
  if (!happens(journey, instruction.a, Purpose::failure)) {
    journey.attempts = 0;
    return counter + 1;
  }
  witness_.failed(journey);
  const Fallback& fallback = program_.fallbacks[instruction.b];
  if (fallback.then == FailureThen::retry && fallback.attempts > 0 && ++journey.attempts >= fallback.attempts) {
    return fallback.leave;
  }
  if (fallback.then == FailureThen::leave) return fallback.leave;
  if (fallback.then == FailureThen::step) journey.attempts = 0;
  witness_.passed(journey, fallback.route);
  return fallback.target;
}

template <class Witness>
inline std::uint32_t Simulator<Witness>::choose(Journey& journey, const Instruction& instruction) {
  return choose_among(journey, instruction.a, instruction.b);
}

template <class Witness>
std::uint32_t Simulator<Witness>::choose_by_clock(Journey& journey, const Instruction& instruction) {
  const ClockedChoice& choice = program_.clocked_choices[instruction.a];
  return choose_among(journey, level_at(choice.clock, program_.starts_clock + now_).sampler, choice.size);
}

template <class Witness>
inline std::uint32_t Simulator<Witness>::choose_among(Journey& journey, std::uint32_t first, std::uint32_t count) {
  const double uniform = luck(journey, Purpose::route).uniform();
  const Choice* choice = &program_.choices[first];
  for (const Choice* last = choice + count - 1; choice != last && uniform >= choice->threshold;) ++choice;
  witness_.passed(journey, choice->route);
  return choice->target;
}

template <class Witness>
void Simulator<Witness>::mark_from(std::uint32_t index, std::uint32_t stage) {
  double& clock = stage_clocks_[static_cast<std::size_t>(index) * program_.stage_count + stage];
  if (clock == std::numeric_limits<double>::infinity()) clock = now_;
}

template <class Witness>
void Simulator<Witness>::mark_to(std::uint32_t index, std::uint32_t stage) {
  double& clock = stage_clocks_[static_cast<std::size_t>(index) * program_.stage_count + stage];
  if (clock < 0.0 || clock > now_) return;
  witness_.spanned(journeys_[index], stage, now_ - clock);
  clock = -1.0;
}

template <class Witness>
void Simulator<Witness>::staff_comes(std::uint32_t pool, std::uint32_t person) {
  pools_[pool].come(now_, person);
  become_free(pool, person);
}

template <class Witness>
inline void Simulator<Witness>::leave(std::uint32_t index, Exit exit) {
  for (std::uint32_t stage = 0; stage < program_.stage_count; ++stage) mark_to(index, stage);
  witness_.left(journeys_[index], now_, exit);
  journeys_.release(index);
  --inside_;
}

template class Simulator<Recorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
