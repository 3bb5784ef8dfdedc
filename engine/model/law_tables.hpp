// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "model/program.hpp"

namespace throughline {

/// Puts laws and shares into a program's tables and gives their operands: an index, or with by_clock_bit the index of a
/// table over the clock. Equal ones share an index.
class LawTables {
 public:
  explicit LawTables(Program& program) : program_(program) {}

  std::uint32_t law(const TimeLaw& law);
  std::uint32_t share(const Share& share);
  std::uint32_t sampler(const Distribution& distribution) { return program_.samplers.add(distribution); }

  /// Choices that follow the clock: `levels` hold, per level of the clock, the first of `size` choices.
  std::uint32_t clocked_choice(double period, const std::vector<ClockLevel>& levels, std::uint32_t size);

 private:
  std::uint32_t constant_share(double share);
  Clocked clocked(double period, const std::vector<ClockLevel>& levels);

  Program& program_;
};

}  // namespace throughline
