// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "model/program.hpp"

namespace throughline {

/// What some programs keep of a journey beside the journey itself: visits to steps that it can come to again, when
/// stages began, how much longer a repeated handoff makes the next service, when it is due. Not thread-safe; allocates
/// only to grow.
class JourneyRegisters {
 public:
  explicit JourneyRegisters(const Program& program)
      : counted_(program.counted_steps),
        stages_(program.stage_count),
        extra_(program.has_repeat_time ? 1 : 0),
        retrials_(program.retrial_slots),
        failures_(program.has_beginners ? 1 : 0),
        escorts_(program.has_escorts ? 1 : 0),
        due_(program.has_appointments || program.has_due ? 1 : 0),
        origins_(program.routes.attributes > 0 || !program.routes.changes.empty() ? 1 : 0),
        any_(counted_ + stages_ + extra_ + retrials_ + failures_ + escorts_ + due_ + origins_ > 0) {}

  /// Whether a program keeps anything.
  bool any() const noexcept { return any_; }
  bool has_due() const noexcept { return due_ > 0; }
  bool has_origins() const noexcept { return origins_ > 0; }

  /// Whose attributes a journey has, be it a part of another.
  struct Origin {
    std::uint64_t key = 0;
    std::uint16_t segment = 0;  ///< the one it has become
    std::uint16_t came_as = 0;
  };

  /// Of a journey that begins.
  void clear(std::uint32_t journey) {
    clear(visits_, journey, counted_, 0U);
    clear(stage_clocks_, journey, stages_, std::numeric_limits<double>::infinity());
    clear(extra_times_, journey, extra_, 0.0);
    clear(tries_, journey, retrials_, 0U);
    clear(failure_factors_, journey, failures_, 1.0);
    clear(escorting_, journey, escorts_, nobody);
    clear(due_times_, journey, due_, 0.0);
    clear(origin_, journey, origins_, Origin{});
  }

  std::uint32_t& visits(std::uint32_t journey, std::uint32_t slot) noexcept {
    return visits_[static_cast<std::size_t>(journey) * counted_ + slot];
  }
  double& stage_clock(std::uint32_t journey, std::uint32_t stage) noexcept {
    return stage_clocks_[static_cast<std::size_t>(journey) * stages_ + stage];
  }
  double& extra_time(std::uint32_t journey) noexcept { return extra_times_[journey]; }
  /// It is used up by the service that begins.
  double take_extra_time(std::uint32_t journey) noexcept { return std::exchange(extra_times_[journey], 0.0); }
  /// How often it has come to a step that it comes to again after giving up.
  std::uint32_t& tries(std::uint32_t journey, std::uint32_t slot) noexcept {
    return tries_[static_cast<std::size_t>(journey) * retrials_ + slot];
  }
  /// On the probability that the service that has just ended has failed. Requires: has_beginners.
  double& failure_factor(std::uint32_t journey) noexcept { return failure_factors_[journey]; }
  /// The record that holds whoever stays with it on its way; nobody where nobody does. Requires: has_escorts.
  std::uint32_t& escort(std::uint32_t journey) noexcept { return escorting_[journey]; }
  /// When it is due: its appointment; without one, when it came. Requires: has_due().
  double& due(std::uint32_t journey) noexcept { return due_times_[journey]; }
  double due(std::uint32_t journey) const noexcept { return due_times_[journey]; }
  /// Requires: has_origins().
  Origin& origin(std::uint32_t journey) noexcept { return origin_[journey]; }
  const Origin& origin(std::uint32_t journey) const noexcept { return origin_[journey]; }

 private:
  template <class T>
  static void clear(std::vector<T>& registers, std::uint32_t journey, std::uint32_t count, T value) {
    if (count == 0) return;
    const std::size_t first = static_cast<std::size_t>(journey) * count;
    if (registers.size() < first + count) registers.resize(2 * (first + count));
    std::fill_n(registers.begin() + static_cast<std::ptrdiff_t>(first), count, value);
  }

  std::uint32_t counted_, stages_, extra_, retrials_, failures_, escorts_, due_, origins_;
  bool any_;
  std::vector<std::uint32_t> visits_;  ///< by journey and counted step
  std::vector<double> stage_clocks_;   ///< by journey and stage
  std::vector<double> extra_times_;    ///< by journey, seconds
  std::vector<std::uint32_t> tries_;   ///< by journey and retrial
  std::vector<double> failure_factors_;
  std::vector<std::uint32_t> escorting_;
  std::vector<double> due_times_;  ///< by journey
  std::vector<Origin> origin_;
};

}  // namespace throughline
