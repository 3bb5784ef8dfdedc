// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {

/// The law of a number of things: how many come at once, how many are booked for a slot. A value: copyable, comparable.
struct IntegerLaw {
  enum class Family : std::uint8_t {
    constant,
    geometric,  ///< on 1, 2, ...: tries until the first success
    poisson,    ///< on 0, 1, ...
    choice      ///< one of some numbers
  };
  struct Option {
    std::uint32_t number = 0;
    double probability = 0.0;
    bool operator==(const Option&) const = default;
  };

  Family family = Family::constant;
  double average = 1.0;         ///< of all but a choice
  std::vector<Option> options;  ///< of a choice: probabilities sum to 1

  static IntegerLaw constant(std::uint32_t number);
  /// Requires: mean >= 1.
  static IntegerLaw geometric(double mean);
  /// Requires: mean > 0.
  static IntegerLaw poisson(double mean);
  static IntegerLaw choice(std::vector<Option> options);

  double mean() const;
  bool can_be_zero() const;
  /// The same bits on every processor. A Poisson number takes as many random numbers as it counts.
  std::uint64_t draw(RandomStream stream) const;

  bool operator==(const IntegerLaw&) const = default;
};

}  // namespace throughline
