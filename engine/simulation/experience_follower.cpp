// SPDX-License-Identifier: MIT
#include "simulation/experience_follower.hpp"

namespace throughline {

void ExperienceFollower::gave_up(const Journey& journey, double now) {
  const std::uint32_t index = index_of(journey);
  ledger_.open(index, journey, now - ledger_.came(index), now);
}

void ExperienceFollower::served(const Journey& journey, double now) {
  const std::uint32_t index = index_of(journey);
  ledger_.open(index, journey, journey.started - ledger_.came(index), now);
}

void ExperienceFollower::recovered(const Journey& journey, bool saved) {
  if (saved) ledger_.make_up(index_of(journey));
}

void ExperienceFollower::part_began(const Journey& part, const Journey& whole, bool is_case) {
  ledger_.begin_part(index_of(part), index_of(whole), is_case);
}

void ExperienceFollower::cut_off(const Journey& journey, Whereabouts whereabouts, double now) {
  whereabouts == Whereabouts::waiting ? gave_up(journey, now) : served(journey, now);
}

void ExperienceFollower::passed(const Journey& journey, std::uint32_t route) {
  if (table_.handoff[route] != 0) ledger_.hand_over(index_of(journey));
}

std::optional<ScoredVisit> ExperienceFollower::close_visit(const Journey& journey) {
  const std::uint32_t index = index_of(journey);
  if (!ledger_.is_open(index)) return std::nullopt;
  const std::uint32_t cell = ledger_.cell(index);
  return ScoredVisit{cell, ledger_.close(index)};
}

JourneyVerdict ExperienceFollower::left(const Journey& journey) {
  const std::uint32_t index = index_of(journey);
  const JourneyVerdict verdict = ledger_.verdict(index);
  ledger_.end(index);
  return verdict;
}

}  // namespace throughline
