// SPDX-License-Identifier: MIT
#include "throughline/gap_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <numeric>
#include <utility>

#include "experiment/decompose.hpp"
#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "experiment/findings.hpp"
#include "experiment/judged_measures.hpp"
#include "experiment/measured.hpp"
#include "experiment/section.hpp"
#include "experiment/warm_up.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "statistics/paired_difference.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_together = 3;

/// How many groups of the first gaps may be closed at once: the first two, the first three.
std::size_t groups_of(std::size_t gaps) {
  return gaps < 2 ? 0 : std::min(gaps, most_together) - 1;
}

Estimate per_unit(Estimate change, double cost) {
  for (std::optional<double>* const number : {&change.value, &change.low, &change.high}) {
    if (*number) **number /= cost;
  }
  return change;
}

class Study {
 public:
  Study(const Model& base, const std::vector<GapDescription>& gaps,
        const std::function<ClosedModel(const std::vector<std::size_t>&)>& model_of, const GapStudyOptions& options,
        const ProgressCallback& progress)
      : options_(options),
        plan_(plan_of(base, options.experiment)),
        base_(as_planned(base)),
        gaps_(gaps),
        model_of_(model_of),
        progress_(progress) {
    const Program& program = base_.program();
    plan_.replications = options.experiment.replications.value_or(program.replications);
    sections_ = section_count(program);
    result_.north_star = options.north_star;
    result_.direction = direction_of(base_.catalog(), options.north_star);
    assert(result_.direction != Direction::neither);
    paths_.push_back(options.north_star);
    for (const std::string& path : options.beside) {
      if (path != options.north_star && find_measure(base_.catalog(), path) != nullptr) paths_.push_back(path);
    }
    result_.confidence = program.confidence;
    // Of each group two: the change and the interaction.
    result_.intervals = gaps.size() * paths_.size() + 2 * groups_of(gaps.size());
    result_.pairs = gaps.empty() ? 0 : gaps.size() * (gaps.size() - 1) / 2;
    level_ = level_of(result_.intervals);
  }

  Gaps hold() {
    const auto begun = std::chrono::steady_clock::now();
    const Evidence evidence = simulate(base_);
    before_ = read(base_, evidence);
    result_.base = findings(base_, evidence, plan_);
    result_.decompositions = decompose(base_, evidence);
    if (evidence.has_ended()) stop(result_.base.partial_reason);
    for (std::size_t gap = 0; gap < gaps_.size(); ++gap) close(gap);
    rank();
    for (std::size_t group = 0; group < groups_of(gaps_.size()); ++group) close_together(group + 2);
    result_.timing.threads = plan_.threads;
    result_.timing.simulate_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return std::move(result_);
  }

 private:
  using Reading = std::vector<std::optional<Measured>>;  ///< by path; none where the model does not know it

  double level_of(std::size_t intervals) const {
    return 1.0 - (1.0 - base_.program().confidence) / static_cast<double>(std::max<std::size_t>(1, intervals));
  }

  /// Where the warm-up is to be found, the base's is everybody's: what is compared is counted from the same time on.
  Model as_planned(const Model& model) const { return settled(model, options_.experiment, plan_.found); }

  Evidence simulate(const Model& model) {
    Evidence evidence({model, plan_.seed, section_size(sections_, plan_.replications), sections_, plan_.threads,
                       options_.experiment.interrupt});
    std::function<void()> finished;
    const std::uint64_t planned = plan_.replications * (1 + gaps_.size() + groups_of(gaps_.size()));
    if (progress_) finished = [this, planned] { progress_({++completed_, planned}); };
    evidence.extend_to(plan_.replications, finished);
    result_.timing.events += evidence.events();
    result_.timing.journeys += evidence.journeys();
    return evidence;
  }

  Reading read(const Model& model, const Evidence& evidence) const {
    const Estimator estimator(model.program(), model.catalog(), evidence.replications(), evidence.sections(), level_);
    Reading reading;
    for (const std::string& path : paths_) {
      const CatalogMeasure* const measure = find_measure(model.catalog(), path);
      reading.push_back(measure == nullptr ? std::nullopt
                                           : std::optional(throughline::read(estimator, measure->measure)));
    }
    return reading;
  }

  /// Nothing more is simulated after an interrupt, or where the blueprint as it is could not go on.
  void stop(std::string reason) {
    result_.partial = true;
    result_.partial_reason = std::move(reason);
  }

  /// What is measured with these gaps closed; else why nothing is.
  std::pair<Reading, std::string> read_closed(const std::vector<std::size_t>& closed) {
    if (result_.partial) return {{}, result_.partial_reason};
    ClosedModel made = model_of_(closed);
    if (!made.model) return {{}, std::move(made.reason)};
    const Model model = as_planned(*made.model);
    const Evidence evidence = simulate(model);
    if (evidence.overflow()) return {{}, fmt::format("more than {} customers inside", model.program().max_inside)};
    if (evidence.is_interrupted()) {
      stop("interrupted");
      return {{}, result_.partial_reason};
    }
    return {read(model, evidence), ""};
  }

  Estimate absent(std::size_t path, const std::string& reason) const {
    Estimate estimate;
    estimate.unit = before_[path]->estimate.unit;
    estimate.confidence = level_;
    estimate.reason = reason;
    return estimate;
  }

  void close(std::size_t gap) {
    auto [after, reason] = read_closed({gap});
    RankedGap ranked;
    ranked.about = gaps_[gap];
    for (std::size_t path = 0; path < paths_.size(); ++path) {
      const bool known = path < after.size() && after[path];
      const std::string why = reason.empty() ? "the blueprint does not know it then" : reason;
      GapEffect effect{paths_[path], known ? after[path]->estimate : absent(path, why),
                       known ? apart(*after[path], *before_[path]) : absent(path, why), std::nullopt};
      if (ranked.about.said && ranked.about.said->cost)
        effect.per_money = per_unit(effect.change, *ranked.about.said->cost);
      ranked.effects.push_back(std::move(effect));
    }
    const Estimate& change = ranked.effects.front().change;
    const double sign = result_.direction == Direction::higher ? 1.0 : -1.0;
    ranked.gains = change.low && change.high && std::min(sign * *change.low, sign * *change.high) > 0.0;
    result_.ranking.push_back(std::move(ranked));
    after_.push_back(after.empty() ? std::nullopt : std::move(after.front()));
  }

  /// How much is gained; none where there is no figure.
  std::optional<double> gain_of(std::size_t gap) const {
    const std::optional<double>& change = result_.ranking[gap].effects.front().change.value;
    if (!change) return std::nullopt;
    return result_.direction == Direction::higher ? *change : -*change;
  }

  /// The order, and between which ranks each gap is.
  void rank() {
    const std::size_t count = gaps_.size();
    order_.resize(count);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(), [this](std::size_t one, std::size_t other) {
      const auto gain = gain_of(one);
      const auto other_gain = gain_of(other);
      return gain && (!other_gain || *gain > *other_gain);
    });
    const double level = level_of(result_.pairs);
    std::vector<std::size_t> before(count, 0);
    std::vector<std::size_t> behind(count, 0);
    for (std::size_t first = 0; first < count; ++first) {
      for (std::size_t second = first + 1; second < count; ++second) {
        if (!is_ahead(order_[first], order_[second], level)) continue;
        ++behind[first];
        ++before[second];
      }
    }
    std::vector<RankedGap> ranking;
    for (std::size_t place = 0; place < count; ++place) {
      RankedGap& gap = ranking.emplace_back(std::move(result_.ranking[order_[place]]));
      gap.first_rank = 1 + before[place];
      gap.last_rank = count - behind[place];
    }
    result_.ranking = std::move(ranking);
  }

  bool is_ahead(std::size_t one, std::size_t other, double level) const {
    if (!after_[one] || !after_[other]) return false;
    const Figure difference = paired(*after_[one], *after_[other], level);
    if (!difference.low || !difference.high) return false;
    return result_.direction == Direction::higher ? *difference.low > 0.0 : *difference.high < 0.0;
  }

  /// The first so many gaps, as long as all of them are known to gain.
  void close_together(std::size_t count) {
    GapsTogether group;
    std::vector<std::size_t> closed;
    for (std::size_t place = 0; place < count; ++place) {
      if (!result_.ranking[place].gains) return;
      group.gaps.push_back(place);
      closed.push_back(order_[place]);
    }
    const auto [after, reason] = read_closed(closed);
    if (after.empty() || !after.front()) {
      group.change = group.interaction = absent(0, reason);
    } else {
      group.change = apart(*after.front(), *before_.front());
      group.interaction = interaction(*after.front(), closed);
    }
    result_.together.push_back(std::move(group));
  }

  /// What closing them at once changes, less what each of them does: an influence like any other, for luck is common
  /// to all.
  Estimate interaction(const Measured& together, const std::vector<std::size_t>& closed) const {
    Estimate estimate = before_.front()->estimate;
    estimate.confidence = level_;
    estimate.value = estimate.low = estimate.high = std::nullopt;
    std::vector<const Measured*> all{&together, &*before_.front()};
    for (const std::size_t gap : closed) all.push_back(&*after_[gap]);
    for (const Measured* const each : all) {
      if (each->influence && each->influence->moves.size() == together.influence->moves.size()) continue;
      estimate.reason = each->influence ? "the figures rest on different replications" : each->estimate.reason;
      return estimate;
    }
    Influence sum = difference(*together.influence, *before_.front()->influence);
    for (const std::size_t gap : closed)
      sum = difference(sum, difference(*after_[gap]->influence, *before_.front()->influence));
    Influence nothing{0.0, std::vector<double>(sum.moves.size(), 0.0), 0.0};
    put(paired_difference(sum, nothing, level_), level_, estimate);
    return estimate;
  }

  const GapStudyOptions& options_;
  Plan plan_;
  Model base_;
  const std::vector<GapDescription>& gaps_;
  const std::function<ClosedModel(const std::vector<std::size_t>&)>& model_of_;
  const ProgressCallback& progress_;
  std::vector<std::string> paths_;  ///< the north star first
  std::uint64_t sections_ = 2;
  std::uint64_t completed_ = 0;
  double level_ = 0.95;
  Reading before_;
  std::vector<std::optional<Measured>> after_;  ///< the north star, by gap
  std::vector<std::size_t> order_;              ///< gaps by rank
  Gaps result_;
};

}  // namespace

Gaps rank_gaps(const Model& base, const std::vector<GapDescription>& gaps,
               const std::function<ClosedModel(const std::vector<std::size_t>& closed)>& model_of,
               const GapStudyOptions& options, const ProgressCallback& progress) {
  return Study(base, gaps, model_of, options, progress).hold();
}

}  // namespace throughline
