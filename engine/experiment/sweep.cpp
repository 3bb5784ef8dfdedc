// SPDX-License-Identifier: MIT
// The cheapest of many alternatives: what sweep() of throughline/experiment.hpp does.
#include "throughline/sweep.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <utility>

#include "experiment/cost_floor.hpp"
#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "experiment/findings.hpp"
#include "experiment/judged_measures.hpp"
#include "experiment/parallel.hpp"
#include "experiment/section.hpp"
#include "experiment/warm_up.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t fewest_judged = 6;  ///< replications of a first look
constexpr std::uint64_t most_times = 10;    ///< as many replications for those that stay undecided

/// After how many replications the targets of an alternative are judged: up to `planned`, and beyond for those that
/// might be cheaper.
struct Looks {
  std::vector<std::uint64_t> counts;
  std::size_t planned = 0;  ///< how many of them come first

  Looks(std::uint64_t replications, std::uint64_t most) {
    for (std::uint64_t count = replications; count > fewest_judged; count = (count + 1) / 2)
      counts.insert(counts.begin(), count);
    if (counts.empty()) counts.push_back(replications);
    planned = counts.size();
    for (std::uint64_t count = 2 * replications; count < most; count *= 2) counts.push_back(count);
    if (most > replications) counts.push_back(most);
  }
};

/// How one alternative fared.
struct Race {
  SweptAlternative found;
  std::uint64_t events = 0;
  std::uint64_t journeys = 0;
  bool interrupted = false;
};

class Sweep {
 public:
  Sweep(std::size_t count, const std::function<Model(std::size_t)>& model_of, const SweepOptions& options,
        const ProgressCallback& progress)
      : model_of_(model_of), options_(options), progress_(progress), first_(model_of(0)), order_(count) {
    const Program& program = first_.program();
    plan_.seed = options.experiment.seed.value_or(program.seed);
    plan_.threads = options.experiment.threads == 0 ? available_threads() : options.experiment.threads;
    if (program.finds_warm_up) find_common_warm_up(model_of(count - 1));
    plan_.replications = options.experiment.replications.value_or(program.replications);
    result_.alternatives.resize(count);
    result_.measure = options.measure ? *options.measure : judged_measures(first_.catalog()).front();
    result_.blueprint = first_.catalog().names.name;
    result_.currency = first_.catalog().names.currency;
    result_.confidence = program.confidence;
    result_.replications = plan_.replications;
    if (auto doubt = doubt_of_data(program)) result_.warnings.push_back(*std::move(doubt));
  }

  SweepResult run() {
    const auto begun = std::chrono::steady_clock::now();
    order_by_cost();
    if (options_.exhaustive || first_.catalog().targets.empty()) {
      simulate_all();
      choose();
      while (result_.cheapest && !result_.partial && !first_.catalog().targets.empty() && !confirm()) {
      }
    } else {
      search();
    }
    mark_frontier();
    for (SweptAlternative& each : result_.alternatives) {
      if (each.status == SweepStatus::not_simulated && !result_.partial) each.status = SweepStatus::dearer;
    }
    result_.provenance = provenance_of(settled(first_, options_.experiment, plan_.found), plan_, plan_.replications);
    result_.timing.threads = plan_.threads;
    result_.timing.simulate_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return std::move(result_);
  }

 private:
  Model model(std::size_t index) const { return settled(model_of_(index), options_.experiment, plan_.found); }

  /// All are counted from the same time on: that by which the first and the last have settled. One that never settles
  /// is not asked for it.
  void find_common_warm_up(const Model& last) {
    for (const Model* const each : std::initializer_list<const Model*>{&first_, &last}) {
      const auto found = find_warm_up(*each, plan_.seed, plan_.threads, options_.experiment.interrupt);
      if (!found) continue;
      const bool better = !plan_.found || (found->settled && !plan_.found->settled) ||
                          (found->settled == plan_.found->settled && found->seconds > plan_.found->seconds);
      if (better) plan_.found = found;
    }
    if (!plan_.found || plan_.found->settled) return;
    Diagnostic doubt;
    doubt.severity = Severity::warning;
    doubt.message =
        "run: no warm-up found (auto): neither the first nor the last alternative has settled within half of the run, "
        "which is left out; choose a longer length, or say the warm_up";
    result_.warnings.push_back(std::move(doubt));
  }

  void order_by_cost() {
    // The first mistake in the order of the grid is told, whichever is met first.
    std::vector<std::exception_ptr> mistakes(order_.size());
    const auto work = [&](std::size_t index) {
      try {
        result_.alternatives[index].cost_floor = cost_floor(model(index).program());
      } catch (...) {
        mistakes[index] = std::current_exception();
      }
    };
    const auto fold = [&](std::size_t index) {
      if (mistakes[index]) std::rethrow_exception(mistakes[index]);
      return true;
    };
    work_in_parallel_fold_in_order(order_.size(), plan_.threads, work, fold);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(), [this](std::size_t one, std::size_t other) {
      return result_.alternatives[one].cost_floor < result_.alternatives[other].cost_floor;
    });
  }

  /// Judges one alternative at the looks [first, last), until its targets are decided.
  Race race(std::size_t index, const Looks& looks, std::size_t last) const {
    const Model model = this->model(index);
    const Catalog& catalog = model.catalog();
    const std::uint64_t sections = section_count(model.program());
    Evidence evidence(
        {model, plan_.seed, section_size(sections, looks.counts.front()), sections, 1, options_.experiment.interrupt});
    // Each look at each target may miss with its share of all errors.
    const double pieces = static_cast<double>(looks.counts.size() * std::max<std::size_t>(1, catalog.targets.size()));
    const double of_each = options_.exhaustive ? result_.confidence : 1.0 - (1.0 - result_.confidence) / pieces;
    Race race{result_.alternatives[index]};
    SweptAlternative& found = race.found;
    for (std::size_t look = 0; look < last; ++look) {
      evidence.extend_to(looks.counts[look]);
      race.events = evidence.events();
      race.interrupted = evidence.is_interrupted();
      if (evidence.overflow()) {
        found.status = SweepStatus::misses;
        return race;
      }
      if (evidence.replications().empty()) return race;
      const Estimator estimator(model.program(), catalog, evidence.replications(), evidence.sections(), of_each);
      found.targets.clear();
      for (const Target& target : catalog.targets) found.targets.push_back(judged(target, estimator));
      found.status = status_of(found.targets);
      if (found.status == SweepStatus::misses || found.status == SweepStatus::meets || race.interrupted) break;
    }
    race.journeys += evidence.journeys();
    const Estimator estimator(model.program(), catalog, evidence.replications(), evidence.sections(),
                              result_.confidence);
    const auto estimate = [&](const std::string& path) -> std::optional<Estimate> {
      const CatalogMeasure* const measure = find_measure(catalog, path);
      return measure == nullptr ? std::nullopt : std::optional(estimator.estimate(measure->measure));
    };
    found.cost = estimate("cost");
    found.measure = estimate(result_.measure);
    return race;
  }

  static SweepStatus status_of(const std::vector<TargetResult>& targets) {
    const auto any = [&targets](TargetStatus status) {
      return std::any_of(targets.begin(), targets.end(),
                         [status](const TargetResult& target) { return target.status == status; });
    };
    if (any(TargetStatus::missed)) return SweepStatus::misses;
    return any(TargetStatus::undecided) ? SweepStatus::undecided : SweepStatus::meets;
  }

  /// What it costs, as far as is known; the floor where it was not simulated or nothing costs anything.
  double cost_of(const SweptAlternative& alternative) const {
    return alternative.cost && alternative.cost->value ? *alternative.cost->value : alternative.cost_floor;
  }

  /// Below this cost an alternative would be cheaper than the cheapest by more than counts as the same.
  double worth_trying() const { return least_cost_ * (1.0 - options_.same_within); }

  void settle(std::size_t index, Race race) {
    result_.alternatives[index] = std::move(race.found);
    result_.timing.events += race.events;
    result_.timing.journeys += race.journeys;
    if (race.interrupted) {
      result_.partial = true;
      result_.partial_reason = "interrupted";
    }
    if (progress_) progress_({++settled_, order_.size()});
  }

  void simulate_all() {
    Looks looks(plan_.replications, plan_.replications);
    looks.counts = {plan_.replications};
    std::vector<Race> races(order_.size());
    work_in_parallel_fold_in_order(
        order_.size(), plan_.threads, [&](std::size_t place) { races[place] = race(order_[place], looks, 1); },
        [&](std::size_t place) {
          settle(order_[place], std::exchange(races[place], {}));
          return !result_.partial;
        });
  }

  /// In order of cost, until all that follow must be dearer than one that meets the targets.
  void search() {
    const std::uint64_t most =
        std::max(plan_.replications, std::min(first_.program().max_replications, most_times * plan_.replications));
    const Looks looks(plan_.replications, most);
    std::size_t next = 0;
    while (!result_.partial) {
      next = scan(next, looks);
      choose();
      if (!result_.partial) reconsider(looks);
      if (!result_.cheapest || result_.partial || confirm()) return;
    }
  }

  std::size_t scan(std::size_t begin, const Looks& looks) {
    std::vector<Race> races(order_.size() - begin);
    std::size_t next = begin;
    work_in_parallel_fold_in_order(
        races.size(), plan_.threads,
        [&](std::size_t place) { races[place] = race(order_[begin + place], looks, looks.planned); },
        [&](std::size_t place) {
          const std::size_t index = order_[begin + place];
          if (result_.alternatives[index].cost_floor > worth_trying()) return false;
          settle(index, std::exchange(races[place], {}));
          const SweptAlternative& alternative = result_.alternatives[index];
          if (alternative.status == SweepStatus::meets) least_cost_ = std::min(least_cost_, cost_of(alternative));
          ++next;
          return !result_.partial;
        });
    return next;
  }

  static bool seems_to_meet(const SweptAlternative& alternative) {
    return alternative.status == SweepStatus::undecided &&
           std::all_of(alternative.targets.begin(), alternative.targets.end(),
                       [](const TargetResult& target) { return target.margin && *target.margin >= 0.0; });
  }

  /// Those that are undecided, look as if they met the targets and may be cheaper than the cheapest: once more and
  /// longer.
  void reconsider(const Looks& looks) {
    std::vector<std::size_t> open;
    for (const std::size_t index : order_) {
      const SweptAlternative& alternative = result_.alternatives[index];
      if (seems_to_meet(alternative) && cost_of(alternative) < worth_trying()) open.push_back(index);
    }
    std::stable_sort(open.begin(), open.end(), [this](std::size_t one, std::size_t other) {
      return cost_of(result_.alternatives[one]) < cost_of(result_.alternatives[other]);
    });
    std::vector<Race> races(open.size());
    work_in_parallel_fold_in_order(
        open.size(), plan_.threads,
        [&](std::size_t place) { races[place] = race(open[place], looks, looks.counts.size()); },
        [&](std::size_t place) {
          if (cost_of(result_.alternatives[open[place]]) >= worth_trying()) return false;
          settle(open[place], std::exchange(races[place], {}));
          --settled_;
          const SweptAlternative& alternative = result_.alternatives[open[place]];
          if (alternative.status == SweepStatus::meets) least_cost_ = std::min(least_cost_, cost_of(alternative));
          return !result_.partial;
        });
    choose();
  }

  void choose() {
    result_.cheapest.reset();
    least_cost_ = std::numeric_limits<double>::infinity();
    for (std::size_t index = 0; index < result_.alternatives.size(); ++index) {
      const SweptAlternative& alternative = result_.alternatives[index];
      if (alternative.status != SweepStatus::meets || cost_of(alternative) >= least_cost_) continue;
      least_cost_ = cost_of(alternative);
      result_.cheapest = index;
    }
  }

  /// With replications that did not choose it. False where it misses a target after all: then it is not the one.
  bool confirm() {
    const Model model = this->model(*result_.cheapest);
    const std::uint64_t sections = section_count(model.program());
    Evidence evidence({model, plan_.seed, section_size(sections, plan_.replications), sections, plan_.threads,
                       options_.experiment.interrupt, most_times * plan_.replications});
    evidence.extend_to(plan_.replications);
    if (evidence.overflow()) {
      result_.alternatives[*result_.cheapest].status = SweepStatus::misses;
      choose();
      return false;
    }
    result_.confirmation = findings(model, evidence, plan_);
    result_.timing.events += result_.confirmation->timing->events;
    result_.timing.journeys += result_.confirmation->timing->journeys;
    result_.partial = evidence.is_interrupted();
    if (result_.partial) result_.partial_reason = "interrupted";
    if (status_of(result_.confirmation->targets) != SweepStatus::misses) return true;
    result_.alternatives[*result_.cheapest].status = SweepStatus::misses;
    result_.confirmation.reset();
    choose();
    return false;
  }

  /// In order of cost, each better than all that are cheaper.
  void mark_frontier() {
    for (const std::size_t index : order_)
      if (result_.alternatives[index].measure) result_.in_order_of_cost.push_back(index);
    std::stable_sort(result_.in_order_of_cost.begin(), result_.in_order_of_cost.end(),
                     [this](std::size_t one, std::size_t other) {
                       return cost_of(result_.alternatives[one]) < cost_of(result_.alternatives[other]);
                     });
    const bool higher = direction_of(first_.catalog(), result_.measure) == Direction::higher;
    std::optional<double> best;
    for (const std::size_t index : result_.in_order_of_cost) {
      SweptAlternative& alternative = result_.alternatives[index];
      if (!alternative.measure->value) continue;
      const double value = *alternative.measure->value;
      alternative.on_frontier = !best || (higher ? value > *best : value < *best);
      if (alternative.on_frontier) best = value;
    }
  }

  const std::function<Model(std::size_t)>& model_of_;
  const SweepOptions& options_;
  const ProgressCallback& progress_;
  Model first_;
  Plan plan_;
  std::vector<std::size_t> order_;  ///< by cost floor
  SweepResult result_;
  double least_cost_ = std::numeric_limits<double>::infinity();
  std::uint64_t settled_ = 0;
};

}  // namespace

SweepResult sweep(std::size_t count, const std::function<Model(std::size_t)>& model_of, const SweepOptions& options,
                  const ProgressCallback& progress) {
  return Sweep(count, model_of, options, progress).run();
}

}  // namespace throughline
