// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "statistics/influence.hpp"

namespace throughline {

/// How often figures are looked at before the search for the smallest ends.
enum class Looking : std::uint8_t { once, again_and_again };

/// Finds the alternative with the smallest figure, with common luck if there is any. With the stated confidence the one
/// that is left is the smallest, where that is smaller than all others by the indifference at least; else it is within
/// the indifference of it.
///
/// Again and again: the procedure KN of Kim and Nelson (2001). The variances of the differences are those of the first
/// look, which must rest on some ten units or more; what a unit adds to a figure counts as normal. Fewer looks than
/// KN's one after each unit only add to its confidence. Once: the screening of Nelson, Swann, Goldsman and Song (2001),
/// with the variances of the differences.
class Screening {
 public:
  /// Requires: two alternatives or more, indifference > 0, 0 < confidence < 1.
  Screening(std::size_t alternatives, double indifference, double confidence,
            Looking looking = Looking::again_and_again);

  /// The figures after `units` replications, more than at the last look, with how they move: the units of the moves may
  /// be sections of several replications.
  void look(std::span<const Influence> figures, std::uint64_t units);

  /// In order; never empty.
  const std::vector<std::size_t>& left() const noexcept { return left_; }
  bool is_decided() const noexcept { return left_.size() == 1; }

  /// After how many replications one is left: at the latest; of one look, about.
  std::uint64_t longest() const noexcept { return longest_; }

 private:
  double variance(std::size_t one, std::size_t other) const { return variances_[one * alternatives_ + other]; }
  void take_variances(std::span<const Influence> figures, double units);
  /// How far the figure of one must lie above that of the other to be beaten by it.
  double reach(std::size_t one, std::size_t other, double units) const;

  std::size_t alternatives_;
  double indifference_;
  double error_;  ///< allowed to each of the others
  Looking looking_;
  double scale_ = 0.0;
  std::uint64_t longest_ = 0;
  std::vector<double> variances_;  ///< of one replication's difference
  std::vector<std::size_t> left_;
};

}  // namespace throughline
