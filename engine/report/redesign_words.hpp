// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/paired_comparison.hpp"
#include "throughline/sweep.hpp"

namespace throughline {

// What reports of redesigns say in words, the same in every format. Names are as users wrote them.

/// Which is the best, where that is asked, then what became of each alternative.
std::vector<std::string> sentences_of(const PairedComparison& comparison);
/// Where the figures come from.
std::string origin_of(const PairedComparison& comparison);
/// `3.2 EUR per min`: money for a minute, a point, one; empty where there is no gain.
std::string gain_of(const PairedDifference& difference, const std::string& currency);
/// What it would take to decide an undecided difference; empty of others.
std::string what_would_decide(const PairedDifference& difference);
/// Each once, in order.
std::vector<std::string> warnings_of(const PairedComparison& comparison);

/// The answer in a sentence or two.
std::string answer_of(const SweepResult& result);
std::string origin_of(const SweepResult& result);
/// `staff.barista.count=3, staff.cashier.count=2`.
std::string settings_of(const SweptAlternative& alternative);
/// As results spell it: `meets`, `not_simulated`.
std::string_view name_of(SweepStatus status) noexcept;
/// With its interval where it was simulated, else what its staff is paid by plan.
std::string cost_text(const SweepResult& result, const SweptAlternative& alternative);

/// Nobody knows whether it meets the targets, and it costs less than the cheapest that does.
bool is_cheaper_and_undecided(const SweepResult& result, const SweptAlternative& alternative);
/// How many are.
std::size_t open_alternatives(const SweepResult& result);
/// Every target is met.
bool is_confirmed(const ExperimentResult& confirmation);

}  // namespace throughline
