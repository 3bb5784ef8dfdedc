// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "throughline/diagnostic.hpp"
#include "throughline/result.hpp"

namespace throughline {

enum class SweepStatus : std::uint8_t {
  not_simulated,  ///< the sweep ended early
  meets,          ///< every target is met
  misses,         ///< some target is missed
  undecided,      ///< neither, after as many replications as there were to be
  dearer          ///< not simulated: it cannot cost less than one that meets the targets
};

/// What sets an alternative apart: `staff.barista.count`, `3`.
struct SweptSetting {
  std::string path, value;
};

/// One of many alternatives, as far as it had to be simulated.
struct SweptAlternative {
  std::vector<SweptSetting> settings;  ///< one of each path that varies
  SweepStatus status = SweepStatus::not_simulated;
  double cost_floor = 0.0;  ///< pay of those on duty by plan, per replication: it costs no less
  std::optional<Estimate> cost;
  std::optional<Estimate> measure;
  std::vector<TargetResult> targets;
  bool on_frontier = false;  ///< none that was simulated is cheaper and better
};

/// Which of many alternatives meets the targets at the least cost.
struct SweepResult {
  Provenance provenance;  ///< of the blueprint without what varies
  Timing timing;
  std::string blueprint, currency;
  std::string measure;                         ///< path of what is drawn against cost
  std::vector<SweptAlternative> alternatives;  ///< in the order of the grid
  std::vector<std::size_t> in_order_of_cost;   ///< those that were simulated
  std::optional<std::size_t> cheapest;         ///< of those that meet the targets
  /// The cheapest once more, with replications that did not choose it.
  std::optional<ExperimentResult> confirmation;
  std::vector<Diagnostic> warnings;
  double confidence = 0.95;
  std::uint64_t replications = 0;  ///< of each, at the most
  bool partial = false;
  std::string partial_reason;
};

}  // namespace throughline
