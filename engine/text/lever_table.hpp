// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace throughline {

/// What a lever is pulled at.
enum class LeverPlace : std::uint8_t { step, pool, segment };

/// What its amount is.
enum class LeverAmount : std::uint8_t {
  none,
  share,  ///< above 0 and up to 1
  people  ///< whole, from 1
};

/// A way to redesign a service that applies to any blueprint, at one of its steps, pools or segments. It stands for
/// settings as --set takes them.
struct LeverRule {
  std::string_view name;    ///< `early_warning`
  std::string_view title;   ///< for people: "Early warning"
  std::string_view pillar;  ///< of the eight, or "Recovery"
  LeverPlace place = LeverPlace::step;
  LeverAmount amount = LeverAmount::none;
  std::string_view standard;  ///< the amount where none is said, an assumption; empty: takes none
  std::string_view changes;   ///< what it changes, in a clause, and what it assumes
};

/// Every lever, pillar by pillar.
std::span<const LeverRule> lever_table() noexcept;

/// nullptr where there is no such lever.
const LeverRule* find_lever(std::string_view name) noexcept;

std::vector<std::string> lever_names();

/// `step`, `pool` or `segment`.
std::string_view noun_of(LeverPlace place) noexcept;

}  // namespace throughline
