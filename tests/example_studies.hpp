// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include "example_result.hpp"
#include "throughline/gap_report.hpp"
#include "throughline/sensitivity.hpp"

namespace throughline::testing {

inline RankedGap gap_of(std::string touchpoint, GapKind kind, double change, std::size_t first, std::size_t last) {
  RankedGap gap;
  gap.about.touchpoint = touchpoint;
  gap.about.name = "The " + touchpoint;
  gap.about.kind = kind;
  gap.about.settings = {"steps." + touchpoint + ".failure.probability=0"};
  gap.effects = {{"journey.time.mean", estimate_of(Unit::seconds, 3725.0 + change, 12.0),
                  estimate_of(Unit::seconds, change, 6.0), std::nullopt}};
  gap.first_rank = first;
  gap.last_rank = last;
  gap.gains = change < -6.0;
  return gap;
}

/// Three gaps of the tea house, of which one is known to be worth most, and what a file may say of one.
inline Gaps tea_gaps() {
  Gaps gaps;
  gaps.base = tea_house();
  gaps.base.blueprint.currency = "EUR";
  gaps.base.blueprint.touchpoints = {{"order", "Order"}, {"drink", "Drink"}};
  gaps.north_star = "journey.time.mean";
  gaps.direction = Direction::lower;
  gaps.intervals = 8;
  gaps.pairs = 3;
  gaps.ranking = {gap_of("drink", GapKind::wait, -240.0, 1, 1), gap_of("order", GapKind::failure, -60.0, 2, 3),
                  gap_of("order", GapKind::handoff, -48.0, 2, 3)};
  gaps.ranking.front().about.eased = {"order"};
  GapSection said;
  said.key.value = "thirst";
  said.feasibility = GapLevel::medium;
  said.cost = 400.0;
  said.constraint = "Water is short";
  gaps.ranking.front().about.said = said;
  gaps.ranking.front().effects.front().per_money = estimate_of(Unit::seconds, -0.6, 0.015);
  gaps.together = {{{0, 1}, estimate_of(Unit::seconds, -280.0, 6.0), estimate_of(Unit::seconds, 20.0, 4.0)}};
  gaps.left_out = {{"drink", GapKind::time, "", "its time cannot be scaled"}};
  gaps.decompositions = {{"time", Unit::seconds, 400.0, {100.0, 250.0, 50.0}}};
  return gaps;
}

inline OtherValue value_of(std::string words, double change) {
  return {
      std::move(words), estimate_of(Unit::seconds, 3725.0 + change, 12.0), estimate_of(Unit::seconds, change, 2.0), {}};
}

/// An input of the tea house with both ends, and one that has none below.
inline Sensitivity tea_sensitivity() {
  Sensitivity sensitivity;
  sensitivity.base = tea_house();
  sensitivity.measure = "journey.time.mean";
  sensitivity.direction = Direction::lower;
  sensitivity.intervals = 5;
  sensitivity.inputs = {
      {"steps.drink.time", value_of("-10 %", -120.0), value_of("+10 %", 240.0), estimate_of(Unit::seconds, 360.0, 3.0)},
      {"staff.waiter.count", std::nullopt, value_of("3", -60.0), estimate_of(Unit::seconds, -60.0, 2.0)}};
  sensitivity.left_out = {{"segments.guest.arrivals.replay", "recorded times"}};
  return sensitivity;
}

}  // namespace throughline::testing
