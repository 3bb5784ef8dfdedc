// SPDX-License-Identifier: MIT
#pragma once

#include "report/phrase.hpp"
#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// `Against baseline.json, of 3 measures: worse in 1 and the same in 2.`
Sentence baseline_sentence(const BaselineComparison& baseline);

/// Every measure with the stored figure, the present one, their difference and the verdict. Requires result.baseline.
Table baseline_table(const ExperimentResult& result);

/// What the differences are: whether both runs had the same luck, and what the intervals hold.
Sentence baseline_words(const BaselineComparison& baseline);

}  // namespace throughline
