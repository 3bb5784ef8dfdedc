// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "simulation/simulation_state.hpp"

namespace throughline {

/// What the rules of a blueprint say where a replication stands: who may be pushed aside, who finds room, which ways
/// are open, how long somebody stays.
struct SimulationRules : SimulationState {
  using SimulationState::SimulationState;

  /// As long as it takes for the call back that it accepts, else of its law.
  double patience_of(const Journey& journey, const Instruction& instruction) const;
  const CallbackTable* accepted_callback(const Journey& journey) const;  ///< null where there is none
  /// When a journey must leave its step; infinite where it may stay.
  double deadline_of(const Journey& journey) const;
  /// When somebody serves it who is nobody's, if it still waits then; infinite: never.
  double relief_of(const Journey& journey) const;
  const DeadlineTable* deadline_at(const Journey& journey) const;

  /// Whether a call can take somebody away from another service, as far as ranks go: at a place of its need.
  bool can_interrupt(std::uint32_t line, std::size_t place) const;
  /// Whether nobody is free there either.
  bool has_nobody_for(std::uint32_t index, std::uint32_t line, std::size_t place) const;
  /// Adds to `victims_` whose services are interrupted so that a person of a pool is free for a call of some rank;
  /// false where that is not enough.
  bool add_victims(const NeededPool& needed, std::uint32_t rank);
  bool take_victims(std::uint32_t person, const NeededPool& needed, std::uint32_t rank);
  std::uint32_t victim_of(std::uint32_t person, std::uint32_t rank) const;
  bool is_victim(std::uint32_t index) const;

  /// A service that can be interrupted ends, or its customer must leave it before.
  void time_service(std::uint32_t index);
  void draw_work(const Journey& journey, std::uint32_t index);
  /// The first who gathers waits for others so long.
  void time_batch(std::uint32_t batch);
  /// Services whose people have more or less in hand than before go on at another speed.
  void keep_pace();

  /// Of people who are away at times.
  double length_of_absence(const Journey& journey);
  void start_service_clocks(std::uint32_t index, double lasts);
  void stop_service_clocks(std::uint32_t index, double served);

  const Room& room_of(std::uint32_t step, std::uint32_t segment) const;
  bool balks(const Journey& journey, const Room& room, std::uint32_t present) const;
  bool is_full(std::uint32_t step, const Room& room, std::uint32_t segment, std::uint16_t pool) const;
  std::uint32_t count_free(std::uint32_t step, std::uint32_t segment, std::uint16_t pool) const;

  /// Of the ways out that are open to a journey one by chance.
  const GuardedChoice& open_choice(std::uint32_t index, const Instruction& instruction) const;
  double value_of(const ConditionTest& test, std::uint32_t index) const;
  double attribute_of(std::uint32_t index, std::uint32_t attribute) const;
  /// The step with the fewest waiting; among equals where somebody is free, then the first.
  const LineChoice& shortest_line(std::uint32_t index, const Instruction& instruction) const;
  bool waits_at(std::uint32_t index, const LineChoice& line) const;
};

}  // namespace throughline
