// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/phrase.hpp"
#include "report/preface.hpp"
#include "throughline/gaps.hpp"
#include "throughline/verdict.hpp"

namespace throughline {

// What reports of gaps say in words, the same in every format. Names are as users wrote them.

inline constexpr std::string_view words_of_ranking =
    "each gap closed alone, everything else as it is and each customer meeting the same luck; rank: where a gap may "
    "stand as far as the data can tell";
inline constexpr std::string_view words_of_parts =
    "time: of all that customers spend inside; spread: of the standard deviation of journey time, the covariance of "
    "the time there with the whole, negative where it evens out; failures: services that failed and handoffs that were "
    "lost";
inline constexpr double money_of_gain = 1000.0;  ///< what gains are told for

/// Which gap is worth most, and whether that is decided.
Preface preface_of(const Gaps& gaps);

/// `failure at Baggage reclaim`.
Sentence name_of(const GapDescription& gap);
/// Of the gaps with these ranks, from 0.
Sentence names_of(const Gaps& gaps, const std::vector<std::size_t>& ranks);
/// What the kind is, and what closing it means.
std::string_view words_of(GapKind kind) noexcept;

/// A change with its interval; why there is none.
std::string change_words(const Gaps& gaps, const Estimate& change);
/// What the change is for `money_of_gain`, which the JSON holds for one at `place`; empty where nobody says the cost.
Sentence worth_words(const Gaps& gaps, const GapEffect& effect, const std::string& place = {});
/// Empty where nobody says it.
std::string cost_words(const Gaps& gaps, const GapDescription& gap);
/// Whether closing it makes the north star better, or worse.
Verdict verdict_of(const Gaps& gaps, const RankedGap& gap);

/// `lost value`: what the parts are of.
std::string heading_of(const Decomposition& parts);
/// Of a touchpoint, by its place; behind the last one those of none.
std::string name_of_part(const Gaps& gaps, std::size_t part);

/// What several gaps do at once, and what was left out.
std::vector<Sentence> notes_of(const Gaps& gaps);

/// The command that simulates the blueprint with the first gap closed, and finds the same numbers; empty where there
/// are none.
std::string command_of(const Gaps& gaps);

}  // namespace throughline
