// SPDX-License-Identifier: MIT
// Shares of the time that journeys spend inside.
#include <algorithm>
#include <cstddef>
#include <vector>

#include "experiment/estimator.hpp"
#include "model/time_kind.hpp"
#include "simulation/time_ledger.hpp"

namespace throughline {
namespace {

std::vector<TimeKind> kinds_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::share_wait:
    case Quantity::share_visible_wait:
      return {TimeKind::wait};
    case Quantity::share_off_duty:
      return {TimeKind::off_duty};
    case Quantity::share_service:
      return {TimeKind::service};
    case Quantity::share_interrupted:
      return {TimeKind::interrupted};
    case Quantity::share_blocked:
      return {TimeKind::blocked};
    case Quantity::share_batching:
      return {TimeKind::batching};
    case Quantity::share_handoff:
      return {TimeKind::handoff, TimeKind::handoff_interaction, TimeKind::handoff_visibility,
              TimeKind::handoff_internal};
    case Quantity::share_interaction:
      return {TimeKind::handoff_interaction};
    case Quantity::share_visibility:
      return {TimeKind::handoff_visibility};
    case Quantity::share_internal:
      return {TimeKind::handoff_internal};
    case Quantity::share_retrying:
      return {TimeKind::retrying};
    case Quantity::share_recovering:
      return {TimeKind::recovering};
    case Quantity::share_awaiting:
      return {TimeKind::awaiting};
    default: {
      std::vector<TimeKind> all(time_kinds);
      for (std::size_t kind = 0; kind < time_kinds; ++kind) all[kind] = static_cast<TimeKind>(kind);
      return all;
    }
  }
}

double seconds_in(const ReplicationResult& result, const std::vector<std::uint32_t>& cells,
                  const std::vector<TimeKind>& kinds) {
  std::int64_t ticks = 0;
  for (const std::uint32_t cell : cells) {
    for (const TimeKind kind : kinds) ticks += result.times[cell * time_kinds + static_cast<std::size_t>(kind)];
  }
  return static_cast<double>(ticks) / TimeLedger::ticks_per_second;
}

}  // namespace

Observed Estimator::time_share(const MeasurePath& measure) const {
  std::vector<std::uint32_t> cells = cells_of(measure);
  if (measure.quantity == Quantity::share_visible_wait) {
    std::erase_if(cells, [this](std::uint32_t cell) {
      const Lane lane = catalog_.lane_of_step[cell / program_.segments.size()];
      return lane != Lane::customer && lane != Lane::frontstage;
    });
  }
  MeasurePath whole = measure;
  whole.scope = Scope::journey;
  const std::vector<std::uint32_t> all = cells_of(whole);
  const std::vector<TimeKind> kinds = kinds_of(measure.quantity);
  const std::vector<TimeKind> any = kinds_of(Quantity::share);
  return ratio(
      Unit::share, [&](const ReplicationResult& result) { return seconds_in(result, cells, kinds); },
      [&](const ReplicationResult& result) { return seconds_in(result, all, any); }, "no journey took any time");
}

}  // namespace throughline
