// SPDX-License-Identifier: MIT
// People who work as one: whoever comes is served at once, the others so much the slower.
#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

template <class Witness>
void Simulator<Witness>::serve_shared(Journey& journey, std::uint32_t index, const Instruction& instruction) {
  journey.started = now_;
  journey.person = nobody;
  ++event_count_;
  if (program_.has_beginners) registers_.failure_factor(index) = 1.0;
  const double longer = instruction.b != 0 ? registers_.take_extra_time(index) : 0.0;
  const double work = draw(instruction.a, luck(journey, Purpose::service)) + longer;
  witness_.serves(journey, work);
  shared_[instruction.pool].join(now_, index, work, timers_);
}

template <class Witness>
void Simulator<Witness>::on_shared_change(const RosterEvent& event) {
  SharedServer& server = shared_[event.pool];
  const bool by_level = event.kind == RosterEvent::Kind::level_rises || event.kind == RosterEvent::Kind::level_falls;
  const double change = event.begins() ? event.count : -static_cast<double>(event.count);
  server.set_people(now_, by_level ? event.count : server.people() + change, timers_);
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
