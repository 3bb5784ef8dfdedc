// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "experiment/survey_luck.hpp"
#include "statistics/least_squares.hpp"
#include "throughline/survey_fit.hpp"

namespace throughline {

/// How much of what a constant does must be its own, so that a survey can tell it.
inline constexpr double least_own_share = 1e-6;

/// Which constants a survey can tell.
struct Identification {
  std::vector<std::size_t> kept;  ///< in their order
  std::vector<HeldConstant> held;
};

/// `slopes`: of the scores, by constant; `apart`: the survey's means less the scores. Where nobody asked for the
/// constants, there is a confidence: then those are held, too, whose interval would be wider than their range, and
/// there is one touchpoint more than constants (with one touchpoint, one constant).
Identification identify(std::span<const SurveyConstant> constants, const MatrixColumns& slopes,
                        std::span<const double> apart, const SurveyWeights& weights, std::optional<double> confidence);

/// A column times the root of the weight of each row: then squares are weighted ones.
std::vector<double> weighted(std::span<const double> column, std::span<const double> weights);
MatrixColumns weighted(const MatrixColumns& columns, std::span<const double> weights);

}  // namespace throughline
