// SPDX-License-Identifier: MIT
#include "simulation/deadlock.hpp"

#include <algorithm>

namespace throughline {
namespace {

/// Goes from step to step along those who wait for each other. Program counters never move: nothing happens meanwhile.
class DeadlockSearch {
 public:
  explicit DeadlockSearch(const SimulationState& state) : state_(state) {}

  /// Whether nobody at the step can ever move on: each is blocked by, or waits for people held by, those who cannot.
  bool is_stuck(std::uint32_t step);
  std::vector<std::uint32_t> seen() && { return std::move(seen_); }

 private:
  /// Who waits for people once more.
  std::uint32_t count_interrupted(std::uint32_t step) const;
  bool are_stuck_servers(std::uint32_t step);
  bool is_stuck_pool(std::uint32_t pool);
  bool may_still_come(std::uint32_t pool) const;

  const SimulationState& state_;
  std::vector<std::uint32_t> seen_;
};

bool DeadlockSearch::is_stuck(std::uint32_t step) {
  if (std::find(seen_.begin(), seen_.end(), step) != seen_.end()) return true;
  seen_.push_back(step);
  // Whoever is neither blocked nor waiting moves on some day.
  const std::uint32_t waiting = state_.queues_.waiting(step) + count_interrupted(step);
  std::uint32_t standing = state_.rooms_.coming(step) > 0 ? 0 : waiting;
  std::vector<std::uint32_t> ahead;
  for (const std::uint32_t next : state_.program_.blocking_steps) {
    for (const Rooms::Blocked& blocked : state_.rooms_.blocked(next)) {
      if (blocked.from != step) continue;
      ++standing;
      ahead.push_back(next);
    }
  }
  if (state_.program_.steps[step].first_room != no_index && standing < state_.rooms_.present(step)) return false;
  for (const std::uint32_t next : ahead) {
    if (!is_stuck(next)) return false;
  }
  // Waiting places open with people.
  const auto waits_for_people = [&](std::uint32_t room) {
    return state_.program_.rooms[room].waiting_places.has_value();
  };
  const auto first = state_.program_.step_rooms.begin() + state_.program_.steps[step].first_room;
  const bool by_people = waiting > 0 || std::any_of(first, first + state_.segment_count_, waits_for_people);
  return !by_people || are_stuck_servers(step);
}

std::uint32_t DeadlockSearch::count_interrupted(std::uint32_t step) const {
  std::uint32_t count = 0;
  if (!state_.program_.interrupts) return count;
  for (std::uint32_t index = 0; index < state_.journeys_.size(); ++index) {
    const Journey& journey = state_.journeys_[index];
    const bool interrupted = state_.is_interrupted(state_.served_as(index));
    if (state_.is_inside(index) && journey.step == step && interrupted) ++count;
  }
  return count;
}

bool DeadlockSearch::are_stuck_servers(std::uint32_t step) {
  const std::uint32_t first = state_.program_.steps[step].first_line;
  for (std::uint32_t segment = 0; segment < state_.segment_count_; ++segment) {
    const Need& need = state_.dispatcher_.need_of(state_.program_.step_lines[first + segment]);
    const auto is_held = [&](const NeededPool& needed) { return is_stuck_pool(needed.pool); };
    const bool stuck = need.kind == StaffingKind::all ? std::any_of(need.pools.begin(), need.pools.end(), is_held)
                                                      : std::all_of(need.pools.begin(), need.pools.end(), is_held);
    // Whoever is relieved moves on whatever its people do.
    if ((!stuck && !need.pools.empty()) || need.relief) return false;
  }
  return true;
}

bool DeadlockSearch::may_still_come(std::uint32_t pool) const {
  if (state_.closed_) return false;
  const auto next = state_.program_.roster.begin() + static_cast<std::ptrdiff_t>(state_.next_roster_);
  return !state_.program_.pools[pool].surges.empty() ||
         std::any_of(next, state_.program_.roster.end(), [&](const RosterEvent& event) {
           return event.pool == pool && event.begins() && event.time < state_.program_.length;
         });
}

bool DeadlockSearch::is_stuck_pool(std::uint32_t pool) {
  if (may_still_come(pool)) return false;
  const Crew& crew = state_.dispatcher_.crew();
  const auto blocked_towards = [&](std::uint32_t journey) {
    for (const std::uint32_t next : state_.program_.blocking_steps) {
      for (const Rooms::Blocked& blocked : state_.rooms_.blocked(next)) {
        if (blocked.journey == journey) return next;
      }
    }
    return no_index;
  };
  bool anybody = false;
  for (std::uint32_t person = crew.first_of(pool); person < crew.first_of(pool + 1); ++person) {
    if (!crew.is_on_duty(person)) continue;
    if (crew.first_served(person) == nobody) {
      // Whoever is away comes back while anything still happens.
      if (crew.is_idle(person) || !state_.closed_ || !state_.events_.empty()) return false;
      continue;
    }
    anybody = true;
    for (std::uint32_t held = crew.first_served(person); held != nobody; held = crew.assignment(held).next_of_person) {
      const std::uint32_t next = blocked_towards(crew.assignment(held).journey);
      if (next == no_index || !is_stuck(next)) return false;
    }
  }
  return anybody;
}

}  // namespace

std::vector<std::uint32_t> steps_stuck_with(const SimulationState& state, std::uint32_t step) {
  DeadlockSearch search(state);
  return search.is_stuck(step) ? std::move(search).seen() : std::vector<std::uint32_t>();
}

}  // namespace throughline
