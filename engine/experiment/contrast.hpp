// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiment/evidence.hpp"
#include "statistics/influence.hpp"
#include "throughline/model.hpp"
#include "throughline/paired_comparison.hpp"

namespace throughline {

/// A model and what its replications left. Keeps references.
struct Simulated {
  const Model& model;
  const Evidence& evidence;
};

/// How the replications move the measure at a canonical path; none where the model does not know it, or not well
/// enough.
std::optional<Influence> influence_of(const Simulated& simulated, const std::string& path);

/// A redesign beside its reference. Requires: as many replications of both, met by the same luck, in the same sections.
class Contrast {
 public:
  /// `same_within`: the share of the reference's figure that counts as the same.
  Contrast(const Simulated& reference, const Simulated& alternative, double same_within)
      : reference_(reference), alternative_(alternative), same_within_(same_within) {}

  /// Those of `judged`, whose intervals hold together as parts of so many, then those of all other measures that both
  /// know.
  std::vector<PairedDifference> differences(const std::vector<std::string>& judged, std::size_t intervals,
                                            double confidence) const;
  /// One measure that both know, by itself.
  PairedDifference difference(const std::string& path, double confidence) const;

 private:
  /// Both sides at one confidence.
  struct Sides;

  PairedDifference difference_of(const Sides& sides, const std::string& path) const;
  /// More money for each unit of gain, where it is certain that there is one.
  std::optional<Estimate> cost_of_gain(const Sides& sides, const PairedDifference& difference) const;

  Simulated reference_;
  Simulated alternative_;
  double same_within_;
};

/// Better, worse, the same or undecided, by the whole interval of the difference.
Verdict verdict_of(const Estimate& difference, Direction direction, double same_within);

}  // namespace throughline
