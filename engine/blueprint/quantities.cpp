// SPDX-License-Identifier: MIT
#include "blueprint/quantities.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace throughline {
namespace {

/// One table after the other.
template <std::size_t... sizes>
constexpr auto joined(const std::array<QuantityRule, sizes>&... tables) {
  std::array<QuantityRule, (sizes + ...)> all{};
  auto end = all.begin();
  ((end = std::copy(tables.begin(), tables.end(), end)), ...);
  return all;
}

/// What time goes into.
constexpr std::array share_rules{
    QuantityRule{Quantity::share_wait, "share.wait", Unit::share, PathForm::plain, true, Requirement::time_shares},
    QuantityRule{Quantity::share_visible_wait, "share.visible_wait", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_off_duty, "share.off_duty", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_service, "share.service", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_interrupted, "share.interrupted", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_blocked, "share.blocked", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_batching, "share.batching", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_handoff, "share.handoff", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_interaction, "share.handoff.interaction", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_visibility, "share.handoff.visibility", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_internal, "share.handoff.internal", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_retrying, "share.retrying", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_recovering, "share.recovering", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
    QuantityRule{Quantity::share_awaiting, "share.awaiting", Unit::share, PathForm::plain, true,
                 Requirement::time_shares},
};

/// In all, and by cause.
constexpr std::array lost_value_rules{
    QuantityRule{Quantity::lost_value, "lost_value", Unit::money, PathForm::plain, true, Requirement::economics},
    QuantityRule{Quantity::lost_failure, "lost_value.failure", Unit::money, PathForm::plain, true,
                 Requirement::economics},
    QuantityRule{Quantity::lost_handoff, "lost_value.handoff", Unit::money, PathForm::plain, true,
                 Requirement::economics},
    QuantityRule{Quantity::lost_abandonment, "lost_value.abandonment", Unit::money, PathForm::plain, true,
                 Requirement::economics},
    QuantityRule{Quantity::lost_turned_away, "lost_value.turned_away", Unit::money, PathForm::plain, true,
                 Requirement::economics},
    QuantityRule{Quantity::lost_wait, "lost_value.wait", Unit::money, PathForm::plain, true, Requirement::economics},
    QuantityRule{Quantity::lost_time, "lost_value.time", Unit::money, PathForm::plain, true, Requirement::economics},
    QuantityRule{Quantity::lost_repeat, "lost_value.repeat", Unit::money, PathForm::plain, true,
                 Requirement::economics},
};

constexpr auto journey_rules = joined(
    std::array{
        QuantityRule{Quantity::time, "time", Unit::seconds, PathForm::statistics},
        QuantityRule{Quantity::time_all, "time_all", Unit::seconds, PathForm::statistics},
        QuantityRule{Quantity::completed, "completed", Unit::share},
        QuantityRule{Quantity::failed, "failed", Unit::share},
        QuantityRule{Quantity::failed_service, "failed.service", Unit::share},
        QuantityRule{Quantity::failed_handoff, "failed.handoff", Unit::share},
        QuantityRule{Quantity::abandoned, "abandoned", Unit::share},
        QuantityRule{Quantity::turned_away, "turned_away", Unit::share},
        QuantityRule{Quantity::no_show, "no_show", Unit::share},
        QuantityRule{Quantity::unfinished, "unfinished", Unit::share},
        QuantityRule{Quantity::within, "within", Unit::share, PathForm::limit},
        QuantityRule{Quantity::value, "value", Unit::money},
        QuantityRule{Quantity::cost, "cost", Unit::money, PathForm::plain, false, Requirement::any_cost},
        QuantityRule{Quantity::idle_cost, "idle_cost", Unit::money, PathForm::plain, false, Requirement::any_cost},
        QuantityRule{Quantity::handoffs, "handoffs", Unit::count},
        QuantityRule{Quantity::visits, "visits", Unit::count},
        QuantityRule{Quantity::count_arrived, "count.arrived", Unit::count},
        QuantityRule{Quantity::count_completed, "count.completed", Unit::count},
        QuantityRule{Quantity::count_failed, "count.failed", Unit::count},
        QuantityRule{Quantity::count_abandoned, "count.abandoned", Unit::count},
        QuantityRule{Quantity::count_turned_away, "count.turned_away", Unit::count},
        QuantityRule{Quantity::count_no_show, "count.no_show", Unit::count},
        QuantityRule{Quantity::count_unfinished, "count.unfinished", Unit::count},
        QuantityRule{Quantity::count_ended, "count.ended", Unit::count}},
    share_rules);

constexpr auto step_rules = joined(
    std::array{
        QuantityRule{Quantity::visits, "visits", Unit::count},
        QuantityRule{Quantity::wait, "wait", Unit::seconds, PathForm::statistics, true, Requirement::staff},
        QuantityRule{Quantity::wait_served, "wait_served", Unit::seconds, PathForm::statistics, true,
                     Requirement::staff},
        QuantityRule{Quantity::wait_due, "wait_due", Unit::seconds, PathForm::statistics, true,
                     Requirement::appointments},
        QuantityRule{Quantity::service, "service", Unit::seconds, PathForm::statistics, true, Requirement::duration},
        QuantityRule{Quantity::time, "time", Unit::seconds, PathForm::statistics},
        QuantityRule{Quantity::failure, "failure", Unit::share, PathForm::plain, true, Requirement::failure},
        QuantityRule{Quantity::recovered, "recovered", Unit::share, PathForm::plain, true, Requirement::recovery},
        QuantityRule{Quantity::abandonment, "abandonment", Unit::share, PathForm::plain, true, Requirement::staff},
        QuantityRule{Quantity::turned_away, "turned_away", Unit::share, PathForm::plain, true, Requirement::room},
        QuantityRule{Quantity::repeats, "repeats", Unit::share},
        QuantityRule{Quantity::service_level, "service_level", Unit::share, PathForm::limit, true, Requirement::staff},
        QuantityRule{Quantity::queue, "queue", Unit::count, PathForm::average, false, Requirement::staff},
        QuantityRule{Quantity::cost, "cost", Unit::money, PathForm::plain, true, Requirement::cost},
        QuantityRule{Quantity::score, "experience", Unit::count, PathForm::plain, true, Requirement::experience}},
    lost_value_rules,
    std::array{QuantityRule{Quantity::share, "share", Unit::share, PathForm::plain, true, Requirement::time_shares}},
    share_rules);

constexpr std::array stage_rules{
    QuantityRule{Quantity::time, "time", Unit::seconds, PathForm::statistics},
    QuantityRule{Quantity::within, "within", Unit::share, PathForm::limit},
};

constexpr std::array staff_rules{
    QuantityRule{Quantity::occupancy, "occupancy", Unit::share, PathForm::plain, false},
    QuantityRule{Quantity::utilization, "utilization", Unit::share, PathForm::plain, false},
    QuantityRule{Quantity::cost, "cost", Unit::money, PathForm::plain, false},
    QuantityRule{Quantity::overtime, "overtime", Unit::seconds, PathForm::plain, false},
};

constexpr std::array throughput_rules{
    QuantityRule{Quantity::throughput, "", Unit::per_hour, PathForm::plain, false},
};

constexpr std::array cost_rules{
    QuantityRule{Quantity::cost, "", Unit::money, PathForm::plain, false, Requirement::any_cost},
};

constexpr std::array experience_rules{
    QuantityRule{Quantity::csat, "csat", Unit::share, PathForm::plain, true, Requirement::experience},
    QuantityRule{Quantity::nps, "nps", Unit::points, PathForm::plain, true, Requirement::experience},
    QuantityRule{Quantity::ces, "ces", Unit::count, PathForm::plain, true, Requirement::experience},
    QuantityRule{Quantity::score, "score", Unit::count, PathForm::plain, true, Requirement::experience},
    QuantityRule{Quantity::dissatisfied, "dissatisfied", Unit::share, PathForm::plain, true,
                 Requirement::broken_windows},
};

constexpr auto economics_rules = joined(
    std::array{QuantityRule{Quantity::profit, "profit", Unit::money, PathForm::plain, false, Requirement::economics},
               QuantityRule{Quantity::operating_profit, "operating_profit", Unit::money, PathForm::plain, false,
                            Requirement::economics},
               QuantityRule{Quantity::cost_to_serve, "cost_to_serve", Unit::money, PathForm::plain, false,
                            Requirement::economics},
               QuantityRule{Quantity::lifetime_value, "lifetime_value", Unit::money, PathForm::plain, true,
                            Requirement::economics},
               QuantityRule{Quantity::churn, "churn", Unit::share, PathForm::plain, true, Requirement::economics}},
    lost_value_rules);

constexpr std::array law_statistics{Statistic::mean, Statistic::sd,  Statistic::p50,
                                    Statistic::p90,  Statistic::p95, Statistic::p99};
constexpr std::array average_statistics{Statistic::mean, Statistic::max};

}  // namespace

std::span<const QuantityRule> quantities_of(Scope scope) noexcept {
  switch (scope) {
    case Scope::journey:
      return journey_rules;
    case Scope::step:
    case Scope::touchpoint:
    case Scope::phase:
    case Scope::lane:
      return step_rules;
    case Scope::stage:
      return stage_rules;
    case Scope::staff:
      return staff_rules;
    case Scope::throughput:
      return throughput_rules;
    case Scope::cost:
      return cost_rules;
    case Scope::experience:
      return experience_rules;
    case Scope::economics:
      return economics_rules;
  }
  return {};
}

const QuantityRule& rule_of(Scope scope, Quantity quantity) noexcept {
  const std::span<const QuantityRule> rules = quantities_of(scope);
  const auto rule =
      std::find_if(rules.begin(), rules.end(), [&](const QuantityRule& each) { return each.quantity == quantity; });
  assert(rule != rules.end());
  return *rule;
}

std::string_view name_of(Scope scope) noexcept {
  constexpr std::array<std::string_view, 11> names{"journey", "step",       "touchpoint", "phase",
                                                   "lane",    "stage",      "staff",      "throughput",
                                                   "cost",    "experience", "economics"};
  return names[static_cast<std::size_t>(scope)];
}

std::string_view name_of(Statistic statistic) noexcept {
  constexpr std::array<std::string_view, 8> names{"", "mean", "sd", "p50", "p90", "p95", "p99", "max"};
  return names[static_cast<std::size_t>(statistic)];
}

std::span<const Statistic> statistics_of(PathForm form) noexcept {
  switch (form) {
    case PathForm::statistics:
      return law_statistics;
    case PathForm::average:
      return average_statistics;
    case PathForm::plain:
    case PathForm::limit:
      return {};
  }
  return {};
}

bool is_of_experience(const MeasurePath& measure) noexcept {
  return measure.scope == Scope::experience || measure.quantity == Quantity::score;
}

bool is_of_economics(const MeasurePath& measure) noexcept {
  const Quantity quantity = measure.quantity;
  return measure.scope == Scope::economics || (quantity >= Quantity::lost_value && quantity <= Quantity::lost_repeat);
}

bool is_time_share(Quantity quantity) noexcept {
  return quantity >= Quantity::share;
}

Unit unit_of(const MeasurePath& measure) noexcept {
  return measure.days ? Unit::share : rule_of(measure.scope, measure.quantity).unit;
}

Direction direction_of(const MeasurePath& measure) noexcept {
  // How often a day is as it should be.
  if (measure.days) return Direction::higher;
  switch (measure.quantity) {
    case Quantity::completed:
    case Quantity::count_completed:
    case Quantity::within:
    case Quantity::value:
    case Quantity::recovered:
    case Quantity::service_level:
    case Quantity::throughput:
    case Quantity::score:
    case Quantity::csat:
    case Quantity::nps:
    case Quantity::profit:
    case Quantity::operating_profit:
    case Quantity::lifetime_value:
      return Direction::higher;
    case Quantity::visits:
    case Quantity::count_arrived:
    case Quantity::count_ended:
    case Quantity::service:
    case Quantity::occupancy:
    case Quantity::utilization:
    case Quantity::share:
    case Quantity::share_service:
      return Direction::neither;
    default:
      return Direction::lower;
  }
}

}  // namespace throughline
