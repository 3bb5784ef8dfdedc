// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/format.hpp"
#include "text/node.hpp"

namespace throughline {

/// A value of a blueprint's tree, and what the format says of it.
struct Place {
  const Node* node = nullptr;
  ValueKind kind = ValueKind::table;
  std::string table;            ///< that describes its keys
  bool names = false;           ///< its keys are the writer's
  bool levels = false;          ///< its keys are times
  const Node* above = nullptr;  ///< the table that holds it
};

/// The place of the whole file.
Place whole_file(const Node& root);

/// The value behind a key; none where the table has no such key (or it is no table).
std::optional<Place> place_behind(const Place& place, std::string_view key);

/// Every number in a text times a factor: "1 h 30 min" doubled is "2 h 60 min".
std::string scaled_text(std::string_view text, double factor);

/// A value with its size times a factor, its shape as it is: of a distribution every duration, of a profile every rate.
/// Shares end at 1. None where that is not possible: files, phases, what is no quantity.
std::optional<Node> scaled(const Node& node, ValueKind kind, double factor);

/// How many people more or less: a count, or every level of it but those at nobody; never fewer than one. None where
/// there are none to change, or a csv says it.
std::optional<Node> with_more(const Node& node, std::int64_t more);

/// The routes of a step with this probability of the one to `target`: another one without probability ("rest") takes
/// what is left, else all others keep their proportions. None where routes depend on conditions, segments or the clock,
/// or there is only one.
std::optional<Node> with_probability(const Node& routes, std::string_view target, double probability);

/// The probability of a route where it has one of its own.
std::optional<double> probability_of(const Node& route);

/// The same of the route to `target`.
std::optional<double> probability_of(const Node& routes, std::string_view target);

/// A value as TOML writes it behind an equals sign.
std::string toml_of(const Node& node);

}  // namespace throughline
