// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "throughline/model.hpp"
#include "throughline/paired_comparison.hpp"
#include "throughline/result.hpp"
#include "throughline/sensitivity.hpp"
#include "throughline/sweep.hpp"

namespace throughline {

struct ExperimentOptions {
  // What changes the answer; none: as the blueprint says.
  std::optional<std::uint64_t> replications;  ///< exactly so many, whatever precision is asked for
  std::optional<std::uint64_t> seed;
  // What changes the time alone.
  unsigned threads = 0;                          ///< 0: as many as the machine (and its cgroup) allows
  const std::atomic<bool>* interrupt = nullptr;  ///< set: stop after the replications that are under way
};

struct ExperimentProgress {
  std::uint64_t completed = 0;
  std::uint64_t planned = 0;
};

/// Called whenever a replication has finished, from any thread but never concurrently; `completed` only rises.
using ProgressCallback = std::function<void(const ExperimentProgress&)>;

/// Simulates the replications in parallel and folds them in order: the same bytes for any number of threads.
/// Marked partial: an overflowing run returns the replications before the one that overflowed, an interrupted run every
/// replication that finished. Where the model asks for resamples of its data, they follow the replications, and
/// the intervals of measures and targets hold what the data leave open, too; a precision, the convergence and what
/// other runs are compared with are those of the replications alone.
ExperimentResult run_experiment(const Model& model, const ExperimentOptions& options = {},
                                const ProgressCallback& progress = {});

/// A redesign, or what it is compared with.
struct Alternative {
  std::string name;
  Model model;
};

struct ComparisonOptions {
  ExperimentOptions experiment;
  double same_within = 0.01;        ///< share of the reference's figure that counts as the same, and is indifferent
  std::vector<std::string> judged;  ///< canonical paths; empty: those of the targets, the mean journey time, the cost
  std::optional<std::string> best;  ///< canonical path: replicate in rounds until the best by this is known
};

/// Simulates every alternative with the same luck, as often as the first one's blueprint or the options say, and
/// compares each with the first. Intervals of what is judged hold together (Bonferroni); those of all other measures
/// that both know hold one by one. The same bytes for any number of threads. Requires two alternatives.
PairedComparison compare_alternatives(const std::vector<Alternative>& alternatives,
                                      const ComparisonOptions& options = {}, const ProgressCallback& progress = {});

/// What a run is judged by, now less stored: replication by replication where both had the same luck, else as two
/// independent estimates. `same_within`: the share of the stored figure that counts as the same.
BaselineComparison compare_with_baseline(const ExperimentResult& result, const StoredResult& baseline,
                                         double same_within = 0.01);

/// An input to vary, in words.
struct InputRange {
  std::string path;
  std::optional<std::string> low, high;  ///< absent: it has no such end
};

enum class RangeEnd : std::uint8_t { low, high };

struct SensitivityOptions {
  ExperimentOptions experiment;
  std::string measure;  ///< canonical path, known to every model
};

/// Simulates the blueprint as it is, then with each input at each of its ends, one by one and with the same luck, as
/// often as its [run] or the options say; keeps of each no more than how its replications move the measure. Intervals
/// of changes and swings hold together (Bonferroni). `model_of(input, end)` makes the model of an alternative. The same
/// bytes for any number of threads.
Sensitivity find_sensitivity(const Model& base, const std::vector<InputRange>& inputs,
                             const std::function<Model(std::size_t input, RangeEnd end)>& model_of,
                             const SensitivityOptions& options, const ProgressCallback& progress = {});

struct SweepOptions {
  ExperimentOptions experiment;        ///< replications: of each alternative, at the most
  std::optional<std::string> measure;  ///< canonical path, drawn against cost; none: the first that is judged
  double same_within = 0.01;           ///< costs that differ by less count as the same
  bool exhaustive = false;             ///< simulate every alternative, as often as said
};

/// Finds the cheapest of many alternatives that meets the targets, or one within `same_within` of its cost. They are
/// simulated in the order of what their staff costs by plan, each in a few looks (six or so replications, twice as
/// many, ...) until its targets are decided; each look at each target has its share of the error (Bonferroni), so that
/// the best is not lost by looking often. None is simulated that must cost more than one that meets the targets. Those
/// that stay undecided, though their figures meet the targets, and may be cheaper get up to ten times the replications.
/// The cheapest is simulated once more with replications that did not choose it. Without targets, or where it is to be
/// exhaustive, every one is simulated as often as said.
///
/// `model_of` makes the model of alternative i < count; it is called from any thread. A warm-up that is to be found is
/// that of the first for all. The same bytes for any number of threads. `progress` counts alternatives. Requires:
/// count > 0.
SweepResult sweep(std::size_t count, const std::function<Model(std::size_t)>& model_of,
                  const SweepOptions& options = {}, const ProgressCallback& progress = {});

}  // namespace throughline
