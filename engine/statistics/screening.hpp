// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "statistics/influence.hpp"

namespace throughline {

/// Finds the alternative with the smallest figure, look by look: the procedure KN of Kim and Nelson (2001), which
/// allows common luck. With the stated confidence the one that is left is the smallest, where that is smaller than all
/// others by the indifference at least; else it is within the indifference of it. The variances of the differences are
/// those of the first look, which must rest on some ten units or more; what a unit adds to a figure counts as normal.
/// Fewer looks than KN's one after each unit only add to its confidence.
class Screening {
 public:
  /// Requires: two alternatives or more, indifference > 0, 0 < confidence < 1.
  Screening(std::size_t alternatives, double indifference, double confidence);

  /// The figures after `units` replications, more than at the last look, with how they move: units are those of the
  /// moves where they are sections of several replications.
  void look(std::span<const Influence> figures, std::uint64_t units);

  /// In order; never empty.
  const std::vector<std::size_t>& left() const noexcept { return left_; }
  bool is_decided() const noexcept { return left_.size() == 1; }

  /// After how many replications one is left at the latest.
  std::uint64_t longest() const noexcept;

 private:
  double variance(std::size_t one, std::size_t other) const { return variances_[one * alternatives_ + other]; }

  std::size_t alternatives_;
  double indifference_;
  double error_;  ///< allowed to each of the others
  double scale_ = 0.0;
  std::vector<double> variances_;  ///< of one replication's difference
  std::vector<std::size_t> left_;
};

}  // namespace throughline
