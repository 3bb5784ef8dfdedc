// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "throughline/estimate.hpp"
#include "throughline/experiment.hpp"
#include "throughline/model.hpp"
#include "throughline/result.hpp"
#include "throughline/survey.hpp"

namespace throughline {

/// A touchpoint that was asked about, and what the model makes of it. Scores, from 0 to 100; those of the model are its
/// output, never a fact about customers.
struct SurveyRow {
  std::string key, name;
  double answers = 0.0;
  Estimate survey;                  ///< mean of the answers
  Estimate before, after;           ///< of the model, with the constants of the file and with the fitted ones
  Estimate difference;              ///< after less survey: its interval holds the luck of both
  std::optional<double> predicted;  ///< by constants that were fitted without this touchpoint
};

enum class ConstantBound : std::uint8_t { none, low, high };

struct FittedConstant {
  std::string path;
  double in_file = 0.0;
  Estimate fitted;  ///< 0 to 100 points, or a share or factor; no interval at a bound
  std::optional<double> standard_error;
  std::optional<double> model_share;  ///< of its square: the luck of the replications, which more of them lessen
  ConstantBound bound = ConstantBound::none;  ///< of its range, where it ended
};

/// A constant that keeps the value of the file.
struct HeldConstant {
  std::string path;
  double in_file = 0.0;
  std::string reason;
};

/// What errors of constants rest on.
enum class SurveyErrors : std::uint8_t {
  answers,  ///< how far answers lie apart, touchpoint by touchpoint
  misfit,   ///< how far the model misses: nothing else is known
  unknown   ///< neither is
};

/// The experience model held against a survey.
struct SurveyFit {
  ExperimentResult base;  ///< the blueprint as it is
  std::string survey;     ///< file
  std::vector<SurveyRow> touchpoints;
  std::vector<FittedConstant> constants;
  std::vector<HeldConstant> held;
  std::vector<NamedKey> not_asked, not_scored;  ///< touchpoints of the blueprint; those that nobody visits

  Estimate miss_before, miss_after;  ///< root of the mean squared difference, weighted as in the fit
  Estimate prediction_error;         ///< the same of touchpoints that were left out
  SurveyErrors errors = SurveyErrors::unknown;
  std::optional<double> chi_squared;  ///< weighted squares that are left, where errors are those of answers
  std::size_t degrees = 0;            ///< of freedom: touchpoints less free constants
  std::optional<double> chance;       ///< of so much misfit or more by the luck of the answers alone
  double widened = 1.0;               ///< factor of the errors, for a misfit that is no luck
  bool converged = true;
  double confidence = 0.95;
  Timing timing;  ///< of everything
  bool partial = false;
  std::string partial_reason;
};

struct SurveyFitOptions {
  ExperimentOptions experiment;
  bool asked = false;  ///< the constants were asked for: none is held because little is known of it
};

/// Fits constants of [experience] to a survey: the least weighted squares of the differences between the survey's means
/// and the model's mean scores of visits, touchpoint by touchpoint, within the ranges of the constants (Gauss-Newton
/// steps with bounds, damped where they do not gain: Levenberg, 1944; Marquardt, 1963). Each weighs by 1 / the squared
/// standard error of its mean; a touchpoint with fewer than ten answers, or whose answers are all the same, has the
/// variance of all, pooled. Where no spread of answers is known, each weighs by its answers.
///
/// Every model meets the same luck. A constant that the survey cannot tell keeps its value: one that no score depends
/// on, one whose effect is a sum of those of others before it, and, unless constants were asked for, one whose interval
/// would be wider than its range; and one touchpoint more than constants is kept, to see whether the model fits.
///
/// Standard errors are those of the delta method, (J' W J)^-1 for the luck of the answers (Seber and Wild, 1989, 2.1.2)
/// and the same moves, to first order, for that of the replications; where the model misses by more than the luck of
/// answers allows they are wider by the root of chi-squared over its degrees of freedom (Birge, 1932). Intervals are
/// Student's, cut to the range; wide ones are rough where scores bend within them, as where many losses are at their
/// most. Predictions of touchpoints that are left out are to first order.
///
/// `model_of` makes the model with these values, in the order of `constants`. The same bytes for any number of threads.
/// Requires that `base` scores visits, and constants within their ranges.
SurveyFit fit_survey(const Model& base, const Survey& survey, const std::vector<SurveyConstant>& constants,
                     const std::function<Model(std::span<const double> values)>& model_of,
                     const SurveyFitOptions& options, const ProgressCallback& progress = {});

}  // namespace throughline
