// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/instruction.hpp"
#include "throughline/condition.hpp"

namespace throughline {

/// One way out of a step: taken when the draw is below `threshold` (cumulative over its group; the last is 1).
struct Choice {
  double threshold = 1.0;
  std::uint32_t target = 0;  ///< program counter
  std::uint32_t route = 0;   ///< the passage to count: index into Catalog::routes

  bool operator==(const Choice&) const = default;
};

struct ClockedChoice {
  Clocked clock;
  std::uint32_t size = 0;  ///< choices per level

  bool operator==(const ClockedChoice&) const = default;
};

/// What customers of one segment have of one attribute.
struct AttributeTable {
  AttributeKind kind = AttributeKind::flag;
  bool there = false;
  std::uint64_t address = 0;  ///< of its key, for luck
  double share = 0.0;         ///< of those of whom it holds
  std::uint32_t sampler = 0;
  std::vector<std::pair<double, double>> words;  ///< cumulative, and which it is

  bool operator==(const AttributeTable&) const = default;
};

/// One way out of a step where some are open at times only.
struct GuardedChoice {
  std::vector<Condition::Term> when;  ///< none: always open
  std::uint32_t share = no_index;     ///< or what the others leave
  std::uint32_t target = 0;           ///< program counter
  std::uint32_t route = 0;            ///< the passage to count

  bool operator==(const GuardedChoice&) const = default;
};

/// One of several steps, of which the one with the fewest waiting is taken.
struct LineChoice {
  std::uint32_t step = 0;
  std::uint32_t target = 0;
  std::uint32_t route = 0;
  std::vector<std::uint16_t> pools;  ///< by segment: whose plain line it is; nobody_serves where there is none

  bool operator==(const LineChoice&) const = default;
};

/// As whose customers those go on who have been served at a step.
struct ChangeTable {
  struct Part {
    std::uint32_t share = 0;
    std::uint16_t segment = 0;
    bool operator==(const Part&) const = default;
  };
  std::vector<Part> parts;  ///< who is in none stays what he was
  bool all_change = false;  ///< the shares sum to 1

  bool operator==(const ChangeTable&) const = default;
};

/// Ways out of steps that follow more than chance, and who goes on there.
struct RouteTables {
  std::uint32_t attributes = 0;
  std::vector<AttributeTable> attribute_of;  ///< by segment and attribute
  std::vector<GuardedChoice> guarded;
  std::vector<LineChoice> lines;
  std::vector<ChangeTable> changes;

  bool operator==(const RouteTables&) const = default;
};

}  // namespace throughline
