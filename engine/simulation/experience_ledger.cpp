// SPDX-License-Identifier: MIT
#include "simulation/experience_ledger.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace throughline {
namespace {

constexpr double least_effort = 1.0;
constexpr double most_effort = 7.0;
constexpr double seconds_per_minute = 60.0;

/// How many times the expectation something is; nothing is no multiple of anything.
double times_expected(double actual, double expected) {
  return actual > 0.0 ? actual / expected : 0.0;
}

}  // namespace

LossKind VisitLosses::largest() const noexcept {
  const std::array all{std::pair(LossKind::bad_failure, failure), std::pair(LossKind::bad_wait, wait),
                       std::pair(LossKind::bad_time, time), std::pair(LossKind::bad_repeat, repeat),
                       std::pair(LossKind::bad_handoff, handoff)};
  return std::max_element(all.begin(), all.end(),
                          [](const auto& one, const auto& other) { return one.second < other.second; })
      ->first;
}

double loss_by_wait(double wait, double expected, const ExperienceSection::Wait& model) {
  const double times = times_expected(wait, expected);
  if (times <= 1.0) return std::min(model.most, model.within * times);
  if (model.beyond == 0.0) return std::min(model.most, model.within);
  return std::min(model.most, model.within + model.beyond * (times - 1.0));
}

double loss_by_time(double time, double expected, const ExperienceSection::Time& model) {
  const double times = times_expected(time, expected);
  if (times <= 1.0 || model.beyond == 0.0) return 0.0;
  return std::min(model.most, model.beyond * (times - 1.0));
}

VisitLosses losses_of(const RatedVisit& visit, const StepRating& rating, const ExperienceSection& model) {
  VisitLosses losses;
  losses.wait = loss_by_wait(rating.feels * (visit.wait + visit.unseen), rating.wait, model.wait);
  losses.time = loss_by_time(visit.stay - std::max(0.0, visit.wait - rating.wait), rating.time, model.time);
  if (visit.repeated) losses.repeat = model.repeat;
  if (visit.handed_over) losses.handoff = model.handoff;
  return losses;
}

ExperienceLedger::ExperienceLedger(const ExperienceTable& table)
    : table_(&table), dissatisfied_below_(table.model.broken_windows ? table.model.broken_windows->below : 0.0) {}

void ExperienceLedger::begin(std::uint32_t journey, std::uint64_t key) {
  if (journey >= accounts_.size()) accounts_.resize(journey + 1);
  accounts_[journey] = {};
  accounts_[journey].customer = key;
  accounts_[journey].owner = journey;
  accounts_[journey].lasts = true;
}

void ExperienceLedger::begin_part(std::uint32_t part, std::uint32_t whole, bool is_case) {
  begin(part, accounts_[whole].customer);
  accounts_[part].owner = accounts_[whole].owner;
  accounts_[part].lasts = false;
  accounts_[part].is_case = is_case || accounts_[whole].is_case;
  accounts_[part].handed_over = std::exchange(accounts_[whole].handed_over, false);
}

void ExperienceLedger::reach(std::uint32_t journey, std::uint32_t step, double now) {
  Account& account = accounts_[journey];
  const StepRating& rating = table_->steps[step];
  account.came = now;
  if (rating.unseen && account.unseen_since < 0.0) account.unseen_since = now;
  if (!rating.rated) return;
  account.unseen = account.unseen_since < 0.0 ? 0.0 : now - account.unseen_since;
  account.unseen_since = -1.0;
}

void ExperienceLedger::open(std::uint32_t journey, const Journey& visit, double wait, double now) {
  const StepRating& rating = table_->steps[visit.step];
  if (!rating.rated) return;
  Account& account = accounts_[journey];
  const RatedVisit met{wait, account.unseen, now - account.came, visit.visit > 0,
                       std::exchange(account.handed_over, false)};
  account.open = true;
  account.step = visit.step;
  account.cell = visit.cell;
  account.losses = losses_of(met, rating, table_->model);
  const ExperienceSection::Effort& effort = table_->model.effort;
  account.visit_effort = effort.wait * rating.feels * (wait + account.unseen) / seconds_per_minute;
  if (met.repeated) account.visit_effort += effort.repeat;
  if (met.handed_over) account.visit_effort += effort.handoff;
}

void ExperienceLedger::fail(std::uint32_t journey, std::uint32_t cell) {
  Account& account = accounts_[journey];
  if (!account.open) return;
  account.losses.failure += table_->model.failure * table_->severities[cell];
  account.visit_effort += table_->model.effort.failure;
}

void ExperienceLedger::make_up(std::uint32_t journey) {
  accounts_[journey].losses.failure *= 1.0 - table_->model.recovered;
}

double ExperienceLedger::close(std::uint32_t journey) {
  Account& account = accounts_[journey];
  account.open = false;
  const double score = std::max(0.0, table_->model.base - account.losses.sum());
  if (keeps(account)) keep(account.owner, account, score);
  return score;
}

void ExperienceLedger::keep(std::uint32_t owner, const Account& visit, double score) {
  Account& customer = accounts_[owner];
  const double weight = table_->model.journey == JourneyRule::weights ? table_->steps[visit.step].weight : 1.0;
  const double loss = weight * visit.losses.sum();
  if (customer.visits == 0 || loss > customer.worst_loss) {
    customer.worst_loss = loss;
    customer.worst = score;
    customer.worst_step = visit.step;
    customer.worst_kind = visit.losses.largest();
  }
  if (score < dissatisfied_below_) customer.dissatisfied = true;
  ++customer.visits;
  customer.last = score;
  customer.sum += weight * score;
  customer.weights += weight;
  customer.effort += visit.visit_effort;
}

JourneyVerdict ExperienceLedger::verdict(std::uint32_t journey) const {
  const Account& account = accounts_[journey];
  const ExperienceSection& model = table_->model;
  JourneyVerdict verdict;
  verdict.dissatisfied = account.dissatisfied;
  verdict.effort = std::clamp(least_effort + account.effort, least_effort, most_effort);
  const bool counts = account.weights > 0.0;
  verdict.score = !counts                                  ? model.base
                  : model.journey == JourneyRule::peak_end ? (account.worst + account.last) / 2.0
                                                           : account.sum / account.weights;
  if (account.worst_loss > 0.0) {
    verdict.worst_step = account.worst_step;
    verdict.worst = account.worst_kind;
  }
  return verdict;
}

}  // namespace throughline
