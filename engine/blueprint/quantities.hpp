// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "throughline/measure.hpp"

namespace throughline {

/// What stands behind the name of a quantity in a path.
enum class PathForm : std::uint8_t {
  plain,       ///< nothing: `journey.completed`
  statistics,  ///< a statistic of a law: `wait.p90`
  average,     ///< a statistic over time: `queue.mean`
  limit        ///< a duration: `within(30 min)`
};

/// What a step must have for the quantity to say anything; of a group of steps: one of its steps.
enum class Requirement : std::uint8_t {
  nothing,
  staff,
  duration,
  failure,
  appointments,
  room,
  cost,
  any_cost,
  recovery,
  experience,      ///< [experience] is there, and a touchpoint
  broken_windows,  ///< [experience.broken_windows] is there
  economics,       ///< [economics] is there
  time_shares      ///< the run measures them
};

struct QuantityRule {
  Quantity quantity = Quantity::time;
  std::string_view words;  ///< as written: `wait`, `count.arrived`
  Unit unit = Unit::seconds;
  PathForm form = PathForm::plain;
  bool by_segment = true;  ///< `segment.G.` may stand before it
  Requirement requirement = Requirement::nothing;
};

/// The one table of which scope knows which quantity, in the order of reports.
std::span<const QuantityRule> quantities_of(Scope scope) noexcept;

/// The rule of a quantity that `scope` knows.
const QuantityRule& rule_of(Scope scope, Quantity quantity) noexcept;

/// `journey`, `step`, ...
std::string_view name_of(Scope scope) noexcept;
std::string_view name_of(Statistic statistic) noexcept;

/// The statistics that a form takes, in the order of reports.
std::span<const Statistic> statistics_of(PathForm form) noexcept;

}  // namespace throughline
