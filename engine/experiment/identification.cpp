// SPDX-License-Identifier: MIT
#include "experiment/identification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "statistics/interval.hpp"

namespace throughline {
namespace {

double squares_of(std::span<const double> vector) {
  return std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0);
}

class Identifier {
 public:
  Identifier(std::span<const SurveyConstant> constants, const MatrixColumns& slopes, std::span<const double> apart,
             const SurveyWeights& weights)
      : constants_(constants),
        columns_(weighted(slopes, weights.weights)),
        apart_(weighted(apart, weights.weights)),
        weights_(weights) {
    found_.kept.resize(constants.size());
    std::iota(found_.kept.begin(), found_.kept.end(), std::size_t{0});
  }

  Identification find(std::optional<double> confidence) {
    hold_the_dependent();
    if (!confidence) return std::move(found_);
    while (found_.kept.size() > std::max<std::size_t>(1, apart_.size() - 1)) {
      hold(
          found_.kept.back(),
          fmt::format("there are {} touchpoints: one more than constants shows whether the model fits", apart_.size()));
    }
    while (hold_the_least_known(*confidence)) continue;
    return std::move(found_);
  }

 private:
  void hold(std::size_t constant, std::string reason) {
    found_.held.push_back({constants_[constant].path, constants_[constant].value, std::move(reason)});
    found_.kept.erase(std::find(found_.kept.begin(), found_.kept.end(), constant));
  }

  std::string listed(const std::vector<std::size_t>& places) const {
    std::string text;
    for (std::size_t place = 0; place < places.size(); ++place) {
      const bool last = place + 1 == places.size();
      text += fmt::format("{}{}", place == 0 ? "" : last ? " and " : ", ", constants_[places[place]].path);
    }
    return text;
  }

  void hold_the_dependent() {
    const std::vector<ColumnDependence> known = dependences(columns_, least_own_share);
    std::size_t independent = 0;
    for (std::size_t constant = 0; constant < known.size(); ++constant) {
      const std::vector<std::size_t>& on = known[constant].on;
      if (known[constant].independent) {
        ++independent;
      } else if (on.empty()) {
        hold(constant, "no score of the survey's touchpoints depends on it");
      } else if (independent == apart_.size()) {
        hold(constant, fmt::format("there are {} touchpoints, and as many constants before it", independent));
      } else {
        hold(constant, fmt::format("what it changes, {} {} too: the survey cannot tell them apart", listed(on),
                                   on.size() == 1 ? "changes" : "change together"));
      }
    }
  }

  /// What a step without bounds would leave tells how far answers may be off; none where it leaves nothing to tell by.
  std::optional<double> error_of_an_answer(const MatrixColumns& kept) const {
    if (apart_.size() <= kept.size()) return std::nullopt;
    std::vector<double> left = apart_;
    const std::vector<double> step = least_squares(kept, apart_);
    for (std::size_t place = 0; place < kept.size(); ++place)
      for (std::size_t row = 0; row < left.size(); ++row) left[row] -= kept[place][row] * step[place];
    return std::sqrt(squares_of(left) / static_cast<double>(apart_.size() - kept.size()));
  }

  bool hold_the_least_known(double confidence) {
    MatrixColumns kept;
    for (const std::size_t constant : found_.kept) kept.push_back(columns_[constant]);
    double error = 1.0;
    double degrees = static_cast<double>(apart_.size() - kept.size());
    if (weights_.errors == SurveyErrors::answers) {
      degrees = 1.0;
      for (const MeanError& mean : weights_.means) degrees = std::max(degrees, mean.degrees);
    } else {
      const std::optional<double> told = error_of_an_answer(kept);
      if (!told) return false;
      error = *told;
    }
    const MatrixColumns effects = target_effects(kept);
    std::size_t worst = 0;
    double widest = 1.0;
    for (std::size_t place = 0; place < kept.size(); ++place) {
      const SurveyConstant& about = constants_[found_.kept[place]];
      const double half = student_t(degrees, confidence) * error * std::sqrt(squares_of(effects[place]));
      const double width = 2.0 * half / (about.high - about.low);
      if (width <= widest) continue;
      widest = width;
      worst = found_.kept[place];
    }
    if (widest <= 1.0) return false;
    hold(worst, "the survey says too little of it: its interval would be wider than its range");
    return true;
  }

  std::span<const SurveyConstant> constants_;
  MatrixColumns columns_;
  std::vector<double> apart_;
  const SurveyWeights& weights_;
  Identification found_;
};

}  // namespace

Identification identify(std::span<const SurveyConstant> constants, const MatrixColumns& slopes,
                        std::span<const double> apart, const SurveyWeights& weights, std::optional<double> confidence) {
  return Identifier(constants, slopes, apart, weights).find(confidence);
}

std::vector<double> weighted(std::span<const double> column, std::span<const double> weights) {
  std::vector<double> product(column.begin(), column.end());
  for (std::size_t row = 0; row < product.size(); ++row) product[row] *= std::sqrt(weights[row]);
  return product;
}

MatrixColumns weighted(const MatrixColumns& columns, std::span<const double> weights) {
  MatrixColumns products;
  for (const std::vector<double>& column : columns) products.push_back(weighted(column, weights));
  return products;
}

}  // namespace throughline
