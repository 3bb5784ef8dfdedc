// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/phrase.hpp"
#include "report/preface.hpp"
#include "throughline/paired_comparison.hpp"
#include "throughline/sweep.hpp"

namespace throughline {

// What reports of redesigns say in words, the same in every format. Names are as users wrote them.

/// Which is the best, where that is asked, then what became of each alternative.
std::vector<Sentence> sentences_of(const PairedComparison& comparison);
/// Where the figures come from.
Sentence origin_of(const PairedComparison& comparison);
/// `3.2 EUR per min`: money for a minute, a point, one; empty where there is no gain.
std::string gain_of(const PairedDifference& difference, const std::string& currency);
/// What it would take to decide an undecided difference, which the JSON holds at `place`; empty of others.
Sentence what_would_decide(const PairedDifference& difference, const std::string& place = {});
/// How many measures each redesign is judged by.
std::size_t judged_measures(const PairedComparison& comparison);
/// Each once, in order.
Sentence warnings_of(const PairedComparison& comparison);
Preface preface_of(const PairedComparison& comparison);

/// The answer in a sentence or two.
Sentence answer_of(const SweepResult& result);
Sentence origin_of(const SweepResult& result);
Preface preface_of(const SweepResult& result);
/// `staff.barista.count=3, staff.cashier.count=2`.
std::string settings_of(const SweptAlternative& alternative);
/// As results spell it: `meets`, `not_simulated`.
std::string_view name_of(SweepStatus status) noexcept;
/// With its interval where it was simulated, else what its staff is paid by plan; `place` is that of the alternative.
Sentence cost_words(const SweepResult& result, const SweptAlternative& alternative, const std::string& place = {});

/// Nobody knows whether it meets the targets, and it costs less than the cheapest that does.
bool is_cheaper_and_undecided(const SweepResult& result, const SweptAlternative& alternative);
/// How many are.
std::size_t open_alternatives(const SweepResult& result);
/// Every target is met.
bool is_confirmed(const ExperimentResult& confirmation);

}  // namespace throughline
