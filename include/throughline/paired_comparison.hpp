// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "throughline/measure.hpp"
#include "throughline/result.hpp"
#include "throughline/verdict.hpp"

namespace throughline {

/// One measure of an alternative and of the reference.
struct PairedDifference {
  std::string path;
  Direction direction = Direction::neither;  ///< a target's, where one is set on the measure
  Estimate reference, alternative;
  Estimate difference;        ///< the alternative less the reference, met by the same luck
  bool simultaneous = false;  ///< the interval holds together with those of all measures that are judged
  Verdict verdict = Verdict::undecided;
  double same_within = 0.0;              ///< in the unit of the measure
  std::optional<double> variance_ratio;  ///< what common luck bought; absent where the difference does not vary
  std::optional<std::uint64_t> replications_to_decide;  ///< about; of an undecided one
  std::optional<Estimate> cost_of_gain;                 ///< more cost for each unit of the measure on the better side
};

struct ComparedAlternative {
  std::string name;
  ExperimentResult result;
  std::vector<PairedDifference> differences;  ///< from the reference, those that are judged first; none of itself
};

/// Which alternative is the best by one measure.
struct Selection {
  std::string path;
  Direction direction = Direction::lower;
  double indifference = 0.0;      ///< differences below this do not matter; in the unit of the measure
  double confidence = 0.95;       ///< that the one left is the best, or within the indifference of it
  std::vector<std::size_t> left;  ///< alternatives that may be it; one: that is the best
  std::optional<std::uint64_t> replications_to_decide;  ///< at the most; where several are left
  bool sequential = false;  ///< by KN (Kim and Nelson, 2001); else by one screening (Nelson et al., 2001)
  std::string reason;       ///< why nothing could be selected
};

struct PairedComparison {
  std::vector<ComparedAlternative> alternatives;  ///< the first is the reference
  double confidence = 0.95;                       ///< that every simultaneous interval holds
  std::size_t intervals = 0;                      ///< how many those are
  Selection best;
  Timing timing;  ///< of all alternatives together
  bool partial = false;
  std::string partial_reason;
  bool overflow = false;
};

}  // namespace throughline
