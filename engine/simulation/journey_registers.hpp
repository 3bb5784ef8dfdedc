// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "model/program.hpp"

namespace throughline {

/// What some programs keep of a journey beside the journey itself: visits to steps that it can come to again, when
/// stages began, how much longer a repeated handoff makes the next service. Not thread-safe; allocates only to grow.
class JourneyRegisters {
 public:
  explicit JourneyRegisters(const Program& program)
      : counted_(program.counted_steps), stages_(program.stage_count), extra_(program.has_repeat_time ? 1 : 0) {}

  /// Whether a program keeps anything.
  bool any() const noexcept { return counted_ > 0 || stages_ > 0 || extra_ > 0; }

  /// Of a journey that begins.
  void clear(std::uint32_t journey) {
    clear(visits_, journey, counted_, 0U);
    clear(stage_clocks_, journey, stages_, std::numeric_limits<double>::infinity());
    clear(extra_times_, journey, extra_, 0.0);
  }

  std::uint32_t& visits(std::uint32_t journey, std::uint32_t slot) noexcept {
    return visits_[static_cast<std::size_t>(journey) * counted_ + slot];
  }
  double& stage_clock(std::uint32_t journey, std::uint32_t stage) noexcept {
    return stage_clocks_[static_cast<std::size_t>(journey) * stages_ + stage];
  }
  double& extra_time(std::uint32_t journey) noexcept { return extra_times_[journey]; }

 private:
  template <class T>
  static void clear(std::vector<T>& registers, std::uint32_t journey, std::uint32_t count, T value) {
    if (count == 0) return;
    const std::size_t first = static_cast<std::size_t>(journey) * count;
    if (registers.size() < first + count) registers.resize(2 * (first + count));
    std::fill_n(registers.begin() + static_cast<std::ptrdiff_t>(first), count, value);
  }

  std::uint32_t counted_, stages_, extra_;
  std::vector<std::uint32_t> visits_;  ///< by journey and counted step
  std::vector<double> stage_clocks_;   ///< by journey and stage
  std::vector<double> extra_times_;    ///< by journey, seconds
};

}  // namespace throughline
