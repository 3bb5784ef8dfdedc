// SPDX-License-Identifier: MIT
// Customers who gather at a step and are served together. The carrier of a batch executes what stands between set_off
// and disband, those whom it carries what stands between disband and ride; both start from the same instruction.
#include <limits>

#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

template <class Witness>
void Simulator<Witness>::assemble(std::uint32_t index, std::uint32_t batch) {
  batches_.join(batch, index);
  const Batches::Group& group = batches_.gathering(batch);
  if (group.size >= program_.batches[batch].size) return set_off(batch);
  if (group.size == 1) time_batch(batch);
}

template <class Witness>
void Simulator<Witness>::set_off(std::uint32_t batch) {
  const std::uint32_t carrier = journeys_.acquire();  // moves journeys
  const std::uint32_t first = batches_.gathering(batch).first;
  Journey& carries = journeys_[carrier];
  carries = journeys_[first];
  carries.counter = journeys_[first].counter + 1;  // behind set_off
  carries.reached = now_;
  carries.attempts = 0;
  carries.person = nobody;
  timers_.call_off(first);
  batches_.set_off(batch, carrier);
  if (registers_.any()) {
    registers_.clear(carrier);
    if (registers_.has_due()) registers_.due(carrier) = registers_.due(first);
    if (registers_.has_origins()) registers_.origin(carrier) = registers_.origin(first);
  }
  for (std::uint32_t each = first; each != nobody; each = batches_.behind(each)) {
    Journey& journey = journeys_[each];
    journey.counter = program_.code[journey.counter - 1].b;
    journey.reached = now_;
    if (program_.has_repeat_time) registers_.extra_time(carrier) += registers_.take_extra_time(each);
  }
  advance(carrier);
}

template <class Witness>
void Simulator<Witness>::board(std::uint32_t carrier) {
  const Journey carries = journeys_[carrier];
  const std::uint32_t first_line = program_.steps[carries.step].first_line;
  const Need* const need = first_line == no_index ? nullptr : &dispatcher_.need_of(line_of(carries));
  for (std::uint32_t each = batches_.first_of(carrier); each != nobody; each = batches_.behind(each)) {
    Journey& journey = journeys_[each];
    journey.started = now_;
    journey.person = carries.person;
    if (need != nullptr) dispatcher_.is_served_with(each, carrier, *need);
    advance(each);
  }
}

template <class Witness>
void Simulator<Witness>::take_together(std::uint32_t carrier, std::uint32_t law) {
  Journey& carries = journeys_[carrier];
  carries.started = now_;
  ++event_count_;
  const double longer = program_.has_repeat_time ? registers_.take_extra_time(carrier) : 0.0;
  const double time = draw(law, luck(carries, Purpose::service)) + longer;
  tell_service(carrier, time);
  events_.push(now_ + time, Rank::service_end, carrier);
}

template <class Witness>
void Simulator<Witness>::tell_service(std::uint32_t index, double time) {
  if (!is_carrier(index)) return witness_.serves(journeys_[index], time);
  for (std::uint32_t each = batches_.first_of(index); each != nobody; each = batches_.behind(each)) {
    witness_.serves(journeys_[each], time);
  }
}

template <class Witness>
void Simulator<Witness>::served_together(std::uint32_t carrier) {
  const Need& need = dispatcher_.need_of(line_of(journeys_[carrier]));
  if (need.interruptible && program_.has_absences) stop_service_clocks(carrier, now_ - services_[carrier].from);
  for (std::uint32_t each = batches_.first_of(carrier); each != nobody; each = batches_.behind(each)) {
    if (need.interruptible) services_[each].lost = services_[carrier].lost;
    if (program_.has_beginners) registers_.failure_factor(each) = dispatcher_.failure_factor(now_, carrier, need);
  }
}

template <class Witness>
void Simulator<Witness>::disband(std::uint32_t carrier) {
  while (batches_.is_carrier(carrier)) {
    const std::uint32_t each = batches_.first_of(carrier);
    batches_.leave_carrier(each);
    events_.push(now_, Rank::route_arrival, each);
  }
  if (program_.dispatches) let_go(carrier);
  journeys_.release(carrier);
}

template <class Witness>
void Simulator<Witness>::alight(std::uint32_t index, bool is_staffed) {
  const Journey& journey = journeys_[index];
  queues_.step_left(now_, journey.step);
  if (!is_staffed) return witness_.finished(journey, now_);
  if (!dispatcher_.need_of(line_of(journey)).interruptible) return witness_.served(journey, now_);
  witness_.served_with_breaks(journey, now_, services_[index].lost);
}

template <class Witness>
void Simulator<Witness>::leave_batch(std::uint32_t index) {
  const Journey& journey = journeys_[index];
  const std::uint32_t carrier = batches_.carrier_of(index);
  if (carrier == nobody) {
    const std::uint32_t batch = program_.code[journey.counter - 1].a;
    const bool was_first = batches_.gathering(batch).first == index;
    timers_.call_off(index);
    batches_.leave_gathering(batch, index);
    if (was_first && batches_.gathering(batch).size > 0) time_batch(batch);
    return;
  }
  if (batches_.size_of(carrier) > 1) {
    if (whereabouts(index) == Whereabouts::waiting) count_waiting(journeys_[carrier], -1.0);
    return batches_.leave_carrier(index);
  }
  // Nobody is left to be served.
  const bool event_comes = stop(carrier);
  batches_.leave_carrier(index);
  if (event_comes) {
    journeys_[carrier].counter = program_.called_off;
  } else {
    journeys_.release(carrier);
  }
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
