// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "report/phrase.hpp"
#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// Every target with its status in words, the figure that was judged and its margin.
Table target_table(const ExperimentResult& result);

/// How many replications would decide an undecided target, if its figure stayed where it is: half-widths shrink with
/// the square root of the replications. To two significant digits, upwards; none where there is no interval to go by or
/// where even a billion would not do.
std::optional<std::uint64_t> replications_to_decide(const TargetResult& target);

/// The same for the batches of one run, of which more would come with a longer one: its length in whole hours.
std::optional<std::uint64_t> hours_to_decide(const TargetResult& target, const Provenance& provenance);

/// What it would take to decide an undecided target, in a clause; `place` points to where the JSON holds it.
Sentence what_would_decide(const TargetResult& target, const Provenance& provenance, const std::string& place = {});

/// How far the figure is on the good side of its bound.
std::string margin_of(const TargetResult& target, std::string_view currency);

/// `met`, `missed`, `undecided`.
std::string name_of(TargetStatus status);

}  // namespace throughline
