// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "throughline/sweep.hpp"

namespace throughline {

/// Of many alternatives the answer in a sentence or two: the cheapest, whether it is confirmed, what is undecided.
std::string sweep_answer(const SweepResult& result);

/// As results spell it: `not_simulated`, `meets`, `misses`, `undecided`, `dearer`.
std::string_view name_of(SweepStatus status) noexcept;

/// `staff.barista.count=3, staff.cook.count=2`.
std::string settings_text(const SweptAlternative& alternative);

/// With its interval where it was simulated, else what its staff is paid by plan.
std::string cost_text(const SweepResult& result, const SweptAlternative& alternative);

/// Nobody knows whether it meets the targets, and it costs less than the cheapest that does.
bool is_cheaper_and_undecided(const SweepResult& result, const SweptAlternative& alternative);
/// How many are.
std::size_t open_alternatives(const SweepResult& result);

/// Every target is met.
bool is_confirmed(const ExperimentResult& confirmation);

}  // namespace throughline
