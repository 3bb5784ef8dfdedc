// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "blueprint/calendar.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {

/// One pool in one hour. Seconds after the start of the run.
struct HourLoad {
  double from = 0.0;
  double to = 0.0;       ///< an hour later, or the end of the run
  double offered = 0.0;  ///< work that arrives, in erlangs: people who would be busy if nobody waited
  double on_duty = 0.0;  ///< people, mean over the hour; without those who come in surges

  /// Offered work per person on duty; infinite where there is work and nobody on duty, 0 where there is no work.
  double load() const noexcept;
};

struct PoolLoad {
  StaffId staff{};
  std::vector<HourLoad> hours;

  /// The hour of the greatest load, the first of several.
  const HourLoad& worst() const;
};

/// Offered load of every pool for every hour of the run, of its first week where it is longer. Each hour stands for
/// itself, as if its rates had always held, and customers reach a step when the mean way there has passed since they
/// arrived (pointwise stationary approximation with lags; Green, Kolesar and Soares, 2001). Work that lasts longer than
/// an hour was begun over all the time that it lasts, and not before the run (exact at the end of the hour for constant
/// times where everybody is served at once: Eick, Massey and Whitt, 1993). Nobody waits, nobody gives up. Where any of
/// several pools will do they share the work as they are on duty; who is kept is busy until released.
std::vector<PoolLoad> offered_load(const Blueprint& blueprint);

/// When nobody of the pool, nor of those who could serve instead, is on duty while customers come who need it, within
/// the run's first week; customers come when the mean way there has passed since they arrived.
std::vector<Span> unattended(const Blueprint& blueprint, StaffId staff);

}  // namespace throughline
