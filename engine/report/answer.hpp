// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "report/phrase.hpp"
#include "throughline/result.hpp"

namespace throughline {

inline constexpr std::string_view no_break_space = "\u00A0";

/// The answer, piece by piece, harmless.
Sentence answer_sentence(const ExperimentResult& result);

/// The answer in one or two sentences: what became of the targets, how long a journey takes and how journeys end.
/// Figures hold together by no-break spaces.
std::string answer(const ExperimentResult& result);

/// Where the figures come from: `Coffee bar, scenario base: 400 replications of 8 h, seed 1, 95 % confidence`.
std::string origin(const ExperimentResult& result);
/// The same, piece by piece and not harmless; `place` points to where the JSON holds the result.
Sentence origin_sentence(const ExperimentResult& result, const std::string& place = {});

/// What became of one precision: `journey.time.mean is known to within 3.1 % (2 % asked for; ...)`.
std::string precision_clause(const PrecisionResult& precision);

/// What became of the precision that was asked for; empty where none was.
std::string precision_sentence(const ExperimentResult& result);

/// Whether the intervals hold what the data of laws leave open, and how much of them that is; empty where no law is
/// drawn from data. `place` points to where the JSON holds the result.
Sentence input_sentence(const ExperimentResult& result, const std::string& place = {});

}  // namespace throughline
