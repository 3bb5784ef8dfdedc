// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace throughline {

/// Why a journey loses value: how it ended, where it did not complete; else what was worst at its worst touchpoint.
enum class LossKind : std::uint8_t {
  failed_service,
  failed_handoff,
  abandoned,
  turned_away,
  bad_failure,  ///< down to `bad_handoff`: completed, and bad
  bad_wait,
  bad_time,
  bad_repeat,
  bad_handoff
};

inline constexpr std::size_t loss_kinds = 9;

/// Whether the journey completed, so that its margin is earned.
constexpr bool is_completed(LossKind kind) noexcept {
  return kind >= LossKind::bad_failure;
}

}  // namespace throughline
