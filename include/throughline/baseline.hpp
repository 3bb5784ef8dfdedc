// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "throughline/estimate.hpp"
#include "throughline/measure.hpp"
#include "throughline/verdict.hpp"

namespace throughline {

/// A measure that runs are compared by, and how far leaving out each of the independent units that it rests on
/// (replications, or sections of consecutive ones) moves it, to first order. Two runs with the same luck differ by the
/// difference of their moves.
struct MeasureInfluence {
  std::string path;
  Direction direction = Direction::neither;  ///< a target's, where one is set on the measure
  Estimate estimate;                         ///< holds together with those of the others
  std::vector<double> moves;                 ///< in the unit of the measure; empty where it has no interval
};

/// What a stored result says of the run that it came from, as far as another run is compared with it.
struct StoredResult {
  std::string name;  ///< of the file, as the user wrote it
  std::uint64_t seed = 1;
  std::uint64_t replications = 0;
  double length = 0.0, warm_up = 0.0;  ///< of each, in seconds
  bool batch_means = false;
  std::vector<MeasureInfluence> measures;  ///< every one; those without moves have none, nor a direction
};

/// A text is no result that a run could be compared with; the message names the file.
class InvalidStoredResult : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One measure of a run and of the stored one.
struct BaselineDifference {
  std::string path;
  Direction direction = Direction::neither;
  Estimate stored, now;
  Estimate difference;  ///< now less stored
  bool paired = false;  ///< replication by replication, by the same luck; else of two independent estimates
  Verdict verdict = Verdict::undecided;
  double same_within = 0.0;  ///< in the unit of the measure
};

/// A run beside a stored one. All intervals of differences hold together with the confidence of the run (Bonferroni).
struct BaselineComparison {
  std::string name;  ///< of the stored result
  std::uint64_t seed = 1;
  std::uint64_t replications = 0;
  bool same_luck = false;  ///< seeds and numbers of replications are the same
  double confidence = 0.95;
  std::vector<BaselineDifference> differences;

  /// Whether any measure is worse than it was.
  bool is_worse() const noexcept;
};

}  // namespace throughline
