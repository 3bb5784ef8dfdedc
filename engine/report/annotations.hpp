// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/diagnostic.hpp"
#include "throughline/paired_comparison.hpp"
#include "throughline/result.hpp"
#include "throughline/sweep.hpp"

namespace throughline {

// What GitHub shows beside the lines of a blueprint: workflow commands, one a line, for whichever stream the log of a
// step holds. Names are escaped as the runner unescapes them, and otherwise made harmless (display_text.hpp).

/// GitHub shows ten of a step. Where there are more, the tenth says how many are not shown.
inline constexpr std::size_t most_annotations = 10;

/// Of a run: errors (missed targets, those undecided where it is strict, a partial result) before warnings (the other
/// undecided ones, precisions not reached, what is doubtful about the blueprint). Empty where all is well.
std::string write_annotations(const ExperimentResult& result, bool strict);

/// The same of redesigns, each but the first, and of many alternatives.
std::string write_annotations(const PairedComparison& comparison, bool strict);
std::string write_annotations(const SweepResult& result, bool strict);

/// Of mistakes and doubts, in their order.
std::string write_annotations(const std::vector<Diagnostic>& diagnostics);

/// A text for people in which the runner finds no command, whatever names are in it: `::` and `##[` are broken by a
/// space without width.
std::string without_commands(std::string_view text);

}  // namespace throughline
