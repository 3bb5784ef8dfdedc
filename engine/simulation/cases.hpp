// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/instruction.hpp"
#include "simulation/journey.hpp"

namespace throughline {

/// Journey records that do a part of another's work: a branch between a fork and the step where branches meet, or a
/// case that a step has started backstage. A record and its parts form a tree. Not thread-safe; allocates only to grow.
class Cases {
 public:
  void clear() { std::fill(cases_.begin(), cases_.end(), Case{}); }

  /// A part of a journey begins. `joins_at`: the step where the branch ends, or no_index; `kind`: of a case, or
  /// no_index.
  void begin(std::uint32_t part, std::uint32_t whole, std::uint32_t joins_at, std::uint32_t kind) {
    grow(std::max(part, whole));
    cases_[part] = {};
    cases_[part].is_part = true;
    cases_[part].whole = whole;
    cases_[part].joins_at = joins_at;
    cases_[part].kind = kind;
    cases_[part].next = cases_[whole].first_part;
    cases_[whole].first_part = part;
  }

  bool is_part(std::uint32_t journey) const { return journey < cases_.size() && cases_[journey].is_part; }
  bool is_branch(std::uint32_t journey) const { return is_part(journey) && cases_[journey].kind == no_index; }
  std::uint32_t joins_at(std::uint32_t journey) const {
    return journey < cases_.size() ? cases_[journey].joins_at : no_index;
  }
  std::uint32_t kind(std::uint32_t journey) const { return cases_[journey].kind; }
  /// What it is a part of; nobody where that has gone on without it.
  std::uint32_t whole(std::uint32_t journey) const { return cases_[journey].whole; }
  /// The customer's journey; nobody where that has ended or gone on without it.
  std::uint32_t root(std::uint32_t journey) const {
    while (journey != nobody && is_part(journey)) journey = cases_[journey].whole;
    return journey;
  }
  std::uint32_t first_part(std::uint32_t journey) const {
    return journey < cases_.size() ? cases_[journey].first_part : nobody;
  }
  std::uint32_t first_branch(std::uint32_t journey) const {
    std::uint32_t part = first_part(journey);
    while (part != nobody && cases_[part].kind != no_index) part = cases_[part].next;
    return part;
  }
  /// Whether a case of a kind that the journey has started is still open.
  bool has_open(std::uint32_t journey, std::uint32_t kind) const {
    std::uint32_t part = first_part(journey);
    while (part != nobody && cases_[part].kind != kind) part = cases_[part].next;
    return part != nobody;
  }

  /// How many branches a journey still waits for.
  std::uint32_t& needed(std::uint32_t journey) { return cases_[journey].needed; }
  /// Whether those it does not wait for are called off.
  bool& cancels(std::uint32_t journey) { return cases_[journey].cancels; }
  /// The kind of the cases it waits for, or no_index.
  std::uint32_t& awaited(std::uint32_t journey) {
    grow(journey);
    return cases_[journey].awaited;
  }

  /// The part has ended, or goes on alone.
  void detach(std::uint32_t part) {
    const std::uint32_t whole = cases_[part].whole;
    if (whole == nobody) return;
    std::uint32_t* link = &cases_[whole].first_part;
    while (*link != part) link = &cases_[*link].next;
    *link = cases_[part].next;
    cases_[part].whole = nobody;
    cases_[part].next = nobody;
  }
  /// The record is given back.
  void forget(std::uint32_t journey) {
    if (journey < cases_.size()) cases_[journey] = {};
  }

 private:
  struct Case {
    std::uint32_t whole = nobody;
    std::uint32_t first_part = nobody;
    std::uint32_t next = nobody;  ///< part of the same whole
    std::uint32_t joins_at = no_index;
    std::uint32_t kind = no_index;
    std::uint32_t needed = 0;
    std::uint32_t awaited = no_index;
    bool is_part = false;
    bool cancels = false;
  };

  void grow(std::uint32_t journey) {
    if (journey >= cases_.size()) cases_.resize(2 * (std::size_t{journey} + 1));
  }

  std::vector<Case> cases_;  ///< by journey
};

}  // namespace throughline
