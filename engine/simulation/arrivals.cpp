// SPDX-License-Identifier: MIT
#include "simulation/arrivals.hpp"

#include <algorithm>
#include <cmath>

namespace throughline {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

}  // namespace

Arrivals::Arrivals(const Program& program, std::uint32_t segment, std::uint64_t seed, std::uint64_t replication)
    : program_(&program),
      segment_(&program.segments[segment]),
      luck_(seed, replication, program.segments[segment].address),
      way_(segment_->arrivals),
      plain_rate_(way_ == SegmentTable::Arrivals::rate && !segment_->batch &&
                  segment_->limit == std::numeric_limits<std::uint64_t>::max()),
      entry_(segment_->entry),
      day_luck_(seed, replication, segment_->day_address) {
  switch (way_) {
    case SegmentTable::Arrivals::none:
    case SegmentTable::Arrivals::population:
      time_ = never;
      return;
    case SegmentTable::Arrivals::rate:
      begin_clock();
      break;
    case SegmentTable::Arrivals::appointments:
      draw_up_appointments();
      break;
    case SegmentTable::Arrivals::interarrival:
    case SegmentTable::Arrivals::replay:
      break;
  }
  advance();
}

void Arrivals::begin_clock() {
  const Schedule<double>& rate = segment_->rate;
  if (segment_->day_factor != no_index) {
    day_end_ = -std::fmod(program_->starts_clock, seconds_per_day);
    enter_day();
  }
  if (rate.constant()) return enter_level(0, 0.0);
  // The level in force at time 0; before the first level of a cycle that is the last one of the cycle before.
  const double phase = std::fmod(program_->starts_clock, rate.period);
  std::size_t level = rate.levels.size();
  double cycle_start = -phase;
  while (level > 0 && rate.levels[level - 1].from > phase) --level;
  if (level == 0) {
    level = rate.levels.size();
    cycle_start -= rate.period;
  }
  enter_level(level - 1, cycle_start);
}

void Arrivals::enter_level(std::size_t level, double cycle_start) {
  const Schedule<double>& rate = segment_->rate;
  level_ = level;
  cycle_start_ = cycle_start;
  next_level_ = rate.constant()                  ? never
                : level + 1 < rate.levels.size() ? cycle_start + rate.levels[level + 1].from
                                                 : cycle_start + rate.period + rate.levels.front().from;
  rate_ = rate.levels[level].value * factor_;
  mean_gap_ = 1.0 / rate_;
  level_end_ = std::min(next_level_, day_end_);
  // Nobody comes while it is closed.
  const std::vector<Closure>& closures = program_->closures;
  while (closure_ < closures.size() && closures[closure_].end <= time_) ++closure_;
  if (closure_ == closures.size()) return;
  const bool closed = closures[closure_].begin <= time_;
  level_end_ = std::min(level_end_, closed ? closures[closure_].end : closures[closure_].begin);
  if (closed) rate_ = 0.0;
  if (closed) mean_gap_ = never;
}

bool Arrivals::is_closed(double time) const {
  const std::vector<Closure>& closures = program_->closures;
  return std::any_of(closures.begin(), closures.end(),
                     [time](const Closure& closure) { return closure.begin <= time && time < closure.end; });
}

void Arrivals::enter_day() {
  const auto day = static_cast<std::uint64_t>(std::round((program_->starts_clock + day_end_) / seconds_per_day));
  day_end_ += seconds_per_day;
  RandomStream stream(day_luck_.journey_key(day), segment_->day_address, 0, Purpose::day_factor);
  factor_ = program_->samplers.draw(segment_->day_factor, stream);
}

void Arrivals::invert(double exponential) {
  const Schedule<double>& rate = segment_->rate;
  for (;;) {
    const double time = time_ + exponential * mean_gap_;
    if (time <= level_end_) {
      time_ = time;
      return;
    }
    if (!(level_end_ < program_->length)) {
      time_ = never;
      return;
    }
    exponential -= rate_ * (level_end_ - time_);
    time_ = level_end_;
    const bool level_ends = level_end_ == next_level_;
    if (level_end_ == day_end_) enter_day();
    if (!level_ends) {
      enter_level(level_, cycle_start_);
    } else if (level_ + 1 < rate.levels.size()) {
      enter_level(level_ + 1, cycle_start_);
    } else {
      enter_level(0, cycle_start_ + rate.period);
    }
  }
}

void Arrivals::advance_otherwise() {
  if (number_ > segment_->limit) {
    time_ = never;
  } else if (way_ == SegmentTable::Arrivals::appointments) {
    if (number_ > booked_.size()) {
      time_ = never;
      return;
    }
    const Booked& booked = booked_[number_ - 1];
    key_ = luck_.journey_key(booked.number);
    time_ = booked.time;
    due_ = booked.due;
    entry_ = booked.shows_up ? segment_->entry : segment_->no_show;
  } else if (segment_->batch) {
    advance_to_batch();
  } else {
    next_moment(key_);
  }
}

void Arrivals::advance_to_batch() {
  if (with_them_ > 0) {
    --with_them_;
    return;
  }
  while (time_ < program_->length) {
    const std::uint64_t key = luck_.journey_key(moments_);
    next_moment(key);
    const std::uint64_t together = segment_->batch->draw({key, segment_->address, 0, Purpose::batch});
    if (together == 0) continue;
    with_them_ = together - 1;
    return;
  }
}

void Arrivals::next_moment(std::uint64_t key) {
  RandomStream stream(key, segment_->address, 0, Purpose::arrival);
  const std::uint64_t moment = moments_++;
  if (way_ == SegmentTable::Arrivals::rate) {
    pass(stream.exponential());
  } else if (way_ == SegmentTable::Arrivals::interarrival) {
    time_ += program_->samplers.draw(segment_->interval, stream);
    // Whoever would come while it is closed does not.
    for (std::uint32_t number = 1; time_ < program_->length && is_closed(time_); ++number) {
      RandomStream next(key, segment_->address, number, Purpose::arrival);
      time_ += program_->samplers.draw(segment_->interval, next);
    }
  } else {
    time_ = moment < segment_->times.size() ? segment_->times[moment] : never;
  }
}

void Arrivals::draw_up_appointments() {
  const Appointments& plan = segment_->appointments;
  const double midnight = -std::fmod(program_->starts_clock, seconds_per_day);
  auto weekday = static_cast<unsigned>(std::fmod(program_->starts_clock, seconds_per_week) / seconds_per_day);
  std::uint64_t customers = 0;
  std::uint64_t slots = 0;
  for (double day = midnight; day < program_->length; day += seconds_per_day, weekday = (weekday + 1) % 7) {
    if ((plan.days >> weekday & 1U) == 0) continue;
    for (std::uint64_t slot = 0;; ++slot) {
      const double of_day = plan.from + static_cast<double>(slot) * plan.every;
      if (of_day >= plan.to || day + of_day >= program_->length) break;
      if (!is_closed(day + of_day)) add_slot(day + of_day, slots, customers);
      ++slots;
    }
  }
  std::sort(booked_.begin(), booked_.end(), [](const Booked& one, const Booked& other) {
    return one.time != other.time ? one.time < other.time : one.number < other.number;
  });
}

std::vector<double> Arrivals::appointments() const {
  std::vector<double> due;
  for (const Booked& booked : booked_) due.push_back(booked.due);
  std::sort(due.begin(), due.end());
  return due;
}

void Arrivals::add_slot(double slot, std::uint64_t number, std::uint64_t& customers) {
  const SegmentTable& segment = *segment_;
  const std::uint64_t together =
      segment.appointments.per_slot.draw({luck_.journey_key(number), segment.address, 0, Purpose::batch});
  for (std::uint64_t booked = 0; booked < together; ++booked) {
    // Slots of the first day before the run begins are numbered too: luck does not depend on the hour of the start.
    const std::uint64_t customer = customers++;
    if (slot < 0.0) continue;
    const std::uint64_t key = luck_.journey_key(customer);
    RandomStream no_show(key, segment.address, 0, Purpose::no_show);
    RandomStream punctuality(key, segment.address, 0, Purpose::punctuality);
    const bool shows_up = no_show.uniform() >= segment.appointments.no_show;
    const double late = program_->samplers.draw(segment.interval, punctuality);
    booked_.push_back({shows_up ? std::max(0.0, slot + late) : slot, slot, customer, shows_up});
  }
}

}  // namespace throughline
