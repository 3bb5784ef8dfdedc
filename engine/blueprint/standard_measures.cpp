// SPDX-License-Identifier: MIT
#include "blueprint/standard_measures.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "blueprint/quantities.hpp"
#include "blueprint/reach.hpp"

namespace throughline {
namespace {

bool costs_anything(const Behavior& behavior) {
  return behavior.cost > 0.0 ||
         (behavior.failure && behavior.failure->recovery && behavior.failure->recovery->cost > 0.0);
}

bool has_appointments(const Blueprint& blueprint) {
  return std::any_of(blueprint.segments.begin(), blueprint.segments.end(), [](const Segment& segment) {
    return segment.arrivals && std::holds_alternative<Appointments>(segment.arrivals->process);
  });
}

bool shows(const Behavior& behavior, Requirement requirement) {
  switch (requirement) {
    case Requirement::nothing:
      return true;
    case Requirement::staff:
    case Requirement::appointments:
      return behavior.staff.has_value();
    case Requirement::room:
      return behavior.room.turns_away();
    case Requirement::duration:
      return behavior.time.has_value();
    case Requirement::cost:
      return costs_anything(behavior);
    case Requirement::recovery:
      return behavior.failure && behavior.failure->recovery;
    case Requirement::any_cost:
    case Requirement::time_shares:
    case Requirement::experience:
    case Requirement::broken_windows:
    case Requirement::economics:
      return true;
    case Requirement::failure:
      return behavior.staff.has_value() || behavior.failure.has_value();
  }
  return false;
}

bool costs_anything(const Blueprint& blueprint) {
  const auto paid = [](const Staff& staff) { return staff.cost > 0.0; };
  for (std::size_t id = 0; id < blueprint.step_count(); ++id) {
    const std::vector<Behavior>& behaviors = blueprint.graph[id].behaviors;
    const auto costs = [](const Behavior& behavior) { return costs_anything(behavior); };
    if (std::any_of(behaviors.begin(), behaviors.end(), costs)) return true;
  }
  return std::any_of(blueprint.staff.begin(), blueprint.staff.end(), paid);
}

auto order_of(const MeasurePath& path) {
  using Days = std::tuple<Comparison, double>;
  const auto days = path.days ? std::optional(Days(path.days->comparison, path.days->bound)) : std::nullopt;
  return std::tuple(path.segment, path.scope, path.key, path.quantity, path.statistic, path.argument, days);
}

class Collector {
 public:
  explicit Collector(const Blueprint& blueprint)
      : blueprint_(blueprint), reached_(reached_steps(blueprint, Passable::written)) {
    for (std::uint32_t step = 0; step < blueprint.step_count(); ++step) note_groups(step);
  }

  std::vector<MeasurePath> collect() {
    collect_customers(std::nullopt);
    for (std::uint32_t staff = 0; staff < blueprint_.staff.size(); ++staff)
      add_all(std::nullopt, Scope::staff, staff, {});
    if (blueprint_.segments.size() > 1) {
      for (std::uint32_t id = 0; id < blueprint_.segments.size(); ++id) collect_customers(SegmentId{id});
    }
    for (const Target& target : blueprint_.targets) add(target.measure);
    for (const Precision& precision : blueprint_.precision) add(precision.measure);
    if (blueprint_.north_star) add(*blueprint_.north_star);
    for (const MeasurePath& measure : blueprint_.asked) add(measure);
    return std::move(found_);
  }

 private:
  using Steps = std::vector<std::uint32_t>;

  void note_groups(std::uint32_t id) {
    const Step& step = blueprint_.graph[id];
    lanes_[static_cast<std::size_t>(step.lane)].push_back(id);
    const auto phase = std::find(blueprint_.phases.begin(), blueprint_.phases.end(), step.phase);
    if (phase != blueprint_.phases.end())
      phases_[static_cast<std::size_t>(phase - blueprint_.phases.begin())].push_back(id);
  }

  void collect_customers(std::optional<SegmentId> segment) {
    add_all(segment, Scope::journey, 0, {});
    if (!segment) {
      add_all(segment, Scope::throughput, 0, {});
      add_all(segment, Scope::cost, 0, {});
    }
    add_all(segment, Scope::experience, 0, {});
    add_all(segment, Scope::economics, 0, {});
    for (std::uint32_t step = 0; step < blueprint_.step_count(); ++step) add_all(segment, Scope::step, step, {step});
    for (std::uint32_t id = 0; id < blueprint_.touchpoints.size(); ++id) {
      Steps steps;
      for (const StepId step : blueprint_.touchpoints[id].steps) steps.push_back(static_cast<std::uint32_t>(step));
      add_all(segment, Scope::touchpoint, id, steps);
    }
    for (std::uint32_t id = 0; id < phases_.size(); ++id) add_all(segment, Scope::phase, id, phases_[id]);
    for (std::uint32_t id = 0; id < lanes_.size(); ++id) add_all(segment, Scope::lane, id, lanes_[id]);
    for (std::uint32_t id = 0; id < blueprint_.stages.size(); ++id) add_all(segment, Scope::stage, id, {});
  }

  /// Whether some step of the group can show it, to somebody of the segment.
  bool can_show(std::optional<SegmentId> segment, const Steps& steps, Requirement requirement) const {
    return std::any_of(steps.begin(), steps.end(), [&](std::uint32_t id) {
      const Step& step = blueprint_.graph[id];
      if (segment) {
        const auto index = static_cast<std::size_t>(*segment);
        return reached_[index][id] && shows(step.behaviors[step.behavior_of_segment[index]], requirement);
      }
      return std::any_of(step.behaviors.begin(), step.behaviors.end(),
                         [requirement](const Behavior& behavior) { return shows(behavior, requirement); });
    });
  }

  bool several_queues(const Steps& steps) const {
    return std::count_if(steps.begin(), steps.end(),
                         [this](std::uint32_t id) { return has_queue(blueprint_.graph[id]); }) > 1;
  }

  void add_all(std::optional<SegmentId> segment, Scope scope, std::uint32_t key, const Steps& steps) {
    const bool of_steps =
        scope == Scope::step || scope == Scope::touchpoint || scope == Scope::phase || scope == Scope::lane;
    for (const QuantityRule& rule : quantities_of(scope)) {
      if (segment && !rule.by_segment) continue;
      if (of_steps && !can_show(segment, steps, rule.requirement)) continue;
      if (rule.requirement == Requirement::appointments && !by_appointment_) continue;
      if (rule.requirement == Requirement::any_cost && !costs_anything(blueprint_)) continue;
      if (rule.requirement == Requirement::time_shares && !shows_share(rule.quantity, of_steps, steps)) {
        continue;
      }
      if (rule.requirement == Requirement::experience && !shows_experience(of_steps, steps)) continue;
      if (rule.requirement == Requirement::broken_windows && !has_broken_windows()) continue;
      if (rule.requirement == Requirement::economics && !shows_economics(rule.quantity, of_steps)) continue;
      MeasurePath path{segment, scope, key, rule.quantity, Statistic::none, std::nullopt};
      if (rule.form == PathForm::limit) {
        if (scope != Scope::step) continue;
        path.argument = blueprint_.graph[key].expects.wait;
        if (path.argument) add(path);
        continue;
      }
      if (rule.form == PathForm::plain) add(path);
      for (const Statistic statistic : statistics_of(rule.form)) {
        if (statistic == Statistic::max && several_queues(steps)) continue;
        path.statistic = statistic;
        add(path);
      }
    }
  }

  /// Of steps the three that matter most; a target may ask for any. The time until enough have come only where
  /// customers are served together.
  bool shows_share(Quantity quantity, bool of_steps, const Steps& steps) const {
    if (!blueprint_.run.time_shares) return false;
    if (quantity == Quantity::share_batching) {
      return of_steps ? std::any_of(steps.begin(), steps.end(), [this](std::uint32_t id) { return batches(id); })
                      : any_batches();
    }
    return !of_steps || quantity == Quantity::share || quantity == Quantity::share_wait ||
           quantity == Quantity::share_service;
  }

  bool shows_experience(bool of_steps, const Steps& steps) const {
    return blueprint_.experience && (!of_steps || std::any_of(steps.begin(), steps.end(), [this](std::uint32_t id) {
             return blueprint_.graph[id].touchpoint.has_value();
           }));
  }

  bool has_broken_windows() const { return blueprint_.experience && blueprint_.experience->broken_windows; }

  /// Of steps not every cause of its own; a target may ask for any.
  bool shows_economics(Quantity quantity, bool of_steps) const {
    return blueprint_.economics && (!of_steps || quantity == Quantity::lost_value);
  }

  bool batches(std::uint32_t step) const {
    const std::vector<Behavior>& behaviors = blueprint_.graph[step].behaviors;
    return std::any_of(behaviors.begin(), behaviors.end(), [](const Behavior& each) { return each.batch; });
  }

  bool any_batches() const {
    std::uint32_t step = 0;
    while (step < blueprint_.step_count() && !batches(step)) ++step;
    return step < blueprint_.step_count();
  }

  void add(const MeasurePath& path) {
    if (seen_.insert(order_of(path)).second) found_.push_back(path);
  }

  const Blueprint& blueprint_;
  const bool by_appointment_ = has_appointments(blueprint_);
  Reach reached_;
  std::vector<Steps> phases_ = std::vector<Steps>(blueprint_.phases.size());
  std::vector<Steps> lanes_ = std::vector<Steps>(4);
  std::set<decltype(order_of(MeasurePath()))> seen_;
  std::vector<MeasurePath> found_;
};

}  // namespace

bool has_queue(const Step& step) {
  return std::any_of(step.behaviors.begin(), step.behaviors.end(),
                     [](const Behavior& behavior) { return behavior.staff.has_value(); });
}

std::vector<MeasurePath> standard_measures(const Blueprint& blueprint) {
  return Collector(blueprint).collect();
}

}  // namespace throughline
