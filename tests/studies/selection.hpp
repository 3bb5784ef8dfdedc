// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "study_report.hpp"

namespace throughline::testing {

/// How often the best of several alternatives is found where that is as hard as the promise goes: all others are alike,
/// and worse by exactly the indifference (slippage configuration; Bechhofer, 1954).
///
/// The engine's answers: five blueprints whose customers meet luck of their own, as each names its step in its own way.
std::vector<StudyRow> select_by_engine(std::uint64_t trials, unsigned threads);

/// The procedure alone, with normal units: independent ones, and such that share their luck.
std::vector<StudyRow> select_among_normals(std::uint64_t trials);

}  // namespace throughline::testing
