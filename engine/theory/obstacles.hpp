// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "throughline/blueprint.hpp"

namespace throughline {

// What takes a part of a blueprint out of the reach of queueing theory, in a clause; none where nothing does. Each
// names the first thing that it finds.

/// Customers who do not come one by one without memory at a steady rate, and are no population either.
std::optional<std::string> obstacle_of(const ArrivalsSection& arrivals);

/// People who are not always there in the same number, or serve in an order of their own.
std::optional<std::string> obstacle_of(const Staff& staff);

/// What customers do at a step besides waiting for one person, being served, and giving up.
std::optional<std::string> obstacle_of(const Behavior& behavior);

/// What dissatisfaction changes of that, for customers who may come dissatisfied.
std::optional<std::string> obstacle_of(const ExperienceSection::BrokenWindows& windows, const Behavior& behavior);

/// Shares and delays that follow the clock.
std::optional<std::string> obstacle_of(const Route& route);

/// Exponential, whatever it is called.
bool is_exponential(const Distribution& law);

/// The law of something that does not follow the clock.
inline const Distribution& law_of(const TimeLaw& law) {
  return law.levels.front().value;
}

}  // namespace throughline
