// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "model/program.hpp"

namespace throughline {

/// Which histogram of a Recorder's set holds what.
struct HistogramLayout {
  std::uint32_t cells = 0, segments = 0, stages = 0, due = 0;

  explicit HistogramLayout(const Program& program)
      : cells(static_cast<std::uint32_t>(program.cell_count())),
        segments(static_cast<std::uint32_t>(program.segments.size())),
        stages(program.stage_count),
        due(program.has_due ? cells : 0) {}

  std::uint32_t wait_served(std::uint32_t cell) const noexcept { return 4 * cell; }
  std::uint32_t wait_abandoned(std::uint32_t cell) const noexcept { return 4 * cell + 1; }
  std::uint32_t service(std::uint32_t cell) const noexcept { return 4 * cell + 2; }
  std::uint32_t time(std::uint32_t cell) const noexcept { return 4 * cell + 3; }
  std::uint32_t journey_time(std::uint32_t segment) const noexcept { return 4 * cells + 2 * segment; }
  std::uint32_t journey_time_otherwise(std::uint32_t segment) const noexcept { return 4 * cells + 2 * segment + 1; }
  std::uint32_t stage(std::uint32_t stage_index, std::uint32_t segment) const noexcept {
    return 4 * cells + 2 * segments + stage_index * segments + segment;
  }
  /// Requires: has_due.
  std::uint32_t wait_due(std::uint32_t cell) const noexcept { return 4 * cells + (2 + stages) * segments + cell; }
  std::uint32_t count() const noexcept { return 4 * cells + (2 + stages) * segments + due; }
};

}  // namespace throughline
