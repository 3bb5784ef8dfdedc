// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/program.hpp"
#include "simulation/journey.hpp"

namespace throughline {

/// Who has a place at each step whose places are counted, and who is blocked because it has none left. A place can be
/// held before its step is reached: by whoever is on the way from a step that it blocked, or tries there once more. Not
/// thread-safe; allocates only to grow.
class Rooms {
 public:
  struct Blocked {
    std::uint32_t journey = nobody;
    std::uint32_t from = no_index;  ///< the step whose people and place it holds; none for whoever stands outside
  };

  explicit Rooms(const Program& program) : states_(program.rooms.empty() ? 0 : program.steps.size()) {}

  void clear() {
    for (State& state : states_) {
      state.present = state.coming = 0;
      state.blocked.clear();
    }
    std::fill(held_.begin(), held_.end(), no_index);
  }

  /// At the step or on the way to it.
  std::uint32_t present(std::uint32_t step) const { return states_[step].present; }
  std::uint32_t coming(std::uint32_t step) const { return states_[step].coming; }

  void enter(std::uint32_t step) { ++states_[step].present; }
  void leave(std::uint32_t step) { --states_[step].present; }

  /// A place is held for a journey that holds none.
  void hold(std::uint32_t journey, std::uint32_t step) {
    ++states_[step].present;
    note(journey, step);
  }
  /// It stays at the step, for another visit.
  void stay(std::uint32_t journey, std::uint32_t step) { note(journey, step); }
  /// The step at which a place is held for it, no_index where none is; from now on none is.
  std::uint32_t take_up(std::uint32_t journey) {
    if (journey >= held_.size() || held_[journey] == no_index) return no_index;
    const std::uint32_t step = held_[journey];
    held_[journey] = no_index;
    --states_[step].coming;
    return step;
  }

  void block(std::uint32_t step, Blocked blocked) { states_[step].blocked.push_back(blocked); }
  /// In the order in which they came.
  const std::vector<Blocked>& blocked(std::uint32_t step) const { return states_[step].blocked; }
  /// Takes a journey out of whoever stands before the step; false where it does not.
  bool unblock(std::uint32_t step, std::uint32_t journey) {
    std::vector<Blocked>& blocked = states_[step].blocked;
    return std::erase_if(blocked, [journey](const Blocked& each) { return each.journey == journey; }) > 0;
  }
  void unblock_first(std::uint32_t step) { states_[step].blocked.erase(states_[step].blocked.begin()); }

 private:
  struct State {
    std::uint32_t present = 0;
    std::uint32_t coming = 0;  ///< of these, places held before the step is reached
    std::vector<Blocked> blocked;
  };

  void note(std::uint32_t journey, std::uint32_t step) {
    if (journey >= held_.size()) held_.resize(std::max<std::size_t>(journey + 1, 2 * held_.size()), no_index);
    held_[journey] = step;
    ++states_[step].coming;
  }

  std::vector<State> states_;        ///< by step
  std::vector<std::uint32_t> held_;  ///< by journey
};

}  // namespace throughline
