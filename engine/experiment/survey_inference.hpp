// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "experiment/measured.hpp"
#include "experiment/survey_luck.hpp"
#include "statistics/least_squares.hpp"
#include "throughline/survey_fit.hpp"

namespace throughline {

/// Where a fit has ended.
struct FittedPoint {
  std::span<const SurveyedTouchpoint> survey;
  std::span<const Measured> before, after;  ///< scores of the model, by touchpoint
  const SurveyWeights& weights;
  std::span<const SurveyConstant> constants;  ///< that were fitted, with the values of the file
  std::vector<double> values;
  MatrixColumns slopes;  ///< of the scores, by constant
};

/// The survey's means less the model's scores.
std::vector<double> differences(std::span<const SurveyedTouchpoint> survey, std::span<const Measured> scores);

/// Fills the rows, the constants and everything that says how sure they are, whatever stood there. Requires
/// `fit.confidence`.
void infer(const FittedPoint& point, SurveyFit& fit);

}  // namespace throughline
