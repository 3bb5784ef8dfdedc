// SPDX-License-Identifier: MIT
// Verbs that most services go without: patience, wrap-up, stages, routes by the clock, loops without time.
#include <algorithm>
#include <limits>
#include <utility>

#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

/// Visits without time at one instant before their loop counts as endless.
inline constexpr std::uint32_t endless = 1'000'000;

template <class Witness>
std::uint32_t Simulator<Witness>::fail(std::uint32_t index, const Instruction& instruction, std::uint32_t counter) {
  Journey& journey = journeys_[index];
  // Where beginners serve, people are called; who served at another step before has nothing to do with this one.
  const bool called =
      program_.has_beginners && program_.steps[journey.step].first_line != no_index && line_of(journey) != no_index;
  double factor = called ? registers_.failure_factor(index) : 1.0;
  if constexpr (FollowsExperience<Witness>) {
    if (witness_.is_dissatisfied(index)) factor *= program_.experience->model.broken_windows->failure;
  }
  if (!happens(journey, instruction.a, Purpose::failure, factor)) {
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
bool Simulator<Witness>::recovers(Journey& journey, const Instruction& instruction) {
  journey.attempts = 0;
  const bool saved = happens(journey, instruction.a, Purpose::recovery);
  witness_.recovered(journey, saved);
  return saved;
}

template <class Witness>
void Simulator<Witness>::become(std::uint32_t index, const Instruction& instruction) {
  Journey& journey = journeys_[index];
  const ChangeTable& change = program_.routes.changes[instruction.a];
  double left = luck(journey, Purpose::becomes).uniform();
  std::uint16_t segment = journey.segment;
  for (const ChangeTable::Part& part : change.parts) {
    const double share = probability_of(part.share);
    if (left < share || (change.all_change && share > 0.0)) segment = part.segment;
    if (left < share) break;
    left -= share;
  }
  if (segment == journey.segment) return;
  const bool is_part = program_.has_cases && cases_.is_part(index);
  if (!is_part) witness_.became(journey, segment);
  journey.segment = segment;
  registers_.origin(index).segment = segment;
}

template <class Witness>
bool Simulator<Witness>::no_time_passes(const Instruction& instruction) {
  if (loop_time_ != now_) {
    loop_time_ = now_;
    loop_count_ = 0;
  }
  if (++loop_count_ <= endless) return true;
  stop_at(instruction.step, GivenUp::endless_loop);
  return false;
}

template <class Witness>
void Simulator<Witness>::run_out_of_patience(const Journey& journey, std::uint32_t index,
                                             const Instruction& instruction) {
  double patience = patience_of(journey, instruction);
  if constexpr (FollowsExperience<Witness>) {
    // A call back is promised, and waited for. Who has no patience to lose may be the carrier of a batch.
    if (instruction.a != no_index && witness_.is_dissatisfied(index) && accepted_callback(journey) == nullptr)
      patience *= program_.experience->model.broken_windows->patience;
  }
  const bool is_patient = patience == std::numeric_limits<double>::infinity();
  if (!is_patient) witness_.has_patience(journey, patience);
  const double until = std::min({now_ + patience, deadline_of(journey), relief_of(journey)});
  timers_.start(until, Rank::patience_end, index);
}

template <class Witness>
void Simulator<Witness>::clear_up(std::uint32_t index) {
  if (program_.has_escorts) take_over(index);
  if (program_.blocks) {
    const std::uint32_t held = rooms_.take_up(index);
    if (held != no_index) give_back(held);
  }
  if (program_.has_cases) {
    let_branches_go(index, true);  // of a journey that one of them has ended
    release_parts(index);
  }
  // A member comes again as who it was.
  if (registers_.has_origins()) journeys_[index].segment = registers_.origin(index).came_as;
  if (program_.segments[journeys_[index].segment].members > 0) return think_again(index);
  journeys_.release(index);
  if (program_.has_holds) no_longer_expected(index);
  if (program_.has_cases) settle();
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
std::uint32_t Simulator<Witness>::choose_by_clock(const Journey& journey, const Instruction& instruction) {
  const ClockedChoice& choice = program_.clocked_choices[instruction.a];
  return choose(journey, level_at(choice.clock).sampler, choice.size);
}

template <class Witness>
void Simulator<Witness>::mark_to(std::uint32_t index, std::uint32_t stage) {
  if (program_.has_cases) index = cases_.root(index);
  if (index == nobody) return;
  double& clock = registers_.stage_clock(index, stage);
  if (clock < 0.0 || clock > now_) return;
  witness_.spanned(journeys_[index], stage, now_ - clock);
  clock = -1.0;
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
