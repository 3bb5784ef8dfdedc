// SPDX-License-Identifier: MIT
#include "throughline/survey_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <utility>

#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "experiment/findings.hpp"
#include "experiment/identification.hpp"
#include "experiment/measured.hpp"
#include "experiment/section.hpp"
#include "experiment/survey_inference.hpp"
#include "experiment/survey_luck.hpp"
#include "experiment/warm_up.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/least_squares.hpp"

namespace throughline {
namespace {

constexpr int most_rounds = 20;
constexpr int most_dampings = 8;
/// A step that moves no constant by more than this share of its range is the last one.
constexpr double last_step = 1e-6;

using Scores = std::vector<Measured>;  ///< by touchpoint of the survey
using Values = std::vector<double>;    ///< by constant

double range_of(const SurveyConstant& constant) {
  return constant.high - constant.low;
}

class Fit {
 public:
  Fit(const Model& base, const Survey& survey, const std::vector<SurveyConstant>& constants,
      const std::function<Model(std::span<const double>)>& model_of, const SurveyFitOptions& options,
      const ProgressCallback& progress)
      : options_(options),
        plan_(plan_of(base, options.experiment)),
        base_(as_planned(base)),
        constants_(constants),
        model_of_(model_of),
        progress_(progress),
        rows_(survey.touchpoints) {
    plan_.replications = options.experiment.replications.value_or(base_.program().replications);
    sections_ = section_count(base_.program());
    result_.survey = survey.file;
    result_.not_asked = survey.not_asked;
    result_.confidence = base_.program().confidence;
    for (const SurveyConstant& constant : constants) file_.push_back(constant.value);
    for (std::size_t constant = 0; constant < constants.size(); ++constant) kept_.push_back(constant);
  }

  SurveyFit hold() {
    const auto begun = std::chrono::steady_clock::now();
    const Evidence evidence = simulate(base_);
    result_.base = findings(base_, evidence, plan_);
    if (evidence.has_ended()) stop(result_.base.partial_reason);
    const Scores scores = keep_scored(read_all(base_, evidence));
    // Where nothing was simulated, nobody knows who is visited.
    if (evidence.replications().empty()) result_.not_scored.clear();
    weights_ = weights_of(rows_);
    fit(scores);
    result_.timing.threads = plan_.threads;
    result_.timing.simulate_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return std::move(result_);
  }

 private:
  Model as_planned(const Model& model) const { return settled(model, options_.experiment, plan_.found); }

  Evidence simulate(const Model& model) {
    Evidence evidence({model, plan_.seed, section_size(sections_, plan_.replications), sections_, plan_.threads,
                       options_.experiment.interrupt});
    std::function<void()> finished;
    if (progress_) {
      // As a rule two rounds are enough.
      planned_ = std::max(planned_, plan_.replications * (2 * kept_.size() + 4));
      planned_ = std::max(planned_, completed_ + plan_.replications);
      finished = [this] { progress_({++completed_, planned_}); };
    }
    evidence.extend_to(plan_.replications, finished);
    result_.timing.events += evidence.events();
    result_.timing.journeys += evidence.journeys();
    return evidence;
  }

  Scores read_all(const Model& model, const Evidence& evidence) const {
    const Estimator estimator(model.program(), model.catalog(), evidence.replications(), evidence.sections(),
                              result_.confidence);
    const std::vector<NamedKey>& names = model.catalog().names.touchpoints;
    Scores scores;
    for (const SurveyedTouchpoint& each : rows_) {
      const auto found =
          std::find_if(names.begin(), names.end(), [&each](const NamedKey& name) { return name.key == each.key; });
      MeasurePath measure;
      measure.scope = Scope::touchpoint;
      measure.key = static_cast<std::uint32_t>(found - names.begin());
      measure.quantity = Quantity::score;
      scores.push_back(read(estimator, measure));
    }
    return scores;
  }

  /// Touchpoints that nobody visits have no score to compare.
  Scores keep_scored(const Scores& scores) {
    Scores kept;
    std::vector<SurveyedTouchpoint> rows;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (scores[row].estimate.value) {
        kept.push_back(scores[row]);
        rows.push_back(rows_[row]);
      } else {
        result_.not_scored.push_back({rows_[row].key, rows_[row].name});
      }
    }
    rows_ = std::move(rows);
    return kept;
  }

  void stop(std::string reason) {
    result_.partial = true;
    result_.partial_reason = std::move(reason);
  }

  /// None where that cannot be told, and after an interrupt.
  std::optional<Scores> scores_at(const Values& values) {
    const Model model = as_planned(model_of_(values));
    const Evidence evidence = simulate(model);
    if (!evidence.has_ended()) {
      Scores scores = read_all(model, evidence);
      // Constants change who is dissatisfied, and with that where customers go.
      if (std::all_of(scores.begin(), scores.end(),
                      [](const Measured& each) { return each.estimate.value.has_value(); }))
        return scores;
      stop("with constants that were tried nobody visits one of its touchpoints");
      return std::nullopt;
    }
    stop(evidence.overflow() ? fmt::format("more than {} customers inside", model.program().max_inside)
                             : "interrupted");
    return std::nullopt;
  }

  double squares(const Scores& scores) const {
    double sum = 0.0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const double apart = rows_[row].mean - *scores[row].estimate.value;
      sum += weights_.weights[row] * apart * apart;
    }
    return sum;
  }

  void hold_back(std::size_t constant, std::string reason) {
    result_.held.push_back({constants_[constant].path, file_[constant], std::move(reason)});
    kept_.erase(std::find(kept_.begin(), kept_.end(), constant));
  }

  void fit(const Scores& base) {
    if (rows_.empty()) {
      const std::string reason = result_.partial ? result_.partial_reason : "no touchpoint of the survey is visited";
      for (const std::size_t constant : std::vector(kept_)) hold_back(constant, reason);
      return;
    }
    std::optional<MatrixColumns> all;
    if (!result_.partial) all = slopes_at(file_, base);
    if (all) {
      Identification told = identify(constants_, *all, differences(rows_, base), weights_,
                                     options_.asked ? std::nullopt : std::optional(result_.confidence));
      kept_ = std::move(told.kept);
      result_.held = std::move(told.held);
      do {
        if (!descend_from_file(base, *all)) break;
      } while (!options_.asked && hold_back_the_least_known());
    }
    if (result_.partial) {
      for (const std::size_t constant : std::vector(kept_)) hold_back(constant, result_.partial_reason);
      conclude(base, base, file_, {});
    }
    std::stable_sort(
        result_.held.begin(), result_.held.end(),
        [this](const HeldConstant& one, const HeldConstant& other) { return place_of(one) < place_of(other); });
  }

  /// False after an interrupt.
  bool descend_from_file(const Scores& base, const MatrixColumns& all) {
    MatrixColumns slopes;
    for (const std::size_t constant : kept_) slopes.push_back(all[constant]);
    Values values = file_;
    const std::optional<Scores> end = kept_.empty() ? base : descend(values, base, slopes);
    if (end) conclude(base, *end, values, std::move(slopes));
    return end.has_value();
  }

  void conclude(const Scores& base, const Scores& end, const Values& values, MatrixColumns slopes) {
    std::vector<SurveyConstant> fitted;
    FittedPoint point{rows_, base, end, weights_, {}, {}, std::move(slopes)};
    for (const std::size_t constant : kept_) {
      fitted.push_back(constants_[constant]);
      point.values.push_back(values[constant]);
    }
    point.constants = fitted;
    infer(point, result_);
  }

  /// Scores end at 0, and losses at the most: what the survey tells at the start it may not tell at the end.
  bool hold_back_the_least_known() {
    std::optional<std::size_t> worst;
    double largest = 0.0;
    for (std::size_t place = 0; place < kept_.size(); ++place) {
      const FittedConstant& fitted = result_.constants[place];
      const SurveyConstant& about = constants_[kept_[place]];
      const bool everything = fitted.fitted.low == about.low && fitted.fitted.high == about.high;
      if (!fitted.standard_error || !everything || *fitted.standard_error / range_of(about) <= largest) continue;
      largest = *fitted.standard_error / range_of(about);
      worst = kept_[place];
    }
    if (worst)
      hold_back(*worst, "where the fit ends the survey says too little of it: its interval is its whole range");
    return worst.has_value();
  }

  std::size_t place_of(const HeldConstant& held) const {
    std::size_t place = 0;
    while (constants_[place].path != held.path) ++place;
    return place;
  }

  /// Of the scores, by constant of `kept_`: a little further, inward, under the same luck.
  std::optional<MatrixColumns> slopes_at(const Values& values, const Scores& scores) {
    MatrixColumns slopes;
    for (const std::size_t constant : kept_) {
      const SurveyConstant& about = constants_[constant];
      Values moved = values;
      const double step = std::min(about.step, range_of(about) / 2.0);
      moved[constant] += values[constant] + step > about.high ? -step : step;
      const std::optional<Scores> there = scores_at(moved);
      if (!there) return std::nullopt;
      std::vector<double>& slope = slopes.emplace_back();
      for (std::size_t row = 0; row < rows_.size(); ++row) {
        const double change = *(*there)[row].estimate.value - *scores[row].estimate.value;
        slope.push_back(change / (moved[constant] - values[constant]));
      }
    }
    return slopes;
  }

  /// From `values` to where squares are least, for the constants that are kept; `slopes` are theirs, first there and
  /// then at the end. None after an interrupt.
  std::optional<Scores> descend(Values& values, const Scores& base, MatrixColumns& slopes) {
    Scores scores = base;
    for (int round = 0; round < most_rounds; ++round) {
      if (round > 0) {
        std::optional<MatrixColumns> there = slopes_at(values, scores);
        if (!there) return std::nullopt;
        slopes = std::move(*there);
      }
      double damping = 0.0;
      bool gained = false;
      double moved = 0.0;
      for (int attempt = 0; attempt < most_dampings && !gained; ++attempt) {
        Values next = values;
        moved = step(next, scores, slopes, damping);
        // Less than rounding: this is where it ends.
        if (moved < 1e-3 * last_step) break;
        std::optional<Scores> there = scores_at(next);
        if (!there) return std::nullopt;
        gained = squares(*there) < squares(scores);
        if (gained) {
          scores = std::move(*there);
          values = std::move(next);
        }
        damping = damping == 0.0 ? 1e-3 : damping * 10.0;
      }
      if (!gained || moved < last_step) return round_off(values, std::move(scores), gained || moved < last_step);
    }
    return round_off(values, std::move(scores), false);
  }

  /// The largest share of a range by which it moves a constant. Damped, it is shorter, and goes downhill more steeply.
  double step(Values& values, const Scores& scores, const MatrixColumns& slopes, double damping) const {
    MatrixColumns columns = weighted(slopes, weights_.weights);
    std::vector<double> target = weighted(differences(rows_, scores), weights_.weights);
    target.resize(target.size() + (damping > 0.0 ? columns.size() : 0), 0.0);
    std::vector<double> low;
    std::vector<double> high;
    for (std::size_t place = 0; place < columns.size(); ++place) {
      const SurveyConstant& about = constants_[kept_[place]];
      low.push_back(about.low - values[kept_[place]]);
      high.push_back(about.high - values[kept_[place]]);
      const double length =
          std::sqrt(std::inner_product(columns[place].begin(), columns[place].end(), columns[place].begin(), 0.0));
      columns[place].resize(target.size(), 0.0);
      if (damping > 0.0) columns[place][rows_.size() + place] = std::sqrt(damping) * length;
    }
    // A slope may have become nothing on the way: then only what is damped, or still tells, moves.
    const std::vector<ColumnDependence> known = dependences(columns, least_own_share);
    MatrixColumns told;
    std::vector<std::size_t> places;
    std::vector<double> lows;
    std::vector<double> highs;
    for (std::size_t place = 0; place < columns.size(); ++place) {
      if (!known[place].independent) continue;
      told.push_back(columns[place]);
      places.push_back(place);
      lows.push_back(low[place]);
      highs.push_back(high[place]);
    }
    const std::vector<double> found =
        bounded_least_squares(told, target, lows, highs, std::vector<double>(told.size(), 0.0));
    double largest = 0.0;
    for (std::size_t each = 0; each < found.size(); ++each) {
      const SurveyConstant& about = constants_[kept_[places[each]]];
      double& value = values[kept_[places[each]]];
      if (found[each] == lows[each]) {
        value = about.low;
      } else if (found[each] == highs[each]) {
        value = about.high;
      } else {
        value = std::clamp(value + found[each], about.low, about.high);
      }
      largest = std::max(largest, std::abs(found[each]) / range_of(about));
    }
    return largest;
  }

  /// To what is worth writing down, so that settings say exactly what was simulated.
  std::optional<Scores> round_off(Values& values, Scores scores, bool converged) {
    constexpr double digits = 1e6;
    result_.converged = converged;
    Values written = values;
    for (const std::size_t constant : kept_)
      written[constant] = std::clamp(std::round(values[constant] * digits) / digits, constants_[constant].low,
                                     constants_[constant].high);
    if (written == values) return scores;
    values = std::move(written);
    return scores_at(values);
  }

  const SurveyFitOptions& options_;
  Plan plan_;
  Model base_;
  const std::vector<SurveyConstant>& constants_;
  const std::function<Model(std::span<const double>)>& model_of_;
  const ProgressCallback& progress_;
  std::vector<SurveyedTouchpoint> rows_;
  SurveyWeights weights_;
  Values file_;
  std::vector<std::size_t> kept_;  ///< constants that are fitted, in their order
  std::uint64_t sections_ = 2;
  std::uint64_t completed_ = 0, planned_ = 0;
  SurveyFit result_;
};

}  // namespace

SurveyFit fit_survey(const Model& base, const Survey& survey, const std::vector<SurveyConstant>& constants,
                     const std::function<Model(std::span<const double> values)>& model_of,
                     const SurveyFitOptions& options, const ProgressCallback& progress) {
  return Fit(base, survey, constants, model_of, options, progress).hold();
}

}  // namespace throughline
