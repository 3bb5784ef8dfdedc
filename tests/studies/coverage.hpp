// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "coverage_models.hpp"
#include "study_report.hpp"

namespace throughline::testing {

/// Runs so many experiments with seeds from 1 on, each by one thread, and counts how often their intervals of 95 % hold
/// the truth: theory's, or else what all experiments together say. What they say together must agree with theory. The
/// same for any number of threads. Requires a multiple of 50.
std::vector<StudyRow> cover(const CoverageSeries& series, std::uint64_t experiments, unsigned threads);

}  // namespace throughline::testing
