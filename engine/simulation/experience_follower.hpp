// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "simulation/experience_ledger.hpp"
#include "simulation/journey.hpp"

namespace throughline {

/// A visit to a touchpoint whose score is final.
struct ScoredVisit {
  std::uint32_t cell = 0;
  double score = 0.0;
};

/// Keeps the ledger of what customers meet, by what the simulator tells its Witness: each function is told what that of
/// the same name of a Witness is. Requires that it has been told of a journey from its arrival on. Not thread-safe;
/// allocates only to grow.
class ExperienceFollower {
 public:
  explicit ExperienceFollower(const ExperienceTable& table) : table_(table), ledger_(table) {}

  /// Whose journeys the references of all that follows are.
  void follow(const JourneyPool& journeys) { journeys_ = &journeys; }

  void arrived(const Journey& journey) { ledger_.begin(index_of(journey), journey.key); }
  /// Requires: the visit before is closed.
  void reached(const Journey& journey) { ledger_.reach(index_of(journey), journey.step, journey.reached); }
  void gave_up(const Journey& journey, double now);
  /// By people, or where nobody is needed.
  void served(const Journey& journey, double now);
  void failed(const Journey& journey) { ledger_.fail(index_of(journey), journey.cell); }
  void recovered(const Journey& journey, bool saved);
  void part_began(const Journey& part, const Journey& whole, bool is_case);
  void cut_off(const Journey& journey, Whereabouts whereabouts, double now);
  void passed(const Journey& journey, std::uint32_t route);
  /// Its last visit is over for good; none where that was to no touchpoint, or has been closed.
  std::optional<ScoredVisit> close_visit(const Journey& journey);
  /// Requires: its last visit is closed.
  JourneyVerdict left(const Journey& journey);

  /// Whether it goes on dissatisfied, by [experience.broken_windows].
  bool is_dissatisfied(std::uint32_t journey) const { return ledger_.is_dissatisfied(journey); }

 private:
  std::uint32_t index_of(const Journey& journey) const { return journeys_->index_of(journey); }

  const ExperienceTable& table_;
  const JourneyPool* journeys_ = nullptr;
  ExperienceLedger ledger_;
};

/// A Witness that can be asked by the simulator whether a journey goes on dissatisfied, where that matters. A program
/// with [experience.broken_windows] must be told to such a one; of the others nothing is asked.
template <class Witness>
concept FollowsExperience = requires(const Witness& witness, std::uint32_t journey) {
  witness.is_dissatisfied(journey);
};

}  // namespace throughline
