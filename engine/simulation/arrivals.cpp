// SPDX-License-Identifier: MIT
#include "simulation/arrivals.hpp"

#include <cmath>
namespace throughline {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

}  // namespace

Arrivals::Arrivals(const Program& program, std::uint32_t segment, std::uint64_t seed, std::uint64_t replication)
    : program_(&program),
      segment_(&program.segments[segment]),
      luck_(seed, replication, program.segments[segment].address) {
  const Schedule<double>& rate = segment_->rate;
  if (segment_->arrivals == SegmentTable::Arrivals::none) {
    time_ = never;
    return;
  }
  if (segment_->arrivals == SegmentTable::Arrivals::rate) {
    if (rate.constant()) {
      enter_level(0, 0.0);
      level_end_ = never;
    } else {
      // The level in force at time 0; before the first level of a cycle that is the last one of the cycle before.
      const double phase = std::fmod(program.starts_clock, rate.period);
      std::size_t level = rate.levels.size();
      double cycle_start = -phase;
      while (level > 0 && rate.levels[level - 1].from > phase) --level;
      if (level == 0) {
        level = rate.levels.size();
        cycle_start -= rate.period;
      }
      enter_level(level - 1, cycle_start);
    }
  }
  advance();
}

void Arrivals::enter_level(std::size_t level, double cycle_start) {
  const Schedule<double>& rate = segment_->rate;
  level_ = level;
  cycle_start_ = cycle_start;
  mean_gap_ = 1.0 / rate.levels[level].value;
  level_end_ = level + 1 < rate.levels.size() ? cycle_start + rate.levels[level + 1].from
                                              : cycle_start + rate.period + rate.levels.front().from;
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
    exponential -= rate.levels[level_].value * (level_end_ - time_);
    time_ = level_end_;
    if (level_ + 1 < rate.levels.size()) {
      enter_level(level_ + 1, cycle_start_);
    } else {
      enter_level(0, cycle_start_ + rate.period);
    }
  }
}

}  // namespace throughline
