// SPDX-License-Identifier: MIT
// Who is inside when the run begins, and the members of a population, who come again and again.
#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"
#include "simulation/storyteller.hpp"

namespace throughline {

template <class Witness>
void Simulator<Witness>::begin_segment(std::uint32_t segment) {
  const SegmentTable& table = program_.segments[segment];
  const Arrivals& arrivals = arrivals_[segment];
  std::uint64_t number = 0;
  for (std::uint32_t member = 0; member < table.members; ++member) {
    const std::uint32_t index = journeys_.acquire();
    Journey& journey = journeys_[index];
    journey.key = arrivals.member_key(number++);
    journey.segment = static_cast<std::uint16_t>(segment);
    think(index);
  }
  for (const SegmentTable::Backlog& backlog : table.backlog) {
    for (std::uint32_t customer = 0; customer < backlog.count; ++customer) {
      const std::uint32_t index = journeys_.acquire();
      journeys_[index].key = arrivals.member_key(number++);
      journeys_[index].segment = static_cast<std::uint16_t>(segment);
      // As if by a route, after the staff of this instant: whoever finds somebody free is served.
      journeys_[index].counter = backlog.entry;
      begin_journey(index);
      events_.push(0.0, Rank::route_arrival, index);
    }
  }
  schedule_arrival(arrivals, segment);
}

template <class Witness>
void Simulator<Witness>::begin_journey(std::uint32_t index) {
  Journey& journey = journeys_[index];
  ++event_count_;
  ++inside_;
  journey.arrived = now_;
  journey.attempts = 0;
  if (registers_.any()) registers_.clear(index);
  if (registers_.has_origins()) registers_.origin(index) = {journey.key, journey.segment, journey.segment};
  if (registers_.has_due()) registers_.due(index) = now_;
  witness_.arrived(journey);
  if constexpr (Witness::accounts_time) times_.begin(index, now_, now_ >= program_.warm_up);
}

template <class Witness>
void Simulator<Witness>::think(std::uint32_t index) {
  Journey& journey = journeys_[index];
  const SegmentTable& segment = program_.segments[journey.segment];
  RandomStream stream(journey.key, segment.address, 0, Purpose::think);
  const double time = now_ + program_.samplers.draw(segment.interval, stream);
  if (!(time < program_.length)) return journeys_.release(index);
  journey.counter = segment.entry;
  events_.push(time, Rank::outside_arrival, index);
}

template <class Witness>
void Simulator<Witness>::think_again(std::uint32_t index) {
  Journey& journey = journeys_[index];
  RandomStream stream(journey.key, program_.segments[journey.segment].address, 0, Purpose::next_journey);
  journey.key = stream.bits();
  think(index);
}

template <class Witness>
bool Simulator<Witness>::come(std::uint32_t index) {
  if (arrivals_[journeys_[index].segment].is_closed(now_)) {
    think_again(index);
    return false;
  }
  if (!arrivals_[journeys_[index].segment].admits_member()) {
    journeys_.release(index);
    return false;
  }
  begin_journey(index);
  if (inside_ <= program_.max_inside) return true;
  stop_at(fullest_step(), GivenUp::too_many_inside);
  return false;
}

template class Simulator<Recorder>;
template class Simulator<TimeRecorder>;
template class Simulator<ExperienceRecorder>;
template class Simulator<Storyteller>;

}  // namespace throughline
