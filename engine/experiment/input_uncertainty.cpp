// SPDX-License-Identifier: MIT
#include "experiment/input_uncertainty.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "experiment/measured.hpp"
#include "experiment/parallel.hpp"
#include "experiment/section.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/input_variance.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t fewest_replications = 10;

/// What widens an interval by the inputs' part.
struct InputError {
  Scale scale = Scale::plain;
  double variance = 0.0;  ///< on that scale
  std::string reason;     ///< why it is not known
};

class Resamples {
 public:
  Resamples(const Model& model, const Plan& plan, const ExperimentOptions& options, ExperimentProgress so_far,
            const ProgressCallback& progress)
      : model_(model), plan_(plan), options_(options), so_far_(so_far), progress_(progress) {
    for (const CatalogMeasure& measure : model.catalog().measures) asked_.push_back(measure.measure);
    for (const Target& target : model.catalog().targets) asked_.push_back(target.measure);
    const std::uint64_t count = model.program().resamples;
    each_ = std::max(fewest_replications, (so_far.completed + count - 1) / count);
    readings_.resize(count);
    so_far_.planned = so_far.completed + each_ * count;
  }

  /// Why they could not be simulated; empty where they were.
  std::string simulate() {
    std::string reason;
    std::mutex telling;
    const auto finished = [&] {
      const std::lock_guard<std::mutex> one_at_a_time(telling);
      ++so_far_.completed;
      progress_(so_far_);
    };
    std::vector<std::string> reasons(readings_.size());
    const auto work = [&](std::size_t resample) {
      reasons[resample] = simulate_one(resample, progress_ ? std::function<void()>(finished) : nullptr);
    };
    work_in_parallel_fold_in_order(readings_.size(), plan_.threads, work, [&](std::size_t resample) {
      reason = reasons[resample];
      return reason.empty();
    });
    return reason;
  }

  /// Of the measure with this number, in the order of the catalog's and then of the targets'.
  InputError error_of(std::size_t measure, const Estimate& estimate) const {
    if (!estimate.value) return {};
    std::vector<double> values{*estimate.value};
    std::vector<Influence> influences;
    for (const std::vector<Measured>& resample : readings_) {
      const Measured& reading = resample[measure];
      if (!reading.estimate.value)
        return {Scale::plain, 0.0, fmt::format("with a resample of the data: {}", reading.estimate.reason)};
      values.push_back(*reading.estimate.value);
      if (reading.influence) influences.push_back(*reading.influence);
    }
    const Scale scale = scale_for(values, estimate.unit == Unit::share);
    values.erase(values.begin());
    const bool alike = influences.size() == values.size() &&
                       std::all_of(influences.begin(), influences.end(), [&](const Influence& each) {
                         return each.moves.size() == influences.front().moves.size();
                       });
    for (double& value : values) value = on_scale(scale, value);
    for (Influence& influence : influences) influence = on_scale(scale, std::move(influence));
    return {scale, alike ? input_variance(influences) : input_variance(std::span<const double>(values)), {}};
  }

  std::uint64_t replications_each() const noexcept { return each_; }

 private:
  std::string simulate_one(std::size_t resample, const std::function<void()>& finished) {
    const Model model = with_resampled_data(model_, plan_.seed, resample);
    const Program& program = model.program();
    const std::uint64_t sections = section_count(program);
    Evidence evidence({model, plan_.seed, section_size(sections, each_), sections, 1, options_.interrupt});
    evidence.extend_to(each_, finished);
    if (evidence.overflow())
      return fmt::format("with resample {} of the data more than {} customers were inside", resample + 1,
                         program.max_inside);
    if (evidence.is_interrupted()) return "interrupted";
    const Estimator estimator(program, model.catalog(), evidence.replications(), evidence.sections(),
                              program.confidence);
    for (const MeasurePath& measure : asked_) readings_[resample].push_back(read(estimator, measure));
    return {};
  }

  const Model& model_;
  const Plan& plan_;
  const ExperimentOptions& options_;
  ExperimentProgress so_far_;
  const ProgressCallback& progress_;
  std::vector<MeasurePath> asked_;
  std::uint64_t each_ = fewest_replications;
  std::vector<std::vector<Measured>> readings_;  ///< by resample, then by measure
};

void carry(const InputError& error, double degrees, const MeasurePath& measure, Estimate& estimate) {
  const bool may_be_negative =
      measure.quantity == Quantity::wait_due || estimate.unit == Unit::money || estimate.unit == Unit::points;
  if (!estimate.low || !estimate.high) return;
  if (!error.reason.empty()) {
    estimate.low = estimate.high = std::nullopt;
    estimate.reason = error.reason;
    return;
  }
  const double t = student_t(degrees, estimate.confidence);
  const Figure figure = widened(figure_of(estimate), t * std::sqrt(error.variance), error.scale);
  const double before = *estimate.high - *estimate.low;
  const double after = *figure.high - *figure.low;
  estimate.input_share = after > 0.0 ? 1.0 - (before * before) / (after * after) : 0.0;
  estimate.low = figure.low;
  estimate.high = figure.high;
  if (!may_be_negative) estimate.low = std::max(0.0, *estimate.low);
  if (estimate.unit == Unit::share) estimate.high = std::min(1.0, *estimate.high);
}

}  // namespace

void carry_input_uncertainty(const Model& model, const Plan& plan, const ExperimentOptions& options,
                             ExperimentProgress so_far, const ProgressCallback& progress, ExperimentResult& result) {
  const Program& program = model.program();
  std::vector<std::uint32_t> sizes = program.samplers.data_sizes();
  if (sizes.empty()) return;
  InputUncertainty& inputs = result.input_uncertainty.emplace();
  inputs.data_sizes = sizes;
  // One value does not tell how others would differ.
  std::erase_if(sizes, [](std::uint32_t size) { return size < 2; });
  if (program.resamples == 0 || sizes.empty() || result.partial || result.provenance.replications == 0) return;
  Resamples resamples(model, plan, options, so_far, progress);
  inputs.reason = resamples.simulate();
  if (inputs.reason == "interrupted") {
    result.partial = true;
    result.partial_reason = inputs.reason;
    return;
  }
  inputs.resamples = program.resamples;
  inputs.replications_each = resamples.replications_each();
  const std::uint64_t fewest =
      std::min<std::uint64_t>(program.resamples, *std::min_element(sizes.begin(), sizes.end()));
  const auto degrees = static_cast<double>(fewest - 1);
  const auto error_of = [&](std::size_t measure, const Estimate& estimate) {
    return inputs.reason.empty() ? resamples.error_of(measure, estimate) : InputError{Scale::plain, 0.0, inputs.reason};
  };
  const Catalog& catalog = model.catalog();
  for (std::size_t index = 0; index < result.measures.size(); ++index)
    carry(error_of(index, result.measures[index].estimate), degrees, catalog.measures[index].measure,
          result.measures[index].estimate);
  for (std::size_t index = 0; index < result.targets.size(); ++index) {
    const Target& target = catalog.targets[index];
    Estimate& estimate = result.targets[index].estimate;
    carry(error_of(result.measures.size() + index, estimate), degrees, target.measure, estimate);
    result.targets[index].status = status_of(target, estimate);
  }
}

}  // namespace throughline
