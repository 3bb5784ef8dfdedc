// SPDX-License-Identifier: MIT
#include "experiment/survey_inference.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "experiment/identification.hpp"
#include "statistics/interval.hpp"
#include "statistics/ratio.hpp"

namespace throughline {
namespace {

constexpr double best_score = 100.0;
constexpr double farthest = 1e300;

MatrixColumns without_row(const MatrixColumns& columns, std::size_t row) {
  MatrixColumns rest = columns;
  for (std::vector<double>& column : rest) column.erase(column.begin() + static_cast<std::ptrdiff_t>(row));
  return rest;
}

double weighted_squares(std::span<const double> apart, std::span<const double> weights) {
  double sum = 0.0;
  for (std::size_t row = 0; row < apart.size(); ++row) sum += weights[row] * apart[row] * apart[row];
  return sum;
}

class Inference {
 public:
  Inference(const FittedPoint& point, SurveyFit& fit)
      : point_(point),
        fit_(fit),
        weights_(point.weights.weights),
        rows_(point.survey.size()),
        before_(differences(point.survey, point.before)),
        after_(differences(point.survey, point.after)) {
    std::vector<std::size_t> inside;
    MatrixColumns slopes;
    for (std::size_t constant = 0; constant < point.constants.size(); ++constant) {
      if (bound_of(constant) != ConstantBound::none) continue;
      inside.push_back(constant);
      slopes.push_back(point.slopes[constant]);
    }
    // Scores end at 0, and losses at the most: what could be told at the start may not be where the fit has ended.
    const std::vector<ColumnDependence> known = dependences(weighted(slopes, weights_), least_own_share);
    for (std::size_t place = 0; place < inside.size(); ++place) {
      if (!known[place].independent) continue;
      places_.push_back(inside[place]);
      free_.push_back(slopes[place]);
    }
    effects_ = target_effects(weighted(free_, weights_));
    for (std::vector<double>& effect : effects_) effect = weighted(effect, weights_);
  }

  void fill() {
    fit_.touchpoints.clear();
    fit_.constants.clear();
    fit_.chi_squared.reset();
    fit_.chance.reset();
    fit_.widened = 1.0;
    judge_misfit();
    fill_constants();
    fill_rows();
    fit_.miss_before = miss(before_, point_.before);
    fit_.miss_after = miss(after_, point_.after);
    predict();
  }

 private:
  ConstantBound bound_of(std::size_t constant) const {
    if (point_.values[constant] <= point_.constants[constant].low) return ConstantBound::low;
    return point_.values[constant] >= point_.constants[constant].high ? ConstantBound::high : ConstantBound::none;
  }

  /// What the misfit says of the errors.
  void judge_misfit() {
    const double squares = weighted_squares(after_, weights_);
    fit_.degrees = rows_ - free_.size();
    fit_.errors = point_.weights.errors;
    means_ = point_.weights.means;
    const auto degrees = static_cast<double>(fit_.degrees);
    if (fit_.errors == SurveyErrors::answers) {
      fit_.chi_squared = squares;
      if (fit_.degrees == 0) return;
      fit_.chance = chi_squared_beyond(squares, degrees);
      if (*fit_.chance >= 1.0 - fit_.confidence) return;
      fit_.widened = std::sqrt(squares / degrees);
      for (MeanError& mean : means_) mean = {mean.variance * squares / degrees, degrees, true};
    } else if (fit_.degrees > 0) {
      fit_.errors = SurveyErrors::misfit;
      for (const double weight : weights_) means_.push_back({squares / degrees / weight, degrees, true});
    }
  }

  void fill_constants() {
    for (std::size_t constant = 0; constant < point_.constants.size(); ++constant) {
      const SurveyConstant& about = point_.constants[constant];
      FittedConstant& fitted = fit_.constants.emplace_back();
      fitted.path = about.path;
      fitted.in_file = about.value;
      fitted.bound = bound_of(constant);
      const auto place = std::find(places_.begin(), places_.end(), constant);
      std::string reason = fitted.bound == ConstantBound::none ? "where the fit ends, the survey cannot tell it"
                                                               : "it is at the end of its range";
      std::optional<Luck> luck;
      if (place != places_.end()) {
        const std::vector<double>& effect = effects_[static_cast<std::size_t>(place - places_.begin())];
        luck = luck_of_sum(means_, effect, point_.after, effect, reason);
      }
      fitted.fitted = estimate_with(point_.values[constant], luck, reason, fit_.confidence, about.low, about.high);
      if (!luck) continue;
      fitted.standard_error = luck->error;
      fitted.model_share = luck->model_share;
    }
  }

  void fill_rows() {
    for (std::size_t row = 0; row < rows_; ++row) {
      const SurveyedTouchpoint& asked = point_.survey[row];
      SurveyRow& told = fit_.touchpoints.emplace_back();
      told.key = asked.key;
      told.name = asked.name;
      told.answers = asked.answers;
      told.before = point_.before[row].estimate;
      told.after = point_.after[row].estimate;
      // The luck of answers alone, whatever the model makes of it.
      const std::vector<MeanError>& means = point_.weights.means;
      const std::optional<Luck> luck =
          means.empty() ? std::nullopt : std::optional(Luck{std::sqrt(means[row].variance), means[row].degrees, 0.0});
      told.survey = estimate_with(asked.mean, luck, "nothing tells how far the answers lie apart", fit_.confidence, 0.0,
                                  best_score);
      told.survey.observations = static_cast<std::uint64_t>(asked.answers);
      std::vector<double> own(rows_);
      for (std::size_t other = 0; other < rows_; ++other) {
        for (std::size_t constant = 0; constant < free_.size(); ++constant)
          own[other] += free_[constant][row] * effects_[constant][other];
      }
      // What moves a mean moves the constants too, and so the model.
      own[row] -= 1.0;
      std::string reason;
      const std::optional<Luck> apart = luck_of_sum(means_, own, point_.after, own, reason);
      // Constants are rounded to a millionth: less than that is none.
      constexpr double rounding = 1e-6;
      const bool exact = apart && apart->error < rounding && std::abs(after_[row]) < rounding;
      told.difference = exact ? estimate_with(0.0, Luck{}, {}, fit_.confidence, -farthest, farthest)
                              : estimate_with(-after_[row], apart, reason, fit_.confidence, -farthest, farthest);
    }
  }

  /// The constants are where squares are least: to first order the root of the mean square moves with its differences
  /// alone.
  Estimate miss(const std::vector<double>& apart, std::span<const Measured> scores) const {
    const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
    const double root = std::sqrt(weighted_squares(apart, weights_) / all);
    constexpr double nothing = 1e-9;
    if (root < nothing) return estimate_with(root, Luck{}, {}, fit_.confidence, 0.0, best_score);
    std::vector<double> slopes(rows_);
    for (std::size_t row = 0; row < rows_; ++row) slopes[row] = weights_[row] * apart[row] / (all * root);
    std::string reason;
    const std::optional<Luck> luck = luck_of_sum(means_, slopes, scores, slopes, reason);
    return estimate_with(root, luck, reason, fit_.confidence, 0.0, best_score);
  }

  void predict() {
    constexpr std::size_t fewest_rows = 3;
    Estimate& error = fit_.prediction_error;
    error.unit = Unit::count;
    error.confidence = fit_.confidence;
    if (rows_ < fewest_rows || rows_ <= point_.constants.size() || point_.constants.empty()) {
      error.reason = point_.constants.empty() ? "no constant was fitted" : "too few touchpoints to leave one out";
      return;
    }
    std::vector<double> squares;
    for (std::size_t row = 0; row < rows_; ++row) {
      const double predicted = predicted_without(row);
      fit_.touchpoints[row].predicted = predicted;
      const double apart = point_.survey[row].mean - predicted;
      squares.push_back(weights_[row] * apart * apart);
    }
    // As if the touchpoints were drawn from many like them.
    const Figure mean = ratio_of_totals(squares, weights_, fit_.confidence);
    error.value = std::sqrt(std::max(0.0, *mean.value));
    error.reason = mean.reason;
    if (!mean.low || !mean.high) return;
    error.low = std::min(*error.value, std::sqrt(std::max(0.0, *mean.low)));
    error.high = std::max(*error.value, std::sqrt(std::max(0.0, *mean.high)));
  }

  double predicted_without(std::size_t row) const {
    const MatrixColumns rest = without_row(weighted(point_.slopes, weights_), row);
    std::vector<double> target = weighted(after_, weights_);
    target.erase(target.begin() + static_cast<std::ptrdiff_t>(row));
    const std::vector<ColumnDependence> known = dependences(rest, least_own_share);
    double predicted = *point_.after[row].estimate.value;
    MatrixColumns columns;
    std::vector<double> low;
    std::vector<double> high;
    std::vector<std::size_t> places;
    for (std::size_t constant = 0; constant < rest.size(); ++constant) {
      const SurveyConstant& about = point_.constants[constant];
      const double value = point_.values[constant];
      if (known[constant].independent) {
        columns.push_back(rest[constant]);
        places.push_back(constant);
        low.push_back(about.low - value);
        high.push_back(about.high - value);
        continue;
      }
      // Without this touchpoint nothing tells it: it is what the file says.
      const double back = about.value - value;
      predicted += back * point_.slopes[constant][row];
      for (std::size_t other = 0; other < target.size(); ++other) target[other] -= back * rest[constant][other];
    }
    const std::vector<double> moved =
        bounded_least_squares(columns, target, low, high, std::vector<double>(columns.size(), 0.0));
    for (std::size_t place = 0; place < places.size(); ++place)
      predicted += moved[place] * point_.slopes[places[place]][row];
    return std::clamp(predicted, 0.0, best_score);
  }

  const FittedPoint& point_;
  SurveyFit& fit_;
  const std::vector<double>& weights_;
  std::size_t rows_;
  std::vector<double> before_, after_;
  std::vector<std::size_t> places_;  ///< of free constants
  MatrixColumns free_;               ///< their slopes
  MatrixColumns effects_;            ///< how they move with each mean
  std::vector<MeanError> means_;
};

}  // namespace

std::vector<double> differences(std::span<const SurveyedTouchpoint> survey, std::span<const Measured> scores) {
  std::vector<double> apart;
  for (std::size_t row = 0; row < survey.size(); ++row) apart.push_back(survey[row].mean - *scores[row].estimate.value);
  return apart;
}

void infer(const FittedPoint& point, SurveyFit& fit) {
  Inference(point, fit).fill();
}

}  // namespace throughline
