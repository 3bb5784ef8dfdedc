// SPDX-License-Identifier: MIT
// Redesigns side by side: what compare_alternatives does.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "experiment/contrast.hpp"
#include "experiment/evidence.hpp"
#include "experiment/findings.hpp"
#include "experiment/judged_measures.hpp"
#include "experiment/parallel.hpp"
#include "experiment/precision.hpp"
#include "experiment/warm_up.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/screening.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

/// The warm-up that is to be found is the longest of all: what is compared is counted from the same time on.
Plan plan_of(const std::vector<Alternative>& alternatives, const ExperimentOptions& options) {
  Plan plan;
  plan.seed = options.seed.value_or(alternatives.front().model.program().seed);
  plan.threads = options.threads == 0 ? available_threads() : options.threads;
  for (const Alternative& each : alternatives) {
    if (!each.model.program().finds_warm_up) continue;
    const auto found = find_warm_up(each.model, plan.seed, plan.threads, options.interrupt);
    if (!found) continue;
    if (!plan.found || found->seconds > plan.found->seconds) plan.found = found;
  }
  return plan;
}

std::vector<Alternative> settled_alternatives(const std::vector<Alternative>& alternatives,
                                              const ExperimentOptions& options, const Plan& plan) {
  std::vector<Alternative> all;
  for (const Alternative& each : alternatives) {
    const bool finds = each.model.program().finds_warm_up;
    all.push_back({each.name, settled(each.model, options, finds ? plan.found : std::nullopt)});
  }
  return all;
}

/// Evidence of all alternatives, look by look, and who may still be the best.
class Contest {
 public:
  Contest(const std::vector<Alternative>& alternatives, const ComparisonOptions& options)
      : options_(options),
        plan_(plan_of(alternatives, options.experiment)),
        alternatives_(settled_alternatives(alternatives, options.experiment, plan_)),
        program_(alternatives_.front().model.program()),
        catalog_(alternatives_.front().model.catalog()) {
    std::uint64_t sections = section_count(program_);
    for (const Alternative& each : alternatives_) sections = std::min(sections, section_count(each.model.program()));
    const std::uint64_t size = section_size(sections, options.experiment.replications.value_or(program_.replications));
    for (const Alternative& each : alternatives_)
      evidence_.emplace_back(
          Evidence::Source{each.model, plan_.seed, size, sections, plan_.threads, options.experiment.interrupt});
    precision_.resize(alternatives.size());
    judged_ = options.judged.empty() ? judged_measures(catalog_) : options.judged;
    if (options.best && std::find(judged_.begin(), judged_.end(), *options.best) == judged_.end())
      judged_.push_back(*options.best);
  }

  void hold(const ProgressCallback& progress) {
    const auto begun = std::chrono::steady_clock::now();
    const bool asked = !catalog_.precision.empty() && !catalog_.precision.front().by_default;
    const bool fixed = options_.experiment.replications && !options_.best;
    in_rounds_ = program_.method == Method::replications && !fixed && (!catalog_.precision.empty() || options_.best);
    std::uint64_t completed = 0;
    plan_.replications =
        in_rounds_ ? first_look(program_) : options_.experiment.replications.value_or(program_.replications);
    while (true) {
      std::function<void()> finished;
      if (progress) finished = [&] { progress({++completed, plan_.replications * alternatives_.size()}); };
      Evidence::extend_together(evidence_, plan_.replications, finished);
      if (evidence_.front().replications().empty()) break;
      if (asked || in_rounds_) judge_precisions();
      look();
      if (!in_rounds_ || has_ended()) break;
      const std::uint64_t next = next_round();
      if (next == plan_.replications) break;
      plan_.replications = next;
    }
    plan_.simulate_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  }

  PairedComparison result() const {
    PairedComparison comparison;
    comparison.confidence = program_.confidence;
    comparison.intervals = judged_.size() * (alternatives_.size() - 1);
    for (std::size_t index = 0; index < alternatives_.size(); ++index) {
      ComparedAlternative compared{
          alternatives_[index].name, findings(alternatives_[index].model, evidence_[index], plan_), {}};
      compared.result.precision = precision_[index];
      comparison.partial = comparison.partial || compared.result.partial;
      comparison.overflow = comparison.overflow || compared.result.overflow;
      if (comparison.partial_reason.empty() || compared.result.overflow)
        comparison.partial_reason = compared.result.partial_reason;
      comparison.timing.events += compared.result.timing->events;
      comparison.timing.journeys += compared.result.timing->journeys;
      comparison.alternatives.push_back(std::move(compared));
    }
    comparison.timing.threads = plan_.threads;
    comparison.timing.simulate_seconds = plan_.simulate_seconds;
    // Where one of them could not go on, nothing is paired with what it lacks.
    if (!comparison.overflow) {
      std::vector<Simulated> all;
      for (std::size_t index = 0; index < alternatives_.size(); ++index) all.push_back(simulated(index));
      auto differences = contrasts(all, {judged_, comparison.intervals, program_.confidence, options_.same_within});
      for (std::size_t index = 1; index < alternatives_.size(); ++index)
        comparison.alternatives[index].differences = std::move(differences[index - 1]);
    }
    if (comparison.overflow) {
      comparison.best.path = best_measure();
      comparison.best.reason = "an alternative could not go on";
    } else {
      comparison.best = selection();
    }
    return comparison;
  }

 private:
  Simulated simulated(std::size_t index) const { return {&alternatives_[index].model, &evidence_[index]}; }

  bool has_ended() const {
    return std::any_of(evidence_.begin(), evidence_.end(), [](const Evidence& each) { return each.has_ended(); });
  }

  void judge_precisions() {
    for (std::size_t index = 0; index < alternatives_.size(); ++index) {
      const Model& model = alternatives_[index].model;
      precision_[index] = judge_precision(model.program(), model.catalog(), evidence_[index]);
    }
  }

  /// The alternative that asks for most replications has its way; so has the search for the best.
  std::uint64_t next_round() const {
    std::uint64_t next = plan_.replications;
    for (std::size_t index = 0; index < alternatives_.size(); ++index)
      next = std::max(next, next_look(program_, evidence_[index], precision_[index]));
    const auto events = [this](std::uint64_t most) {
      return std::all_of(evidence_.begin(), evidence_.end(),
                         [most](const Evidence& each) { return each.events() < most; });
    };
    if (options_.best && !(screening_ && screening_->is_decided()) && events(program_.max_events))
      next = std::max(next, std::min(plan_.replications + program_.replications, program_.max_replications));
    return next;
  }

  void look() {
    reason_.clear();
    const std::string path = best_measure();
    std::vector<Influence> figures;
    for (std::size_t index = 0; index < alternatives_.size(); ++index) {
      std::optional<Influence> influence = influence_of(simulated(index), path);
      if (!influence) {
        reason_ = fmt::format("{} has no interval in {}", path, alternatives_[index].name);
        return;
      }
      if (direction_of_best() == Direction::higher) {
        influence->value = -influence->value;
        for (double& move : influence->moves) move = -move;
      }
      figures.push_back(std::move(*influence));
    }
    if (!screening_) {
      indifference_ = options_.same_within * std::abs(figures.front().value);
      if (indifference_ == 0.0) {
        reason_ =
            fmt::format("{} is 0 in {}, so nothing says what would be the same", path, alternatives_.front().name);
        return;
      }
      screening_.emplace(alternatives_.size(), indifference_, program_.confidence,
                         in_rounds_ ? Looking::again_and_again : Looking::once);
    }
    screening_->look(figures, evidence_.front().replications().size());
  }

  std::string best_measure() const { return options_.best ? *options_.best : judged_.front(); }
  Direction direction_of_best() const {
    const Direction direction = direction_of(catalog_, best_measure());
    return direction == Direction::neither ? Direction::lower : direction;
  }

  Selection selection() const {
    Selection selection;
    selection.path = best_measure();
    selection.direction = direction_of_best();
    selection.confidence = program_.confidence;
    selection.indifference = indifference_;
    selection.reason = reason_;
    selection.sequential = in_rounds_;
    if (!screening_) return selection;
    selection.left = screening_->left();
    if (!screening_->is_decided()) selection.replications_to_decide = screening_->longest();
    return selection;
  }

  const ComparisonOptions& options_;
  Plan plan_;
  std::vector<Alternative> alternatives_;
  const Program& program_;
  const Catalog& catalog_;
  std::vector<Evidence> evidence_;
  std::vector<std::vector<PrecisionResult>> precision_;
  std::vector<std::string> judged_;
  std::optional<Screening> screening_;
  bool in_rounds_ = false;
  double indifference_ = 0.0;
  std::string reason_;
};

}  // namespace

PairedComparison compare_alternatives(const std::vector<Alternative>& alternatives, const ComparisonOptions& options,
                                      const ProgressCallback& progress) {
  Contest contest(alternatives, options);
  contest.hold(progress);
  return contest.result();
}

}  // namespace throughline
