// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "report/json_entry.hpp"
#include "report/verdict_words.hpp"
#include "throughline/gaps.hpp"
#include "throughline/paired_comparison.hpp"
#include "throughline/result.hpp"
#include "throughline/sensitivity.hpp"
#include "throughline/sweep.hpp"

namespace throughline {

// What the JSON of every command is made of, read back: the other way round of report/json_parts.hpp. What reports
// compute with is held within bounds; std::runtime_error says what is wrong.

inline constexpr double longest_time = 1e12;  ///< seconds
inline constexpr double lowest_confidence = 0.5;
inline constexpr double highest_confidence = 1.0 - 1e-12;

inline constexpr std::array directions{Direction::lower, Direction::higher, Direction::neither};
inline constexpr std::array verdicts{Verdict::better, Verdict::worse, Verdict::higher,
                                     Verdict::lower,  Verdict::same,  Verdict::undecided};

Unit unit_of(const JsonEntry& entry);
Estimate estimate_of(const JsonEntry& entry);
TargetResult target_of(const JsonEntry& entry);
PrecisionResult precision_of(const JsonEntry& entry);
Timing timing_of(const JsonEntry& entry);
/// Requires what tells the luck: a seed and a number of replications.
Provenance provenance_of(const JsonEntry& entry);
HistogramSummary histogram_of(const JsonEntry& entry);
InputUncertainty input_uncertainty_of(const JsonEntry& entry);
/// As much as there is of it.
BlueprintSummary blueprint_of(const JsonEntry& entry);
std::vector<Measure> measures_of(const JsonEntry& entry);
/// The list called `warnings`.
std::vector<Diagnostic> warnings_of(const JsonEntry& entry);

/// Of the whole of what write_json wrote.
PairedComparison comparison_of(const JsonEntry& root);
SweepResult sweep_of(const JsonEntry& root);
Gaps gaps_of(const JsonEntry& root);
Sensitivity sensitivity_of(const JsonEntry& root);

}  // namespace throughline
