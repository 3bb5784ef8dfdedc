// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiment/measured.hpp"
#include "throughline/survey.hpp"
#include "throughline/survey_fit.hpp"

namespace throughline {

/// How far the mean of a touchpoint's answers may be off.
struct MeanError {
  double variance = 0.0;
  double degrees = 1.0;  ///< of freedom that it rests on
  bool pooled = false;   ///< with those of other touchpoints: they are wrong together
};

/// What a survey says of its own luck.
struct SurveyWeights {
  SurveyErrors errors = SurveyErrors::unknown;  ///< those of answers, or unknown yet
  std::vector<double> weights;                  ///< by touchpoint: 1 / variance, or answers; above 0
  std::vector<MeanError> means;                 ///< empty where nothing tells them
};

/// By the rules of fit_survey.
SurveyWeights weights_of(std::span<const SurveyedTouchpoint> touchpoints);

/// A standard error and the degrees of freedom that it rests on (Satterthwaite, 1946).
struct Luck {
  double error = 0.0, degrees = 1.0;
  double model_share = 0.0;  ///< of the squared error: the luck of the model's replications
};

/// Of a sum over touchpoints: `of_survey` times the survey's means and `of_model` times the model's. None, and why in
/// `reason`, where the luck of one of them is unknown.
std::optional<Luck> luck_of_sum(std::span<const MeanError> means, std::span<const double> of_survey,
                                std::span<const Measured> model, std::span<const double> of_model, std::string& reason);

/// Student's interval about a value, cut to [low, high]; without luck none, with the reason.
Estimate estimate_with(double value, const std::optional<Luck>& luck, const std::string& reason, double confidence,
                       double low, double high);

}  // namespace throughline
