// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiment/evidence.hpp"
#include "statistics/influence.hpp"
#include "throughline/model.hpp"
#include "throughline/paired_comparison.hpp"

namespace throughline {

/// A model and what its replications left. Refers to both.
struct Simulated {
  const Model* model = nullptr;
  const Evidence* evidence = nullptr;
};

/// How the replications move the measure at a canonical path; none where the model does not know it, or not well
/// enough.
std::optional<Influence> influence_of(const Simulated& simulated, const std::string& path);

struct ContrastOptions {
  std::vector<std::string> judged;  ///< canonical paths of the first
  std::size_t intervals = 1;        ///< how many hold together
  double confidence = 0.95;         ///< of those together, and of each other one
  double same_within = 0.01;        ///< share of the first one's figure
};

/// What differs from the first, for each of the others: the measures that are judged, then all others that both know.
/// Requires: as many replications of each, met by the same luck, in the same sections.
std::vector<std::vector<PairedDifference>> contrasts(std::span<const Simulated> all, const ContrastOptions& options);

/// Better, worse, the same or undecided, by the whole interval of the difference.
Verdict verdict_of(const Estimate& difference, Direction direction, double same_within);

}  // namespace throughline
