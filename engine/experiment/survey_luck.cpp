// SPDX-License-Identifier: MIT
#include "experiment/survey_luck.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/interval.hpp"

namespace throughline {
namespace {

constexpr double enough_degrees = 9.0;    ///< ten answers
constexpr double least_variance = 1e-12;  ///< of scores up to 100: less is rounding

bool speaks_for_itself(const SurveyedTouchpoint& each) {
  return each.variance && *each.variance > least_variance && each.degrees >= enough_degrees;
}

}  // namespace

SurveyWeights weights_of(std::span<const SurveyedTouchpoint> touchpoints) {
  SurveyWeights found;
  double squares = 0.0;
  double degrees = 0.0;
  for (const SurveyedTouchpoint& each : touchpoints) {
    if (!each.variance) continue;
    squares += *each.variance * each.degrees;
    degrees += each.degrees;
  }
  const bool all_speak = std::all_of(touchpoints.begin(), touchpoints.end(), speaks_for_itself);
  if (squares <= least_variance * degrees || (!all_speak && degrees < 1.0)) {
    for (const SurveyedTouchpoint& each : touchpoints) found.weights.push_back(each.answers);
    return found;
  }
  found.errors = SurveyErrors::answers;
  for (const SurveyedTouchpoint& each : touchpoints) {
    const bool own = speaks_for_itself(each);
    const double variance = (own ? *each.variance : squares / degrees) / each.answers;
    found.means.push_back({variance, own ? each.degrees : degrees, !own});
    found.weights.push_back(1.0 / variance);
  }
  return found;
}

std::optional<Luck> luck_of_sum(std::span<const MeanError> means, std::span<const double> of_survey,
                                std::span<const Measured> model, std::span<const double> of_model,
                                std::string& reason) {
  if (means.empty()) {
    reason = "nothing tells how far the survey may be off";
    return std::nullopt;
  }
  double variance = 0.0;
  double by_degrees = 0.0;
  const auto add = [&](double part, double degrees) {
    variance += part;
    by_degrees += part * part / degrees;
  };
  double pooled = 0.0;
  double pooled_degrees = 1.0;
  for (std::size_t row = 0; row < means.size(); ++row) {
    const double part = of_survey[row] * of_survey[row] * means[row].variance;
    if (means[row].pooled) {
      pooled += part;
      pooled_degrees = means[row].degrees;
    } else {
      add(part, means[row].degrees);
    }
  }
  add(pooled, pooled_degrees);

  std::vector<double> moves;
  for (std::size_t row = 0; row < model.size(); ++row) {
    if (of_model[row] == 0.0) continue;
    const std::optional<Influence>& influence = model[row].influence;
    if (!influence || (!moves.empty() && influence->moves.size() != moves.size())) {
      reason = influence ? "scores of the model rest on different replications" : model[row].estimate.reason;
      return std::nullopt;
    }
    moves.resize(influence->moves.size());
    for (std::size_t unit = 0; unit < moves.size(); ++unit) moves[unit] += of_model[row] * influence->moves[unit];
  }
  double of_replications = 0.0;
  if (!moves.empty()) {
    const Spread spread = spread_of(moves);
    of_replications = spread.error * spread.error;
    add(of_replications, spread.degrees);
  }
  Luck luck{std::sqrt(variance), std::numeric_limits<double>::max(), 0.0};
  if (by_degrees > 0.0) luck.degrees = std::max(1.0, variance * variance / by_degrees);
  if (variance > 0.0) luck.model_share = of_replications / variance;
  return luck;
}

Estimate estimate_with(double value, const std::optional<Luck>& luck, const std::string& reason, double confidence,
                       double low, double high) {
  Estimate estimate;
  estimate.unit = Unit::count;
  estimate.confidence = confidence;
  estimate.value = value;
  if (!luck) {
    estimate.reason = reason;
    return estimate;
  }
  const double half = luck->error == 0.0 ? 0.0 : student_t(luck->degrees, confidence) * luck->error;
  estimate.low = std::clamp(value - half, low, std::max(low, value));
  estimate.high = std::clamp(value + half, std::min(high, value), high);
  return estimate;
}

}  // namespace throughline
