// SPDX-License-Identifier: MIT
#pragma once

#include "model/program.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/model.hpp"

namespace throughline {

/// Which pools can stay plain (a queue in order of coming, within ranks of priority) and whose people must be told
/// apart.
enum class Dispatching : std::uint8_t {
  where_needed,
  everywhere  ///< for tests: the plain way and the other must tell the same
};

/// Fills the tables of needs, lines and speeds, and marks the pools whose people are dispatched: those of steps that
/// need more than one person of one pool, and those of pools that do more than serve in order. Requires: pools with
/// their rosters, and step tables.
void compile_dispatching(const Blueprint& blueprint, Dispatching dispatching, Program& program);

/// As compile(blueprint), the one or the other way.
Model compile(const Blueprint& blueprint, Dispatching dispatching);

/// Of a customer of `segment` who waits at `step`: the index of the first entry of the priority that matches, else one
/// past the last.
std::uint32_t rank_of(const Staff& staff, std::uint32_t step, std::uint32_t segment);

}  // namespace throughline
