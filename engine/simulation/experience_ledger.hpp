// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/loss_kind.hpp"
#include "model/program.hpp"
#include "simulation/journey.hpp"

namespace throughline {

/// Points that a visit loses, by cause.
struct VisitLosses {
  double failure = 0.0, wait = 0.0, time = 0.0, repeat = 0.0, handoff = 0.0;

  double sum() const noexcept { return failure + wait + time + repeat + handoff; }
  /// The largest; of equal ones the first in the order of the members.
  LossKind largest() const noexcept;
};

/// Points lost by a wait that feels so long, where `expected` is accepted; seconds. In proportion to the expectation up
/// to it, then by more, up to a limit.
double loss_by_wait(double wait, double expected, const ExperienceSection::Wait& model);

/// Points lost by time at a step, without the part of it that has cost as a wait.
double loss_by_time(double time, double expected, const ExperienceSection::Time& model);

/// A visit to a touchpoint that has ended, seconds.
struct RatedVisit {
  double wait = 0.0;    ///< from coming to the start of service, or to leaving
  double unseen = 0.0;  ///< before it came: behind the line of visibility
  double stay = 0.0;    ///< from coming to leaving
  bool repeated = false;
  bool handed_over = false;
};

VisitLosses losses_of(const RatedVisit& visit, const StepRating& rating, const ExperienceSection& model);

/// What a customer has made of a journey, once it has ended.
struct JourneyVerdict {
  double score = 0.0;
  double effort = 1.0;
  std::uint32_t worst_step = no_index;  ///< of the touchpoints that count; none where nothing was lost
  LossKind worst = LossKind::bad_failure;
  bool dissatisfied = false;  ///< by some visit, by [experience.broken_windows]
};

/// What customers have met so far, journey by journey: the score of a journey needs only its worst visit, its last and
/// sums. Whether a service has failed is known a moment after it has ended, so a visit stays open until the journey
/// comes to another step, or leaves. What parts of a journey meet is the customer's, as long as the journey lasts. Not
/// thread-safe; allocates only to grow.
class ExperienceLedger {
 public:
  explicit ExperienceLedger(const ExperienceTable& table);

  void begin(std::uint32_t journey, std::uint64_t key);
  /// `is_case`: it is work that runs on, and not the customer's own way.
  void begin_part(std::uint32_t part, std::uint32_t whole, bool is_case);
  /// The journey has ended: what its parts still meet is nobody's.
  void end(std::uint32_t journey) { accounts_[journey].lasts = false; }
  void hand_over(std::uint32_t journey) { accounts_[journey].handed_over = true; }
  /// It comes to a step.
  void reach(std::uint32_t journey, std::uint32_t step, double now);
  /// A visit to a touchpoint has ended; how it is scored may still change.
  void open(std::uint32_t journey, const Journey& visit, double wait, double now);
  void fail(std::uint32_t journey, std::uint32_t cell);
  void make_up(std::uint32_t journey);
  /// To its step, seconds.
  double came(std::uint32_t journey) const { return accounts_[journey].came; }
  bool is_open(std::uint32_t journey) const { return accounts_[journey].open; }
  std::uint32_t cell(std::uint32_t journey) const { return accounts_[journey].cell; }
  /// The visit that was open is scored.
  double close(std::uint32_t journey);
  /// Of a journey whose last visit is closed, and that completed.
  JourneyVerdict verdict(std::uint32_t journey) const;
  /// Whether a visit has left the customer dissatisfied whose own way this is, as far as visits have been closed.
  bool is_dissatisfied(std::uint32_t journey) const {
    const Account& account = accounts_[journey];
    return !account.is_case && keeps(account) && accounts_[account.owner].dissatisfied;
  }

 private:
  struct Account {
    std::uint64_t customer = 0;        ///< key of the journey that it is, or is a part of
    std::uint32_t owner = 0;           ///< whose account keeps what was met
    bool lasts = false;                ///< it is a journey that has not ended
    bool is_case = false;              ///< or a part of one
    std::uint32_t step = 0, cell = 0;  ///< of the open visit
    bool open = false;
    bool handed_over = false;  ///< on the way to the next touchpoint
    double came = 0.0;         ///< to the step
    double unseen = 0.0;       ///< behind the scenes before that
    double unseen_since = -1.0;
    VisitLosses losses;
    double visit_effort = 0.0;
    // Of the customer.
    bool dissatisfied = false;
    std::uint32_t visits = 0;
    std::uint32_t worst_step = 0;
    LossKind worst_kind = LossKind::bad_failure;
    double worst_loss = 0.0, worst = 0.0, last = 0.0;
    double sum = 0.0, weights = 0.0;
    double effort = 0.0;
  };

  /// Whether the journey lasts that it belongs to.
  bool keeps(const Account& account) const {
    const Account& owner = accounts_[account.owner];
    return owner.lasts && owner.customer == account.customer;
  }
  void keep(std::uint32_t owner, const Account& visit, double score);

  const ExperienceTable* table_;
  double dissatisfied_below_;
  std::vector<Account> accounts_;
};

}  // namespace throughline
