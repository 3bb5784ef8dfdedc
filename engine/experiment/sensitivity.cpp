// SPDX-License-Identifier: MIT
#include "throughline/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "experiment/findings.hpp"
#include "experiment/judged_measures.hpp"
#include "experiment/measured.hpp"
#include "experiment/section.hpp"
#include "experiment/warm_up.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

class Study {
 public:
  Study(const Model& base, const std::vector<InputRange>& inputs, const SensitivityOptions& options,
        const ProgressCallback& progress)
      : options_(options),
        plan_(plan_of(base, options.experiment)),
        base_(as_planned(base)),
        inputs_(inputs),
        progress_(progress) {
    const Program& program = base_.program();
    plan_.replications = options.experiment.replications.value_or(program.replications);
    sections_ = section_count(program);
    for (const InputRange& input : inputs) ends_ += (input.low ? 1U : 0U) + (input.high ? 1U : 0U);
    result_.confidence = program.confidence;
    result_.intervals = ends_ + inputs.size();
    // Each may miss with the share of all errors that falls to one of them (Bonferroni: Dunn, 1961).
    level_ = 1.0 - (1.0 - program.confidence) / static_cast<double>(std::max<std::size_t>(1, result_.intervals));
  }

  Sensitivity hold(const std::function<Model(std::size_t, RangeEnd)>& model_of) {
    const auto begun = std::chrono::steady_clock::now();
    const Evidence evidence = simulate(base_);
    base_reading_ = read(base_, evidence);
    result_.base = findings(base_, evidence, plan_);
    if (evidence.has_ended()) stop(result_.base.partial_reason);
    for (std::size_t input = 0; input < inputs_.size(); ++input) vary(input, model_of);
    std::stable_sort(result_.inputs.begin(), result_.inputs.end(),
                     [](const InputEffect& one, const InputEffect& other) {
                       const auto size = [](const InputEffect& each) {
                         return each.swing.value ? std::abs(*each.swing.value) : -1.0;
                       };
                       return size(one) > size(other);
                     });
    result_.measure = options_.measure;
    result_.direction = direction_of(base_.catalog(), options_.measure);
    result_.timing.threads = plan_.threads;
    result_.timing.simulate_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return std::move(result_);
  }

 private:
  /// Where the warm-up is to be found, the base's is everybody's: what is compared is counted from the same time on.
  Model as_planned(const Model& model) const { return settled(model, options_.experiment, plan_.found); }

  Evidence simulate(const Model& model) {
    Evidence evidence({model, plan_.seed, section_size(sections_, plan_.replications), sections_, plan_.threads,
                       options_.experiment.interrupt});
    std::function<void()> finished;
    if (progress_) finished = [this] { progress_({++completed_, plan_.replications * (ends_ + 1)}); };
    evidence.extend_to(plan_.replications, finished);
    result_.timing.events += evidence.events();
    result_.timing.journeys += evidence.journeys();
    return evidence;
  }

  Measured read(const Model& model, const Evidence& evidence) const {
    const Estimator estimator(model.program(), model.catalog(), evidence.replications(), evidence.sections(), level_);
    const MeasurePath& measure = find_measure(model.catalog(), options_.measure)->measure;
    return throughline::read(estimator, measure);
  }

  /// Nothing more is simulated after an interrupt, or where the blueprint as it is could not go on.
  void stop(std::string reason) {
    result_.partial = true;
    result_.partial_reason = std::move(reason);
  }

  void vary(std::size_t input, const std::function<Model(std::size_t, RangeEnd)>& model_of) {
    const InputRange& range = inputs_[input];
    InputEffect effect;
    effect.path = range.path;
    std::vector<Measured> readings;
    for (const RangeEnd end : {RangeEnd::low, RangeEnd::high}) {
      const std::optional<std::string>& words = end == RangeEnd::low ? range.low : range.high;
      if (!words) continue;
      OtherValue& value = (end == RangeEnd::low ? effect.low : effect.high).emplace();
      value.words = *words;
      value.figure.unit = value.change.unit = base_reading_.estimate.unit;
      value.figure.confidence = value.change.confidence = level_;
      value.reason = result_.partial ? result_.partial_reason : fill(value, as_planned(model_of(input, end)), readings);
      value.figure.reason = value.figure.reason.empty() ? value.reason : value.figure.reason;
      value.change.reason = value.change.reason.empty() ? value.reason : value.change.reason;
    }
    effect.swing.unit = base_reading_.estimate.unit;
    effect.swing.confidence = level_;
    const std::size_t ends = (range.low ? 1U : 0U) + (range.high ? 1U : 0U);
    if (readings.size() < ends) {
      effect.swing.reason = effect.low && !effect.low->reason.empty() ? effect.low->reason : effect.high->reason;
    } else {
      effect.swing = apart(readings.back(), ends == 2 ? readings.front() : base_reading_);
    }
    result_.inputs.push_back(std::move(effect));
  }

  /// Why there is no figure; empty where there is one.
  std::string fill(OtherValue& value, const Model& model, std::vector<Measured>& readings) {
    const Evidence evidence = simulate(model);
    if (evidence.overflow()) return fmt::format("more than {} customers inside", model.program().max_inside);
    if (evidence.is_interrupted()) {
      stop("interrupted");
      return result_.partial_reason;
    }
    readings.push_back(read(model, evidence));
    value.figure = readings.back().estimate;
    value.change = apart(readings.back(), base_reading_);
    return value.change.value ? "" : value.change.reason;
  }

  const SensitivityOptions& options_;
  Plan plan_;
  Model base_;
  const std::vector<InputRange>& inputs_;
  const ProgressCallback& progress_;
  std::uint64_t sections_ = 2;
  std::size_t ends_ = 0;
  std::uint64_t completed_ = 0;
  double level_ = 0.95;
  Measured base_reading_;
  Sensitivity result_;
};

}  // namespace

Sensitivity find_sensitivity(const Model& base, const std::vector<InputRange>& inputs,
                             const std::function<Model(std::size_t input, RangeEnd end)>& model_of,
                             const SensitivityOptions& options, const ProgressCallback& progress) {
  return Study(base, inputs, options, progress).hold(model_of);
}

}  // namespace throughline
