// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "throughline/document.hpp"
#include "throughline/measure.hpp"
#include "throughline/result.hpp"
#include "throughline/target.hpp"

namespace throughline {

struct CatalogMeasure {
  MeasurePath measure;
  std::string path;
};

/// What people read about a Program, and what the experiment needs to group and judge: nothing here is touched while
/// simulating.
struct Catalog {
  BlueprintSummary names;  ///< route flows are zero until a run fills them
  std::vector<std::vector<std::uint32_t>> touchpoint_steps;
  std::vector<std::uint32_t> phase_of_step;  ///< index into names.phases, or no_index
  std::vector<Lane> lane_of_step;
  std::vector<bool> has_queue;           ///< by step
  std::vector<CatalogMeasure> measures;  ///< what is reported, in order
  std::vector<Target> targets;
  std::vector<Precision> precision;
  std::vector<MeasurePath> of_days;  ///< those that are shares of days
  std::vector<Diagnostic> warnings;
  std::string scenario;
  std::vector<std::string> settings;
  std::vector<InputSummary> inputs;

  /// The steps that a measure of a step, touchpoint, phase or lane speaks of; every step for a journey's.
  std::vector<std::uint32_t> steps_of(const MeasurePath& measure) const;
  /// Those of them that people wait at.
  std::vector<std::uint32_t> queues_of(const MeasurePath& measure) const;
};

struct Blueprint;

/// Names, groups, measures and targets of a blueprint; the routes are added by the StepCompiler, which numbers them.
Catalog make_catalog(const Blueprint& blueprint);

}  // namespace throughline
